"""Records → gold labels: what an editor corrected becomes a document of the corpus, and so a test.

Quotes are runs of the source text without white space, so they are found again whatever cleaning did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from extractor.desk.contract import Zone
from extractor.errors import GoldError, UsageError
from extractor.labels.gold import Labels, resolve
from extractor.records import Amount, Date, Document, Fact, Head, Located, Org, Quantity, Span

_NAME = 40  # characters of a file name
_SOUGHT = 20_000  # characters of a text in which places are looked for: the time grows with their square


def labels_of(document: Document, text: str, zones: Iterable[Zone]) -> dict[str, Any]:
    """The label file of ``document``, whose source text is ``text``; words of the ``zones`` are ignored.
    Raises UsageError for a fact that is a share of itself."""
    mentions, quote = document.mentions, _Quotes(text)
    places = {fact.id: index for index, fact in enumerate(document.facts)}
    _check_totals(document.facts)
    return {
        "document": _head(document),
        "dates": [_date(one, quote) for one in _apart(mentions.dates)],
        "amounts": [_amount(one, quote) for one in _apart(mentions.amounts)],
        "quantities": [_quantity(one, quote) for one in _apart(mentions.quantities)],
        "orgs": [_org(one, quote) for one in _named_once(mentions.orgs)],
        "facts": [_fact(fact, places, quote) for fact in document.facts],
        "ignored": list(dict.fromkeys(quote.ignored(zones))),
    }


def check_labels(file: bytes, text: str) -> None:
    """Raises GoldError where the scorer cannot use the label ``file`` beside ``text``. Whether the quotes
    stand there in turn is asked only for the length of an article: they are cut from it, so they should."""
    try:
        labels = Labels.model_validate_json(file)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        raise GoldError(first["msg"], where=".".join(map(str, first["loc"])), remedy="mend it") from error
    if len(text) <= _SOUGHT:
        resolve("labels", text, labels)


def file_name(document: Document, id: str) -> str:
    """A name for the files of a work that every system takes: letters and digits of the title, and the id."""
    letters = "".join(filter(str.isalnum, document.title or ""))[:_NAME]
    return f"{letters}-{id[:8]}" if letters else id[:8]


class _Quotes:
    """Runs of one source text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters = _squeezed(text)

    def __call__(self, span: Span) -> str:
        return _squeezed(self._text[slice(*span)])

    def ignored(self, zones: Iterable[Zone]) -> list[str]:
        """The words of the zones; not those that stand elsewhere too, where they may count."""
        quotes = [quote for quote in (self(zone.span) for zone in zones) if quote]
        return [quote for quote in quotes if self._letters.count(quote) <= quotes.count(quote)]


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _apart(mentions: Sequence[Any]) -> list[Any]:
    """In text order, of those that begin at one place the longest."""
    longest = {one.span[0]: one for one in sorted(mentions, key=lambda one: (one.span[0], one.span[1]))}
    return list(longest.values())


def _named_once(orgs: Iterable[Org]) -> list[Org]:
    first: dict[str, Org] = {}
    for org in orgs:
        first.setdefault(org.name, org)
    return list(first.values())


def _head(head: Head) -> dict[str, Any]:
    return {
        "title": head.title,
        "kind": head.kind,
        "number": head.number,
        "issuer": head.issuer.name if head.issuer else None,
        "addressees": [org.name for org in head.addressees],
        "publisher": head.publisher,
        "date": head.date.start if head.date else None,
    }


def _date(date: Date, quote: _Quotes) -> dict[str, Any]:
    bounds = {"start": date.start, "end": date.end, "granularity": date.granularity}
    return {"quote": quote(date.span), **bounds, **_set(date, "role", "mod", "time")}


def _amount(amount: Amount, quote: _Quotes) -> dict[str, Any]:
    told = _set(amount, "min_yuan", "max_yuan", "mod", "per", "each", "kind", "currency")
    return {"quote": quote(amount.span), "yuan": amount.yuan, **told}


def _quantity(quantity: Quantity, quote: _Quotes) -> dict[str, Any]:
    told = {"value": quantity.value, "unit": quantity.unit, "item": quantity.item}
    return {"quote": quote(quantity.span), **told, **_set(quantity, "mod", "per", "each")}


def _org(org: Org, quote: _Quotes) -> dict[str, Any]:
    return {"quote": quote(org.span), "name": org.name, "type": org.type, **_set(org, "collective")}


def _set(record: Located, *names: str) -> dict[str, Any]:
    """The fields that differ from what a label file takes for granted."""
    fields = type(record).model_fields
    values = ((name, getattr(record, name)) for name in names)
    return {name: value for name, value in values if value != fields[name].default}


def _fact(fact: Fact, places: dict[str, int], quote: _Quotes) -> dict[str, Any]:
    return {
        "action": {"quote": quote(fact.action.span), "type": fact.action.type},
        "status": fact.status,
        "agents": [org.name for org in fact.agents],
        "recipients": [party.name for party in fact.recipients],
        "dates": [[date.start, date.end] for date in fact.dates],
        "amounts": [_sum(amount, quote) for amount in fact.amounts],
        "quantities": [[one.value, one.unit, one.item] for one in fact.quantities],
        "documents": [paper.title for paper in fact.documents],
        "object": fact.object,
        "purpose": fact.purpose,
        "cumulative": fact.cumulative,
        "part_of": places.get(fact.part_of) if fact.part_of else None,
        "evidence": quote(fact.evidence.span),
    }


def _sum(amount: Amount, quote: _Quotes) -> str:
    if amount.yuan is not None:
        return amount.yuan
    if amount.min_yuan is not None and amount.max_yuan is not None:
        return f"{amount.min_yuan}-{amount.max_yuan}"
    return quote(amount.span)


def _check_totals(facts: Iterable[Fact]) -> None:
    totals = {fact.id: fact.part_of for fact in facts}
    for id in totals:
        seen = {id}
        above = totals[id]
        while above is not None:
            if above in seen:
                raise UsageError("is a share of itself", where=f"fact {id}", remedy="mend its total")
            seen.add(above)
            above = totals.get(above)
