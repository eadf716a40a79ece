"""Bytes → source text."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from extractor.errors import ReadingError
from extractor.layers import SourceText
from extractor.reading.decoding import decode

__all__ = ["SUFFIXES", "expand", "read_bytes", "read_path"]

SUFFIXES = (".txt", ".md", ".markdown")


def read_bytes(data: bytes, *, source: str) -> SourceText:
    """Decode one document. ``source`` is its path, URL or key, as the user gave it. Raises ReadingError."""
    text, warnings = decode(data, source=source)
    return SourceText(text, hashlib.sha256(data).hexdigest()[:16], source, warnings)


def read_path(path: str | os.PathLike[str]) -> SourceText:
    """Read one file. Raises ReadingError where it is missing, unreadable or no text."""
    source = os.fspath(path)
    try:
        data = Path(source).read_bytes()
    except OSError as error:
        raise ReadingError(
            f"cannot be read: {error.strerror}", where=source, remedy="check the path and its permissions"
        ) from error
    return read_bytes(data, source=source)


def expand(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Files to read: a file as it is named, a folder as the texts in it at any depth, sorted."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
        else:
            yield path
