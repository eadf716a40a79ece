"""What a load promises, in every store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stored import QINGSHI, a_document, a_fact, ask, contents, put, two_hundred_people

from extractor import Document
from extractor.errors import StoreError, UsageError
from extractor.recording import fact_lines
from extractor.records import Org, Party
from extractor.stores import open_store
from extractor.stores.loading import Line, load
from extractor.stores.store import Store
from extractor.stores.tables import FACT_AMOUNTS, Table

OTHER = Org(text="红旗厂工会", span=(0, 5), name="红旗厂工会", type="union")
FIRST = a_document(
    "a.txt",
    a_fact("total", "90000.05", quantities=(two_hundred_people(),), cumulative=True),
    a_fact("share", "30000", part_of="total", agents=(QINGSHI, OTHER)),
)
SECOND = a_document("b.txt", a_fact("one", "123456789012.3456"))


def test_the_same_again_changes_nothing(url: str) -> None:
    done, refused = put(url, [FIRST, SECOND])
    assert ((done.new, done.replaced, done.unchanged), refused) == ((2, 0, 0), [])
    before = contents(url)
    done, _ = put(url, [SECOND, FIRST, FIRST])
    assert (done.new, done.replaced, done.unchanged) == (0, 0, 2)
    assert contents(url) == before
    assert len(before["facts"]) == 3


def test_a_document_extracted_anew_takes_the_place_of_the_old(url: str, tmp_path: Path) -> None:
    put(url, [FIRST, SECOND])
    anew = FIRST.model_copy(update={"facts": (a_fact("new", "5"),)})
    done, _ = put(url, [anew])
    assert (done.new, done.replaced) == (0, 1)
    expected = f"sqlite:///{tmp_path}/expected.db"
    put(expected, [anew, SECOND])
    assert contents(url) == contents(expected)
    assert not [row for row in contents(url)["orgs"] if OTHER.name in row]


def test_the_last_of_several_stays(url: str) -> None:
    anew = FIRST.model_copy(update={"title": "另一题"})
    put(url, [FIRST, anew])
    assert ask(url, "SELECT title FROM documents") == [("另一题",)]
    put(url, [anew, FIRST])
    assert ask(url, "SELECT title FROM documents") == [("简报",)]


def test_the_same_bytes_under_two_sources_are_two_documents(url: str) -> None:
    put(url, [FIRST, FIRST.model_copy(update={"source": "copy.txt"})])
    assert ask(url, "SELECT COUNT(*) FROM facts") == [("4",)]


def test_money_is_exact(url: str) -> None:
    put(url, [SECOND])
    assert ask(url, "SELECT yuan FROM fact_amounts") == [("123456789012.3456",)]


def test_mentions_are_loaded_when_asked_for(url: str) -> None:
    put(url, [FIRST])
    assert contents(url)["mentions"] == []
    done, _ = put(url, [FIRST], mentions=True)
    assert done.replaced == 1
    assert ask(url, "SELECT kind, value FROM mentions") == [("org", "白水镇工会"), ("org", "青石县总工会")]


def test_a_receiver_has_the_region_of_the_body_it_is(url: str) -> None:
    """A recipient of the record has none; the document's mentions tell it."""
    party = Party(text="白水镇工会", span=(7, 12), name="白水镇工会", type="union")
    fact = a_fact("one", "5", recipients=(party,))
    put(url, [a_document("a.txt", fact)])
    found = ask(url, "SELECT region FROM fact_orgs JOIN orgs USING (org_key) WHERE role = 'recipient'")
    assert found == [("330199",)]


def _with(made: Document, /, **changes: object) -> bytes:
    return json.dumps({**made.model_dump(mode="json"), **changes}).encode()


BAD = {
    b'{"id": ': "Invalid JSON",
    b"[]": "Input should be an object",
    _with(FIRST, schema_version="2"): "has schema_version '2'; this jianbao loads '1'",
    _with(FIRST, kind="poem"): "kind: Input should be",
    _with(FIRST, more=1): "more: Extra inputs",
    next(fact_lines(FIRST)).model_dump_json().encode(): "is a line of --format facts",
    _with(FIRST, title="a\0b"): "NUL",
    a_document("c.txt", a_fact("x", "0.00001")).model_dump_json().encode(): "more than 4 digits behind",
    a_document("c.txt", a_fact("x", "1000000000000000")).model_dump_json().encode(): "is not below",
    a_document("c.txt", a_fact("x"), a_fact("x")).model_dump_json().encode(): "the same id",
    a_document("c.txt", a_fact("x", part_of="y")).model_dump_json().encode(): "part of y, which is not there",
    a_document("c.txt", a_fact("x", "9" * 5000)).model_dump_json().encode(): "is not below",
    FIRST.model_dump_json().replace("0.9", "NaN", 1).encode(): "confidence",
    FIRST.model_dump_json().replace("简报", "\\ud800", 1).encode(): "Invalid JSON",
    FIRST.model_dump_json().encode("gb18030"): "Invalid JSON",
    FIRST.model_dump_json().replace("2021-03-05", "2021-02-30").encode(): "2021-02-30 is no day",
    FIRST.model_dump_json().replace("[6,8]", "[6,99999999999]").encode(): "is no span",
}


def test_bad_lines_are_told_and_the_others_loaded(url: str) -> None:
    done, refused = put(url, [FIRST, *BAD, SECOND])
    assert (done.new, done.refused) == (2, len(BAD))
    assert [one.where for one in refused] == [f"made:{n + 2}" for n in range(len(BAD))]
    for one, why in zip(refused, BAD.values(), strict=True):
        assert why in one.why


def test_all_or_nothing(url: str) -> None:
    put(url, [SECOND])
    before = contents(url)
    done, refused = put(url, [FIRST, b"{", b"}"], all_or_nothing=True)
    assert (done.new, len(refused)) == (0, 2)
    assert contents(url) == before


def test_a_load_that_fails_leaves_the_store_as_it_was(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    put(url, [FIRST])
    before = contents(url)
    store = open_store(url)
    whole = type(store).insert

    def half(self: Store, table: Table, rows: object) -> None:
        if table is FACT_AMOUNTS:
            raise StoreError("the disk is full")
        whole(self, table, rows)  # type: ignore[arg-type]

    monkeypatch.setattr(type(store), "insert", half)
    anew = FIRST.model_copy(update={"title": "另一题"})
    lines = [Line("made", one.model_dump_json().encode()) for one in (anew, SECOND)]
    with pytest.raises(StoreError):
        load(store, lines, tell=print)
    store.close()
    monkeypatch.undo()
    assert contents(url) == before
    done, _ = put(url, [anew, SECOND])
    assert (done.new, done.replaced) == (1, 1)


@pytest.mark.parametrize("url", ["mysql://host/db", "sqlite:///", "store.db", "csv:"])
def test_urls_that_name_no_store(url: str) -> None:
    with pytest.raises(UsageError, match="names no store"):
        open_store(url)
