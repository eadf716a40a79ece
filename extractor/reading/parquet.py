"""Parquet: one document a row, read a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from extractor.errors import ReadingError
from extractor.reading.columns import Columns, document_of
from extractor.reading.document import library_of
from extractor.reading.raw import Raw

_ROWS = 64


def rows(file: BinaryIO, *, source: str, columns: Columns) -> Iterator[Raw | ReadingError]:
    """The documents of a table, row by row; an error for each row that is none. Raises ReadingError."""
    with library_of("parquet", source=source):
        import pyarrow.parquet

    table = pyarrow.parquet.ParquetFile(file)
    found = columns.among(table.schema_arrow.names, where=source)
    number = 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=found.used()):
        for row in batch.to_pylist():
            number += 1
            try:
                yield document_of(row, found, table=source, number=number)
            except ReadingError as error:
                yield error
