"""Pages and notebooks: everything is shown where it stands, and nothing of the text becomes markup."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import extract
from extractor.cli import main
from extractor.pages import Highlight, highlight, page, summary

SAMPLE = "2月3日，秭归县总工会向各乡镇工会下拨<b>送温暖</b>资金12万元，其中水田坝乡工会3万元。"


class _Nesting(HTMLParser):
    """Fails where tags are not closed in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _check_nesting(markup: str) -> None:
    parser = _Nesting()
    parser.feed(markup)
    parser.close()
    assert parser.open == []


def _words(markup: str) -> str:
    return unescape(re.sub(r"<sup.*?</sup>|<[^>]*>", "", markup))


@settings(deadline=None)
@given(
    st.text("工会<>&\"'12", max_size=12),
    st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(1, 9)), max_size=6),
)
def test_any_marks_nest_and_keep_the_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    marks = [Highlight(start, end, "fact", '"<', number) for start, end, number in spans]
    shown = "".join(highlight(text, marks))
    _check_nesting(shown)
    assert _words(shown) == text
    drawn = [number for start, end, number in spans if start < end <= len(text)]
    assert sorted(re.findall(r"#fact-(\d+)", shown)) == sorted(map(str, drawn))


def test_a_mark_within_a_mark() -> None:
    marks = [Highlight(0, 4, "fact", "give", 1), Highlight(1, 3, "org", "甲&乙")]
    assert "".join(highlight("由工会送", marks)) == (
        '<mark class="fact" title="give"><sup id="text-1"><a href="#fact-1">1</a></sup>由'
        '<mark class="org" title="甲&amp;乙">工会</mark>送</mark>'
    )


def test_the_page_shows_text_and_facts_and_loads_nothing() -> None:
    document = extract(SAMPLE, anchor="2021-02-05", source="<i>.txt")
    shown = page(document, SAMPLE)
    _check_nesting(shown)
    assert SAMPLE in _words(shown)
    assert "120,000 CNY" in shown
    assert "<b>" not in shown
    assert "<i>" not in shown
    assert re.findall(r"<script|<link|<img|url\(|https?:", shown) == []


def test_a_document_shows_itself_in_a_notebook() -> None:
    document = extract(SAMPLE.replace("12万元", "1\n2万元"), anchor="2021-02-05")
    shown = document._repr_html_()
    assert shown == summary(document)
    _check_nesting(shown)
    first = shown.split("</tr>")[1]
    marked = re.findall(r'<mark class="(\w+)" title="[^"]*">([^<]*)</mark>', first)
    assert [kind for kind, _ in marked] == ["date", "org", "org", "amount"]
    assert [words for _, words in marked] == ["2月3日", "秭归县总工会", "各乡镇工会", "12万元"]
    assert "<b>" not in shown


def test_show_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "a.html"
    path.write_text(SAMPLE, "utf-8")
    assert main(["show", str(path), "--anchor", "2021-02-05", "-o", str(out)]) == 0
    assert out.read_text("utf-8") == page(
        extract(path.read_bytes(), anchor="2021-02-05", source=str(path)), SAMPLE
    )
    assert main(["show", str(tmp_path / "none.txt")]) == 1
    assert "none.txt" in capsys.readouterr().err
