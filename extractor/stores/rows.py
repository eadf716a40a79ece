"""A document as rows of the tables: plain strings, numbers and booleans.

Decimals and days stay strings here; each store turns them into what it keeps. What some store could not keep
exactly is refused for all of them, so that every store gives the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Day
from functools import lru_cache
from hashlib import sha256

from extractor import records
from extractor.stores.tables import (
    DOCUMENT_ORGS,
    DOCUMENT_WARNINGS,
    DOCUMENTS,
    FACT_AMOUNTS,
    FACT_DATES,
    FACT_ORGS,
    FACT_PAPERS,
    FACT_QUANTITIES,
    FACTS,
    MENTIONS,
    ORGS,
    TABLES,
    UNUSED,
)

SCALE = 4
"""Digits after the point that every store keeps: hundredths of a fen."""
LIMIT = 9 * 10**14
"""Figures stay below it: together with ``SCALE`` they fit 64 bits."""

_FARTHEST = 2**31

Value = str | int | float | bool | None
Row = tuple[Value, ...]
Rows = dict[str, list[Row]]
"""Rows by table, in the order of its columns."""


class UnfitError(ValueError):
    """A record that fits the schema and yet no store: the message says why."""


def document_key(id: str, source: str) -> str:
    """The key of a document: the same bytes under two sources are two documents."""
    return _key("d", id, source)


@lru_cache(maxsize=200_000)
def _org_key(name: str, type: str, region: str | None) -> str:
    return _key("o", name, type, region or "")


def _key(letter: str, *parts: str) -> str:
    return letter + sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def rows_of(document: records.Document, *, digest: str, mentions: bool) -> Rows:
    """The rows of one document. ``digest`` tells its content; ``mentions`` takes in every mention.

    Raises UnfitError for money with more digits than are kept, days that are none, two facts of one id, a
    share of no fact.
    """
    return _Writer(document).rows(digest, mentions=mentions)


class _Writer:
    """Writes the rows of one document."""

    def __init__(self, document: records.Document) -> None:
        self._document = document
        self._key = document_key(document.id, document.source)
        self._rows: Rows = {table.name: [] for table in TABLES}
        self._orgs: dict[str, Row] = {}
        self._known = {org.name: org for org in document.mentions.orgs}

    def rows(self, digest: str, *, mentions: bool) -> Rows:
        document, key = self._document, self._key
        start, end = _days(document.date) if document.date else (None, None)
        head = (key, document.id, document.source, document.title, document.kind, document.number)
        self._add(DOCUMENTS.name, [(*head, document.publisher, start, end, document.schema_version, digest)])
        issuers = (document.issuer,) if document.issuer else ()
        self._add(DOCUMENT_ORGS.name, self._with_orgs(key, "issuer", issuers))
        self._add(DOCUMENT_ORGS.name, self._with_orgs(key, "addressee", document.addressees))
        self._add(
            DOCUMENT_WARNINGS.name, ((key, place, line) for place, line in enumerate(document.warnings))
        )
        self._add(
            UNUSED.name, ((key, n, *_place(one), one.reason) for n, one in enumerate(document.unused))
        )
        self._facts()
        if mentions:
            self._mentions()
        self._rows[ORGS.name] = list(self._orgs.values())
        return self._rows

    def _add(self, table: str, rows: Iterable[Row]) -> None:
        self._rows[table].extend(rows)

    def _facts(self) -> None:
        ids = {fact.id for fact in self._document.facts}
        if len(ids) < len(self._document.facts):
            raise UnfitError("two facts have the same id")
        for place, fact in enumerate(self._document.facts):
            if fact.part_of is not None and fact.part_of not in ids:
                raise UnfitError(f"fact {fact.id} is part of {fact.part_of}, which is not there")
            self._fact(place, fact)

    def _fact(self, place: int, fact: records.Fact) -> None:
        key = f"{self._key}.{fact.id}"
        total = None if fact.part_of is None else f"{self._key}.{fact.part_of}"
        summing = (fact.additive, fact.additive_reason, _exact(fact.additive_yuan))
        row: Row = (
            *(key, self._key, fact.id, place, fact.action.type, *_place(fact.action), fact.status),
            *(fact.object, fact.purpose, fact.cumulative, total, *summing, fact.event_id),
            *(*_place(fact.evidence), " ".join(fact.rules), fact.confidence),
        )
        self._add(FACTS.name, [row])
        self._add(FACT_ORGS.name, self._with_orgs(key, "agent", fact.agents))
        self._add(FACT_ORGS.name, self._with_orgs(key, "recipient", map(self._party, fact.recipients)))
        self._add(FACT_DATES.name, (_date(key, n, one) for n, one in enumerate(fact.dates)))
        self._add(FACT_AMOUNTS.name, (_amount(key, n, one) for n, one in enumerate(fact.amounts)))
        self._add(FACT_QUANTITIES.name, (_quantity(key, n, one) for n, one in enumerate(fact.quantities)))
        self._add(FACT_PAPERS.name, ((key, n, p.title, p.number) for n, p in enumerate(fact.documents)))

    def _party(self, party: records.Party) -> records.Org | records.Party:
        """The body that a party is, with its region, where the document names it."""
        body = self._known.get(party.name)
        if body is None or body.type != party.type:
            return party
        same = {"text": party.text, "span": party.span}
        return body if body.span == party.span else body.model_copy(update=same)

    def _with_orgs(
        self, key: str, role: str, bodies: Iterable[records.Org | records.Party]
    ) -> Iterator[Row]:
        for place, body in enumerate(bodies):
            collective = isinstance(body, records.Org) and body.collective
            yield (key, role, place, self._org(body), *_place(body), collective)

    def _org(self, body: records.Org | records.Party) -> str:
        region = body.region if isinstance(body, records.Org) else None
        key = _org_key(body.name, body.type, region)
        self._orgs[key] = (key, body.name, body.type, region)
        return key

    def _mentions(self) -> None:
        found = self._document.mentions
        read: Mapping[str, Iterable[tuple[records.Located, str | None]]] = {
            "date": ((one, _interval(one)) for one in found.dates),
            "amount": ((one, one.yuan) for one in found.amounts),
            "quantity": ((one, f"{one.value} {one.unit}") for one in found.quantities),
            "org": ((one, one.name) for one in found.orgs),
        }
        for kind, mentions in read.items():
            for n, (one, value) in enumerate(mentions):
                org = self._org(one) if isinstance(one, records.Org) else None
                self._add(MENTIONS.name, [(self._key, kind, n, *_place(one), value, org)])


def _place(located: records.Located) -> tuple[str, int, int]:
    start, end = located.span
    if not 0 <= start <= end < _FARTHEST:
        raise UnfitError(f"{located.span} is no span")
    return located.text, start, end


def _date(key: str, place: int, date: records.Date) -> Row:
    read = (date.granularity, date.role, date.mod, date.resolved_by, date.time, date.confidence)
    return (key, place, *_place(date), *_days(date), *read)


def _amount(key: str, place: int, amount: records.Amount) -> Row:
    money = (_exact(amount.yuan), _exact(amount.min_yuan), _exact(amount.max_yuan))
    read = (amount.mod, amount.per, amount.each, amount.kind, amount.currency, amount.confidence)
    return (key, place, *_place(amount), *money, *read)


def _quantity(key: str, place: int, count: records.Quantity) -> Row:
    read = (_exact(count.value), count.unit, count.item, count.mod, count.per, count.each)
    return (key, place, *_place(count), *read)


def _interval(date: records.Date) -> str | None:
    start, end = _days(date)
    return start if start == end else f"{start}/{end}"


@lru_cache(maxsize=20_000)
def _day(day: str) -> str:
    try:
        Day.fromisoformat(day)
    except ValueError as error:
        raise UnfitError(f"{day} is no day") from error
    return day


def _days(date: records.Date) -> tuple[str | None, str | None]:
    return date.start and _day(date.start), date.end and _day(date.end)


def _exact(decimal: str | None) -> str | None:
    """The same, where every store can keep it."""
    if decimal is None:
        return None
    whole, _, fraction = decimal.lstrip("-").partition(".")
    if len(fraction) > SCALE:
        raise UnfitError(f"{decimal} has more than {SCALE} digits behind the point")
    if len(whole) > len(str(LIMIT)) or int(whole) >= LIMIT:
        raise UnfitError(f"{decimal:.24} is not below {LIMIT}")
    return decimal
