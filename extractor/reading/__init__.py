"""Bytes → source text, whatever the format: found by content, and by suffix where that leaves it open.

Folders, archives and tables hold many documents: ``extractor.reading.walking.walk`` goes through them.
"""

from __future__ import annotations

import io
import os
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from extractor.errors import ReadingError
from extractor.layers import Metadata, SourceText
from extractor.reading.decoding import decode
from extractor.reading.document import Reading, storable
from extractor.reading.folders import unreadable
from extractor.reading.kinds import Kind, find_kind
from extractor.reading.raw import Raw

__all__ = ["read_bytes", "read_path", "read_raw"]

_READERS = {
    Kind.HTML: "extractor.reading.html",
    Kind.PDF: "extractor.reading.pdf",
    Kind.DOCX: "extractor.reading.docx",
    Kind.IMAGE: "extractor.reading.ocr",
}
"""The module whose ``read(data, source=...)`` reads a format; loaded when first needed."""


def read_bytes(data: bytes, *, source: str) -> SourceText:
    """Read one document. ``source`` is its path, URL or key, as the user gave it; its suffix helps to tell
    the format. Raises ReadingError, also for archives and tables, which hold many."""
    return read_raw(Raw(source, data))


def read_path(path: str | os.PathLike[str]) -> SourceText:
    """Read one file. Raises ReadingError where it is missing, unreadable or no document."""
    source = os.fspath(path)
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        raise unreadable(source, error) from error
    return read_bytes(data, source=source)


def read_raw(raw: Raw) -> SourceText:
    """Read one document of an archive. What a table says of it comes before what its format says. Raises
    ReadingError."""
    read = Reading(*decode(raw.data, source=raw.source)) if raw.plain else _read(raw)
    id = sha256(raw.data).hexdigest()[:16]
    warnings = (*raw.warnings, *read.warnings)
    return SourceText(read.text, id, raw.source, warnings, _merge(raw.given, read.given), read.pages)


def _read(raw: Raw) -> Reading:
    kind = find_kind(io.BytesIO(raw.data), source=raw.source)
    if kind is Kind.TEXT:
        return Reading(*decode(raw.data, source=raw.source))
    if kind not in _READERS:
        raise ReadingError(f"is {kind.value}, which holds documents", where=raw.source, remedy="unpack it")
    reading: Reading = import_module(_READERS[kind]).read(raw.data, source=raw.source)
    return replace(reading, text=storable(reading.text))


def _merge(first: Metadata, second: Metadata) -> Metadata:
    return Metadata(
        first.title or second.title, first.date or second.date, first.publisher or second.publisher
    )
