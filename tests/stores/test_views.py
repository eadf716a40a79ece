"""The views against hand-reckoned answers, the same in every database."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from stored import BAISHUI, QINGSHI, a_day, a_document, a_fact, an_amount, ask, put

from extractor import Document
from extractor.stores import open_store
from extractor.stores.views import VIEWS

A = a_document(
    "a.txt",
    a_fact("alone", "1000"),
    a_fact("total", "5000.5", cumulative=True),
    a_fact("share", "400", part_of="total"),
    a_fact("joint", "300", agents=(QINGSHI, BAISHUI)),
    a_fact("nobody", "20", agents=(), recipients=(), dates=()),
    a_fact("planned", "7", status="planned"),
    a_fact("rate", amounts=(an_amount("50", per="人"),)),
)
B = a_document(
    "b.txt",
    a_fact("other", "1200"),
    a_fact("later", "9", dates=(a_day("2021-03-05", "2021-04-01"),)),
)
EMPTY = a_document("c.txt")

SQL_STORES = pytest.mark.parametrize("url", ["sqlite", "duckdb", "postgresql"], indirect=True)


@pytest.fixture
def loaded(url: str) -> str:
    put(url, [A, B, EMPTY])
    return url


@SQL_STORES
def test_money_by_agent(loaded: str) -> None:
    columns = "agent, agent_region, action, facts, yuan, cumulative_yuan, joint_facts, joint_yuan"
    assert ask(loaded, f"SELECT {columns} FROM money_by_agent") == [
        ("白水镇工会", "330199", "give", "0", "0", "0", "1", "300"),
        ("青石县总工会", "330199", "give", "4", "7209.5", "5000.5", "1", "300"),
        (None, None, "give", "1", "20", "0", "0", "0"),
    ]


@SQL_STORES
def test_money_by_region_and_month(loaded: str) -> None:
    columns = "region, province, year, month, action, facts, yuan, cumulative_yuan"
    assert ask(loaded, f"SELECT {columns} FROM money_by_region_month") == [
        ("330199", "330000", "2021", "2021-03", "give", "4", "7500.5", "5000.5"),
        ("330199", "330000", "2021", None, "give", "1", "9", "0"),
        (None, None, None, None, "give", "1", "20", "0"),
    ]


@SQL_STORES
def test_money_by_recipient_type(loaded: str) -> None:
    assert ask(loaded, "SELECT recipient_type, action, facts, yuan FROM money_by_recipient_type") == [
        ("people", "give", "5", "7509.5"),
        (None, "give", "1", "20"),
    ]


@SQL_STORES
def test_an_event_counts_once(loaded: str) -> None:
    store = open_store(loaded)
    with store.changing():
        store.do("UPDATE facts SET event_id = 'e1' WHERE id IN ('alone', 'other')")
    store.close()
    first = min(ask(loaded, "SELECT fact_key, additive_yuan FROM facts WHERE event_id = 'e1'"))[1]
    total = {"1000": "6309.5", "1200": "6509.5"}[first or ""]
    people = "SELECT yuan FROM money_by_recipient_type WHERE recipient_type = 'people'"
    assert ask(loaded, people) == [(total,)]


@SQL_STORES
def test_documents_without_facts(loaded: str) -> None:
    assert ask(loaded, "SELECT source, unused FROM documents_without_facts") == [("c.txt", "0")]


@SQL_STORES
def test_conflicts_show_the_figures_side_by_side(loaded: str) -> None:
    """Within the day, a.txt tells of 1300 yuan by the county, b.txt of 1200; the running total of a.txt has
    nothing to be compared with, nor has what the town gave."""
    columns = "action, agent, first_day, cumulative, source, facts, yuan"
    assert ask(loaded, f"SELECT {columns} FROM conflicts") == [
        ("give", "青石县总工会", "2021-03-05", "0", "a.txt", "2", "1300"),
        ("give", "青石县总工会", "2021-03-05", "0", "b.txt", "1", "1200"),
    ]


def test_the_corpus_gives_equal_answers_everywhere(
    documents: list[Document], tmp_path: Path, postgres: str
) -> None:
    urls = [postgres, f"sqlite:///{tmp_path}/a.db", f"duckdb:///{tmp_path}/a.duckdb"]
    for url in urls:
        put(url, documents, mentions=True)
    for view in VIEWS:
        columns = "fact_key, yuan, month" if view.name == "summable" else "*"
        first, *others = [ask(url, f"SELECT {columns} FROM {view.name}") for url in urls]
        assert others == [first, first], view.name
        assert first or view.name in ("documents_without_facts", "conflicts")


def test_sums_are_those_of_the_records(documents: list[Document], tmp_path: Path) -> None:
    put(url := f"sqlite:///{tmp_path}/a.db", documents)
    told = [fact for document in documents for fact in document.facts if fact.action.type == "allocate"]
    total = sum(Decimal(fact.additive_yuan or 0) for fact in told)
    assert total > 0
    (found,) = ask(url, "SELECT SUM(additive_yuan_e4) FROM facts WHERE additive AND action = 'allocate'")
    assert Decimal(found[0] or 0) == total * 10_000
