"""Invented documents, and what a store holds, in a form that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from extractor.additive import summing
from extractor.records import (
    Action,
    Amount,
    Date,
    Document,
    Evidence,
    Fact,
    Mentions,
    Org,
    Party,
    Quantity,
)
from extractor.stores import open_store
from extractor.stores.loading import Line, Loaded, Refused, load
from extractor.stores.tables import TABLES

QINGSHI = Org(text="青石县总工会", span=(0, 6), name="青石县总工会", type="union", region="330199")
BAISHUI = Org(text="白水镇工会", span=(7, 12), name="白水镇工会", type="union", region="330199")
WORKERS = Party(text="困难职工", span=(14, 18), name="困难职工", type="people")


def a_day(start: str, end: str | None = None) -> Date:
    return Date(
        text=start, span=(0, 1), start=start, end=end or start, granularity="day", resolved_by="explicit"
    )


def an_amount(yuan: str, **more: Any) -> Amount:
    return Amount(text=f"{yuan}元", span=(20, 24), yuan=yuan, wanyuan=None, **more)


def a_fact(id: str, *yuan: str, **more: Any) -> Fact:
    """A done gift of cash by 青石县总工会, unless said otherwise."""
    evidence = more.pop("evidence", "青石县总工会发放慰问金")
    usual: dict[str, Any] = {
        "status": "done",
        "agents": (QINGSHI,),
        "recipients": (WORKERS,),
        "dates": (a_day("2021-03-05"),),
        "amounts": tuple(map(an_amount, yuan)),
        "part_of": None,
    }
    given = {**usual, **more}
    is_share = given["part_of"] is not None
    sums = summing(status=given["status"], is_share=is_share, amounts=given["amounts"], evidence=evidence)
    return Fact(
        id=id,
        action=Action(text="发放", span=(6, 8), type=given.pop("type", "give")),
        evidence=Evidence(text=evidence, span=(0, 24)),
        rules=("give.1",),
        confidence=0.9,
        **given,
        **sums,
    )


def a_document(source: str, *facts: Fact, **more: Any) -> Document:
    usual: dict[str, Any] = {
        "id": sha256(source.encode()).hexdigest()[:16],
        "title": "简报",
        "kind": "briefing",
        "number": None,
        "issuer": QINGSHI,
        "addressees": (BAISHUI,),
        "publisher": None,
        "date": a_day("2021-03-09"),
        "mentions": Mentions(orgs=(QINGSHI, BAISHUI)),
        "warnings": ("no anchor",),
    }
    return Document(source=source, facts=facts, **{**usual, **more})


def two_hundred_people() -> Quantity:
    return Quantity(text="200名", span=(10, 14), value="200", unit="名", item="职工")


def put(url: str, documents: Sequence[Document | bytes], **options: Any) -> tuple[Loaded, list[Refused]]:
    """Load documents, or raw lines; what was done, and what was refused."""
    raw = [one if isinstance(one, bytes) else one.model_dump_json().encode() for one in documents]
    store, refused = open_store(url), list[Refused]()
    try:
        lines = [Line(f"made:{number}", line) for number, line in enumerate(raw, start=1)]
        return load(store, lines, tell=refused.append, **options), refused
    finally:
        store.close()


def ask(url: str, sql: str) -> list[tuple[str | None, ...]]:
    """The rows of a query, sorted; every value as text, the same in every store."""
    store = open_store(url)
    try:
        return sorted((tuple(map(_plain, row)) for row in store.ask(sql)), key=repr)
    finally:
        store.close()


def contents(url: str) -> dict[str, list[tuple[str | None, ...]]]:
    """All rows of all tables."""
    return {table.name: ask(url, f"SELECT {', '.join(table.names)} FROM {table.name}") for table in TABLES}


def _plain(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, (int, float, Decimal)):
        return format(Decimal(str(value)).normalize(), "f")
    return value.isoformat() if isinstance(value, date) else _number(str(value))


def _number(text: str) -> str:
    """SQLite keeps decimals as text."""
    try:
        return format(Decimal(text).normalize(), "f") if text.replace(".", "", 1).isdecimal() else text
    except ArithmeticError:
        return text
