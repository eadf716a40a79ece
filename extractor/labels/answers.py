"""Records → marks, so that what was extracted can be corrected in a labelling tool."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from extractor import __version__
from extractor.labels.marks import MODELS, VALUE_SLOTS, Fields, Layer, Link, Mark, Marked, Slot, slot_value
from extractor.labels.names import SourceNames
from extractor.labels.page import Page, Span
from extractor.records import Amount, Date, Document, Fact, Located, Org, Party, Quantity


def mark_answers(document: Document, text: str) -> Marked:
    """One document's records as marks; ``text`` is its source text. Each body is marked once."""
    return _Answers(document, text).marked()


class _Answers:
    def __init__(self, document: Document, text: str) -> None:
        self._document, self._text = document, text
        self._page = Page.of(text)
        self._marks: dict[str, Mark] = {}
        self._links: list[Link] = []
        self._places: dict[tuple[str, Span], str] = {}
        self._bodies: dict[str, str] = {}

    def marked(self) -> Marked:
        document, mentions = self._document, self._document.mentions
        layers: list[tuple[Layer, Iterable[Located]]] = [
            ("date", mentions.dates), ("amount", mentions.amounts), ("quantity", mentions.quantities)
        ]  # fmt: skip
        for layer, records in layers:
            for one in records:
                self._once(layer, one.span, _fields(layer, one.model_dump(mode="json")))
        for org in mentions.orgs:
            if org.name not in self._bodies:
                fields = _fields("org", org.model_dump(mode="json"))
                self._bodies[org.name] = self._once("org", org.span, fields)
        self._facts(document.facts)
        name = SourceNames().name(document.source, document.id)
        head, made_by = _head(document), f"jianbao {__version__}"
        return Marked(name, self._text, head, tuple(self._marks.values()), tuple(self._links), made_by)

    def _facts(self, facts: Sequence[Fact]) -> None:
        ids = {}
        for fact in facts:
            slots = {slot: self._fill(slot, getattr(fact, slot)) for slot in VALUE_SLOTS}
            told = {"status": fact.status, "object": fact.object, "purpose": fact.purpose}
            fields: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
            fields |= {"cumulative": True} if fact.cumulative else {}
            fields |= {slot: values for slot, (_, values) in slots.items() if values}
            ids[fact.id] = self._add("fact", fact.evidence.span, {"type": fact.action.type, **fields})
            trigger = self._once("action", fact.action.span)
            targets: list[tuple[Slot, str]] = [("trigger", trigger)]
            targets += [(slot, one) for slot, (linked, _) in slots.items() for one in linked]
            self._links += [Link(slot, ids[fact.id], target) for slot, target in targets]
        shares = [(fact.id, fact.part_of) for fact in facts]
        self._links += [Link("part_of", ids[share], ids[total]) for share, total in shares if total in ids]

    def _fill(self, slot: str, values: Sequence[Any]) -> tuple[list[str], list[Any]]:
        """The marks that give the first values of a slot, and the values from the first without one on."""
        linked: list[str] = []
        for place, value in enumerate(values):
            target = self._target(slot, value)
            if target is None:
                return linked, [_plain(slot, one) for one in values[place:]]
            linked.append(target)
        return linked, []

    def _target(self, slot: str, value: Any) -> str | None:
        if isinstance(value, Org | Party):
            if value.name in self._bodies:
                return self._bodies[value.name]
            first, last = self._page.on_page(value.span)
            stands = first < last and Page.of(value.name).letters == self._page.letters[first:last]
            return self._once("party", value.span) if stands else None
        for record, layer in ((Date, "date"), (Amount, "amount"), (Quantity, "quantity")):
            if isinstance(value, record) and (place := self._places.get((layer, value.span))):
                given = slot_value(slot, self._marks[place].fields, value.text)
                return place if given == _plain(slot, value) else None  # a person may have changed the fact
        return None

    def _once(self, layer: Layer, span: Span, fields: Fields | None = None) -> str:
        if (layer, span) not in self._places:
            self._places[layer, span] = self._add(layer, span, fields or {})
        return self._places[layer, span]

    def _add(self, layer: Layer, span: Span, fields: Fields) -> str:
        identity = f"T{len(self._marks) + 1}"
        self._marks[identity] = Mark(identity, layer, span, fields)
        return identity


def _fields(layer: str, record: Fields) -> dict[str, Any]:
    """What a label of the layer holds of a record, without defaults and nulls."""
    infos = MODELS[layer].model_fields
    kept = {name: record[name] for name in infos if name in record}
    return {name: value for name, value in kept.items() if value not in (None, infos[name].default)}


def _head(document: Document) -> dict[str, Any]:
    told = {
        "title": document.title,
        "kind": document.kind,
        "number": document.number,
        "issuer": document.issuer.name if document.issuer else None,
        "addressees": [body.name for body in document.addressees] or None,
        "publisher": document.publisher,
        "date": document.date.start if document.date else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _plain(slot: str, value: Any) -> Any:
    if slot == "documents":
        return value.title
    return slot_value(slot, value.model_dump(mode="json"), value.text)
