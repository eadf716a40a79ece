from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.dates import parse_date, read_year, small_number

HAN = "〇一二三四五六七八九"


@pytest.mark.parametrize(
    "text",
    [
        "2019-03-05", "2019年3月5日", "２０１９年０３月０５日", "二○一九年三月五日", "2019.3.5",
        "二零一九年三月五号", "2019/3/5", "19/3/5", "20190305", " 2019-3-5 08:41:06 ", "2019-03-05T08:41:06",
    ],
)  # fmt: skip
def test_every_writing_of_one_day(text: str) -> None:
    value = parse_date(text)
    assert value is not None
    assert (value.start, value.end, value.granularity) == (date(2019, 3, 5), date(2019, 3, 5), "day")
    assert value.time == ("08:41" if ":" in text else None)


def test_less_than_a_day_gives_its_bounds() -> None:
    month, year = parse_date("民国三十八年十月"), parse_date("2019年")
    assert month is not None
    assert (month.start, month.end, month.granularity) == (date(1949, 10, 1), date(1949, 10, 31), "month")
    assert year is not None
    assert (year.start, year.end, year.granularity) == (date(2019, 1, 1), date(2019, 12, 31), "year")


@pytest.mark.parametrize(
    "text", ["", "2019", "2月30日", "2019-02-30", "2019年13月", "20191301", "2019.3-5", "3月5日"]
)
def test_no_full_date(text: str) -> None:
    assert parse_date(text) is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_round_trip(day: date) -> None:
    def han(number: int) -> str:
        tens, ones = divmod(number, 10)
        return ("" if tens < 2 else HAN[tens]) + ("十" if tens else "") + (HAN[ones] if ones else "")

    written = "".join(HAN[int(digit)] for digit in str(day.year)) + f"年{han(day.month)}月{han(day.day)}日"
    for text in (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", written):
        value = parse_date(text)
        assert value is not None
        assert value.start == value.end == day


def test_short_years_lie_near() -> None:
    assert [read_year("八六"), read_year("19"), read_year("05", near=1908)] == [1986, 2019, 1905]


def test_small_numbers() -> None:
    forms = {"廿三": 23, "卅": 30, "卅一": 31, "二十": 20, "十": 10, "二〇": 20, "元": 1, "05": 5}
    assert {form: small_number(form) for form in forms} == forms
    assert small_number("三四五") is None  # three digits by place: 345
