"""The figures of a report against the views, the same in every store."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from stored import BAISHUI, QINGSHI, a_day, a_document, a_fact, an_amount, put

from extractor import Document
from extractor.records import Org, Party
from extractor.report.conflicts import conflicts_of
from extractor.report.coverage import coverage_of
from extractor.report.evidence import told
from extractor.report.figures import LARGEST, LEADING, Figure, Span, Sums, cuts_of, span_of, sums_of
from extractor.stores import read_store
from extractor.stores.store import Store

NATIONAL = Org(text="全总", span=(0, 2), name="中华全国总工会", type="union", region="100000")
UNPLACED = Org(text="市总", span=(0, 2), name="市总工会", type="union")
HOSPITAL = Party(text="县医院", span=(0, 3), name="县医院", type="hospital")
UNIONS = tuple(
    Org(text=f"{n}厂工会", span=(0, 4), name=f"{n}厂工会", type="union", region="420100") for n in range(12)
)
DOCUMENTS = [
    a_document(
        "a.txt",
        a_fact("alone", "1000", dates=(a_day("1999-03-05"),)),
        a_fact("total", "5000.5", cumulative=True),
        a_fact("share", "400", part_of="total"),
        a_fact("joint", "300", agents=(QINGSHI, BAISHUI)),
        a_fact("nobody", "20", agents=(), recipients=(), dates=()),
        a_fact("planned", "7", status="planned"),
        a_fact("rate", amounts=(an_amount("50", per="人"),)),
        a_fact("apart", "3", agents=(NATIONAL,), type="allocate", recipients=(HOSPITAL,)),
        a_fact("somewhere", "4", agents=(UNPLACED,), type="allocate"),
    ),
    a_document(
        "b.txt",
        a_fact("other", "1200", event_id="e1"),
        a_fact("again", "1200", event_id="e1", dates=(a_day("2021-03-05"),)),
        a_fact("later", "9.25", dates=(a_day("2021-12-31", "2022-01-01"),)),
    ),
    *(a_document(f"{n}.txt", a_fact(f"f{n}", str(n + 1), agents=(org,))) for n, org in enumerate(UNIONS)),
    a_document("silent.txt"),
]


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    put(url, DOCUMENTS)
    store = read_store(url)
    try:
        with store.asking():
            yield store
    finally:
        store.close()


def _sums(store: Store) -> dict[str, Sums]:
    return {one.action: one for one in sums_of(store, cuts_of(span_of(store)))}


def _all(sums: Sums) -> list[Figure]:
    return [sums.total, *(figure for cut in sums.cuts.values() for figure in cut)]


def test_each_cut_adds_up_and_each_listing_gives_its_figure(store: Store) -> None:
    """Nothing is counted twice or dropped; the SQL on the page lists the very facts of the figure."""
    for sums in _sums(store).values():
        for cut, figures in sums.cuts.items():
            whole = [(f.facts, f.upper, f.lower) for f in figures]
            assert tuple(map(sum, zip(*whole, strict=True))) == (
                sums.total.facts, sums.total.upper, sums.total.lower,
            ), cut  # fmt: skip
        for figure in _all(sums):
            rows = store.ask(figure.sql)
            assert [row[0] for row in rows][:LARGEST] == list(figure.largest)
            assert (len(rows), sum(Decimal(str(row[1])) for row in rows)) == (figure.facts, figure.upper)


def test_figures_are_those_of_the_views(store: Store) -> None:
    give = _sums(store)["give"]
    for cut, view, part in (
        ("province", "money_by_region_month", "COALESCE(province, 'none')"),
        ("recipient_type", "money_by_recipient_type", "COALESCE(recipient_type, 'none')"),
        (
            "time",
            "money_by_region_month",
            "COALESCE(CASE WHEN month < '2021' THEN 'earlier' ELSE month END, 'none')",
        ),
    ):
        rows = store.ask(
            f"SELECT {part}, SUM(facts), SUM(yuan), SUM(cumulative_yuan) FROM {view} "
            f"WHERE action = 'give' GROUP BY {part}"
        )
        seen = {name: (int(n), Decimal(str(a)), Decimal(str(b))) for name, n, a, b in rows}
        told = {f.part: (f.facts, f.upper, f.upper - f.lower) for f in give.cuts[cut]}
        if cut == "time":  # the view has no month for either; the report tells them apart
            spread, none = told.pop("spread"), told.pop("none")
            told["none"] = tuple(a + b for a, b in zip(spread, none, strict=True))  # type: ignore[assignment]
        assert told == seen, cut
    alone = dict(store.ask("SELECT agent, yuan FROM money_by_agent WHERE action = 'give'"))
    keys = dict(store.ask("SELECT org_key, name FROM orgs"))
    for figure in give.cuts["agent"]:
        if figure.part in keys:
            assert figure.upper == Decimal(str(alone[keys[figure.part]]))


def test_by_hand(store: Store) -> None:
    sums = _sums(store)
    assert (sums["give"].total.upper, sums["give"].total.lower) == (Decimal("7607.75"), Decimal("2607.25"))
    agents = [figure.part for figure in sums["give"].cuts["agent"]]
    assert len(agents) == LEADING + 3
    assert {"joint", "none", "rest"} < set(agents)
    allocate = {f.part: f.upper for f in sums["allocate"].cuts["province"]}
    assert allocate == {"100000": Decimal(3), "none": Decimal(4)}


def test_what_stands_beside_the_sums(store: Store) -> None:
    coverage, conflicts = coverage_of(store), conflicts_of(store)
    assert (coverage.documents, coverage.facts, coverage.summed, coverage.sought) == (15, 24, 20, True)
    assert {one.reason: one.count for one in coverage.left_out} == {"part_of": 1, "planned": 1, "rate": 1}
    assert all(len(store.ask(one.sql)) == one.count for one in (*coverage.left_out, coverage.silent))
    assert [one.source for one in coverage.silent.first] == ["silent.txt"]
    facts = told(store, [key for one in conflicts.widest for t in one.tellings for key in t.facts])
    (conflict,) = conflicts.widest
    assert (conflict.agent, conflict.first_day, conflict.documents) == ("青石县总工会", "2021-03-05", 2)
    said = [sum(facts[key].yuan or 0 for key in one.facts) for one in conflict.tellings]
    assert said == [one.yuan for one in conflict.tellings]


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_the_time_axis(url: str) -> None:
    def spanned(*days: str) -> Span:
        facts = (a_fact(f"f{n}", "1", dates=(a_day(day),)) for n, day in enumerate(days))
        put(url, [a_document("same", *facts, id="0" * 16)])
        store = read_store(url)
        span = span_of(store)
        store.close()
        return span

    assert spanned("2020-11-01", "2021-02-01").slots == ("2020-11", "2020-12", "2021-01", "2021-02")
    assert spanned("2020-01-01", "2023-02-01").slots == ("2020", "2021", "2022", "2023")
    assert spanned("1950-01-01", "2020-01-01", "2024-01-01").slots[:2] == ("2020", "2021")
    assert spanned().slots == ()


def _document() -> Document:
    return a_document("x.txt", a_fact("a", "1"))


@pytest.mark.parametrize("url", ["sqlite", "duckdb", "csv"], indirect=True)
def test_reading_writes_nothing(url: str) -> None:
    put(url, [_document()])
    store = read_store(url)
    with pytest.raises(Exception, match=r"(?i)read.?only"):
        store.do("DELETE FROM facts")
    store.close()
