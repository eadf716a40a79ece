"""The sums of a report: for each action type one figure in all, and one for each month, province, agent …

Every sum runs over the view ``summable``. Within one cut each fact stands under exactly one figure, so that
the figures of a cut add up to the whole; what several did together, what has no date and no place has figures
of its own. A figure knows its largest facts, and the SQL that lists all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from extractor.stores.dialects import quoted
from extractor.stores.rows import SCALE
from extractor.stores.store import Store
from extractor.stores.views import PARTIES, PLACES

LARGEST = 10
"""Facts shown of each figure."""
LEADING = 10
"""Agents and recipients shown of each action type; the others make up one figure."""
SPAN = 24
"""Months or years in a row that are shown; what lies before and after makes up one figure each."""
_MOST = Decimal("0.9")
"""The share of dated facts that months must hold, lest years be shown."""

NONE, JOINT, REST, SPREAD, EARLIER, LATER = "none", "joint", "rest", "spread", "earlier", "later"
"""Parts of a cut beside months, codes and keys: nothing named, several together, all the others, not tied to
one month or year, before and after the span."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to part sums. ``part`` is SQL over ``summable`` and ``joined``: under which figure a fact stands.
    Of a ``ranked`` one only the leading figures are shown."""

    name: str
    part: str
    joined: str = ""
    ranked: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum in yuan. ``upper`` takes in running totals, ``lower`` does not; ``largest`` are the keys of the
    largest facts, ``sql`` lists all of them."""

    part: str
    facts: int
    upper: Decimal
    lower: Decimal
    largest: tuple[str, ...]
    sql: str


@dataclass(slots=True)
class Sums:
    """The sums of one action type; ``cuts`` by name of the cut."""

    action: str
    total: Figure
    cuts: dict[str, list[Figure]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Span:
    """The slots of the time axis, first to last: months (2021-03) or years (2021)."""

    slots: tuple[str, ...]

    @property
    def unit(self) -> str:
        return "month" if self.slots and "-" in self.slots[0] else "year"


def span_of(store: Store) -> Span:
    """Months where a few of them hold most facts that a sum takes in, otherwise years."""
    months, years = (_counts(store, unit) for unit in ("month", "year"))
    slots = _window(sorted(months), months)
    held = sum(months.get(slot, 0) for slot in slots)
    if len(years) and held < _MOST * sum(years.values()):
        slots = _window(sorted(years), years)
    return Span(slots)


def cuts_of(span: Span) -> tuple[Cut, ...]:
    """The cuts of a report, in the order in which it shows them."""
    return (
        Cut("time", _time(span)),
        Cut(
            "province",
            f"COALESCE(SUBSTR(places.region, 1, 2) || '0000', '{NONE}')",
            f"LEFT JOIN {PLACES} AS places ON places.fact_key = summable.fact_key",
        ),
        Cut(
            "recipient_type",
            "CASE WHEN parties.least <> parties.most THEN 'several' "
            f"ELSE COALESCE(parties.most, '{NONE}') END",
            f"LEFT JOIN {PARTIES} AS parties ON parties.fact_key = summable.fact_key",
        ),
        *(Cut(role, _body(), _bodies(role), ranked=True) for role in ("agent", "recipient")),
    )


def sums_of(store: Store, cuts: Sequence[Cut]) -> list[Sums]:
    """The sums of each action type that has money; those with most facts first."""
    totals = _figures(store, Cut("total", "''"))
    found = {action: Sums(action, total) for action, (total,) in totals.items()}
    for cut in cuts:
        for action, figures in _figures(store, cut).items():
            found[action].cuts[cut.name] = figures
    return sorted(found.values(), key=lambda sums: (-sums.total.facts, sums.action))


def money(store: Store, value: Any) -> Decimal:
    """A sum as the store gives it, in yuan, exact."""
    return Decimal(value).scaleb(-SCALE) if store.dialect.forms["suffix"] else Decimal(value)


def _figures(store: Store, cut: Cut) -> dict[str, list[Figure]]:
    """The figures of a cut by action type, largest first."""
    rows = store.ask(_question(cut).replace("{e4}", store.dialect.forms["suffix"]))
    largest: dict[tuple[str, str], list[str]] = {}
    for action, part, _, _, _, fact in rows:
        largest.setdefault((action, part), []).append(fact)
    shown: dict[str, list[str]] = {}
    for action, part in largest:
        shown.setdefault(action, []).append(part)
    found: dict[str, list[Figure]] = {action: [] for action in shown}
    seen: set[tuple[str, str]] = set()
    for action, part, facts, upper, running, _ in rows:
        if (action, part) in seen:
            continue
        seen.add((action, part))
        sql = _listing(cut, action, part, shown[action]).replace("{e4}", store.dialect.forms["suffix"])
        whole = money(store, upper)
        found[action].append(
            Figure(part, facts, whole, whole - money(store, running), tuple(largest[action, part]), sql)
        )
    for figures in found.values():
        figures.sort(key=lambda figure: (-figure.upper, figure.part))
    return found


def _question(cut: Cut) -> str:
    """For each figure its sums, once for each of its largest facts."""
    foremost = f"""
), foremost AS (
    SELECT action, part FROM (
        SELECT action, part,
            ROW_NUMBER() OVER (PARTITION BY action ORDER BY SUM(money) DESC, part) AS place
        FROM parted WHERE part NOT IN ('{NONE}', '{JOINT}') GROUP BY action, part
    ) AS ordered WHERE place <= {LEADING}
), shown AS (
    SELECT parted.action, parted.fact_key, parted.money, parted.running,
        CASE WHEN foremost.part IS NOT NULL OR parted.part IN ('{NONE}', '{JOINT}')
            THEN parted.part ELSE '{REST}' END AS part
    FROM parted LEFT JOIN foremost ON foremost.action = parted.action AND foremost.part = parted.part"""
    return f"""WITH parted AS {"MATERIALIZED " if cut.ranked else ""}(
    SELECT summable.action, summable.fact_key, summable.yuan{{e4}} AS money,
        CASE WHEN summable.cumulative THEN summable.yuan{{e4}} ELSE 0 END AS running,
        {cut.part} AS part
    FROM summable {cut.joined}{foremost if cut.ranked else ""}
), summed AS (
    SELECT action, part, fact_key, COUNT(*) OVER same AS facts, SUM(money) OVER same AS upper_yuan,
        SUM(running) OVER same AS running_yuan,
        ROW_NUMBER() OVER same AS place
    FROM {"shown" if cut.ranked else "parted"} WINDOW same AS (
        PARTITION BY action, part ORDER BY money DESC, fact_key
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
    )
)
SELECT action, part, facts, upper_yuan, running_yuan, fact_key
FROM summed WHERE place <= {LARGEST} ORDER BY action, part, place"""


def _listing(cut: Cut, action: str, part: str, shown: Iterable[str]) -> str:
    """The SQL that lists every fact of a figure, largest first."""
    named = ", ".join(quoted(one) for one in sorted({*shown, NONE, JOINT} - {REST}))
    within = f"({cut.part}) NOT IN ({named})" if part == REST else f"({cut.part}) = {quoted(part)}"
    parted = f"\n{cut.joined}" if cut.joined else ""
    return f"""SELECT summable.fact_key, summable.yuan, summable.cumulative, summable.first_day,
    documents.title, documents.source, facts.evidence
FROM summable
JOIN facts ON facts.fact_key = summable.fact_key
JOIN documents ON documents.document_key = summable.document_key{parted}
WHERE summable.action = {quoted(action)}{"" if cut.name == "total" else f" AND {within}"}
ORDER BY summable.yuan{{e4}} DESC, summable.fact_key"""


def _time(span: Span) -> str:
    unit = f"summable.{span.unit}"
    untied = (
        f"WHEN {unit} IS NULL THEN CASE WHEN summable.first_day IS NULL AND summable.last_day IS NULL "
        f"THEN '{NONE}' ELSE '{SPREAD}' END"
    )
    if not span.slots:
        return f"CASE {untied} END"
    return (
        f"CASE {untied} WHEN {unit} < '{span.slots[0]}' THEN '{EARLIER}' "
        f"WHEN {unit} > '{span.slots[-1]}' THEN '{LATER}' ELSE {unit} END"
    )


def _body() -> str:
    return f"CASE WHEN bodies.named > 1 THEN '{JOINT}' ELSE COALESCE(bodies.org_key, '{NONE}') END"


def _bodies(role: str) -> str:
    return f"""LEFT JOIN (
    SELECT fact_key, MIN(org_key) AS org_key, COUNT(DISTINCT org_key) AS named
    FROM fact_orgs WHERE role = '{role}' GROUP BY fact_key
) AS bodies ON bodies.fact_key = summable.fact_key"""


def _counts(store: Store, unit: str) -> dict[str, int]:
    return dict(store.ask(f"SELECT {unit}, COUNT(*) FROM summable WHERE {unit} IS NOT NULL GROUP BY {unit}"))


def _window(there: Sequence[str], counts: Mapping[str, int]) -> tuple[str, ...]:
    """The slots from the first to the last one that is there, at most SPAN in a row: those that hold most;
    of several such the latest."""
    spans = [tuple(_row_of(first)) for first in there]
    best = max(spans, key=lambda span: (sum(counts.get(slot, 0) for slot in span), span), default=())
    last = max((place for place, slot in enumerate(best) if slot in counts), default=-1)
    return best[: last + 1]


def _row_of(first: str) -> Iterator[str]:
    """SPAN months or years from ``first`` on."""
    year, _, month = first.partition("-")
    for n in range(SPAN):
        if month:
            ahead = int(year) * 12 + int(month) - 1 + n
            yield f"{ahead // 12:04}-{ahead % 12 + 1:02}"
        else:
            yield f"{int(year) + n:04}"
