"""Parquet: one document a row, read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from extractor.errors import ReadingError
from extractor.reading.columns import Columns, document_of
from extractor.reading.document import library_of
from extractor.reading.raw import Raw

if TYPE_CHECKING:
    import pyarrow

_ROWS = 1  # a few kilobytes of Parquet may be gigabytes of text


def rows(file: BinaryIO, *, source: str, columns: Columns) -> Iterator[Raw | ReadingError]:
    """The documents of a table, row by row; an error for each row that is none. Raises ReadingError."""
    with library_of("parquet", source=source):
        import pyarrow.parquet

    table = pyarrow.parquet.ParquetFile(file)
    found = columns.among(table.schema_arrow.names, where=source)
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=found.used()):
        for row in rows_of(batch):
            number += 1
            try:
                yield document_of(row, found, table=source, number=number)
            except ReadingError as error:
                yield error


def rows_of(batch: pyarrow.RecordBatch) -> Iterator[dict[str, object]]:
    """The rows of a batch. A string that is no UTF-8 is given as its bytes."""
    names = batch.schema.names
    for values in zip(*map(_values, batch.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def _values(column: pyarrow.Array) -> list[object]:
    try:
        values: list[object] = column.to_pylist()
    except UnicodeDecodeError:
        values = [_decoded(value) for value in column.cast("large_binary").to_pylist()]
    return values


def _decoded(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value
