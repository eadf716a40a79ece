"""What every reader of a format gives and takes: a reading, its faults, its library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from extractor.errors import JianbaoError, ReadingError
from extractor.layers import NO_METADATA, Metadata

_LONGEST_REASON = 120
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one document, and what its format says of it. ``pages`` is where each page begins."""

    text: str
    warnings: tuple[str, ...] = ()
    given: Metadata = NO_METADATA
    pages: tuple[int, ...] = ()


def storable(text: str) -> str:
    """``text`` with half surrogate pairs, which are no characters, as U+FFFD."""
    return _LONE_SURROGATE.sub("\ufffd", text)


@contextmanager
def library_of(extra: str, *, source: str) -> Iterator[None]:
    """Imports inside need the optional dependencies ``extra``. Raises ReadingError where they are missing."""
    try:
        yield
    except ImportError as error:
        raise ReadingError(
            f"cannot be read without {error.name}", where=source, remedy=f"pip install 'jianbao[{extra}]'"
        ) from error


@contextmanager
def sound(kind: str, *, source: str, remedy: str = "get it again, or leave it out") -> Iterator[None]:
    """What is inside reads a file as ``kind`` (a PDF), which may be broken: parsers raise errors of
    any type then. Raises ReadingError for them."""
    try:
        yield
    except (JianbaoError, MemoryError):
        raise
    except Exception as error:
        reason = " ".join(repr(error).split())[:_LONGEST_REASON]
        raise ReadingError(f"cannot be read as {kind}: {reason}", where=source, remedy=remedy) from error
