"""The faults of an answer by cause: every missed, wrong or extra mention and fact, and every wrong slot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from evaluation.comparing import Alike, Comparison, Item, same_key, same_name
from evaluation.pairing import best_pairs
from evaluation.scoring import FactPair, Judgement, overlap_share
from evaluation.values import AnswerItems
from extractor.labels.page import overlap

_SINGLE = ("status", "cumulative", "part_of")
_SLOT_MENTIONS: dict[str, tuple[str, Alike]] = {
    "agents": ("orgs", same_name),
    "dates": ("dates", same_key),
    "amounts": ("amounts", lambda gold, mention: gold.key == mention.key[:-1]),
    "quantities": ("quantities", same_key),
}
_AROUND = 12


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. ``gold`` or ``answer`` is None where that side has nothing."""

    cause: str
    document: str
    quote: str
    evidence: str
    gold: str | None
    answer: str | None


def by_cause(faults: Iterable[Fault]) -> list[tuple[str, list[Fault]]]:
    """Faults grouped by cause, the most frequent cause first."""
    groups: dict[str, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.cause, []).append(fault)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def faults_of(judgement: Judgement) -> Iterator[Fault]:
    """Every fault of one document: mentions, document fields, facts, then slots of paired facts."""
    words = _Words(judgement)
    for name, layer in judgement.layers.items():
        for kind, gold, answer in _layer_faults(layer, _same_field if name == "document" else _touching):
            item = gold or answer
            field = f" {item.key[0]}" if item and name == "document" else ""
            yield words.mention(f"{name}{field}: {kind}", gold, answer)
    yield from _fact_faults(judgement, words)
    for pair in judgement.pairs:
        yield from _slot_faults(judgement, words, pair)


def _layer_faults(
    layer: Comparison, touching: Callable[[Item, Item], int]
) -> list[tuple[str, Item | None, Item | None]]:
    """A missed and an extra value in the same place (of the same field) are one wrong value."""
    wrong = best_pairs(
        {
            (left, right): weight
            for left, missed in enumerate(layer.missed)
            for right, extra in enumerate(layer.extra)
            if (weight := touching(missed, extra))
        }
    )
    lefts, rights = {left for left, _ in wrong}, {right for _, right in wrong}
    return [
        *(("value wrong", layer.missed[left], layer.extra[right]) for left, right in wrong),
        *(("missing", item, None) for place, item in enumerate(layer.missed) if place not in lefts),
        *(("extra", None, item) for place, item in enumerate(layer.extra) if place not in rights),
    ]


def _touching(gold: Item, answer: Item) -> int:
    return overlap(gold.span, answer.span) if gold.span and answer.span else 0


def _same_field(gold: Item, answer: Item) -> int:
    return int(gold.key[0] == answer.key[0])


def _fact_faults(judgement: Judgement, words: _Words) -> Iterator[Fault]:
    """Missed and extra facts: first those that are one fact with the wrong type or too little evidence in
    common, then those that share their place with a fact of their type that has another partner, then the
    rest."""
    missed, extra = set(judgement.missed), set(judgement.extra)
    for cause, fits in (("type", _other_type), ("evidence", _other_evidence)):
        weights = {
            (left, right): weight
            for left in missed
            for right in extra
            if (weight := fits(words, left, right))
        }
        for left, right in best_pairs(weights):
            yield words.fact(f"fact: {cause}", left, right)
            missed.remove(left)
            extra.remove(right)
    answers, golds = range(len(judgement.answer.facts)), range(len(judgement.gold.labels.facts))
    for left in sorted(missed):
        merged = any(words.same_type(left, right) and words.share(left, right) >= 0.5 for right in answers)
        yield words.fact("fact: sharing (merged)" if merged else "fact: trigger missing", left, None)
    for right in sorted(extra):
        shares = {left: words.share(left, right) for left in golds}
        if any(share >= 0.5 and words.same_type(left, right) for left, share in shares.items()):
            cause = "fact: sharing (split)"
        else:
            cause = "fact: trigger extra" if any(shares.values()) else "fact: scope"
        yield words.fact(cause, None, right)


def _other_type(words: _Words, left: int, right: int) -> int:
    share = words.share(left, right)
    return 1 + round(9 * share) if share >= 0.5 and not words.same_type(left, right) else 0


def _other_evidence(words: _Words, left: int, right: int) -> int:
    """The same type, and the answer's trigger in gold's evidence (or some evidence in common)."""
    if not words.same_type(left, right):
        return 0
    return round(9 * words.share(left, right)) + words.trigger_inside(left, right)


def _slot_faults(judgement: Judgement, words: _Words, pair: FactPair) -> Iterator[Fault]:
    for slot, compared in pair.slots.items():
        missed, extra = list(compared.missed), list(compared.extra)
        if slot not in _SINGLE:
            for item in [item for item in missed if words.unread(slot, item)]:
                missed.remove(item)
                yield words.slot(f"{slot}: mention missing", pair, item, None)
        while missed or extra:
            gold = missed.pop(0) if missed else None
            answer = extra.pop(0) if extra else None
            yield words.slot(f"{slot}: {_kind(gold, answer)}", pair, gold, answer)


def _kind(gold: Item | None, answer: Item | None) -> str:
    if gold and answer:
        return "wrong"
    return "left out" if gold else "too many"


class _Words:
    """Faults of one document in words."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement
        found = AnswerItems(judgement.answer, judgement.gold)
        self._mentions = {
            "dates": found.dates(),
            "amounts": found.amounts(),
            "quantities": found.quantities(),
            "orgs": found.orgs(),
        }
        self._evidence = [found.span(fact.evidence) for fact in judgement.answer.facts]
        self._triggers = [found.span(fact.action) for fact in judgement.answer.facts]

    def same_type(self, left: int, right: int) -> bool:
        gold, answer = self._judgement.gold.labels.facts[left], self._judgement.answer.facts[right]
        return gold.action.type == answer.action.type

    def share(self, left: int, right: int) -> float:
        return overlap_share(self._judgement.gold.facts[left], self._evidence[right])

    def trigger_inside(self, left: int, right: int) -> bool:
        return overlap(self._judgement.gold.facts[left], self._triggers[right]) > 0

    def unread(self, slot: str, gold: Item) -> bool:
        """Whether the value of a slot is not even among the answer's mentions."""
        if slot not in _SLOT_MENTIONS or (slot == "agents" and gold.many):
            return False
        layer, alike = _SLOT_MENTIONS[slot]
        return not any(alike(gold, mention) for mention in self._mentions[layer])

    def mention(self, cause: str, gold: Item | None, answer: Item | None) -> Fault:
        place = next((item.span for item in (gold, answer) if item and item.span), None)
        letters = self._judgement.gold.page.letters
        around = letters[max(0, place[0] - _AROUND) : place[1] + _AROUND] if place else ""
        quote = next(item.text for item in (gold, answer) if item)
        return self._fault(cause, quote, around, _value(gold), _value(answer))

    def fact(self, cause: str, left: int | None, right: int | None) -> Fault:
        gold = None if left is None else self._judgement.gold.labels.facts[left]
        answer = None if right is None else self._judgement.answer.facts[right]
        quote = gold.action.quote if gold else answer.action.text if answer else ""
        evidence = gold.evidence if gold else answer.evidence.text if answer else ""
        wanted = _summary(gold.action.type, self._judgement.missed[left or 0]) if gold else None
        given = _summary(answer.action.type, self._judgement.extra[right or 0]) if answer else None
        return self._fault(cause, quote, evidence, wanted, given)

    def slot(self, cause: str, pair: FactPair, gold: Item | None, answer: Item | None) -> Fault:
        label = self._judgement.gold.labels.facts[pair.gold]
        wanted, given = gold.text if gold else None, answer.text if answer else None
        return self._fault(cause, label.action.quote, label.evidence, wanted, given)

    def _fault(self, cause: str, quote: str, evidence: str, gold: str | None, answer: str | None) -> Fault:
        return Fault(cause, self._judgement.gold.name, quote, "".join(evidence.split()), gold, answer)


def _value(item: Item | None) -> str | None:
    return " ".join(part for part in item.key if part is not None) if item else None


def _summary(head: str, slots: Mapping[str, Comparison]) -> str:
    """A fact that has no partner, in one line."""
    items = {name: [*one.missed, *one.extra] for name, one in slots.items()}
    told = (f"{name} {'、'.join(item.text for item in some)}" for name, some in items.items() if some)
    return " · ".join([head, *told])
