"""The texts that records name as their sources, read again: files, members of archives, rows of tables."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import chain

from extractor.errors import GoldError, ReadingError
from extractor.layers import SourceText
from extractor.reading import read_raw
from extractor.reading.columns import DEFAULT_COLUMNS
from extractor.reading.raw import DEFAULT_LIMITS, Raw
from extractor.reading.walking import documents_in
from extractor.records import Document

_GONE = "run convert where extract ran, with its files in place; standard input is never kept"
_LOST = "rows of tables are found by the usual names of columns only; extract plain files instead"


class Sources:
    """Goes on in a container from where the record before was found: records come in its order."""

    def __init__(self) -> None:
        self._file: str | None = None
        self._found: Iterator[Raw | ReadingError] = iter(())

    def read(self, document: Document, *, where: str) -> SourceText:
        """The text of a record. Raises GoldError where it is gone or has changed, ReadingError."""
        file = _file_of(document.source)
        if file is None:
            raise GoldError(f"there is no file of the source {document.source!r}", where=where, remedy=_GONE)
        changed, fault = False, ""
        for raw in self._documents(file):
            if isinstance(raw, ReadingError):
                fault = f": {raw.what}" if raw.where in (document.source, file) else fault
            elif raw.source == document.source:
                text = read_raw(raw)
                if text.id == document.id:
                    return text
                changed = True
        if changed:
            raise GoldError(f"{document.source} has changed", where=where, remedy="extract it again")
        raise GoldError(f"{document.source} is not found again{fault}", where=where, remedy=_LOST)

    def _documents(self, file: str) -> Iterator[Raw | ReadingError]:
        """What is left in the file, if it is the one before; then all that it holds, once."""
        if file == self._file:
            yield from self._found
        found = documents_in(file, columns=DEFAULT_COLUMNS, limits=DEFAULT_LIMITS)
        self._file, self._found = file, chain(found)  # a chain stays open when this generator is closed
        yield from self._found


def _file_of(source: str) -> str | None:
    """The file in which a source lies: itself, or what stands before one of its ``!`` and ``:``."""
    ways = [source, *(source[: sign.start()] for sign in re.finditer("[!:]", source))]
    return next((way for way in ways if os.path.isfile(way)), None)
