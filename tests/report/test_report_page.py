"""The page of a report: what it shows, where its links lead, what no text can do to it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.errors import UsageError
from extractor.mentions.orgs.divisions import gazetteer
from extractor.records import Document, Org
from extractor.report import report
from extractor.report.charts import require
from extractor.report.figures import LARGEST
from extractor.report.tiles import tiles
from extractor.stores import read_store
from tests.stores.stored import BAISHUI, QINGSHI, a_day, a_document, a_fact, put

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\x0b\u202e]]>"
EVIL = Org(text="x", span=(0, 1), name=HOSTILE, type="union", region="420100")
DOCUMENTS = [
    a_document(
        "a.txt",
        a_fact("alone", "1000", evidence="一月发放1000元", dates=(a_day("2020-01-05"),)),
        a_fact("total", "5000.5", evidence="累计发放5000.5元", cumulative=True),
        a_fact("joint", "300", evidence="两家发放300元", agents=(QINGSHI, BAISHUI)),
        a_fact("nobody", "20", evidence="发放20元", agents=(), recipients=(), dates=()),
        a_fact("planned", "7", evidence="将发放7元", status="planned"),
    ),
    a_document("b.txt", a_fact("other", "1200", evidence="三月发放1200元")),
    a_document("silent.txt"),
]


@dataclass
class Element:
    """``text`` is all that stands inside."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[Element] = field(default_factory=list)

    def all(self, name: str) -> list[Element]:
        found = [one for child in self.inside for one in child.all(name)]
        return [self, *found] if self.name == name else found

    def every(self) -> list[Element]:
        return [self, *(one for child in self.inside for one in child.every())]


class Page(HTMLParser):
    """A page as a tree."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(html)
        assert self._open == [self.root]
        self.ids = {one.attributes["id"]: one for one in self.root.every() if "id" in one.attributes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].inside.append(element)
        if tag not in ("meta", "wbr"):
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open[-1].inside.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data


def _url(folder: Path, documents: list[Document]) -> str:
    url = f"sqlite:///{folder}/store.db"
    put(url, documents)
    return url


def _page(url: str, *, language: str = "zh") -> tuple[str, Page]:
    store = read_store(url)
    try:
        html = report(store, language=language)
    finally:
        store.close()
    return html, Page(html)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Page]:
    return _page(_url(tmp_path_factory.mktemp("store"), DOCUMENTS))


def _rows(page: Page, cut: str) -> dict[str, tuple[list[str], list[str]]]:
    """The table of the first action type's cut: label → its cells, the quotes under it."""
    rows = [
        row
        for card in page.ids["s0"].every() if card.attributes.get("class") == f"card {cut}"
        for row in card.all("tbody")[0].inside
    ]  # fmt: skip
    found = {}
    for row, below in zip(rows[:-1:2], rows[1::2], strict=True):
        quotes = [quote.text for quote in below.all("blockquote")]
        found[row.all("th")[0].text] = ([cell.text for cell in row.all("td")], quotes)
    found[rows[-1].all("th")[0].text] = ([cell.text for cell in rows[-1].all("td")], [])
    return found


def test_figures_and_their_evidence(shown: tuple[str, Page]) -> None:
    """Hand-reckoned: 7 yuan are planned; 5000.5 are a running total, in the upper bound only."""
    _, page = shown
    assert _rows(page, "agent") == {
        "青石县总工会": (["3", "2,200–7,200.5"], ["累计发放5000.5元", "三月发放1200元", "一月发放1000元"]),
        "几家一起": (["1", "300"], ["两家发放300元"]),
        "没有写明": (["1", "20"], ["发放20元"]),
        "合计": (["5", "2,520–7,520.5"], []),
    }
    times = _rows(page, "time")
    assert {label: cells for label, (cells, _) in times.items()} == {
        "2020年1月": ["1", "1,000"],
        "2021年3月": ["3", "1,500–6,500.5"],
        "无日期": ["1", "20"],
        "合计": ["5", "2,520–7,520.5"],
    }
    assert _rows(page, "province")["浙江"] == (
        ["4", "2,500–7,500.5"],
        ["累计发放5000.5元", "三月发放1200元", "一月发放1000元", "两家发放300元"],
    )
    assert "2,520–7,520.5元" in page.ids["s0"].text
    assert "将发放7元" in page.ids["left"].text
    assert "silent.txt" in page.ids["coverage"].text


def test_every_link_has_a_target_and_every_figure_of_a_chart_its_evidence(shown: tuple[str, Page]) -> None:
    html, page = shown
    links = [one.attributes["href"] or "" for one in page.root.every() if "href" in one.attributes]
    assert all(link.startswith("#") for link in links)
    assert {link[1:] for link in links} <= page.ids.keys()
    assert len(re.findall(r' id="', html)) == len(page.ids), "an id stands twice"
    for svg in page.ids["s0"].all("svg"):
        for link in svg.all("a"):
            label, target = link.attributes["aria-label"], link.attributes["href"]
            assert label is not None
            assert target is not None
            evidence = page.ids[target[1:]]
            told = int(re.search(r"：(\d+) 件", label)[1])  # type: ignore[index]
            assert len(evidence.all("li")) == told
        named = {svg.attributes["aria-labelledby"], svg.attributes["aria-describedby"]}
        assert named <= page.ids.keys()


def test_a_figure_of_many_facts_says_how_many_are_not_shown(tmp_path: Path) -> None:
    facts = (a_fact(f"f{n:02}", str(n + 1), evidence=f"发放{n + 1}元") for n in range(13))
    url = _url(tmp_path, [a_document("a.txt", *facts)])
    _, page = _page(url)
    whole = page.ids["e0"]
    assert [one.text for one in whole.all("blockquote")] == [f"发放{n}元" for n in range(13, 3, -1)]
    assert "还有 3 件" in whole.text
    store = read_store(url)
    assert len(store.ask(whole.all("code")[0].text)) == 13
    store.close()
    assert LARGEST == 10


@pytest.mark.parametrize("language", ["zh", "en"])
def test_text_is_never_markup(language: str, tmp_path: Path, shown: tuple[str, Page]) -> None:
    told = [
        a_fact(f"f{n}", "9", evidence=HOSTILE, agents=(EVIL,), dates=(a_day(f"2020-0{n}-01"),))
        for n in range(1, 6)
    ]
    html, page = _page(_url(tmp_path, [a_document(HOSTILE, *told, title=HOSTILE)]), language=language)
    ours, theirs = shown[1].root.every(), page.root.every()
    assert {one.name for one in theirs} <= {one.name for one in ours}
    names = {name for one in ours for name in one.attributes}
    assert {name for one in theirs for name in one.attributes} <= names
    assert page.ids["e0"].text.count(HOSTILE) == 20  # who, evidence, title and source of each fact
    assert "<script" not in html


def test_nothing_is_loaded_and_nothing_runs(shown: tuple[str, Page]) -> None:
    html, page = shown
    style = page.root.all("style")[0].text
    policy = page.root.all("meta")[1].attributes["content"] or ""
    assert policy.startswith("default-src 'none'; ")
    assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert not re.search(r"https?:|url\(|@import|<script|<link|javascript:", html)
    for one in page.root.every():
        assert not {"src", "style", "xlink:href"} & one.attributes.keys()
        assert not [name for name in one.attributes if name.startswith("on")]


def test_same_store_same_bytes(tmp_path: Path) -> None:
    url = _url(tmp_path, DOCUMENTS)
    for seed in ("1", "2"):
        command = [sys.executable, "-m", "extractor", "report", url, "-o", str(tmp_path / seed)]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() != b""


@pytest.mark.parametrize("scheme", ["sqlite:///", "duckdb:///", "csv:", "parquet:"])
def test_a_store_that_is_not_there_is_told_and_not_made(
    scheme: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, out = tmp_path / "none", tmp_path / "r.html"
    assert main(["report", f"{scheme}{place}", "-o", str(out)]) == 1
    assert "there is no such store" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_store_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.db").touch()
    assert main(["report", f"sqlite:///{tmp_path}/empty.db"]) == 1
    assert "holds no records of jianbao" in capsys.readouterr().err
    put(f"csv:{tmp_path}/csv", DOCUMENTS)
    assert main(["report", f"csv:{tmp_path}/csv", "-o", str(tmp_path / "r.html")]) == 0
    (tmp_path / "csv" / ".jianbao.sqlite").unlink()
    assert main(["report", f"csv:{tmp_path}/csv"]) == 1
    assert "tables alone answer no views" in capsys.readouterr().err
    assert main(["report", "jianbao.db"]) == 2
    assert "names no store" in capsys.readouterr().err


def test_an_empty_store(tmp_path: Path) -> None:
    _, page = _page(_url(tmp_path, []))
    assert "0 份材料" in page.root.text
    assert not page.root.all("svg")


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    with pytest.raises(UsageError, match=r"pip install 'jianbao\[report\]'"):
        require()


def test_every_province_has_a_tile_of_its_own() -> None:
    provinces = {code for code, one in gazetteer().by_code.items() if one.level == 1 and not one.until}
    assert tiles().keys() == provinces
    assert len(set(tiles().values())) == 34


def test_both_languages_say_the_same() -> None:
    path = Path(report.__code__.co_filename).with_name("words.json")
    zh, en = json.loads(path.read_text("utf-8")).values()
    provinces = {key for key in en if key[-6:].isdigit() and key not in zh}
    assert len(provinces) == 2 * len(tiles())
    assert en.keys() - provinces == zh.keys()
    holes = {key: set(re.findall(r"\{\w+\}", zh[key])) for key in zh}
    assert holes == {key: set(re.findall(r"\{\w+\}", en[key])) for key in zh}
