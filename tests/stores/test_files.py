"""Folders of CSV and Parquet files."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import a_document, a_fact, put

from extractor.stores.folder import defused
from extractor.stores.tables import FACT_AMOUNTS, TABLES

DOCUMENT = a_document("-2.txt", a_fact("one", "5.5"), title='=HYPERLINK("a",\n"b")')


def test_csv_is_for_spreadsheets(tmp_path: Path) -> None:
    put(f"csv:{tmp_path}", [DOCUMENT])
    assert (tmp_path / "documents.csv").read_bytes().startswith(b"\xef\xbb\xbfdocument_key,")
    with (tmp_path / "documents.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["title"], row["source"]) == ('\'=HYPERLINK("a",\n"b")', "'-2.txt")
    assert (row["number"], row["start_date"]) == ("", "2021-03-09")
    with (tmp_path / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["additive"], row["additive_yuan"]) == ("true", "5.5")


@given(st.text())
def test_what_is_defused_can_be_read_back(text: str) -> None:
    safe = defused(text)
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert safe.removeprefix("'") == text


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_files_are_the_same_whatever_the_order(kind: str, tmp_path: Path) -> None:
    other = a_document("b.txt", a_fact("two", "7"))
    put(f"{kind}:{tmp_path}/one", [DOCUMENT, other])
    for document in (other, DOCUMENT):
        put(f"{kind}:{tmp_path}/two", [document])
    for table in TABLES:
        one, two = ((tmp_path / folder / f"{table.name}.{kind}").read_bytes() for folder in ("one", "two"))
        assert one == two


def test_parquet_has_types_and_meanings(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    put(f"parquet:{tmp_path}", [DOCUMENT])
    amounts = parquet.read_table(tmp_path / "fact_amounts.parquet")
    assert amounts["yuan"].to_pylist() == [Decimal("5.5")]
    meaning = dict(zip(FACT_AMOUNTS.names, FACT_AMOUNTS.columns, strict=True))["yuan"].meaning
    assert amounts.schema.field("yuan").metadata == {b"comment": meaning.encode()}
    documents = parquet.read_table(tmp_path / "documents.parquet")
    assert documents["start_date"].to_pylist() == [date(2021, 3, 9)]
