"""What is kept of a document while its archive is compared: a few hundred bytes for each fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from extractor.cleaning.norm import normalise
from extractor.mentions.orgs.lexicon import lexicon
from extractor.records import Amount, Date, Document, Fact, Org, Quantity

_NUMERALS = re.compile("[0-9〇零一二三四五六七八九十百千万亿两]+")
_PAYMENT_DAYS = 31


class ToldFact(NamedTuple):
    """A fact as it is compared. ``words`` and ``frame`` are numbers made of the letters of its evidence, with
    and without figures; ``length`` is how many letters. ``figures`` are its amounts and counts, ``agents``
    the bodies that are surely known, ``days`` its bounded dates, all as strings of their values."""

    type: str
    words: int
    frame: int
    length: int
    figures: list[str]
    agents: list[str]
    days: list[str]


class ToldDocument(NamedTuple):
    """A document as it is compared; ``day`` is its own date, ``length`` the letters of all its evidence."""

    day: str | None
    length: int
    facts: list[ToldFact]


def words_of(document: Document) -> list[str]:
    """For each fact the letters of its evidence."""
    known: dict[str, str] = {}
    for fact in document.facts:
        text = fact.evidence.text
        if text not in known:
            known[text] = letters(text)
    return [known[fact.evidence.text] for fact in document.facts]


def told(document: Document, words: list[str]) -> ToldDocument:
    """What is kept of ``document``, whose facts say ``words``."""
    facts = [_told_fact(fact, said) for fact, said in zip(document.facts, words, strict=True)]
    return ToldDocument(day_of(document), sum(map(len, set(words))), facts)


def pack(told: ToldDocument) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def unpack(packed: str) -> ToldDocument:
    day, length, facts = json.loads(packed)
    return ToldDocument(day, length, [ToldFact(*fact) for fact in facts])


def day_of(document: Document) -> str | None:
    """The first day of the document's own date."""
    return document.date.start if document.date else None


def letters(text: str) -> str:
    """The letters, Chinese characters and digits of ``text``, simplified: no wrap or mark changes them."""
    return "".join(filter(str.isalnum, normalise(text)))


def number(*parts: str) -> int:
    """A number of 64 bits, signed as SQLite keeps it; the same on every machine."""
    digest = blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _told_fact(fact: Fact, words: str) -> ToldFact:
    return ToldFact(
        type=fact.action.type,
        words=number(words),
        frame=number(_NUMERALS.sub("", words)),
        length=len(words),
        figures=[*map(amount_value, fact.amounts), *map(quantity_value, fact.quantities)],
        agents=[org.name for org in fact.agents if _is_known(org)],
        days=bounded(fact.dates),
    )


def amount_value(amount: Amount) -> str:
    """What an amount comes to: 200000 CNY, 500 CNY/人, 50000–100000 CNY each; ? where nothing is fixed."""
    value = amount.yuan
    if value is None:
        fixed = amount.min_yuan and amount.max_yuan
        value = f"{amount.min_yuan}–{amount.max_yuan}" if fixed else "?"
    share = f"/{amount.per}" if amount.per else ""
    kind = "" if amount.kind == "cash" else f" {amount.kind}"
    return f"{value} {amount.currency}{share}{' each' if amount.each else ''}{kind}"


def quantity_value(quantity: Quantity) -> str:
    return f"{quantity.value} {quantity.unit}"


def bounded(dates: Iterable[Date]) -> list[str]:
    """Dates with both bounds, first to last day."""
    return sorted({f"{one.start}/{one.end}" for one in dates if one.start and one.end})


def same_fact_key(fact: Fact, total: Fact | None) -> int | None:
    """A number that facts share when action, status, agents, date and amounts are the same; None where one
    of these is missing or open. A share takes from its ``total`` the agents and dates it does not name.

    A date counts when it is at most a month long: the same sum may be paid twice in a year. A running total
    of a year or a plan is told once, so that its date counts whatever its length.
    """
    agents, dates = fact.agents, fact.dates
    if total is not None:
        agents, dates = agents or total.agents, dates or total.dates
    days = [one for one in bounded(dates) if fact.cumulative or _length(one) <= _PAYMENT_DAYS]
    amounts = sorted(map(amount_value, fact.amounts))
    if not (agents and days and amounts) or any(one.startswith("?") for one in amounts):
        return None
    if not all(map(_is_known, agents)):
        return None
    names = sorted({org.name for org in agents})
    return number(fact.action.type, fact.status, *names, "", *days, "", *amounts)


def keyed(document: Document) -> Iterator[tuple[int | None, int]]:
    """For each fact its key and a number made of its recipients' names, 0 where it names none."""
    by_id = {fact.id: fact for fact in document.facts}
    for fact in document.facts:
        names = sorted({party.name for party in fact.recipients})
        total = by_id.get(fact.part_of) if fact.part_of else None
        key = same_fact_key(fact, total)
        if total is not None and key == same_fact_key(total, None):
            key = None  # a share of all of it is no second event beside its total
        yield key, number(*names) if names else 0


def _length(days: str) -> int:
    first, last = map(date.fromisoformat, days.split("/"))
    return (last - first).days + 1


def _is_known(org: Org) -> bool:
    """One certain body: neither many in one phrase nor 市总工会 of a town that the text does not tell."""
    words = lexicon()
    is_bare = org.name.startswith((*words.levels, *words.bases))
    return not org.collective and (org.region is not None or not is_bare)
