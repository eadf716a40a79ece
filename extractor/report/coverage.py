"""What stands behind the sums of a report: documents, what sums leave out, what no fact took."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from extractor.report.evidence import day_of, shortened
from extractor.report.figures import LARGEST
from extractor.stores.dialects import quoted
from extractor.stores.store import Store

_LEFT_OUT = """SELECT facts.additive_reason AS reason, facts.fact_key, MAX(fact_amounts.yuan{e4}) AS most
FROM facts JOIN fact_amounts ON fact_amounts.fact_key = facts.fact_key
WHERE NOT facts.additive
GROUP BY facts.additive_reason, facts.fact_key"""

_UNUSED = """SELECT unused.reason, unused.text, documents.title, documents.source, unused.document_key,
    unused.position
FROM unused JOIN documents ON documents.document_key = unused.document_key"""

_PER_KIND = """SELECT documents.kind, COUNT(*), SUM(CASE WHEN telling.document_key IS NULL THEN 1 ELSE 0 END),
    SUM(COALESCE(in_none.many, 0)), SUM(COALESCE(in_facts.many, 0))
FROM documents
LEFT JOIN (SELECT DISTINCT document_key FROM facts) AS telling
    ON telling.document_key = documents.document_key
LEFT JOIN (SELECT document_key, COUNT(*) AS many FROM unused GROUP BY document_key) AS in_none
    ON in_none.document_key = documents.document_key
LEFT JOIN (
    SELECT document_key, COUNT(*) AS many FROM (
        SELECT facts.document_key, fact_amounts.span_start
        FROM facts JOIN fact_amounts ON fact_amounts.fact_key = facts.fact_key
        UNION
        SELECT facts.document_key, fact_dates.span_start
        FROM facts JOIN fact_dates ON fact_dates.fact_key = facts.fact_key
        WHERE fact_dates.start_date IS NOT NULL
    ) AS spans GROUP BY document_key
) AS in_facts ON in_facts.document_key = documents.document_key
GROUP BY documents.kind ORDER BY documents.kind"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Facts with amounts that no sum takes in, for one ``reason``: how many, the keys of the largest, and the
    SQL that lists all."""

    reason: str
    count: int
    largest: tuple[str, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a document, or its kind."""

    text: str
    title: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Unread:
    """Amounts and dates that reached no fact, or documents without one: how many, the first of them, and the
    SQL that lists all."""

    reason: str
    count: int
    first: tuple[Words, ...]
    sql: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Documents of one kind, ``silent`` ones without a fact. ``unused`` and ``used`` count the amounts and
    bounded dates of the bodies in no fact, and in facts."""

    kind: str
    documents: int
    silent: int
    unused: int
    used: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of the whole store. ``summed`` are the facts that sums take in; ``sought``: whether copies have
    been sought (`dedupe`)."""

    facts: int
    summed: int
    sought: bool
    first_day: str | None
    last_day: str | None
    kinds: tuple[Kind, ...]
    left_out: tuple[LeftOut, ...]
    unused: tuple[Unread, ...]
    silent: Unread

    @property
    def documents(self) -> int:
        return sum(kind.documents for kind in self.kinds)


def coverage_of(store: Store) -> Coverage:
    """All of it."""
    ((facts, events),) = store.ask("SELECT COUNT(*), COUNT(event_id) FROM facts")
    ((summed,),) = store.ask("SELECT COUNT(*) FROM summable")
    ((first, last),) = store.ask("SELECT MIN(start_date), MAX(end_date) FROM documents")
    kinds = tuple(Kind(kind, *map(int, counts)) for kind, *counts in store.ask(_PER_KIND))
    return Coverage(
        facts, summed, events > 0, day_of(first), day_of(last), kinds,
        tuple(_left_out(store)), tuple(_unused(store)), _silent(store),
    )  # fmt: skip


def _left_out(store: Store) -> Iterator[LeftOut]:
    found = _LEFT_OUT.replace("{e4}", store.dialect.forms["suffix"])
    for (reason, count), rows in _first_of(store, found, "fact_key", "COALESCE(most, 0) DESC, fact_key"):
        sql = f"""SELECT facts.fact_key, facts.evidence, documents.title, documents.source
FROM facts JOIN documents ON documents.document_key = facts.document_key
WHERE facts.additive_reason = {quoted(reason)}
    AND EXISTS (SELECT 1 FROM fact_amounts WHERE fact_amounts.fact_key = facts.fact_key)
ORDER BY facts.fact_key"""
        yield LeftOut(reason, count, tuple(fact for (fact,) in rows), sql)


def _unused(store: Store) -> Iterator[Unread]:
    for (reason, count), rows in _first_of(store, _UNUSED, "text, title, source", "document_key, position"):
        sql = f"""{_UNUSED}
WHERE unused.reason = {quoted(reason)}
ORDER BY unused.document_key, unused.position"""
        yield Unread(reason, count, tuple(_words(*row) for row in rows), sql)


def _silent(store: Store) -> Unread:
    sql = "SELECT kind, title, source FROM documents_without_facts"
    ((count,),) = store.ask(f"SELECT COUNT(*) FROM ({sql}) AS silent")
    sql += " ORDER BY unused DESC, document_key"
    rows = store.ask(f"{sql} LIMIT {LARGEST}")
    return Unread("silent", count, tuple(_words(*row) for row in rows), sql)


def _first_of(
    store: Store, rows: str, shown: str, order: str
) -> Iterator[tuple[tuple[str, int], Iterable[tuple[Any, ...]]]]:
    """For each reason how many rows there are, and the first of them."""
    asked = f"""SELECT reason, many, {shown} FROM (
    SELECT found.*, COUNT(*) OVER (PARTITION BY reason) AS many,
        ROW_NUMBER() OVER (PARTITION BY reason ORDER BY {order}) AS place
    FROM ({rows}) AS found
) AS numbered WHERE place <= {LARGEST} ORDER BY many DESC, reason, place"""
    for group, rest in groupby(store.ask(asked), key=itemgetter(0, 1)):
        yield group, [row[2:] for row in rest]


def _words(text: str, title: str | None, source: str) -> Words:
    return Words(shortened(text), title and shortened(title), shortened(source))
