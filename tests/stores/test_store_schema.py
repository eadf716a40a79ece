"""How stores are made, brought up to date, and explained."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stored import a_document, a_fact, ask, put

from extractor.errors import StoreError
from extractor.stores import open_store, store
from extractor.stores.dialects import Dialect
from extractor.stores.tables import TABLES

DOCUMENT = a_document("a.txt", a_fact("one", "5"))


def test_a_store_of_an_earlier_version_is_brought_up_to_date(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(url, [DOCUMENT])

    def add_a_column(dialect: Dialect) -> Iterator[str]:
        yield f"ALTER TABLE facts ADD COLUMN remark {dialect.types['text']}"

    monkeypatch.setattr(store, "VERSION", 2)
    monkeypatch.setattr(store, "MIGRATIONS", (add_a_column,))
    put(url, [DOCUMENT])
    put(url, [DOCUMENT])
    assert ask(url, "SELECT version FROM jianbao_store") == [("2",)]
    assert ask(url, "SELECT id, remark FROM facts") == [("one", None)]


def test_a_store_of_a_later_version_is_left_alone(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as later:
        later.setattr(store, "VERSION", 2)
        put(url, [])
    with pytest.raises(StoreError, match="newer jianbao"):
        put(url, [DOCUMENT])


@pytest.mark.parametrize("url", ["sqlite", "duckdb", "postgresql"], indirect=True)
def test_tables_of_others_are_left_alone(url: str) -> None:
    other = open_store(url)
    other.do("CREATE TABLE facts (id INTEGER)")
    other.close()
    with pytest.raises(StoreError, match="did not make: facts"):
        put(url, [DOCUMENT])
    assert ask(url, "SELECT * FROM facts") == []


def test_every_column_says_what_it_means(postgres: str, tmp_path: Path) -> None:
    put(postgres, [])
    columns = sum(len(table.columns) for table in TABLES)
    described = """SELECT COUNT(*) FROM pg_description JOIN pg_class ON objoid = pg_class.oid
        WHERE objsubid > 0 AND relnamespace = 'public'::regnamespace"""
    assert ask(postgres, described) == [(str(columns),)]
    put(duckdb := f"duckdb:///{tmp_path}/a.duckdb", [])
    commented = "SELECT COUNT(*) FROM duckdb_columns() WHERE comment IS NOT NULL"
    assert ask(duckdb, commented) == [(str(columns),)]
    put(sqlite := f"sqlite:///{tmp_path}/a.db", [])
    made = "".join(sql or "" for (sql,) in ask(sqlite, "SELECT sql FROM sqlite_master"))
    assert [c.name for table in TABLES for c in table.columns if f"-- {c.meaning}" not in made] == []


@pytest.mark.parametrize("url", ["sqlite", "postgresql"], indirect=True)
def test_keys_are_kept_by_the_database(url: str) -> None:
    put(url, [DOCUMENT])
    other = open_store(url)
    with pytest.raises(StoreError), other.changing():
        other.do("DELETE FROM documents")
    other.close()
    assert ask(url, "SELECT COUNT(*) FROM documents") == [("1",)]
