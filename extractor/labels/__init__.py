"""Labels: the gold format, and its ways to spaCy, CoNLL-U Plus, brat, Label Studio and doccano and back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from extractor.labels.marks import Marked

_READERS: Final = {
    "gold": "folders:read_gold",
    "records": "folders:read_records",
    "docbin": "docbin:read",
    "conll": "conll:read",
    "brat": "brat:read",
    "labelstudio": "labelstudio:read",
    "doccano": "doccano:read",
}
_WRITERS: Final = {
    "gold": "folders:write_gold",
    "docbin": "docbin:write",
    "conll": "conll:write",
    "brat": "brat:write",
    "labelstudio": "labelstudio:write",
    "doccano": "doccano:write",
}
SOURCES: Final = tuple(_READERS)
TARGETS: Final = tuple(_WRITERS)


def reader(name: str) -> Callable[[Path], Iterator[Marked]]:
    """What reads the format ``name`` (one of SOURCES) from a file or folder."""
    read: Callable[[Path], Iterator[Marked]] = _function(_READERS[name])
    return read


def writer(name: str) -> Callable[[Iterable[Marked], Path], None]:
    """What writes the format ``name`` (one of TARGETS) to a file or folder. It raises GoldError for documents
    whose names are no plain file names, or the same."""
    write: Callable[[Iterable[Marked], Path], None] = _function(_WRITERS[name])

    def write_checked(documents: Iterable[Marked], path: Path) -> None:
        from extractor.labels.names import checked

        write(checked(documents), path)

    return write_checked


def _function(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"extractor.labels.{module}"), name)
