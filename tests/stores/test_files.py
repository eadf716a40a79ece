"""Folders of CSV and Parquet files."""

from __future__ import annotations

import csv
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stored import a_document, a_fact, contents, put

from extractor.errors import StoreError
from extractor.stores.folder import defused
from extractor.stores.tables import FACT_AMOUNTS, TABLES

DOCUMENT = a_document("-2.txt", a_fact("one", "5.5"), title='=HYPERLINK("a",\n"b")')
OTHER = a_document("b.txt", a_fact("two", "7"))


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
    put(f"{kind}:{tmp_path}/one", [DOCUMENT, OTHER])
    for document in (OTHER, DOCUMENT):
        put(f"{kind}:{tmp_path}/two", [document])
    for table in TABLES:
        one, two = ((tmp_path / folder / f"{table.name}.{kind}").read_bytes() for folder in ("one", "two"))
        assert one == two


class _Killed(BaseException):
    """Nothing is tidied after it."""


@pytest.mark.parametrize("kind", ["csv", "parquet"])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_file_that_cannot_be_put_in_place(
    kind: str, is_first: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Afterwards the files are those of before, and so is what they are written from."""
    url = f"{kind}:{tmp_path}"
    if not is_first:
        put(url, [DOCUMENT])
    files, rows = _files(tmp_path), None if is_first else contents(url)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", _failing(OSError(13, "no", "it"), at=f"documents.{kind}"))
        with pytest.raises(StoreError, match="cannot be written"):
            put(url, [OTHER])
    assert _files(tmp_path) == files
    assert rows is None or contents(url) == rows
    put(url, [DOCUMENT])
    assert not list(tmp_path.glob(".*.draft")) + list(tmp_path.glob(".*.before"))


def test_a_load_killed_as_it_puts_files_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"csv:{tmp_path}"
    put(url, [DOCUMENT])
    files = _files(tmp_path)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", _failing(_Killed(), at="documents.csv"))
        broken.setattr(ExitStack, "__exit__", lambda *_: False)
        with pytest.raises(_Killed):
            put(url, [OTHER])
    assert _files(tmp_path) != files
    contents(url)
    assert _files(tmp_path) == files


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith(".")}


def _failing(error: BaseException, *, at: str) -> Callable[[Path, Path], Path]:
    """``Path.replace`` that fails for drafts of one file."""
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if path.name.endswith(".draft") and target.name == at:
            raise error
        return replace(path, target)

    return failing


def test_parquet_has_types_and_meanings(tmp_path: Path) -> None:
    import pyarrow.parquet as parquet

    put(f"parquet:{tmp_path}", [DOCUMENT])
    amounts = parquet.read_table(tmp_path / "fact_amounts.parquet")
    assert amounts["yuan"].to_pylist() == [Decimal("5.5")]
    meaning = dict(zip(FACT_AMOUNTS.names, FACT_AMOUNTS.columns, strict=True))["yuan"].meaning
    assert amounts.schema.field("yuan").metadata == {b"comment": meaning.encode()}
    documents = parquet.read_table(tmp_path / "documents.parquet")
    assert documents["start_date"].to_pylist() == [date(2021, 3, 9)]
