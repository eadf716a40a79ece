"""The same bulletin put up again, and bulletins that only look like one another."""

from __future__ import annotations

import pytest
from archives import day, deduped, document, event_ids, fact

from extractor import Extractor
from extractor.records import Document

TITLE, DATED = "青石县总工会送温暖\n", "发布时间：2021-02-08　来源：青石新闻网\n"
BODY = """\
2月5日，青石县总工会启动送温暖活动，向白水镇工会下拨慰问资金12万元。
当天，县总工会主席走访了35户困难职工，为每户送去慰问金800元。
活动中，青石县总工会还为一线环卫工人发放防寒手套460副。
活动前，全县各级工会已筹集资金86.5万元。
"""
TRADITIONAL = """\
2月5日，青石縣總工會啟動送溫暖活動，向白水鎮工會下撥慰問資金12萬元。
當天，縣總工會主席走訪了35戶困難職工，為每戶送去慰問金800元。
活動中，青石縣總工會還為一線環衛工人發放防寒手套460副。
活動前，全縣各級工會已籌集資金86.5萬元。
"""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def _read(extractor: Extractor, *texts: str) -> list[Document]:
    return [extractor.extract(text, source=f"page {place}") for place, text in enumerate(texts)]


def _wrapped(text: str, width: int = 17) -> str:
    return "\n".join(
        line[at : at + width] for line in text.splitlines() for at in range(0, len(line), width)
    )


@pytest.mark.parametrize(
    "copy",
    [
        "情暖一线职工\n发布时间：2021-02-10　作者：周白水\n" + BODY,
        TITLE + DATED + TRADITIONAL,
        TITLE + DATED + "\n".join(BODY.splitlines()[:3]),
        "首页 > 新闻 > 正文\n" + TITLE + DATED + _wrapped(BODY) + "\n上一篇：放假通知\n版权所有",
    ],
    ids=["title and byline", "traditional", "cut", "wraps and navigation"],
)
def test_a_copy_tells_no_new_event(extractor: Extractor, copy: str) -> None:
    (first, again), _ = deduped(_read(extractor, TITLE + DATED + BODY, copy))
    assert len(again.facts) >= 3
    assert {one.event_id for one in again.facts} <= {one.event_id for one in first.facts}
    sums = [one.additive_yuan for one in (*first.facts, *again.facts) if one.additive]
    assert sorted(filter(None, sums)) == ["120000", "865000"]


def _changed(*changes: str) -> str:
    text = TITLE + DATED + BODY
    for change in changes:
        text = text.replace(*change.split())
    return text


@pytest.mark.parametrize(
    "other",
    [
        (TITLE + DATED + BODY).replace("2021-", "2022-"),
        _changed("-02- -03-", "2月 3月", "12万 9万", "35户 41户", "460 300", "86.5 44"),
        _changed("青石 白马", "白水 黑河", "12万 7万", "35户 20户", "460 90", "86.5 60"),
    ],
    ids=["next year", "next month", "another county"],
)
def test_a_series_is_no_copy(extractor: Extractor, other: str) -> None:
    (first, second), _ = deduped(_read(extractor, TITLE + DATED + BODY, other))
    assert not {one.event_id for one in first.facts} & {one.event_id for one in second.facts if one.additive}
    assert all(one.additive_reason != "repost" for one in second.facts)


def test_an_excerpt_does_not_join_two_years(extractor: Extractor) -> None:
    years = [TITLE + f"发布时间：{year}-02-08　来源：青石新闻网\n" + BODY for year in (2021, 2022)]
    (first, second, excerpt), _ = deduped(_read(extractor, *years, "简讯\n" + BODY))
    assert not {one.event_id for one in first.facts} & {one.event_id for one in second.facts}
    assert {one.event_id for one in excerpt.facts} <= {one.event_id for one in first.facts}


def test_a_figure_that_differs_is_shown_beside_the_other() -> None:
    words = [f"青石县总工会向{place}镇工会下拨资金" for place in "甲乙丙丁戊己庚辛壬癸"]
    sums = [list(range(11, 21)), [*range(11, 20), 200]]
    pages = [
        [fact(f"f{place}", f"{words[place]}{wan}万元", yuan=f"{wan}0000") for place, wan in enumerate(page)]
        for page in sums
    ]
    lines, events = deduped([document(number, *facts) for number, facts in enumerate(pages)])
    assert lines[1].facts[9].additive_reason == "repost"
    (event,) = [one for one in events if one["differing"]]
    assert event["differing"] == ["amounts"]
    assert [one["amounts"] for one in event["tellings"]] == [["200000 CNY"], ["2000000 CNY"]]


def test_the_same_bytes_are_one_bulletin_however_short() -> None:
    page = document(1, fact("a", "拨款20万元", days=[day(None)]), date=None)
    lines, _ = deduped([page, page.model_copy(update={"source": "page 2"})])
    assert [one.facts[0].additive for one in lines] == [True, False]


def test_facts_with_no_other_telling_are_their_own_event() -> None:
    assert event_ids([document(1, fact("a", "下拨资金20万元", days=[day(None)]))]) == [[f"{1:016x}/a"]]
