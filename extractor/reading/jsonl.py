"""JSON lines: one document an object, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from extractor.errors import ReadingError
from extractor.reading.columns import Columns, document_of
from extractor.reading.decoding import decode
from extractor.reading.raw import Limits, Raw, too_large


def rows(
    file: BinaryIO, *, source: str, columns: Columns, limits: Limits
) -> Iterator[Raw | ReadingError]:
    """The documents of a file, line by line; an error for each line that is none."""
    number = 0
    while line := file.readline(limits.document + 1):
        number += 1
        if not line.strip():
            continue
        try:
            yield _document(line, f"{source}:{number}", source, number, columns, limits)
        except ReadingError as error:
            yield error
        while len(line) > limits.document and not line.endswith(b"\n"):  # the rest of a line too long
            line = file.readline(limits.document + 1)


def _document(
    line: bytes, where: str, source: str, number: int, columns: Columns, limits: Limits
) -> Raw:
    if len(line) > limits.document:
        raise too_large(where, limits.document)
    text, warnings = decode(line, source=where)
    try:
        row = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"is no JSON: {error}", where=where, remedy="write one object a line") from error
    if not isinstance(row, dict):
        raise ReadingError("is no JSON object", where=where, remedy="write one object a line")
    raw = document_of(row, columns.among(list(row), where=where), table=source, number=number)
    return replace(raw, warnings=(*warnings, *raw.warnings))
