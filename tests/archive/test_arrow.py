"""Documents in Arrow and back, and batches of texts in which single rows are bad."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Callable
from datetime import date, datetime, timezone
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from extractor import Document, Extractor
from extractor.archive import arrow
from extractor.archive.arrow import (
    Columns,
    document_schema,
    extract_batch,
    from_batch,
    results_schema,
    to_batch,
)
from extractor.archive.codec import codec
from extractor.errors import AnchorError, ReadingError
from extractor.layers import SourceText
from extractor.pipeline import Analysis

TEXT = "3月5日，青石县总工会向白水镇工会下拨送温暖资金12万元，其中2万元用于慰问一线职工。"
JsonSchema = dict[str, Any]


def _values(schema: JsonSchema, defs: JsonSchema) -> st.SearchStrategy[Any]:
    """Anything that a JSON Schema allows, as far as the contract uses it."""
    if "$ref" in schema:
        return _values(defs[schema["$ref"].rpartition("/")[2]], defs)
    if "anyOf" in schema:
        return st.one_of([_values(one, defs) for one in schema["anyOf"]])
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    return _KINDS[schema["type"]](schema, defs)


def _array(schema: JsonSchema, defs: JsonSchema) -> st.SearchStrategy[Any]:
    if "prefixItems" in schema:
        return st.tuples(*[_values(one, defs) for one in schema["prefixItems"]])
    return st.lists(_values(schema["items"], defs), max_size=2)


def _object(schema: JsonSchema, defs: JsonSchema) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries({name: _values(one, defs) for name, one in schema["properties"].items()})


def _string(schema: JsonSchema, _: JsonSchema) -> st.SearchStrategy[str]:
    if "pattern" in schema:
        return st.from_regex(schema["pattern"], fullmatch=True)
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=5)


_KINDS: dict[str, Callable[[JsonSchema, JsonSchema], st.SearchStrategy[Any]]] = {
    "null": lambda schema, defs: st.none(),
    "boolean": lambda schema, defs: st.booleans(),
    "integer": lambda schema, defs: st.integers(-(2**63), 2**63 - 1),
    "number": lambda schema, defs: st.floats(schema["minimum"], schema["maximum"]),
    "string": _string,
    "array": _array,
    "object": _object,
}
_CONTRACT = Document.model_json_schema()
DOCUMENTS = _values(_CONTRACT, _CONTRACT["$defs"]).map(Document.model_validate)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents=st.lists(DOCUMENTS, max_size=3))
def test_documents_come_back_from_parquet(documents: list[Document]) -> None:
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_batches([to_batch(documents)]), file)
    table = parquet.read_table(file)
    assert table.schema == document_schema()
    assert list(from_batch(table)) == documents


def test_arrow_holds_what_json_holds() -> None:
    document = Extractor().extract(TEXT)
    (row,) = to_batch([document]).to_pylist()
    (fact, *_), (told, *_) = row["facts"], document.facts
    assert row.keys() == document.model_dump().keys()
    assert fact["amounts"][0]["yuan"] == told.amounts[0].yuan
    assert fact["evidence"]["span"] == dict(zip(("start", "end"), told.evidence.span, strict=True))


@pytest.mark.parametrize("annotation", [dict[str, int], tuple[str, str], date])
def test_a_type_that_has_no_place_in_arrow(annotation: Any) -> None:
    with pytest.raises(TypeError, match="has no Arrow type"):
        codec(annotation)


def test_each_row_has_its_result_in_order() -> None:
    raw = [TEXT.encode("gb18030"), None, bytes(range(256)) * 8, TEXT.encode()]
    pages = pa.record_batch({"page": raw, "n": [7, 8, 9, 10]})
    batch = extract_batch(pages, columns=Columns(text="page", id="n"))
    assert batch.schema == results_schema()
    batch.validate(full=True)
    rows = batch.to_pylist()
    assert [row["source"] for row in rows] == ["7", "8", "9", "10"]
    assert [row["document"] is None for row in rows] == [False, True, True, False]
    assert [(row["error"] or {}).get("cause") for row in rows] == [None, "unreadable", "unreadable", None]
    assert all(row["error"]["reason"] and row["error"]["remedy"] for row in rows[1:3])


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.binary(), pa.large_binary(), pa.dictionary(pa.int8(), pa.string())],
)
def test_texts_of_any_arrow_type_give_the_same(kind: pa.DataType) -> None:
    column = pa.array([TEXT, TEXT], kind)
    (row, _) = extract_batch(pa.table({"text": column})).to_pylist()
    assert row["document"] == to_batch([Extractor().extract(TEXT, source="1")]).to_pylist()[0]


def test_a_string_that_is_no_utf8_fails_alone() -> None:
    broken = pa.array([b"\xff\xfe\x00\xd8" + bytes(64), TEXT.encode()]).view(pa.string())
    batch = pa.record_batch({"text": broken, "id": broken})
    rows = extract_batch(batch, columns=Columns(id="id")).to_pylist()
    assert [row["error"] is None for row in rows] == [False, True]


def test_a_fault_of_the_program_fails_its_row_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty(Extractor):
        def read(self, source: SourceText, **options: Any) -> Analysis:
            return super().read(source, **options) if source.text == TEXT else {}["none"]

    monkeypatch.setattr(arrow, "_extractor", lambda segmenter: Faulty(segmenter=segmenter))
    bad, good = extract_batch(pa.record_batch({"text": ["x", TEXT]})).to_pylist()
    assert "KeyError" in bad["error"]["reason"]
    assert (bad["document"], good["error"]) == (None, None)


@pytest.mark.parametrize(
    "day",
    [
        pa.array(["2021-03-10"]),
        pa.array(["2021-03-10 08:00:00"]),
        pa.array([date(2021, 3, 10)]),
        pa.array([datetime(2021, 3, 9, 17, tzinfo=timezone.utc)], pa.timestamp("us", "Asia/Shanghai")),
    ],
)
def test_the_day_of_a_row_resolves_its_dates(day: pa.Array) -> None:
    batch = pa.record_batch({"text": [TEXT], "day": day})
    (row,) = extract_batch(batch, columns=Columns(date="day"), anchor="1999-01-01").to_pylist()
    assert [one["start"] for one in row["document"]["mentions"]["dates"]] == ["2021-03-05"]


def test_a_day_that_cannot_be_read_is_told() -> None:
    batch = pa.record_batch({"text": [TEXT], "day": ["spring"]})
    (row,) = extract_batch(batch, columns=Columns(date="day"), anchor="2021-03-10").to_pylist()
    assert any("spring" in warning for warning in row["document"]["warnings"])
    assert row["document"]["mentions"]["dates"][0]["start"] == "2021-03-05"


def test_title_and_publisher_of_the_archive() -> None:
    batch = pa.record_batch({"text": [TEXT], "name": ["送温暖"], "medium": ["青石职工报"]})
    (row,) = extract_batch(batch, columns=Columns(title="name", source="medium")).to_pylist()
    document = row["document"]
    assert (document["title"], document["publisher"]) == ("送温暖", "青石职工报")
    assert document["from_metadata"] == ["title", "publisher"]


def test_files_in_a_column() -> None:
    page = f"<html><body><p>{TEXT}</p></body></html>".encode("gb18030")
    (row,) = extract_batch(pa.record_batch({"content": [page]})).to_pylist()
    assert row["document"]["facts"][0]["amounts"][0]["yuan"] == "120000"


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(ReadingError, match="no column 'txt'"):
        extract_batch(pa.table({"text": [TEXT]}), columns=Columns(text="txt"))


def test_an_anchor_that_is_no_day() -> None:
    with pytest.raises(AnchorError):
        extract_batch(pa.record_batch({"text": [TEXT]}), anchor="spring")


@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")  # what engines do, we have to bear
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_build_their_own_extractor(method: str) -> None:
    batch = pa.record_batch({"text": [TEXT]})
    here = extract_batch(batch)
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(extract_batch, (batch,)).equals(here)
