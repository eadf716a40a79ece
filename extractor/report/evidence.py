"""What a report shows of a fact: the words that say it, where they stand, who, when, how much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from extractor.report.figures import money
from extractor.stores.dialects import quoted
from extractor.stores.store import Store

_AT_ONCE = 500
_LETTERS = 300
"""Letters shown of a sentence, of a title and of a source: a page that runs on must not swell the report."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it is told. ``yuan`` is what it adds to a sum, None where it adds nothing; ``sums`` are its
    amounts as they stand in the text; days and sources are texts as the store has them."""

    yuan: Decimal | None
    cumulative: bool
    evidence: str
    sums: tuple[str, ...]
    first_day: str | None
    last_day: str | None
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    title: str | None
    source: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation, or people who receive; ``region`` is a code of GB/T 2260."""

    name: str
    type: str
    region: str | None


def told(store: Store, facts: Iterable[str]) -> dict[str, Told]:
    """What is told of each of the facts, by key."""
    keys = sorted(set(facts))
    found: dict[str, Told] = {}
    for start in range(0, len(keys), _AT_ONCE):
        found.update(_told(store, keys[start : start + _AT_ONCE]))
    return found


def bodies(store: Store, keys: Iterable[str]) -> dict[str, Body]:
    """Organisations and people by key."""
    wanted = sorted(set(keys))
    found: dict[str, Body] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        listed = ", ".join(map(quoted, wanted[start : start + _AT_ONCE]))
        rows = store.ask(f"SELECT org_key, name, type, region FROM orgs WHERE org_key IN ({listed})")
        found.update((key, Body(shortened(name), *rest)) for key, name, *rest in rows)
    return found


def shortened(text: str) -> str:
    """The beginning of a long text, marked as such."""
    return text if len(text) <= _LETTERS else text[: _LETTERS - 1] + "…"


def day_of(value: Any) -> str | None:
    """A day as text, whatever the store gives for it."""
    return None if value is None else str(value)


def _told(store: Store, keys: Sequence[str]) -> Iterator[tuple[str, Told]]:
    within = f"fact_key IN ({', '.join(map(quoted, keys))})"
    days = {
        fact: (day_of(first), day_of(last))
        for fact, first, last in store.ask(
            "SELECT fact_key, MIN(start_date), MAX(end_date) FROM fact_dates "
            f"WHERE {within} GROUP BY fact_key"
        )
    }
    sums = _lists(
        store.ask(f"SELECT fact_key, text FROM fact_amounts WHERE {within} ORDER BY fact_key, position")
    )
    agents, recipients = (_bodies(store, within, role) for role in ("agent", "recipient"))
    yuan = f"facts.additive_yuan{store.dialect.forms['suffix']}"
    rows = store.ask(
        f"SELECT fact_key, {yuan}, cumulative, evidence, title, source, documents.start_date "
        f"FROM facts JOIN documents ON documents.document_key = facts.document_key WHERE {within}"
    )
    for fact, value, cumulative, evidence, title, source, published in rows:
        yield (
            fact,
            Told(
                None if value is None else money(store, value),
                bool(cumulative),
                shortened(evidence),
                sums.get(fact, ()),
                *days.get(fact, (None, None)),
                agents.get(fact, ()),
                recipients.get(fact, ()),
                title and shortened(title),
                shortened(source),
                day_of(published),
            ),
        )


def _bodies(store: Store, within: str, role: str) -> Mapping[str, tuple[str, ...]]:
    return _lists(
        store.ask(
            "SELECT fact_key, name FROM fact_orgs JOIN orgs ON orgs.org_key = fact_orgs.org_key "
            f"WHERE role = '{role}' AND {within} ORDER BY fact_key, position"
        )
    )


def _lists(rows: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for fact, text in rows:
        found.setdefault(fact, {})[shortened(text)] = None
    return {fact: tuple(texts) for fact, texts in found.items()}
