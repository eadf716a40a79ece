from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cleaning import clean_text
from extractor.layers import Layout, ZoneKind
from extractor.layout import lay_out

NOTICE = """
云溪市总工会文件

云工发（2019）第06号

云溪市总工会
关于下拨防汛专项资金的通知

各县区总工会，市直各产业、系统工会、直属基层工会：

为支援防汛，决定下拨专项资金30万元，现通知如下：
一、资金分配
青山县总工会12万元、白水县总工会18万元。
二、使用要求
1.专款专用。
2.9月底前报账，逾期收回。
附件：资金分配表
云溪市总工会
二○一九年七月八日
抄送：市财政局
云溪市总工会办公室          2019年7月9日印发
"""

NEWS = """
首页 > 新闻 > 正文
云溪市总送清凉
——百家工地见闻
发布时间：2021-07-03 09:12  来源：云溪晚报  作者：王某  点击：52
本报讯（记者 王某 通讯员 李某）7月2日，云溪市总工会为120名环卫工送去毛巾240条。
青山县总工会投入4万元，慰问快递员。（赵某 钱某）
图为送清凉现场。王某 摄
上一篇：市总召开会议  下一篇：没有了
版权所有：云溪市总工会
"""

TABLE = """青山县总工会2020年工作总结
全年慰问职工86人。
表1 慰问情况（单位：万元）
乡镇 户数 金额
东乡 12 3.6
西乡 8 2.4
合计 20 6.0
"""


def read(text: str, *, anchor: date | None = None) -> tuple[Layout, str]:
    clean = clean_text(text)
    return lay_out(clean, anchor=anchor), clean.norm


def texts(layout: Layout, norm: str, kind: ZoneKind) -> list[str]:
    return [norm[zone.start : zone.end] for zone in layout.zones if zone.kind is kind]


def test_fields_of_a_notice() -> None:
    layout, norm = read(NOTICE)
    fields = layout.fields
    assert fields.title is not None
    assert fields.title.value == "云溪市总工会关于下拨防汛专项资金的通知"
    assert fields.kind == "notice"
    assert fields.number is not None
    assert fields.number.value == "云工发〔2019〕6号"
    assert fields.issuer is not None
    assert fields.issuer.value == "云溪市总工会"
    assert [body.value for body in fields.addressees] == [
        "各县区总工会",
        "市直各产业、系统工会",
        "直属基层工会",
    ]
    assert all(norm[body.start : body.end] == body.value for body in fields.addressees)
    assert fields.date is not None
    assert fields.date.value.start == date(2019, 7, 8)
    assert layout.warnings == ()


def test_zones_and_sections_of_a_notice() -> None:
    layout, norm = read(NOTICE)
    assert texts(layout, norm, ZoneKind.HEADING) == ["一、资金分配", "二、使用要求"]
    assert texts(layout, norm, ZoneKind.ATTACHMENT) == ["附件：资金分配表"]
    last = layout.sentences[-1]
    assert norm[last.start : last.end] == "9月底前报账，逾期收回。"
    heading = layout.sections[last.section].heading
    assert heading is not None
    assert norm[layout.zones[heading].start : layout.zones[heading].end] == "二、使用要求"


def test_news_keeps_bylines_captions_and_links_out_of_the_body() -> None:
    layout, norm = read(NEWS)
    fields = layout.fields
    assert fields.title is not None
    assert fields.title.value == "云溪市总送清凉——百家工地见闻"
    assert (fields.kind, fields.issuer, fields.addressees) == ("news", None, ())
    assert fields.publisher is not None
    assert fields.publisher.value == "云溪晚报"
    assert fields.date is not None
    assert fields.date.value.start == date(2021, 7, 3)
    assert [norm[sentence.start : sentence.end] for sentence in layout.sentences] == [
        "7月2日，云溪市总工会为120名环卫工送去毛巾240条。",
        "青山县总工会投入4万元，慰问快递员。",
    ]


def test_table_has_head_rows_and_the_unit_said_over_it() -> None:
    layout, norm = read(TABLE)
    (table,) = layout.tables
    assert table.unit == "万元"
    assert table.head is not None
    cells = [[norm[a:b] for a, b in layout.zones[index].cells] for index in (table.head, *table.rows)]
    assert cells == [
        ["乡镇", "户数", "金额"],
        ["东乡", "12", "3.6"],
        ["西乡", "8", "2.4"],
        ["合计", "20", "6.0"],
    ]


def test_table_with_one_cell_a_line() -> None:
    layout, norm = read("慰问表如下。\n序号\n单位\n金额（元）\n1\n东乡\n300\n2\n西乡\n500\n合计\n800\n完毕。")
    (table,) = layout.tables
    assert [[norm[a:b] for a, b in layout.zones[index].cells] for index in table.rows] == [
        ["1", "东乡", "300"], ["2", "西乡", "500"], ["合计", "800"],
    ]  # fmt: skip


def test_news_of_several_places_are_items() -> None:
    layout, norm = read(
        "各地工会抗洪救灾\n湖南：三次拨款\n1月26日拨出150万元，慰问职工。\n广东：一起过年\n1月30日安排200万元，援助外省。\n"
    )
    items = [section for section in layout.sections if section.item]
    assert [norm[item.start : item.end].splitlines()[0] for item in items] == [
        "湖南：三次拨款",
        "广东：一起过年",
    ]
    assert [layout.sections[sentence.section].item for sentence in layout.sentences] == [True, True]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("发布时间：2019-03-05", date(2019, 3, 5)),
        ("（2019年3月5日）", date(2019, 3, 5)),
        ("05.03.2019 11:05  来源：某网", date(2019, 3, 5)),
        ("今天是2019年3月5日 星期二", None),
    ],
)
def test_date_under_the_title(line: str, expected: date | None) -> None:
    layout, _ = read(f"云溪市总工会慰问一线职工\n{line}\n市总工会走访了12家企业，送去慰问金。\n")
    found = layout.fields.date
    assert (found.value.start if found else None) == expected
    assert bool(layout.warnings) is (expected is None)


def test_page_put_up_long_after_has_no_anchor() -> None:
    text = (
        "云溪工会史料\n发布时间：2012-05-01\n1953年建会。\n1954年拨款3万元。\n1955年会员2万人，次年再增。\n"
    )
    assert read(text)[0].fields.date is None


def test_anchor_argument_stands_in_only_where_the_page_gives_none() -> None:
    given_day = date(2020, 2, 5)
    assert read("市总工会走访了12家企业，送去慰问金。", anchor=given_day)[0].fields.date is not None
    kept = read(NEWS, anchor=given_day)[0].fields.date
    assert kept is not None
    assert kept.value.start == date(2021, 7, 3)


@given(
    st.text(
        alphabet="市总工会关于的通知一二、（）()：:，。2019年3月5日|｜ \t\n“”来源附件1.●【】", max_size=300
    )
)
def test_any_text_is_laid_out_in_order(text: str) -> None:
    layout, norm = read(text)
    last = 0
    for zone in layout.zones:
        assert last <= zone.start < zone.end <= len(norm)
        assert 0 <= zone.section < len(layout.sections)
        last = zone.end
    for sentence in layout.sentences:
        zone = layout.zones[sentence.zone]
        assert zone.kind.is_body
        assert zone.start <= sentence.start < sentence.end <= zone.end
    for section in layout.sections:
        assert 0 <= section.start <= section.end <= len(norm)


STACKED = """青山县总工会2021年经费收支预算说明
全年支出预算20.00万元，具体见下表。
单位：万元
项目
2020年执行数
2021年预算数
维权支出 12.60 14.00
业务支出 8.35 6.00
合计 20.95 20.00
其他事项另行说明。
"""

ONE_CELL_A_LINE = """青山县总工会2021年经费收支预算说明
全年支出预算20.00万元，具体见下表。
单位：元
项目
预算数
维权支出
14.00
业务支出
6.00
合计
20.00
其他事项另行说明。
"""


@pytest.mark.parametrize(("page", "width"), [(STACKED, 3), (ONE_CELL_A_LINE, 2)])
def test_head_words_one_a_line_are_the_head_of_the_rows_below(page: str, width: int) -> None:
    layout, norm = read(page)
    (table,) = layout.tables
    assert table.head is not None
    assert table.unit in ("万元", "元")
    assert [len(layout.zones[row].cells) for row in (table.head, *table.rows)] == [width] * 4
    kinds = {norm[zone.start : zone.end]: zone.kind for zone in layout.zones}
    assert kinds[f"单位：{table.unit}"] is ZoneKind.UNIT_LINE
    assert layout.fields.kind == "report"


def test_the_opening_of_a_notice_is_text_though_no_sentence_ends_in_it() -> None:
    layout, norm = read(
        "关于体检的通知\n各分工会：\n为做好今年体检工作，现将有关事项通知如下：\n一、体检标准\n每人600元。\n"
    )
    opening = next(zone for zone in layout.zones if norm.startswith("为做好", zone.start))
    assert opening.kind is ZoneKind.PARAGRAPH


@pytest.mark.parametrize(
    ("last", "issuer"),
    [("（白水县总 王某）", "白水县总"), ("（王某 李某）", None), ("云溪市总工会 版权所有", "云溪市总工会")],
)
def test_news_speaks_for_the_union_that_signs_it(last: str, issuer: str | None) -> None:
    layout, _ = read(
        f"云溪市总工会送清凉\n发布时间：2021-07-03\n7月2日，工会为120名环卫工送去毛巾240条。\n{last}\n"
    )
    assert (layout.fields.issuer and layout.fields.issuer.value) == issuer


def test_a_packed_day_signs_a_notice_though_its_last_mark_stands() -> None:
    layout, _ = read(
        "关于体检的通知\n各分工会：\n请做好体检工作。每人标准为600元。\n云溪学院工会\n2018320日\n"
    )
    assert layout.fields.date is not None
    assert layout.fields.date.value.start == date(2018, 3, 20)
