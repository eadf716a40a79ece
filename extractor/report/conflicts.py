"""The view ``conflicts`` for a report: who is told to have given what differently, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from extractor.report.evidence import day_of
from extractor.report.figures import LARGEST
from extractor.stores.dialects import quoted
from extractor.stores.store import Store

_SHOWN = 20
_TELLINGS = 6
SQL = """SELECT * FROM conflicts
ORDER BY action, agent, agent_region, first_day, last_day, cumulative, yuan DESC"""

_SAME = "action, agent, COALESCE(agent_region, ''), first_day, last_day, cumulative"
_LEADING = f"""WITH compared AS (
    SELECT {_SAME.replace("'')", "'') AS region")}, COUNT(*) AS documents, MAX(yuan) - MIN(yuan) AS spread
    FROM conflicts GROUP BY {_SAME}
), ordered AS (
    SELECT compared.*, COUNT(*) OVER () AS in_all, ROW_NUMBER() OVER (
        ORDER BY spread DESC, action, agent, region, first_day, last_day, cumulative
    ) AS place
    FROM compared
), told AS (
    SELECT conflicts.*, ordered.place, ordered.in_all, ordered.documents, ordered.region,
        ROW_NUMBER() OVER (PARTITION BY ordered.place ORDER BY conflicts.yuan DESC, document_key) AS telling
    FROM conflicts JOIN ordered ON conflicts.action = ordered.action AND conflicts.agent = ordered.agent
        AND COALESCE(conflicts.agent_region, '') = ordered.region
        AND conflicts.first_day = ordered.first_day AND conflicts.last_day = ordered.last_day
        AND conflicts.cumulative = ordered.cumulative
    WHERE ordered.place <= {_SHOWN}
)
SELECT place, in_all, documents, action, agent, region, first_day, last_day, cumulative, document_key, yuan
FROM told WHERE telling <= {_TELLINGS} ORDER BY place, telling"""


@dataclass(frozen=True, slots=True)
class Telling:
    """What one document says in a conflict, in yuan, and the keys of the facts that say it."""

    yuan: Decimal
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One action type, agent and time, told differently in ``documents`` documents; some are shown."""

    action: str
    agent: str
    first_day: str | None
    last_day: str | None
    cumulative: bool
    documents: int
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The widest ones, and how many there are."""

    count: int
    widest: tuple[Conflict, ...]


def conflicts_of(store: Store) -> Conflicts:
    """Those whose figures lie farthest apart."""
    rows = store.ask(_LEADING)
    facts = _facts(store, sorted({row[9] for row in rows}))
    found = []
    for _, same in groupby(rows, key=lambda row: row[0]):
        tellings = list(same)
        _, _, documents, action, agent, _, first, last, cumulative, _, _ = tellings[0]
        shown = tuple(
            Telling(Decimal(str(row[10])), tuple(facts.get(row[3:10], ())[:LARGEST])) for row in tellings
        )
        found.append(Conflict(action, agent, day_of(first), day_of(last), bool(cumulative), documents, shown))
    return Conflicts(rows[0][1] if rows else 0, tuple(found))


def _facts(store: Store, documents: Sequence[str]) -> dict[tuple[Any, ...], list[str]]:
    """The facts of some documents, by what conflicts are told by."""
    if not documents:
        return {}
    chosen = f"document_key IN ({', '.join(map(quoted, documents))})"
    rows = store.ask(f"""SELECT facts.action, orgs.name, COALESCE(orgs.region, ''), days.first_day,
    days.last_day, facts.cumulative, facts.document_key, facts.fact_key
FROM facts
JOIN fact_orgs ON fact_orgs.fact_key = facts.fact_key AND fact_orgs.role = 'agent'
JOIN orgs ON orgs.org_key = fact_orgs.org_key
JOIN (
    SELECT fact_key, MIN(start_date) AS first_day, MAX(end_date) AS last_day FROM fact_dates
    WHERE fact_key IN (SELECT fact_key FROM facts WHERE {chosen}) GROUP BY fact_key
) AS days ON days.fact_key = facts.fact_key
WHERE facts.additive AND facts.{chosen} ORDER BY facts.fact_key""")
    found: dict[tuple[Any, ...], dict[str, None]] = {}
    for *same, fact in rows:
        found.setdefault(tuple(same), {})[fact] = None
    return {same: list(keys) for same, keys in found.items()}
