"""What the linker learns from: every choice it would face on labelled documents, and what gold says to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evaluation.comparing import Item, compare, same_agent, same_key, same_recipient
from evaluation.pairing import best_pairs
from evaluation.scoring import overlap_share
from evaluation.values import GoldItems, Slots
from extractor import Extractor
from extractor.facts import FactFinder
from extractor.facts.drafts import Draft
from extractor.facts.linking import Options
from extractor.facts.linking.linker import NO_FACT
from extractor.facts.model import Evidence, PartyMention
from extractor.labels.gold import Gold
from extractor.layers import Mention
from extractor.records import ActionType
from extractor.values.model import DateValue, OrgValue

Place = tuple[tuple[int, int], tuple[int, int]]

_ALIKE = {"agents": same_agent, "recipients": same_recipient, "dates": same_key}


@dataclass(frozen=True, slots=True)
class Lesson:
    """One choice: the features of its options and the place of the right one."""

    options: Sequence[tuple[str, ...]]
    right: int


@dataclass(slots=True)
class Lessons:
    """What one document teaches: evidence with the outcome gold gives to it, and lessons by question."""

    acts: list[tuple[Evidence, str]] = field(default_factory=list)
    slots: dict[str, list[Lesson]] = field(default_factory=dict)


def lessons(gold: Gold) -> Lessons:
    """Everything that a labelled document teaches. It is read twice: once to see which drafts stand for which
    gold facts, once with every draft that stands for none left out."""
    return _Teacher(gold, _partners(gold)).teach()


class _Listener:
    """A judge that lets everything pass and says what the rules say."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []

    def act(self, draft: Draft, evidence: Evidence) -> tuple[ActionType, float] | None:
        self.drafts.append(draft)
        return draft.type, 1.0

    def choose(self, draft: Draft, options: Options[Any]) -> int:
        return options.rule


def _place(draft: Draft) -> Place:
    return draft.evidence, draft.trigger


def _partners(gold: Gold) -> dict[Place, int]:
    """For each draft that tells a gold fact, the place of that fact."""
    listener = _Listener()
    clean = Extractor(facts=FactFinder(judge=listener)).analyse(gold.text).clean
    weights = {}
    for number, draft in enumerate(listener.drafts):
        words = gold.page.on_page(clean.source_span(*draft.evidence))
        verb = gold.page.on_page(clean.source_span(*draft.trigger))
        for index, (fact, evidence) in enumerate(zip(gold.labels.facts, gold.facts, strict=True)):
            share = overlap_share(evidence, words)
            if share < 0.5:
                continue
            quotes = gold.page.places(fact.action.quote)
            sums = {str(a.value.yuan) for a in draft.amounts}
            counts = {(str(q.value.value), q.value.unit) for q in draft.quantities}
            told = {(value, unit) for value, unit, _ in fact.quantities}
            weights[number, index] = (
                200 * any(start < verb[1] and verb[0] < end for start, end in quotes)
                + 150 * bool(sums.intersection(fact.amounts))
                + 100 * bool(counts & told)
                + 50 * (draft.type == fact.action.type)
                + round(50 * share)
            )
    return {_place(listener.drafts[number]): index for number, index in best_pairs(weights)}


class _Teacher:
    def __init__(self, gold: Gold, partners: Mapping[Place, int]) -> None:
        self._gold, self._partners = gold, partners
        self._items = GoldItems(gold)
        self._learnt = Lessons()

    def teach(self) -> Lessons:
        Extractor(facts=FactFinder(judge=self)).analyse(self._gold.text)
        return self._learnt

    def act(self, draft: Draft, evidence: Evidence) -> tuple[ActionType, float] | None:
        index = self._partners.get(_place(draft))
        type_ = None if index is None else self._gold.labels.facts[index].action.type
        self._learnt.acts.append((evidence, type_ or NO_FACT))
        return None if type_ is None else (type_, 1.0)

    def choose(self, draft: Draft, options: Options[Any]) -> int:
        """Notes what gold says; goes on with what the rules say, so that the linker learns to do with a
        context that is not all right."""
        index = self._partners[_place(draft)]
        if options.question == "totals":
            right = self._right_total(index, options)
        else:
            right = _nearest(self._items.slots(index), options)
        if right is not None:
            features = [options.features(place) for place in range(len(options.values))]
            self._learnt.slots.setdefault(options.question, []).append(Lesson(features, right))
        return options.rule

    def _right_total(self, index: int, options: Options[Any]) -> int | None:
        total = self._gold.labels.facts[index].part_of
        if total is None:
            return 0
        for place, value in enumerate(options.values):
            if isinstance(value, Draft) and self._partners.get(_place(value)) == total:
                return place
        return None


def _nearest(slots: Slots, options: Options[Any]) -> int | None:
    """The option that agrees best with gold; None where even that has nothing of it."""
    wanted = slots[options.question]
    best, best_place = None, 0
    for place, value in enumerate(options.values):
        answer = [item for one in value if (item := _item(one)).key[0]]
        found = compare(wanted, answer, _ALIKE[options.question])
        rank = (
            2 * len(found.right) - len(found.extra) - len(found.missed),
            -len(answer),
            place == options.rule,
        )
        if best is None or rank > best:
            best, best_place = rank, place
    return best_place if not wanted or (best is not None and best[0] > -len(wanted)) else None


def _item(value: object) -> Item:
    """A body, party or date as an item to be compared."""
    inner = value.value if isinstance(value, Mention) else value
    if isinstance(inner, DateValue):
        return Item(tuple(str(day) if day else None for day in (inner.start, inner.end)), "")
    assert isinstance(inner, OrgValue | PartyMention)
    return Item((inner.name,), inner.name)
