"""Values of gold and of an answer, ready to be compared, and their comparison."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evaluation.figures import Counts
from evaluation.names import PHRASE, TITLE, fold, likeness, same_body
from evaluation.pairing import best_pairs
from extractor.labels.page import Span, overlap

Key = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One value. ``key`` is what is compared; ``span`` its letters on the page, if it stands there.
    ``forgiven``: an answer in an ignored zone, no fault where nothing matches it. ``many``: a gold phrase
    for many bodies."""

    key: Key
    text: str
    span: Span | None = None
    forgiven: bool = False
    many: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """What matched, what gold has and the answer has not, what the answer has and gold has not."""

    right: tuple[tuple[Item, Item], ...]
    missed: tuple[Item, ...]
    extra: tuple[Item, ...]

    @property
    def counts(self) -> Counts:
        right = len(self.right)
        return Counts(right, right + len(self.extra), right + len(self.missed))

    @property
    def perfect(self) -> bool:
        return not self.missed and not self.extra


Alike = Callable[[Item, Item], bool]


def same_key(gold: Item, answer: Item) -> bool:
    return gold.key == answer.key


def compare(gold: Sequence[Item], answers: Sequence[Item], alike: Alike = same_key) -> Comparison:
    """Match one to one as many as possible; among equals those in the same place, and none is spent on an
    answer that needs no match."""
    weights = {
        (left, right): 100 + 10 * (not answer.forgiven) + _same_place(item, answer)
        for left, item in enumerate(gold)
        for right, answer in enumerate(answers)
        if alike(item, answer)
    }
    pairs = best_pairs(weights)
    lefts, rights = {left for left, _ in pairs}, {right for _, right in pairs}
    return Comparison(
        right=tuple((gold[left], answers[right]) for left, right in pairs),
        missed=tuple(item for place, item in enumerate(gold) if place not in lefts),
        extra=tuple(item for place, item in enumerate(answers) if place not in rights and not item.forgiven),
    )


def _same_place(gold: Item, answer: Item) -> bool:
    return gold.span is not None and answer.span is not None and overlap(gold.span, answer.span) > 0


def same_name(gold: Item, answer: Item) -> bool:
    return same_body(gold.key[0] or "", answer.key[0] or "")


def same_agent(gold: Item, answer: Item) -> bool:
    return same_name(gold, answer) or (gold.many and _alike(gold, answer, PHRASE))


def same_recipient(gold: Item, answer: Item) -> bool:
    return same_name(gold, answer) or _alike(gold, answer, PHRASE)


def same_title(gold: Item, answer: Item) -> bool:
    return _alike(gold, answer, TITLE)


def same_field(gold: Item, answer: Item) -> bool:
    """Document fields: ``key`` is the field's name and its values."""
    field, values, others = gold.key[0], gold.key[1:], answer.key[1:]
    if field != answer.key[0]:
        return False
    if field in ("issuer", "addressees"):
        left, right = ([Item((name,), "") for name in names] for names in (values, others))
        return compare(left, right, same_name).perfect
    if field in ("title", "publisher"):
        return fold(values[0] or "") == fold(others[0] or "")
    return values == others


def _alike(gold: Item, answer: Item, threshold: float) -> bool:
    """An answer may give a phrase in more than one form: the nearest counts."""
    return max(likeness(gold.key[0] or "", form or "") for form in answer.key) >= threshold
