"""Options among which the linker chooses, each with its named features."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, Literal, TypeVar

from extractor.facts.skeleton import readable

V = TypeVar("V")

Question = Literal["agents", "recipients", "dates", "totals"]


def sign(neighbour: str) -> str:
    """A neighbouring character or word of a skeleton as a feature names it: blanks as ␣, nothing as ^."""
    return readable("␣" if neighbour.isspace() else neighbour) or "^"


class Options(Generic[V]):
    """The options for one slot of one draft. Those with the same key are one option, with all their
    features; the first is the empty one. ``rule`` is the place of what the rules say."""

    def __init__(self, question: Question, empty: V, rule: V, key: Hashable) -> None:
        self.question = question
        self.values: list[V] = []
        self._features: list[dict[str, None]] = []
        self._places: dict[Hashable, int] = {}
        self.add(empty, (), "none")
        self.add(rule, key, "rule")
        self.rule = self._places[key]

    def add(self, value: V, key: Hashable, *features: str) -> None:
        """Offer ``value``; its features join those of an option with the same key."""
        place = self._places.setdefault(key, len(self.values))
        if place == len(self.values):
            self.values.append(value)
            self._features.append({})
        self._features[place].update(dict.fromkeys(features))

    def sources(self, place: int) -> tuple[str, ...]:
        """The features of an option so far."""
        return tuple(self._features[place])

    def describe(self, place: int, *features: str) -> None:
        """Add features to an option."""
        self._features[place].update(dict.fromkeys(features))

    @property
    def features(self) -> list[tuple[str, ...]]:
        """The features of each option, in the order of ``values``."""
        return [tuple(one) for one in self._features]
