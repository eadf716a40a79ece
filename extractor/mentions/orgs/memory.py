"""The full names a document has given so far, and where: what teaches the short ones."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator

from extractor.values.model import OrgValue

STATED = -1  # where what the document says of itself counts as standing
_REACH = 60  # names looked through for one short name, so that no text takes quadratic time


class Memory:
    """Names by place. ``STATED`` names stand before all others."""

    def __init__(self) -> None:
        self._known: list[tuple[int, str, OrgValue]] = []
        self._first: dict[str, tuple[int, OrgValue]] = {}

    def learn(self, position: int, value: OrgValue) -> None:
        insort(self._known, (position, value.name, value), key=lambda entry: entry[:2])
        earlier = self._first.get(value.name)
        if earlier is None or position < earlier[0]:
            self._first[value.name] = (position, value)

    def in_order(self) -> Iterator[tuple[int, OrgValue]]:
        """All, in text order."""
        return ((position, value) for position, _, value in self._known)

    def before(self, position: int) -> Iterator[tuple[int, OrgValue]]:
        """The names before ``position``, nearest first."""
        index = bisect_left(self._known, (position, ""), key=lambda entry: entry[:2])
        for at in range(index - 1, max(-1, index - 1 - _REACH), -1):
            yield self._known[at][0], self._known[at][2]

    def after(self, position: int) -> Iterator[tuple[int, OrgValue]]:
        """The names from ``position`` on, nearest first."""
        index = bisect_left(self._known, (position, ""), key=lambda entry: entry[:2])
        for entry in self._known[index : index + _REACH]:
            yield entry[0], entry[2]

    def distinct(self, position: int) -> Iterator[OrgValue]:
        """The first names of the document, each once, as far as they first stand before ``position``."""
        for _, (first, value) in zip(range(4 * _REACH), self._first.values(), strict=False):
            if first < position:
                yield value
