"""What raises an alarm, and what looks like a fault and is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from alarmed import alarms, ids, page
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.alarms import load_planted
from extractor.checks import rules

FAULTS = {
    "其中筹资300万元，其中市级180万元，县级130万元。": "parts-exceed-total",
    "全年支出300万元。其中，慰问180万元，助学130万元。": "parts-exceed-total",
    "甲、乙两县各拨20万元，丙县拨30万元，三县合计80万元。": "parts-miss-total",
    "筹资300万元：市级180万元，县级110万元。": "parts-miss-total",
    "共发50万元，分别为甲县300人，30万元，乙县100人，10万元。": "parts-miss-total",
    "走访困难职工120人，每人500元，共发放6.5万元。": "rate-times-count",
    "全年支出200万元，其中医疗救助80万元，占45%。": "share-percentage",
    "收入300万元，比上年增加50万元，增长25%。": "growth-percentage",
    "会员12000人，比上年的11000人多2000人。": "difference",
    "培训职工3000人、2800人次。": "fewer-visits",
    "2021年2月29日召开会议。": "impossible-date",
    "会议定于2023年6月15日（星期三）召开。": "weekday",
    "活动时间为9月20日至10日。": "end-before-start",
    "3202年5月，志愿服务队成立。": "impossible-year",
    "2023年7月2日，县总工会走访慰问了8户职工。": "event-after-date",
    "拨给甲县200万元、乙县150万元、丙县180元。": "unit-slip",
    "两笔分别为省总拨来的120万元和县总配套的80元，合计200万元。": "unit-slip",
    "拨付专项资金300万元元。": "double-unit",
    "县总下拨活动经费3000，专款专用。": "missing-unit",
    "2020年三月5日召开会议。": "mixed-numerals",
    "山东总工会派人到县里调研。": "org-name",
    "2023年5月，密云县总工会举办讲座。": "division-gone",
    "2008年5月，密云区总工会组织捐款。": "division-to-come",
    "根据《帮扶办法》（青工发(2021)3号）执行。": "document-number",
    "一是抓组织；二是抓帮扶；四是抓维权。": "list-numbering",
    "名额分配情况详见附件2。": "attachment-missing",
}

SOUND = {
    "rounded parts": "支出5万余元，其中甲县3.1万元，乙县2.2万元。",
    "rounded decimals": "三年支出10.0万元，其中甲3.33万元，乙3.33万元，丙3.33万元。",
    "about": "发放慰问金28.6万元，送出慰问品折款约4万元，合计32.5万元。",
    "a part of another unit": "共筹集100万元，分别为财政拨款60万元、慰问品300件、工会自筹30万元。",
    "sums among people": "共慰问500人，其中困难职工300人，发放慰问金20万元，劳模100人，其余50人为农民工。",
    "things before a total": "财政拨款60万元，物资300件，工会自筹30万元，合计100万元。",
    "a list left open": "共拨付100万元，分别为甲县30万元、乙县20万元等。",
    "the rest is not told": "扩建耗资42万元（省总补助15万元，市财政10万元，余由市总自筹）。",
    "parts of a part": "拨付2600万元，其中全总800万元，省总1200万元，外省600万元，北京200万元、江苏150万元。",
    "another statement": "筹资327.5万元，其中省级148万元、市级62万元；为5万名职工给付294.3万元。",
    "the total compares": "收入1864.5万元（上年同期为1702万元），其中代收1520.3万元，补助210万元。",
    "people under several heads": "职工300人，其中女职工180人，党员90人，农民工150人。",
    "two that are not added": "院领导捐款3000元（含在内），另受红十字会救助10000元。",
    "one of several": "由市总为其中200名困难者代缴20万元，起付线降到500元。",
    "one sum for all": "鼓励社会各界捐款100万元，其中企业60万元，个人40万元。",
    "an instalment and the running total": "第二批下拨防汛资金435万元。\n目前，累计下拨防汛资金535万元。",
    "an average": "循环金借出5000元，带动14人，人均月挣400多元。",
    "a price": "每台造价不足800元，一年可省约4.6万元，已推广38台。",
    "rates by month": "补助12人，每人每月500元，共计7.2万元。",
    "a total beyond a semicolon": "甲、乙两区各补助1.2万元；三县更新设备，共补助2.7万元。",
    "a share of something else": "支出100万元。其中活动50万元，占50%；慰问20万元，占20%。",
    "standards by kind": "本科资助4000元，高职资助2000元。\n老生本科资助3000元，高职资助1000元。",
    "prizes": "第一名奖60000元，第二名奖40000元。\n总评第一名奖50000元，第二名奖30000元。",
    "into the next year": "活动自12月20日至1月5日开展。",
    "planned": "2023年7月2日，县总工会将走访慰问8户职工。",
    "a year to plan for": "到2035年建成职工之家50个。",
    "words that double": "34家家政企业参加，2018年年底人人参与，家家户户点赞。",
    "a city's own name": "1994年，沙市市总工会撤销。",
    "the text knows": "2023年5月，原密云县总工会旧址开放。",
    "a number of excellent people": "组织20名山区优秀职工疗养。",
    "an old number": "根据《暂行办法》（青工发〔86〕3号）执行。",
    "days behind the ordinal": "1.6月召开会议。\n2.7月开展培训。\n3.8月总结。",
    "lists under headings": "一、组织\n1.建会。\n2.入会。\n二、帮扶\n1.慰问。\n2.助学。",
    "attachments listed": "名额见附件1。\n附件：1.名额分配表",
    "万 and 亿": "筹资12万5千元、1亿2千万元。",
    "one unit for a list": "分别给予5、8、12万元。",
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FAULTS.items())
def test_faults(text: str, expected: str) -> None:
    assert expected in ids(text)


@pytest.mark.parametrize("text", SOUND.values(), ids=SOUND)
def test_no_faults(text: str) -> None:
    assert [alarm.message for alarm in alarms(page(*text.split("\n")))] == []


def test_notice_with_a_deadline_that_had_passed() -> None:
    notice = "关于报送材料的通知\n各基层工会：\n请于{}前报送汇总表。\n县总工会\n2023年6月15日\n"
    assert [alarm.id for alarm in alarms(notice.format("5月31日"))] == ["deadline-passed"]
    assert alarms(notice.format("6月30日")) == ()


def test_title_and_text() -> None:
    text = "连日来，县总工会挤出{}支援抗旱一线。"
    title = "县总工会下拨资金286万元支援抗旱"
    assert [alarm.id for alarm in alarms(page(text.format("268万元"), title=title))] == ["title-and-body"]
    assert alarms(page(text.format("286.3万元"), title=title)) == ()
    assert alarms(page("甲县拨186万元，乙县拨100万元。", title=title)) == ()
    assert alarms(page("市总向四县各拨付200万元。", title="市总拨款800万元")) == ()


def test_rows_of_a_table() -> None:
    rows = "单位  人数  金额（元）\n东镇工会  30  15000\n西镇工会  42  21000\n合计  72  {}"
    (alarm,) = alarms(page(rows.format("37000")))
    assert (alarm.id, alarm.figures) == ("table-total", ("37000", "36000"))
    assert alarms(page(rows.format("36000"))) == ()
    assert alarms(page("表（摘录）", rows.format("37000"))) == ()


def test_an_editor_is_told_both_figures_and_all_places() -> None:
    text = page("县总下拨资金300万元，其中甲县180万元，乙县130万元。")
    (alarm,) = alarms(text)
    assert alarm.message == "文中总数 300万元，分项（180万元、130万元）合计 310万元，多出 10万元"
    assert [text[slice(*span)] for span in alarm.spans] == ["300万元", "180万元", "130万元"]
    assert alarm.figures == ("300万元", "310万元")


def test_places_in_noisy_text() -> None:
    text = page("縣總工會(huì)下撥資金300萬(wàn)元，其中甲縣１８０ 萬(wàn)元，乙縣130萬(wàn)元。")
    (alarm,) = alarms(text)
    places = [text[slice(*span)] for span in alarm.spans]
    assert places == ["300萬(wàn)元", "１８０ 萬(wàn)元", "130萬(wàn)元"]


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.integers(1000, 99999), min_size=2, max_size=6), more=st.integers(-1, 1))
def test_sums_are_exact_to_the_last_written_digit(parts: list[int], more: int) -> None:
    """In yuan nothing is rounded: the right total is never doubted, one yuan too much or too little is."""
    listed = "、".join(f"{'甲乙丙丁戊己'[place]}县{part}元" for place, part in enumerate(parts))
    found = ids(f"县总向各县拨款：{listed}，合计{sum(parts) + more}元。")
    assert bool(found & {"parts-miss-total", "parts-exceed-total"}) == (more != 0)


@settings(max_examples=60, deadline=None)
@given(parts=st.lists(st.decimals(1, 500, places=4), min_size=2, max_size=5), places=st.integers(1, 2))
def test_rounding_is_no_fault(parts: list[Decimal], places: int) -> None:
    named = zip("甲乙丙丁戊", parts, strict=False)
    listed = "、".join(f"{name}县{round(part, places)}万元" for name, part in named)
    assert ids(f"县总向各县拨款{round(sum(parts), places)}万元，其中{listed}。") == set()


def test_every_alarm_is_planted_and_says_something_in_both_languages() -> None:
    planted = {kind.id: kind.faults() for kind in load_planted()}
    assert planted.keys() == rules().keys()
    for rule in rules().values():
        assert rule.zh.message != rule.en.message
        assert len(planted[rule.id]) == 10


@pytest.mark.parametrize("text", [*FAULTS, *SOUND.values()])
def test_languages_differ_in_words_only(text: str) -> None:
    chinese, english = alarms(page(text)), alarms(page(text), language="en")
    assert [(a.id, a.spans, a.figures) for a in chinese] == [(a.id, a.spans, a.figures) for a in english]
    assert all(a.message != b.message for a, b in zip(chinese, english, strict=True))
