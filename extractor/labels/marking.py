"""Gold labels and records → marks: every value of a fact is linked to the place nearest to its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from extractor.labels.gold import Gold, GoldFact
from extractor.labels.marks import VALUE_SLOTS, Fields, Layer, Link, Mark, Marked, plain_fields, slot_value
from extractor.labels.page import Span

_LAYERS: dict[str, Layer] = {"dates": "date", "amounts": "amount", "quantities": "quantity"}
_PLAIN = ("status", "object", "purpose", "cumulative")
_NAMED: dict[str, Layer] = {"agents": "party", "recipients": "party", "documents": "paper"}


def mark(gold: Gold) -> Marked:
    """A labelled document as marks and links."""
    return _Marker(gold).marked()


class _Marker:
    """All spans count letters of the page until the end."""

    def __init__(self, gold: Gold) -> None:
        self._gold = gold
        self._marks: list[Mark] = []
        self._quotes: dict[str, str] = {}
        self._links: list[Link] = []

    def marked(self) -> Marked:
        gold, labels = self._gold, self._gold.labels
        layers: list[tuple[Layer, Sequence[Any], Sequence[Span]]] = [
            ("date", labels.dates, gold.dates),
            ("amount", labels.amounts, gold.amounts),
            ("quantity", labels.quantities, gold.quantities),
            ("org", labels.orgs, gold.orgs),
        ]
        for layer, ones, spans in layers:
            for one, span in zip(ones, spans, strict=True):
                self._add(layer, span, one.quote, plain_fields(one))
        for quote in labels.ignored:
            self._add("ignored", gold.page.places(quote)[0], quote)
        self._facts()
        in_text = [
            Mark(one.id, one.layer, gold.page.in_text(one.span), one.fields) for one in self._marks
        ]
        return Marked(gold.name, gold.text, plain_fields(labels.document), tuple(in_text), tuple(self._links))

    def _facts(self) -> None:
        facts = list(zip(self._gold.labels.facts, self._gold.facts, strict=True))
        ids = []
        for fact, evidence in facts:
            slots = {slot: self._fill(slot, fact, evidence) for slot in VALUE_SLOTS}
            plain = {name: value for name, value in plain_fields(fact).items() if name in _PLAIN}
            left: dict[str, Any] = {slot: values for slot, (_, values) in slots.items() if values}
            identity = self._add("fact", evidence, fact.evidence, {"type": fact.action.type, **plain, **left})
            ids.append(identity)
            self._links.append(Link("trigger", identity, self._trigger(fact, evidence)))
            for slot, (linked, _) in slots.items():
                self._links += [Link(slot, identity, one) for one in linked]
        for identity, (fact, _) in zip(ids, facts, strict=True):
            if fact.part_of is not None:
                self._links.append(Link("part_of", identity, ids[fact.part_of]))

    def _trigger(self, fact: GoldFact, evidence: Span) -> str:
        places = self._gold.page.places(fact.action.quote)
        inside = [place for place in places if _gap(place, evidence) < 0]
        before = [place for place in places if place[1] <= evidence[0]]
        nearest = inside[0] if inside else before[-1] if before else places[0]
        return self._once("action", nearest, fact.action.quote)

    def _fill(self, slot: str, fact: GoldFact, evidence: Span) -> tuple[list[str], list[Any]]:
        """The marks that give the first values of a slot, and the values from the first without one on."""
        values = plain_fields(fact).get(slot, [])
        linked: list[str] = []
        for place, value in enumerate(values):
            target = self._target(slot, value, evidence, linked)
            if target is None:
                return linked, values[place:]
            linked.append(target)
        return linked, []

    def _target(self, slot: str, value: Any, evidence: Span, taken: Sequence[str]) -> str | None:
        layers = [_LAYERS[slot]] if slot in _LAYERS else ["org"]
        same = [
            one
            for one in self._marks
            if one.layer in layers
            and one.id not in taken
            and slot != "documents"
            and slot_value(slot, one.fields, self._quotes[one.id]) == value
        ]
        if same:
            return min(same, key=lambda one: _distance(one.span, evidence)).id
        if slot not in _NAMED:
            return None
        places = self._gold.page.places(value)
        if not places:
            return None
        return self._once(_NAMED[slot], min(places, key=lambda span: _distance(span, evidence)), value)

    def _once(self, layer: Layer, span: Span, quote: str) -> str:
        """The mark with these words at this place, a new one where there is none."""
        for one in self._marks:
            if one.layer == layer and one.span == span and self._quotes[one.id] == quote:
                return one.id
        return self._add(layer, span, quote)

    def _add(self, layer: Layer, span: Span, quote: str, fields: Fields | None = None) -> str:
        identity = f"T{len(self._marks) + 1}"
        page = self._gold.page.letters[slice(*span)]
        own = {} if quote == page else {"quote": quote}
        self._marks.append(Mark(identity, layer, span, {**(fields or {}), **own}))
        self._quotes[identity] = quote
        return identity


def _gap(one: Span, other: Span) -> int:
    """Letters between two spans; negative where they share some."""
    return max(one[0] - other[1], other[0] - one[1])


def _distance(one: Span, evidence: Span) -> tuple[int, int]:
    return max(0, _gap(one, evidence)), one[0]
