"""Chinese words are found in a SQLite store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from stored import a_document, a_fact, ask, put

from extractor.stores.datasette import metadata

GIVEN = a_document("a.txt", a_fact("one", "5", evidence="青石县总工会发放慰问金5元"))
PAID = a_document("b.txt", a_fact("two", "7", evidence="白水镇工会拨付7元"))
BY_WORD = metadata()["databases"]["jianbao"]["queries"]["search"]["sql"]


@pytest.mark.parametrize(
    ("word", "found"),
    [("慰问金", ["a"]), ("工会", ["a", "b"]), ("镇工会拨", ["b"]), ("款", []), ('工会"拨', [])],
)
def test_words_of_any_length(word: str, found: list[str], tmp_path: Path) -> None:
    """By the query that Datasette is given."""
    put(f"sqlite:///{tmp_path}/a.db", [GIVEN, PAID])
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        rows = connection.execute(BY_WORD, {"word": word}).fetchall()
    assert sorted(row[-1].removesuffix(".txt") for row in rows) == found


def test_what_is_replaced_is_found_no_more(tmp_path: Path) -> None:
    put(url := f"sqlite:///{tmp_path}/a.db", [GIVEN, PAID])
    put(url, [GIVEN.model_copy(update={"facts": ()})])
    assert ask(url, "SELECT rowid FROM facts_fts WHERE facts_fts MATCH '慰问金'") == []
    assert ask(url, "INSERT INTO facts_fts (facts_fts) VALUES ('integrity-check')") == []
