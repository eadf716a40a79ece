"""Labels as marked spans, their fields, and links from facts to what they hold: what all tools share.

A fact is marked at its evidence. Values of a slot are linked where the text says them; from the first value
without a place on they are plain values among the fields of the fact.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from extractor.errors import GoldError
from extractor.labels.gold import GoldAmount, GoldDate, GoldFact, GoldHead, GoldOrg, GoldQuantity, Labels
from extractor.labels.page import Page, Span
from extractor.records import ActionType

Layer = Literal["date", "amount", "quantity", "org", "party", "paper", "action", "fact", "ignored"]
Slot = Literal[
    "trigger", "agents", "recipients", "dates", "amounts", "quantities", "documents", "part_of"
]  # fmt: skip
Fields = Mapping[str, Any]

LAYERS: Final[tuple[Layer, ...]] = get_args(Layer)
SLOTS: Final[tuple[Slot, ...]] = get_args(Slot)
VALUE_SLOTS: Final = SLOTS[1:-1]
ACTION_TYPES: Final[tuple[str, ...]] = get_args(ActionType)
MODELS: Final[dict[str, type[BaseModel]]] = {
    "document": GoldHead, "date": GoldDate, "amount": GoldAmount, "quantity": GoldQuantity, "org": GoldOrg,
    "fact": GoldFact,
}  # fmt: skip
_LISTS: Final = {"date": "dates", "amount": "amounts", "quantity": "quantities", "org": "orgs"}
_TARGETS: Final = {
    "trigger": "action", "dates": "date", "amounts": "amount", "quantities": "quantity", "documents": "paper",
    "part_of": "fact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """One labelled span of the source text. ``fields`` are those of the label in JSON, without defaults and
    nulls; ``quote`` is among them where the label writes its words otherwise than the page does."""

    id: str
    layer: Layer
    span: Span
    fields: Fields = field(default_factory=dict)

    @property
    def label(self) -> str:
        """What tools show: the type of a fact that has one, the layer of all else."""
        return str(self.fields.get("type", "fact")) if self.layer == "fact" else self.layer

    def untyped(self) -> Fields:
        """The fields without what ``label`` says."""
        if self.layer != "fact":
            return self.fields
        return {name: value for name, value in self.fields.items() if name != "type"}


@dataclass(frozen=True, slots=True)
class Link:
    """The mark ``target`` fills a slot of the mark ``fact``. The order within a slot counts."""

    slot: Slot
    fact: str
    target: str


@dataclass(frozen=True, slots=True)
class Marked:
    """One document with its marks. ``made_by`` names the program where no person made them."""

    name: str
    text: str
    head: Fields
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    made_by: str | None = None


@dataclass(frozen=True, slots=True)
class FieldKind:
    """How a field is filled in: one of ``choices`` (a flag has the one choice "true"), or free text;
    ``many`` where it is a list."""

    choices: tuple[str, ...] = ()
    flag: bool = False
    many: bool = False


@cache
def field_kinds(layer: str) -> dict[str, FieldKind]:
    """The fields of a layer, or of ``document``, that tools should offer."""
    model = MODELS.get(layer)
    if model is None:
        return {}
    kinds = {name: _kind(info.annotation) for name, info in model.model_fields.items()}
    for name in ("quote", "action", "evidence", "part_of"):
        kinds.pop(name, None)
    return {"type": FieldKind(ACTION_TYPES), **kinds} if layer == "fact" else kinds


def _kind(annotation: Any) -> FieldKind:
    origin = get_origin(annotation)
    if origin is Literal:
        return FieldKind(get_args(annotation))
    if origin in (Union, UnionType):
        return next(kind for kind in map(_kind, get_args(annotation)))
    if annotation is bool:
        return FieldKind(("true",), flag=True)
    return FieldKind(many=origin is tuple)


def from_label(label: str, fields: Fields) -> tuple[Layer, Fields]:
    """Layer and fields of a mark that a tool shows as ``label``. Raises GoldError for an unknown label."""
    for layer in LAYERS:
        if label == layer:
            return layer, fields
    if label in ACTION_TYPES:
        return "fact", {"type": label, **fields}
    raise GoldError(f"{label!r} is no label", remedy=f"use {', '.join(LAYERS)} or an action type")


def plain_fields(label: BaseModel) -> dict[str, Any]:
    """The fields of a label in JSON, without its quote, nulls and defaults."""
    dumped = label.model_dump(mode="json", exclude_defaults=True, exclude={"quote"})
    return {name: value for name, value in dumped.items() if value is not None}


def slot_value(slot: str, fields: Fields, quote: str) -> Any:
    """What a mark with these fields and words gives to a slot of a fact."""
    if slot == "dates":
        return [fields.get("start"), fields.get("end")]
    if slot == "quantities":
        return [fields.get("value"), fields.get("unit"), fields.get("item")]
    if slot == "amounts":
        bounds = fields.get("min_yuan"), fields.get("max_yuan")
        return fields.get("yuan") or ("-".join(map(str, bounds)) if all(bounds) else quote)
    return fields.get("name", quote)


def labels_of(marked: Marked) -> Labels:
    """The labels that the marks and links say. Raises GoldError for what no label can hold."""
    return _Reader(marked).labels()


class _Reader:
    def __init__(self, marked: Marked) -> None:
        self._marked = marked
        self._page = Page.of(marked.text)
        self._marks = {mark.id: mark for mark in marked.marks}
        self._quotes = {mark.id: self._quote(mark) for mark in marked.marks}
        self._slots: dict[str, dict[str, list[Mark]]] = {}
        for link in marked.links:
            head, target = self._linked(link)
            self._slots.setdefault(head.id, {}).setdefault(link.slot, []).append(target)

    def labels(self) -> Labels:
        facts = self._of("fact")
        places = {mark.id: place for place, mark in enumerate(facts)}
        mentions = {
            name: [self._mention(mark) for mark in self._of(layer)] for layer, name in _LISTS.items()
        }
        data = {
            "document": self._marked.head,
            **mentions,
            "facts": [self._fact(mark, places) for mark in facts],
            "ignored": [self._quotes[mark.id] for mark in self._of("ignored")],
        }
        try:
            return Labels.model_validate(data)
        except ValidationError as error:
            raise self._fault(error) from error

    def _of(self, layer: str) -> list[Mark]:
        marks = [mark for mark in self._marked.marks if mark.layer == layer]
        in_text_order = layer in ("date", "amount", "quantity")
        return sorted(marks, key=lambda mark: mark.span[0]) if in_text_order else marks

    def _quote(self, mark: Mark) -> str:
        """The label's words: as it writes them, or as the page or the text has them, so long as they are read
        as what the page has there."""
        first, last = self._page.on_page(mark.span)
        letters, written = self._page.letters[first:last], self._marked.text[slice(*mark.span)]
        ways = (mark.fields.get("quote", ""), letters)
        return next((way for way in ways if way and Page.of(way).letters == letters), written)

    def _mention(self, mark: Mark) -> dict[str, Any]:
        required = [name for name, info in MODELS[mark.layer].model_fields.items() if info.is_required()]
        known = {name: value for name, value in mark.fields.items() if name != "quote"}
        return {**dict.fromkeys(required), **known, "quote": self._quotes[mark.id]}

    def _fact(self, mark: Mark, places: Mapping[str, int]) -> dict[str, Any]:
        fields = {name: value for name, value in mark.fields.items() if name not in ("quote", "type")}
        slots = self._slots.get(mark.id, {})
        for slot in VALUE_SLOTS:
            linked = [slot_value(slot, one.fields, self._quotes[one.id]) for one in slots.get(slot, ())]
            fields[slot] = [*linked, *mark.fields.get(slot, ())]
        triggers, totals = self._only(mark, "trigger"), self._only(mark, "part_of")
        if triggers is None:
            raise self._error(mark, "has no trigger")
        action = {"quote": self._quotes[triggers.id], "type": mark.fields.get("type")}
        part_of = places[totals.id] if totals else None
        return {**fields, "action": action, "part_of": part_of, "evidence": self._quotes[mark.id]}

    def _only(self, mark: Mark, slot: Slot) -> Mark | None:
        linked = self._slots.get(mark.id, {}).get(slot, [])
        if len(linked) > 1:
            raise self._error(mark, f"has {len(linked)} links {slot}, and may have one")
        return linked[0] if linked else None

    def _linked(self, link: Link) -> tuple[Mark, Mark]:
        try:
            head, target = self._marks[link.fact], self._marks[link.target]
        except KeyError as error:
            what = f"the link {link.slot} leads to {error}, which is no mark"
            raise GoldError(what, where=self._marked.name) from error
        wanted = _TARGETS.get(link.slot, target.layer)
        if head.layer != "fact" or target.layer != wanted:
            raise self._error(head, f"the link {link.slot} goes from a {head.layer} to a {target.layer}")
        return head, target

    def _error(self, mark: Mark, what: str) -> GoldError:
        start, end = mark.span
        where = f"{self._marked.name}: {mark.label} [{start}, {end}) {self._quotes.get(mark.id, '')!r}"
        return GoldError(what, where=where)

    def _fault(self, error: ValidationError) -> GoldError:
        first = error.errors()[0]
        place, *inside = first["loc"]
        what = f"{'.'.join(map(str, inside[1:] or inside))}: {first['msg']}"
        layers = {name: layer for layer, name in _LISTS.items()} | {"facts": "fact"}
        if place in layers and inside and isinstance(inside[0], int):
            return self._error(self._of(layers[str(place)])[inside[0]], what)
        return GoldError(f"{place}.{what}", where=self._marked.name)
