"""A sentence with every mention replaced by one mark of its type, and the way back to clean text.

Patterns of the facts stage run over skeletons: whatever stands inside a name, a date, a sum of money or a
paper's title can neither fire a trigger nor be cut by one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from extractor.layers import (
    AmountMention,
    DateMention,
    MentionLayer,
    OrgMention,
    PaperMention,
    QuantityMention,
    Sentence,
)

DATE, AMOUNT, QUANTITY, ORG, PAPER = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
LETTERS = {"D": DATE, "A": AMOUNT, "Q": QUANTITY, "O": ORG, "P": PAPER}
_NAMES = {mark: letter for letter, mark in LETTERS.items()}

_at = attrgetter("at")

AnyMention = DateMention | AmountMention | QuantityMention | OrgMention | PaperMention


@dataclass(frozen=True, slots=True)
class Element:
    """A mention in a skeleton: its mark, its place in the skeleton, and itself."""

    mark: str
    at: int
    mention: AnyMention


def readable(text: str) -> str:
    """Skeleton text with its marks written as ⟨D⟩ ⟨A⟩ ⟨Q⟩ ⟨O⟩ ⟨P⟩."""
    return "".join(f"⟨{_NAMES[c]}⟩" if c in _NAMES else c for c in text)


def between(elements: Sequence[Element], start: int, end: int) -> Sequence[Element]:
    """Those of elements in text order whose mark stands in [start, end)."""
    left = bisect_left(elements, start, key=_at)
    return elements[left : bisect_left(elements, end, left, key=_at)]


def dates_of(elements: Iterable[Element]) -> list[DateMention]:
    """The dates among elements."""
    found: list[Any] = [e.mention for e in elements if e.mark == DATE]
    return found


def amounts_of(elements: Iterable[Element]) -> list[AmountMention]:
    """The amounts among elements."""
    found: list[Any] = [e.mention for e in elements if e.mark == AMOUNT]
    return found


def quantities_of(elements: Iterable[Element]) -> list[QuantityMention]:
    """The quantities among elements."""
    found: list[Any] = [e.mention for e in elements if e.mark == QUANTITY]
    return found


def orgs_of(elements: Iterable[Element]) -> list[OrgMention]:
    """The organisations among elements."""
    found: list[Any] = [e.mention for e in elements if e.mark == ORG]
    return found


def papers_of(elements: Iterable[Element]) -> list[PaperMention]:
    """The papers among elements."""
    found: list[Any] = [e.mention for e in elements if e.mark == PAPER]
    return found


@dataclass(frozen=True, slots=True)
class Skeleton:
    """``text[i]`` stands for the clean span ``[starts[i], starts[i + 1])``; the last start is the end.
    ``norm`` is the whole document's."""

    norm: str
    text: str
    starts: tuple[int, ...]
    elements: tuple[Element, ...]
    dates: tuple[Element, ...]

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean span of the skeleton span [start, end)."""
        return self.starts[start], self.starts[end]

    def words(self, start: int, end: int) -> str:
        """The norm text of the skeleton span [start, end), mentions written out."""
        left, right = self.clean(start, end)
        return self.norm[left:right]

    def index(self, position: int) -> int:
        """The first skeleton index at or behind a clean position."""
        return min(bisect_left(self.starts, position), len(self.text))

    def within(self, start: int, end: int, mark: str | None = None) -> list[Element]:
        """Elements whose mark stands in [start, end), of one type or of all."""
        inside = between(self.elements, start, end)
        return [e for e in inside if e.mark == mark] if mark else list(inside)

    def dates_before(self, position: int) -> Iterator[Element]:
        """The dates before a position, the nearest first."""
        return reversed(between(self.dates, 0, position))

    def shown(self) -> str:
        """Readable form: see ``readable``."""
        return readable(self.text)


class SkeletonMaker:
    """Makes the skeletons of one document's sentences; mentions are sorted once."""

    def __init__(self, norm: str, mentions: MentionLayer) -> None:
        self._norm = norm
        layers: tuple[tuple[str, Sequence[AnyMention]], ...] = (
            (PAPER, mentions.papers),
            (DATE, mentions.dates),
            (AMOUNT, mentions.amounts),
            (ORG, mentions.orgs),
            (QUANTITY, mentions.quantities),
        )
        ranked = [(m.start, -m.end, rank, mark, m) for rank, (mark, ms) in enumerate(layers) for m in ms]
        ranked.sort(key=lambda entry: entry[:3])
        self._marks: list[tuple[str, AnyMention]] = []
        covered = -1
        for start, _, _, mark, mention in ranked:
            if start >= covered:
                self._marks.append((mark, mention))
                covered = mention.end
        self._starts = [mention.start for _, mention in self._marks]

    def make(self, sentence: Sentence) -> Skeleton:
        """The skeleton of one sentence. Linear in its length."""
        return self.span(sentence.start, sentence.end)

    def span(self, start: int, end: int) -> Skeleton:
        """The skeleton of the clean span [start, end)."""
        text: list[str] = []
        starts: list[int] = []
        elements: list[Element] = []
        position = start
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            mark, mention = self._marks[index]
            if mention.end > end:
                break
            text.append(self._norm[position : mention.start])
            starts.extend(range(position, mention.start))
            elements.append(Element(mark, len(starts), mention))
            text.append(mark)
            starts.append(mention.start)
            position = mention.end
        text.append(self._norm[position:end])
        starts.extend(range(position, end + 1))
        dates = tuple(element for element in elements if element.mark == DATE)
        return Skeleton(self._norm, "".join(text), tuple(starts), tuple(elements), dates)
