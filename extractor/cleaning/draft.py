"""The text on its way to being clean, with the offset map carried along through every edit."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from extractor.layers import Change


class Edit(NamedTuple):
    """Replace [start, end) of the draft by ``after``, which is never longer than what it replaces."""

    start: int
    end: int
    after: str


class Draft:
    """A text, the source index of each of its characters, and what was changed on the way.

    Every noise module reads ``text`` and hands its edits to ``apply``; none touches ``origin`` itself.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source
        self.origin = array("i", range(len(source)))
        self.changes: list[Change] = []

    def apply(self, noise: str, edits: Iterable[Edit]) -> None:
        """Apply sorted, disjoint edits. Characters that stay keep their place in the source."""
        text, origin, source = self.text, self.origin, self.source
        pieces: list[str] = []
        kept = array("i")
        last = 0
        for start, end, after in edits:
            pieces += (text[last:start], after)
            kept += origin[last : start + len(after)]
            where, upto = origin[start], origin[end - 1] + 1
            self.changes.append(Change(noise, where, upto, source[where:upto], after))
            last = end
        if last:
            pieces.append(text[last:])
            kept += origin[last:]
            self.text, self.origin = "".join(pieces), kept
