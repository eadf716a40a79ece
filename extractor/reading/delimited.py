"""CSV and TSV: a head that names the columns, then one document a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.errors import ReadingError
from extractor.reading.columns import Columns, document_of
from extractor.reading.decoding import encoding_of
from extractor.reading.raw import Limits, Raw, too_large

_SAMPLE = 1 << 20


def rows(
    file: BinaryIO, *, source: str, columns: Columns, limits: Limits, delimiter: str
) -> Iterator[Raw | ReadingError]:
    """The documents of a table, row by row; an error for each row that is none. Raises ReadingError where
    the head does not fit, or a line has no end."""
    sample = file.read(_SAMPLE)
    file.seek(0)
    encoding = encoding_of(sample[: sample.rfind(b"\n") + 1] or sample, source=source)
    csv.field_size_limit(limits.document)  # the library has one limit for all, too low for long reports
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    lines = csv.reader(_lines(text, source, limits), delimiter=delimiter, strict=True)
    try:
        yield from _documents(_rows(lines, source), source, columns)
    finally:
        text.detach()


def _rows(lines: Any, source: str) -> Iterator[list[str] | ReadingError]:
    while True:
        try:
            cells = next(lines, None)
        except csv.Error as error:
            where = f"{source}:line {lines.line_num}"
            yield ReadingError(f"is broken: {error}", where=where, remedy="mend the quotes of this line")
            continue
        if cells is None:
            return
        yield cells


def _lines(text: io.TextIOWrapper, source: str, limits: Limits) -> Iterator[str]:
    mark = "\ufeff"
    while line := text.readline(limits.document + 1):
        if len(line) > limits.document:
            raise too_large(source, limits.document)
        yield line.removeprefix(mark)
        mark = ""


def _documents(
    rows: Iterator[list[str] | ReadingError], source: str, columns: Columns
) -> Iterator[Raw | ReadingError]:
    head = next(rows, [])
    if isinstance(head, ReadingError):
        raise head
    names = [name.strip() for name in head]
    found = columns.among(names, where=source)
    for number, cells in enumerate(rows, 1):
        try:
            if isinstance(cells, ReadingError):
                raise cells
            if any(cells):
                row = _row(names, cells, f"{source}:{number}")
                yield document_of(row, found, table=source, number=number)
        except ReadingError as error:
            yield error


def _row(names: list[str], cells: list[str], where: str) -> dict[str, str]:
    if len(cells) > len(names):
        raise ReadingError(
            f"has {len(cells)} cells under {len(names)} heads",
            where=where,
            remedy="put quotes around cells that hold the delimiter",
        )
    return dict(zip(names, cells, strict=False))
