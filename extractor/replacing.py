"""Files written whole or not at all: beside their place first, then into it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def draft_of(path: Path) -> Path:
    """Where a process writes what takes the place of ``path``: two at once do not write into one file."""
    return path.with_name(f".{path.name}.{os.getpid()}")


@contextmanager
def replaced(path: Path, *, draft: Path | None = None) -> Iterator[BinaryIO]:
    """A file that takes the place of ``path`` only when all is written. A device or a pipe is written to as
    it is. ``draft`` is for a folder that one process has for itself: there what a killed run left is written
    over. Raises OSError."""
    if path.exists() and not path.is_file():
        with path.open("wb") as out:
            yield out
        return
    draft = draft or draft_of(path)
    try:
        with draft.open("wb") as out:
            yield out
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
