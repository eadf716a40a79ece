"""The files in folders, in the order of their names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from extractor.errors import ReadingError
from extractor.reading.member import is_litter

_DEEPEST = 200
Place = tuple[int, int]
"""Device and inode."""


def files_of(
    path: str, *, leave_out: frozenset[str] = frozenset(), above: frozenset[Place] = frozenset()
) -> Iterator[str | ReadingError]:
    """The file ``path``, or the files at any depth of the folder ``path``, links followed; an error for each
    thing that is none, for a link back to a folder around it (``above``) and for a folder without files.
    ``leave_out`` are real paths."""
    if leave_out and os.path.realpath(path) in leave_out:
        return
    try:
        status = os.stat(path)
        names = sorted(os.listdir(path)) if stat.S_ISDIR(status.st_mode) else None
    except (OSError, ValueError) as error:
        yield unreadable(path, error)
        return
    if names is None:
        is_file = stat.S_ISREG(status.st_mode)
        yield path if is_file else ReadingError("is no file but a pipe, socket or device", where=path)
        return
    place = (status.st_dev, status.st_ino)
    if place in above:
        yield ReadingError("is a link back to a folder around it", where=path, remedy="leave the link out")
        return
    if len(above) >= _DEEPEST:
        yield ReadingError("lies too deep in folders", where=path, remedy="name it as an input of its own")
        return
    names = [name for name in names if not is_litter(name)]
    if not names:
        yield ReadingError("holds no file", where=path, remedy="name the files")
    for name in names:
        yield from files_of(os.path.join(path, name), leave_out=leave_out, above=above | {place})


def unreadable(path: str, error: Exception) -> ReadingError:
    """The error for a path that the system does not let us read."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return ReadingError(f"cannot be read: {reason}", where=path, remedy="check the path and its permissions")
