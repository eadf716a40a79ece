"""Titles in 《》 and the numbers that go with them."""

from __future__ import annotations

from array import array

import pytest

from extractor.layers import CleanText, DocumentFields, Layout, Zone, ZoneKind
from extractor.mentions.papers import PaperFinder


def papers(text: str, kind: ZoneKind = ZoneKind.PARAGRAPH) -> list[tuple[str, str | None]]:
    clean = CleanText(text, text, text, array("l", range(len(text))))
    fields = DocumentFields(None, "other", None, None, (), None, None)
    layout = Layout((Zone(kind, 0, len(text), 0),), (), (), (), fields)
    return [(one.value.title, one.value.number) for one in PaperFinder().find(clean, layout)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("印发《帮扶办法》。", [("帮扶办法", None)]),
        ("印发《帮扶办法》（青工发〔2021〕4号）。", [("帮扶办法", "青工发〔2021〕4号")]),
        ("根据青工发〔2021〕4号《帮扶办法》", [("帮扶办法", "青工发〔2021〕4号")]),
        ("转发《关于贯彻《工会法》的通知》", [("关于贯彻《工会法》的通知", None)]),
        ("《甲》《乙》", [("甲", None), ("乙", None)]),
        ("《关于未完的", []),
        ("没有开头》和《有头》", [("有头", None)]),
    ],
)
def test_titles(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert papers(text) == expected


def test_none_in_navigation() -> None:
    assert papers("《职工之友》", ZoneKind.NAVIGATION) == []
