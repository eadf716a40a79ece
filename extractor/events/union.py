"""Sets that grow together: which documents, or facts, belong to one another."""

from __future__ import annotations

from array import array


class Union:
    """``size`` things, each alone at first; eight bytes each."""

    def __init__(self, size: int) -> None:
        self._parent = array("q", range(size))

    def find(self, one: int) -> int:
        """The thing that stands for the set of ``one``."""
        parent = self._parent
        while parent[one] != one:
            parent[one] = one = parent[parent[one]]
        return one

    def unite(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first
