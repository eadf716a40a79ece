from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.cleaning import clean_text
from extractor.layers import CleanText, DateMention
from extractor.layout import lay_out
from extractor.mentions.date_cases import cases
from extractor.mentions.dates import DateFinder
from extractor.proving import Case

FINDER = DateFinder()
ANCHOR = date(2020, 2, 5)


def read(text: str, anchor: date | None = ANCHOR) -> tuple[CleanText, list[DateMention], list[str]]:
    clean = clean_text(text)
    mentions, warnings = FINDER.find(clean, lay_out(clean, anchor=anchor))
    return clean, mentions, warnings


def spans(text: str, anchor: date | None = ANCHOR) -> list[str]:
    """Bounds of all dates that have any."""
    _, mentions, _ = read(text, anchor)
    return [f"{m.value.start}/{m.value.end}" for m in mentions if m.value.start]


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"line {case.line}: {case.id}")
def test_pattern_file_proves_itself(case: Case) -> None:
    assert case.fault is None


def test_lists_are_dates_of_their_own() -> None:
    assert spans("市总工会于1月27日、31日和2月3日分三批拨付20万元。") == [
        "2020-01-27/2020-01-27", "2020-01-31/2020-01-31", "2020-02-03/2020-02-03",
    ]  # fmt: skip
    assert spans("活动定在3月27、28两天举行。") == ["2020-03-27/2020-03-27", "2020-03-28/2020-03-28"]
    assert spans("市总工会1月、2月两次拨款。") == ["2020-01-01/2020-01-31", "2020-02-01/2020-02-29"]


def test_headings_govern_what_follows() -> None:
    page = (
        "桐江市工会志\n\n1953年\n\n【3月】5日，市工会联合会成立。下旬，建站4个。\n\n"
        "1954年\n\n【1月】8日，改选。年底，建站9个。\n"
    )
    found = spans(page, None)
    assert "1953-03-05/1953-03-05" in found
    assert "1953-03-21/1953-03-31" in found
    assert "1954-01-08/1954-01-08" in found
    assert found[-1] == "1954-12-01/1954-12-31"


def test_words_like_last_year_govern_their_sentence_only() -> None:
    text = "去年12月下旬启动，12月28日发放首批。1月23日完成。"
    assert spans(text)[1:] == ["2019-12-28/2019-12-28", "2020-01-23/2020-01-23"]


def test_a_year_compared_with_governs_nothing() -> None:
    assert spans("比2018年增加12人，全年培训300人。")[1] == "2019-01-01/2019-12-31"


def test_basis_is_the_place_that_gave_the_year() -> None:
    clean, mentions, _ = read("2018年3月5日成立，9月挂牌。")
    basis = mentions[1].basis
    assert basis is not None
    assert clean.norm[slice(*basis)] == "2018年3月5日"
    assert [m.value.resolved_by for m in mentions] == ["explicit", "context"]
    assert read("1月8日成立。")[1][0].value.resolved_by == "anchor"


def test_no_year_anywhere_leaves_bounds_open() -> None:
    _, (mention,), _ = read("3月5日，县总工会开会。", None)
    assert (mention.value.start, mention.value.granularity, mention.value.resolved_by) == (
        None,
        "day",
        "none",
    )


@pytest.mark.parametrize(
    ("text", "time"),
    [("1月8日上午10点开会", "10:00"), ("1月8日下午3时30分开会", "15:30"), ("1月8日下午2点半开会", "14:30"),
     ("1月8日（周三）11:30开会", "11:30"), ("1月8日25:30开会", None)],
)  # fmt: skip
def test_time_of_day(text: str, time: str | None) -> None:
    assert read(text)[1][0].value.time == time


def test_mended_and_impossible_dates_are_told() -> None:
    _, (mended,), warnings = read("截至131日，在册会员80人。")
    assert mended.value.start == date(2020, 1, 31)
    assert mended.value.confidence < 1
    assert warnings
    _, (impossible,), warnings = read("2月30日发放。")
    assert (impossible.value.start, impossible.value.granularity) == (None, "day")
    assert warnings


def test_damaged_text_is_not_read() -> None:
    clean = clean_text("1月8日成立。")
    broken = CleanText(clean.source, clean.text, clean.norm, clean.origin, damaged=((0, 2),))
    assert FINDER.find(broken, lay_out(clean, anchor=ANCHOR))[0] == []


@given(
    st.lists(
        st.sampled_from([*"年月日至—、0135十一五去今前上同底旬节（）《", "2019", "去年", "春节", "\n", "，"]),
        max_size=60,
    )
)
def test_any_text_gives_ordered_dates_with_ordered_bounds(parts: list[str]) -> None:
    clean, mentions, _ = read("".join(parts))
    ends = 0
    for mention in mentions:
        assert ends <= mention.start < mention.end <= len(clean.norm)
        ends = mention.end
        value = mention.value
        assert (value.start is None) == (value.end is None)
        assert value.start is None or value.end is None or value.start <= value.end
