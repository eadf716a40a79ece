"""One document of an archive before it is read, and the bounds within which archives are gone through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from extractor.errors import ReadingError
from extractor.layers import NO_METADATA, Metadata


@dataclass(frozen=True, slots=True)
class Raw:
    """One document, not yet read. ``source`` is the path as given, ``box.zip!inner/name.txt`` in a container,
    ``table.jsonl:17`` (or the value of the id column) in a table. ``plain`` marks the text of a row, which
    has no format to be found."""

    source: str
    data: bytes
    given: Metadata = NO_METADATA
    plain: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much. Sizes in bytes. ``member`` bounds what one archive inside an archive unpacks to,
    ``ratio`` how many times larger than packed anything of more than a megabyte may be, ``members`` how many
    things one container may hold, ``depth`` how deep containers may lie in containers."""

    document: int = 20_000_000
    member: int = 2_000_000_000
    ratio: int = 200
    members: int = 1_000_000
    depth: int = 4


DEFAULT_LIMITS: Final = Limits()


def too_large(source: str, most: int) -> ReadingError:
    """The error for what is larger than ``most`` bytes."""
    return ReadingError(f"is larger than {most:,} bytes", where=source, remedy="split it, or raise the limit")


def too_many(source: str, most: int) -> ReadingError:
    """The error for a container with more than ``most`` members; those before are kept."""
    what = f"holds more than {most:,} things"
    return ReadingError(what, where=source, remedy="unpack it, or raise the limit")


def bomb(source: str) -> ReadingError:
    """The error for what would unpack beyond all measure."""
    return ReadingError("is a zip bomb: far larger than it is packed", where=source, remedy="leave it out")


