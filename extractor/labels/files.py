"""What the formats share: clear errors for the files that are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from extractor.errors import GoldError
from extractor.labels.marks import SLOTS, Slot


@contextmanager
def shaped(where: str) -> Iterator[None]:
    """Turns what goes wrong with data of another shape into a GoldError."""
    try:
        yield
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        what = f"is not in this format: {type(error).__name__} {error}"
        raise GoldError(what, where=where, remedy="check --from") from error


def bytes_of(path: Path) -> bytes:
    """What a file holds. Raises GoldError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror}", where=str(path)) from error


def text_of(path: Path) -> str:
    """The text of a file, line ends as they are. Raises GoldError where it is missing or not UTF-8."""
    try:
        return bytes_of(path).decode()
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8", where=str(path), remedy="check --from") from error


def json_lines(path: Path) -> Iterator[tuple[str, Any]]:
    """Each line that is not empty: ``file:line`` and what it holds. Raises GoldError."""
    for number, line in enumerate(text_of(path).split("\n"), 1):
        if line.strip():
            where = f"{path}:{number}"
            with shaped(where):
                data = json.loads(line)
            yield where, data


def slot_of(name: str) -> Slot:
    """A slot by its name. Raises GoldError where there is none of that name."""
    for slot in SLOTS:
        if slot == name:
            return slot
    raise GoldError(f"{name!r} is no slot of a fact", remedy=f"use {', '.join(SLOTS)}")
