"""The record contract: every record fits the JSON Schema, and the schema keeps its promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import jsonschema_rs
import pytest

from extractor import Document, Extractor
from extractor.cleaning import clean_text
from extractor.recording import fact_lines
from extractor.schema import SCHEMAS, RecordKind, described, packaged, record_schema, schema_text

ROOT = Path(__file__).parents[1]
SCHEMA = record_schema("document")
BULLETINS = sorted((ROOT / "corpus" / "train").glob("*.txt"))


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    extractor = Extractor()
    return [extractor.extract(path.read_bytes(), source=path.name) for path in BULLETINS]


def test_every_document_fits_the_schema(documents: list[Document]) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for document in documents[::8]:
        validator.validate(json.loads(document.model_dump_json()))


def test_every_line_fits_its_schema_for_another_validator(documents: list[Document]) -> None:
    of_document, of_fact = (jsonschema_rs.validator_for(record_schema(kind)) for kind in SCHEMAS)
    for document in documents:
        of_document.validate(json.loads(document.model_dump_json()))
        for line in fact_lines(document):
            of_fact.validate(json.loads(line.model_dump_json()))


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_package_holds_the_schema(kind: RecordKind) -> None:
    """``make goldens`` writes it anew."""
    jsonschema.Draft202012Validator.check_schema(record_schema(kind))
    assert packaged(kind) == schema_text(kind)


def test_every_field_says_what_it_means() -> None:
    schema = record_schema("fact")
    records = [SCHEMA, schema, *SCHEMA["$defs"].values(), *schema["$defs"].values()]
    fields = [(name, field) for record in records for name, field in record["properties"].items()]
    assert [name for name, field in fields if not field.get("description")] == []


def test_the_page_of_the_records_is_up_to_date() -> None:
    """``jianbao schema --markdown > docs/records.md`` writes it anew."""
    assert (ROOT / "docs" / "records.md").read_text("utf-8") == "".join(f"{line}\n" for line in described())


def test_additive_and_its_reason_go_together(documents: list[Document]) -> None:
    facts = [fact for document in documents for fact in document.facts]
    for fact in facts:
        assert fact.additive == (fact.additive_reason is None) == (fact.additive_yuan is not None)
    assert {fact.additive for fact in facts} == {True, False}


def test_records_survive_the_way_through_json(documents: list[Document]) -> None:
    for document in documents:
        assert Document.model_validate_json(document.model_dump_json()) == document


def test_spans_read_cleanly_give_the_text() -> None:
    """``clean(source[span]) == text`` for every mention of the corpus. White space aside, and running
    heads or markup that cut through it: what is wrapped, stray, head or mark shows only on the whole page."""
    extractor = Extractor()
    for path in BULLETINS:
        analysis = extractor.analyse(path.read_bytes(), source=path.name)
        cuts = [one for one in analysis.clean.changes if one.noise in ("furniture", "markup")]
        for mention in _mentions(analysis.document):
            start, end = mention["span"]
            again = clean_text(analysis.source.text[start:end]).text
            cut = any(start < one.end and one.start < end for one in cuts)
            assert cut or _solid(again) == _solid(mention["text"]), f"{path.name} {mention}"


def test_shares_name_a_fact_of_their_document(documents: list[Document]) -> None:
    for document in documents:
        ids = [fact.id for fact in document.facts]
        assert len(ids) == len(set(ids))
        for fact in document.facts:
            assert fact.part_of is None or (fact.part_of in ids and fact.part_of != fact.id)


def test_facts_keep_their_ids_when_the_text_changes_elsewhere() -> None:
    paragraph = "3月5日，青石县总工会向各乡镇工会下拨送温暖资金12万元，其中白水镇工会3万元。"
    before = Extractor().extract(f"{paragraph}\n县总工会还慰问了20名环卫工人。", anchor="2021-03-10")
    after = Extractor().extract(f"近日天气转暖。\n{paragraph}\n会议强调要抓好落实。", anchor="2021-03-10")
    ids = [fact.id for fact in before.facts if fact.action.type == "allocate"]
    assert ids
    assert ids == [fact.id for fact in after.facts if fact.action.type == "allocate"]


def test_schema_takes_nothing_back() -> None:
    """Fields may be added. One that goes, changes its name, type or meaning needs a new schema_version, and
    then ``make goldens``."""
    for kind, name in (("document", "schema"), ("fact", "fact-schema")):
        accepted = json.loads((ROOT / "tests" / "golden" / f"{name}.json").read_text("utf-8"))
        assert list(_taken_back(accepted, record_schema(kind), "")) == []


@pytest.mark.parametrize(
    ("change", "reported"),
    [
        (lambda schema: schema["$defs"]["Amount"]["properties"].pop("yuan"), "$defs.Amount.properties.yuan"),
        (lambda schema: schema["$defs"]["Org"]["properties"]["name"].update(type="array"), "name.type"),
        (lambda schema: schema["$defs"]["Date"].update(description="other"), "$defs.Date.description"),
        (lambda schema: schema["properties"].update(more={"type": "string"}), None),
    ],
)
def test_what_counts_as_taken_back(change: Any, reported: str | None) -> None:
    changed = json.loads(json.dumps(SCHEMA))
    change(changed)
    lines = list(_taken_back(SCHEMA, changed, ""))
    assert lines == [] if reported is None else lines[0].endswith(reported)


def _taken_back(accepted: Any, now: Any, place: str) -> Any:
    if isinstance(accepted, dict) and isinstance(now, dict):
        for key, value in accepted.items():
            yield from _taken_back(value, now.get(key), f"{place}.{key}" if place else key)
    elif isinstance(accepted, list) and isinstance(now, list):
        if not all(item in now for item in accepted):
            yield place
    elif accepted != now:
        yield place


def _mentions(document: Document) -> list[dict[str, Any]]:
    lists = document.mentions.model_dump(mode="json").values()
    return [mention for mentions in lists for mention in mentions]


def _solid(text: str) -> str:
    return "".join(text.split())
