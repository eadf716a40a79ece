"""An extracted document against its gold: what is right, missed and extra, and the counts from that.

The rules are those of labels.md, "Scoring". ``judge`` decides everything once; the figures and the list of
errors are both read from its ``Judgement``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from evaluation.comparing import (
    Alike,
    Comparison,
    Item,
    compare,
    same_agent,
    same_field,
    same_key,
    same_name,
    same_recipient,
    same_title,
)
from evaluation.figures import SLOTS, Counts, DocumentCounts
from evaluation.pairing import Pair, best_pairs
from evaluation.values import AnswerItems, GoldItems, Slots
from extractor import records
from extractor.labels.gold import Gold, GoldAmount
from extractor.labels.page import Span, overlap

_SLOT_RULES: dict[str, Alike] = {
    "agents": same_agent,
    "recipients": same_recipient,
    "documents": same_title,
}
_EXACT = ("status", "agents", "dates", "amounts", "quantities", "part_of")


@dataclass(frozen=True, slots=True)
class FactPair:
    """A gold fact and the answer that stands for it; places in ``labels.facts`` and ``answer.facts``."""

    gold: int
    answer: int
    slots: Mapping[str, Comparison]

    @property
    def exact(self) -> bool:
        return all(self.slots[name].perfect for name in _EXACT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One document, judged. ``layers`` are the mention layers and ``document``; ``missed`` and ``extra`` are
    the facts without a partner, with their slots, answers in ignored zones left out. ``sums`` holds, by
    action type, the money of gold and of the answer."""

    gold: Gold
    answer: records.Document
    layers: Mapping[str, Comparison]
    pairs: tuple[FactPair, ...]
    missed: Mapping[int, Mapping[str, Comparison]]
    extra: Mapping[int, Mapping[str, Comparison]]
    sums: Mapping[str, tuple[Decimal, Decimal]]

    def counts(self) -> DocumentCounts:
        """The counts behind every figure."""
        facts = [*(pair.slots for pair in self.pairs), *self.missed.values(), *self.extra.values()]
        slots = {name: sum((slots[name].counts for slots in facts), Counts()) for name in SLOTS}
        paired, exact = len(self.pairs), sum(pair.exact for pair in self.pairs)
        answered, expected = paired + len(self.extra), paired + len(self.missed)
        same = sum(gold == answer for gold, answer in self.sums.values())
        return {
            **{name: layer.counts for name, layer in self.layers.items()},
            "detection": Counts(paired, answered, expected),
            "slots": sum(slots.values(), Counts()),
            "exact": Counts(exact, answered, expected),
            "money": Counts(same, len(self.sums), len(self.sums)),
            **{f"slot {name}": counts for name, counts in slots.items()},
        }


def judge(gold: Gold, answer: records.Document) -> Judgement:
    """Compare an answer with its gold. The answer's spans must be those of ``gold.text``."""
    labelled, found = GoldItems(gold), AnswerItems(answer, gold)
    pairs = _Facts(gold, answer, labelled, found).paired()
    missed = set(range(len(gold.labels.facts))) - {pair.gold for pair in pairs}
    partners = {pair.answer for pair in pairs}
    extra = [
        place
        for place, fact in enumerate(answer.facts)
        if place not in partners and not found.in_ignored(fact.evidence)
    ]
    return Judgement(
        gold=gold,
        answer=answer,
        layers={
            "dates": compare(labelled.dates(), found.dates()),
            "amounts": compare(labelled.amounts(), found.amounts()),
            "quantities": compare(labelled.quantities(), found.quantities()),
            "orgs": compare(labelled.orgs(), found.orgs(), same_name),
            "document": compare(labelled.document(), found.document(), same_field),
        },
        pairs=pairs,
        missed={place: _alone(labelled.slots(place), {}) for place in sorted(missed)},
        extra={place: _alone({}, _with_total(found, answer.facts[place])) for place in extra},
        sums=_sums(labelled, answer, partners.union(extra)),
    )


def _alone(gold: Slots, answer: Slots) -> dict[str, Comparison]:
    return {name: compare(gold.get(name, ()), answer.get(name, ())) for name in SLOTS}


def _with_total(found: AnswerItems, fact: records.Fact) -> Slots:
    total = () if fact.part_of is None else (Item((None,), fact.part_of),)
    return {**found.slots(fact), "part_of": total}


class _Facts:
    """Pairing of the facts of one document."""

    def __init__(self, gold: Gold, answer: records.Document, labelled: GoldItems, found: AnswerItems) -> None:
        self._totals = [fact.part_of for fact in gold.labels.facts]
        self._found_totals = _total_places(answer)
        self._gold_slots = [labelled.slots(place) for place in range(len(gold.labels.facts))]
        self._slots = [found.slots(fact) for fact in answer.facts]
        self._shares = {
            (left, right): share
            for left, (label, place) in enumerate(zip(gold.labels.facts, gold.facts, strict=True))
            for right, fact in enumerate(answer.facts)
            if label.action.type == fact.action.type
            and (share := overlap_share(place, found.span(fact.evidence))) >= 0.5
        }

    def paired(self) -> tuple[FactPair, ...]:
        """One to one, for the most agreeing slots; among equals the most pairs, the fewest disagreements, the
        evidence that fits best."""
        compared = {pair: self._compare(pair) for pair in self._shares}
        chosen = best_pairs({pair: self._weight(pair, slots) for pair, slots in compared.items()})
        partner = {right: left for left, right in chosen}
        totals = {pair: self._compare_totals(*pair, partner) for pair in chosen}
        return tuple(FactPair(*pair, {**compared[pair], "part_of": totals[pair]}) for pair in chosen)

    def _compare(self, pair: Pair) -> dict[str, Comparison]:
        gold, answer = self._gold_slots[pair[0]], self._slots[pair[1]]
        return {
            name: compare(gold[name], items, _SLOT_RULES.get(name, same_key))
            for name, items in answer.items()
        }

    def _weight(self, pair: Pair, slots: Mapping[str, Comparison]) -> int:
        agreeing = sum(len(one.right) for one in slots.values())
        disagreeing = sum(len(one.missed) + len(one.extra) for one in slots.values())
        totals = self._totals[pair[0]], self._found_totals[pair[1]]
        if totals in self._shares:  # the totals themselves are not paired yet, but they may be
            agreeing += 1
        return 10_000 * agreeing + 200 - 10 * min(disagreeing, 15) + round(9 * self._shares[pair])

    def _compare_totals(self, left: int, right: int, partner: Mapping[int, int]) -> Comparison:
        total = self._found_totals[right]
        if total is None:
            return compare(self._gold_slots[left]["part_of"], ())
        stands_for = partner.get(total)
        key = None if stands_for is None else str(stands_for)
        return compare(self._gold_slots[left]["part_of"], (Item((key,), f"answer {total}"),))


def _total_places(answer: records.Document) -> list[int | None]:
    places = {fact.id: place for place, fact in enumerate(answer.facts)}
    return [None if fact.part_of is None else places[fact.part_of] for fact in answer.facts]


def overlap_share(one: Span, other: Span) -> float:
    """How much of the shorter span lies in the other, from 0 to 1."""
    return overlap(one, other) / max(1, min(one[1] - one[0], other[1] - other[0]))


def _sums(
    labelled: GoldItems, answer: records.Document, counted: set[int]
) -> dict[str, tuple[Decimal, Decimal]]:
    """By action type: cash, no rates, of done facts that are no shares. Types that are zero on both sides are
    left out, as are answers that are neither right nor wrong."""
    gold: dict[str, Decimal] = defaultdict(Decimal)
    for place, label in enumerate(labelled.gold.labels.facts):
        if label.status == "done" and label.part_of is None:
            mentions = (labelled.amount_label(place, value) for value in label.amounts)
            gold[label.action.type] += sum((_cash(one) for one in mentions if one), Decimal(0))
    found: dict[str, Decimal] = defaultdict(Decimal)
    for place, fact in enumerate(answer.facts):
        if place in counted and fact.status == "done" and fact.part_of is None:
            found[fact.action.type] += sum(map(_cash, fact.amounts), Decimal(0))
    return {
        kind: (gold[kind], found[kind])
        for kind in sorted(gold.keys() | found.keys())
        if gold[kind] or found[kind]
    }


def _cash(amount: GoldAmount | records.Amount) -> Decimal:
    is_cash = amount.kind == "cash" and amount.per is None
    return Decimal(amount.yuan) if amount.yuan and is_cash else Decimal(0)
