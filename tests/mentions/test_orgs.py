"""Organisations: the examples of the pattern files, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.cleaning import clean_text
from extractor.layers import CleanText, DocumentFields, Field, Layout, Section, Zone, ZoneKind
from extractor.mentions.orgs import OrgFinder, cases
from extractor.mentions.orgs.divisions import gazetteer
from extractor.proving import Case

FINDER = OrgFinder()


def _lines(clean: CleanText, *, issuer: str | None = None, items: bool = False) -> Layout:
    """One paragraph a line; with ``items`` each line is a section of its own."""
    zones, sections, at = [], [Section(0, len(clean.text))], 0
    for line in clean.text.split("\n"):
        if items:
            sections.append(Section(at, at + len(line), item=True))
        if line:
            zones.append(Zone(ZoneKind.PARAGRAPH, at, at + len(line), len(sections) - 1))
        at += len(line) + 1
    stated = Field(issuer) if issuer else None
    fields = DocumentFields(None, "other", None, stated, (), None, None)
    return Layout(tuple(zones) or (Zone(ZoneKind.PARAGRAPH, 0, 0, 0),), tuple(sections), (), (), fields)


def _names(text: str, *, issuer: str | None = None, items: bool = False) -> list[str]:
    clean = clean_text(text)
    found = FINDER.find(clean, _lines(clean, issuer=issuer, items=items))
    return [mention.value.name for mention in found if not mention.value.collective]


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.id)
def test_examples(case: Case) -> None:
    assert case.fault is None, f"{case.file}:{case.line} {case.fault}"


@pytest.mark.parametrize(
    ("form", "codes"),
    [
        ("衡水市", {"131100"}),
        ("楚雄州", {"532300"}),
        ("前郭县", {"220721"}),
        ("襄樊市", {"420600"}),
        ("朝阳区", {"110105", "220104"}),
        ("内蒙古", {"150000"}),
    ],
)
def test_written_forms_of_divisions(form: str, codes: set[str]) -> None:
    assert codes <= {division.code for division in gazetteer().named(form)}


def test_a_county_is_no_district_of_nearly_its_name() -> None:
    assert [division.name for division in gazetteer().named("沙县")] == ["沙县"]


def test_each_item_has_its_own_place() -> None:
    text = "在浙江，省总工会发文。\n在福建，省总工会拨款。"
    assert _names(text, items=True) == ["浙江省总工会", "福建省总工会"]


def test_nothing_is_carried_over_into_the_next_item() -> None:
    assert _names("浙江省总工会发文。\n省总拨款。", items=True) == ["浙江省总工会", "省总"]


def test_an_ambiguous_district_is_decided_by_the_document() -> None:
    clean = clean_text("朝阳区总工会发放慰问金。")
    found = FINDER.find(clean, _lines(clean, issuer="长春市总工会"))
    assert [(one.value.name, one.value.region) for one in found] == [("长春市朝阳区总工会", "220104")]


def test_an_ambiguous_district_stays_without_code() -> None:
    clean = clean_text("朝阳区总工会发放慰问金。")
    assert [one.value.region for one in FINDER.find(clean, _lines(clean))] == [None]


def test_read_names_an_issuer_in_context() -> None:
    clean = clean_text("故城县总工会与衡水市总工会签约。")
    layout = _lines(clean, issuer="衡水市总工会")
    assert FINDER.read("县总工会", clean, layout).name == "故城县总工会"
    assert FINDER.read("各县总工会", clean, layout).collective


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="省市县区总工会委局公司厂矿、和等各级三两第五届镇团师衡水江。\n学院医", max_size=60))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    clean = clean_text(text)
    found = FINDER.find(clean, _lines(clean))
    assert all(0 <= one.start < one.end <= len(clean.text) and one.value.name for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)
