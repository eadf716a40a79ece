"""Names of documents, which become names of files: one plain part of a path each, no two the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from extractor.errors import GoldError
from extractor.labels.marks import Marked

_UNFIT = re.compile(r"[/\\:\x00-\x1f\x7f\ud800-\udfff]")  # what leads elsewhere, or what files cannot hold


def checked(documents: Iterable[Marked]) -> Iterator[Marked]:
    """The documents as they come. Raises GoldError for a name that is no plain file name, and for a name that
    came before: of two files of one name, one would be lost."""
    taken: set[str] = set()
    for document in documents:
        name = document.name
        if not isinstance(name, str) or name in ("", ".", "..") or _UNFIT.search(name):
            what = f"the document's name {name!r} is no plain file name"
            raise GoldError(what, remedy="rename it, without / \\ : and control characters")
        if _key(name) in taken:
            what = f"there are two documents of the name {name!r}"
            raise GoldError(what, remedy="rename one; upper and lower case do not count")
        taken.add(_key(name))
        yield document


class SourceNames:
    """Gives documents plain names by their sources, each only once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, source: str, id: str) -> str:
        """The bare name of the file, with the row for tables; where that is taken, the document's id too."""
        first = name = _bare(source) or id
        number = 1
        while _key(name) in self._taken:
            name = f"{first}-{id}" if number == 1 else f"{first}-{id}-{number}"
            number += 1
        self._taken.add(_key(name))
        return name


def _bare(source: str) -> str:
    file, _, row = PurePath(source.replace("!", "/")).name.partition(":")
    name = _UNFIT.sub("_", "-".join(filter(None, (PurePath(file).stem, row))))
    return "" if name in (".", "..") else name


def _key(name: str) -> str:
    """Names with the same key are one file on some systems."""
    return unicodedata.normalize("NFC", name.casefold())
