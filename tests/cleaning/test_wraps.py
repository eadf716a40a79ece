"""Line ends inside sentences go, those between paragraphs, headings, items and rows stay."""

import pytest

from extractor.cleaning import clean_text
from extractor.cleaning.lines import columns

_SENTENCE = (
    "市总工会于2021年6月18日向受灾职工家庭发放慰问金12.5万元，其中市本级8万元，县区4.5万元，全部打卡到户。"
)


def wrapped(text: str, *, width: int, between: str) -> str:
    """``text`` indented by two characters and broken after ``width`` columns."""
    lines, line = [], "　　"
    for char in text:
        if columns(line + char) > width:
            lines.append(line)
            line = ""
        line += char
    return between.join([*lines, line])


@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n", "\n \n\n"])
@pytest.mark.parametrize("width", [30, 45, 62])
def test_wrapped_paragraphs_become_one_line_each(width: int, between: str) -> None:
    paragraphs = [_SENTENCE * 2, "各县区总工会要专款专用，" + _SENTENCE, _SENTENCE * 3]
    page = between.join(wrapped(p, width=width, between=between) for p in paragraphs)
    assert clean_text(page).text.split("\n") == paragraphs


def test_unwrapped_paragraphs_stay_apart() -> None:
    page = (
        "关于做好高温慰问工作的通知\n各县区总工会：\n"
        + f"{_SENTENCE}\n\n{_SENTENCE}\n特此通知\n丰和市总工会\n2021年6月20日"
    )
    assert clean_text(page).text == page.replace("\n\n", "\n")


@pytest.mark.parametrize(
    ("page", "clean"),
    [
        ("丰和市总工会\n2020年1月1\n3日", "丰和市总工会\n2020年1月13日"),
        ("会议定于2020年\n1月\n30日召开", "会议定于2020年1月30日召开"),
        ("通过《丰和市总工\n会经费管理办法》", "通过《丰和市总工会经费管理办法》"),
        ("全年收缴经费,共计18\n4万元。", "全年收缴经费,共计184万元。"),
        ("共兑现奖金2.17万\n元", "共兑现奖金2.17万元"),
        ("授予“工人先锋号”称号\n，颁发奖金", "授予“工人先锋号”称号，颁发奖金"),
        ("丰和市总工会关于拨付困难职工\n帮扶资金的通知", "丰和市总工会关于拨付困难职工帮扶资金的通知"),
    ],
)
def test_cut_dates_numbers_and_names_close_up(page: str, clean: str) -> None:
    assert clean_text(page).text == clean


@pytest.mark.parametrize(
    "page",
    [
        "一、工作目标\n二、工作措施",
        "帮扶：发放救助金300万\n3月，市总下拨资金。",
        "序号 单位 金额\n1 机械厂 3000\n2 纺织厂 2000",
        "机械厂\n3000\n纺织厂\n2000",
        "1987年\n3月\n5日，市总工会召开全委会。",
        "| 单位 | 金额 |\n| 机械厂 | 3000 |",
        "关于召开全委会的通知\n各县区总工会，各产业工会：",
        "联系电话：0551-6234\n传真同上",
    ],
)
def test_lines_of_their_own_stay(page: str) -> None:
    assert clean_text(page).text == page


def test_page_break_in_a_long_paragraph_closes_up() -> None:
    cut = (
        f"{_SENTENCE}要把关心职工生活的各项措施落实到车间班组，进一步落\n\n实到每一名困难职工，做到不漏一户。"
    )
    assert clean_text(f"{cut}\n{_SENTENCE}").text.split("\n") == [cut.replace("\n\n", ""), _SENTENCE]


def test_latin_words_keep_a_blank_at_the_wrap() -> None:
    assert clean_text("《Workers\nDaily》").text == "《Workers Daily》"
