"""Bytes to text: which encoding, how sure, and where the damage is."""

from __future__ import annotations

import codecs

from extractor.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_BROKEN = 0.01
_SAMPLE = 20_000


def decode(data: bytes, *, source: str) -> tuple[str, tuple[str, ...]]:
    """The text of ``data`` and what the reader should know of how it was read. Raises ReadingError."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text, warnings = _lenient(data[len(bom) :], encoding, source)
            return _checked(text, source), warnings
    try:
        return _checked(data.decode("utf-8"), source), ()
    except UnicodeDecodeError:
        text, warnings = _lenient(data, "utf-8", source)
        return _checked(text, source), warnings


def _lenient(data: bytes, encoding: str, source: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    return text, (() if "\ufffd" not in text else ("broken bytes",))


def _checked(text: str, source: str) -> str:
    if not text.strip():
        raise ReadingError("holds no text", where=source, remedy="leave it out")
    return text
