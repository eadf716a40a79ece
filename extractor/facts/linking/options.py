"""Options among which the linker chooses, each with its named features."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Generic, Literal, TypeVar

from extractor.facts.skeleton import readable

V = TypeVar("V")

Group = tuple[str, ...]
KEPT = 1 << 12
"""How many groups of features of one kind are kept ready."""
Question = Literal["agents", "recipients", "dates", "totals"]


@lru_cache(maxsize=1 << 12)
def sign(neighbour: str) -> str:
    """A neighbouring character or word of a skeleton as a feature names it: blanks as ␣, nothing as ^."""
    return readable("␣" if neighbour.isspace() else neighbour) or "^"


@lru_cache(maxsize=KEPT)
def together(sources: Group) -> Group:
    """The one feature that names all the sources of an option."""
    return ("sources " + "+".join(sorted(sources)),)


class Options(Generic[V]):
    """The options for one slot of one draft. Those with the same key are one option, with all their
    features; the first is the empty one. ``rule`` is the place of what the rules say.

    ``offers`` says for each option how it came to be one. ``descriptions`` are further features, in groups
    that many options share: a group is made once and weighed once.
    """

    def __init__(self, question: Question, empty: V, rule: V, key: Hashable) -> None:
        self.question = question
        self.values: list[V] = [empty]
        self.offers: list[dict[str, None]] = [{"none": None}]
        self.descriptions: list[Sequence[Group]] = []
        self._places: dict[Hashable, int] = {(): 0}
        self.add(rule, key, "rule")
        self.rule = self._places[key]

    def add(self, value: V, key: Hashable, *features: str) -> None:
        """Offer ``value``; its features join those of an option with the same key."""
        place = self._places.setdefault(key, len(self.values))
        if place == len(self.values):
            self.values.append(value)
            self.offers.append({})
        offer = self.offers[place]
        for feature in features:
            offer[feature] = None

    def describe(self, *groups: Group) -> None:
        """Describe the next of the options, in their order, once all have been added."""
        self.descriptions.append(groups)

    def features(self, place: int) -> tuple[str, ...]:
        """All features of an option."""
        described = self.descriptions[place] if self.descriptions else ()
        return (*self.offers[place], *chain.from_iterable(described))
