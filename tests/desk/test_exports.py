"""Exports hold the words of the article as words: no markup, no formula."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser

from extractor import extract
from extractor.desk.exports import Corrected, as_corpus, as_csv
from extractor.desk.paper import as_page
from extractor.records import Document

HOSTILE = (
    '</title><script>alert(1)</script><img src=x onerror="alert(2)">\n'
    "2月3日，=秭归县总工会\"'><svg onload=alert(3)>向&lt;各乡镇工会]]>下拨送温暖资金12万元。\n"
    "县总工会印发《<b onclick=alert(4)>通知</b>》。\n"
)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, list[str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, [name for name, _ in attrs]))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_page_of_a_hostile_article_has_only_our_tags() -> None:
    document = extract(HOSTILE, source='"><script>alert(5)</script>')
    tags = Tags()
    page = as_page(document, HOSTILE)
    tags.feed(page)
    assert not {tag for tag, _ in tags.seen} & {"script", "img", "svg", "b", "iframe", "link"}
    assert not [name for _, names in tags.seen for name in names if name.startswith("on") or name == "src"]
    assert HOSTILE in "".join(word for word in tags.words if not word.isdecimal())  # numbers of facts
    assert "http://" not in page


def test_marks_cover_the_text_once_and_facts_link_to_their_triggers() -> None:
    text = "2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元。"
    page = as_page(extract(text), text)
    assert '<a id="fact-1" href="#text-1">拨付</a>' in page
    assert '<mark class="trigger"><sup id="text-1"><a href="#fact-1">1</a></sup>下拨</mark>' in page
    assert '<mark class="amount">12万元</mark>' in page


def test_the_page_shows_what_the_editor_set() -> None:
    text = "2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元。"
    document = extract(text)
    amounts = (document.facts[0].amounts[0].model_copy(update={"yuan": "130000", "each": True}),)
    fact = document.facts[0].model_copy(update={"amounts": amounts})
    assert "<td>各130,000元</td>" in as_page(document.model_copy(update={"facts": (fact,)}), text)


def test_csv_runs_no_formula() -> None:
    document = extract("2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元。")
    fact = document.facts[0].model_copy(update={"object": "=HYPERLINK(1)", "purpose": "@SUM(1)"})
    rows = list(csv.DictReader(io.StringIO(as_csv(_work(document, fact)).decode("utf-8-sig"))))
    cells = [(row["object"], row["purpose"], row["yuan"]) for row in rows]
    assert cells == [("'=HYPERLINK(1)", "'@SUM(1)", "120000")]


def test_csv_runs_no_formula_of_full_width_signs_or_broken_lines() -> None:
    document = extract("2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元。")
    fact = document.facts[0].model_copy(update={"object": "＝SUM(1)", "purpose": "\n=SUM(1)"})
    (row,) = csv.DictReader(io.StringIO(as_csv(_work(document, fact)).decode("utf-8-sig"), newline=""))
    assert (row["object"], row["purpose"]) == ("'＝SUM(1)", "'\n=SUM(1)")


def test_the_same_work_packs_to_the_same_bytes() -> None:
    text = "2月3日，秭归县总工会下拨资金12万元。"
    document = extract(text)
    work = Corrected("0" * 16, text, document, ())
    assert as_corpus(work) == as_corpus(work)


def _work(document: Document, *facts: object) -> Corrected:
    return Corrected("0" * 16, "", document.model_copy(update={"facts": facts}), ())
