from __future__ import annotations

from datetime import date

import pytest

from extractor.values.dates import part_of_month, plan_bounds, shift_month, shift_years, split_month_day
from extractor.values.lunar import first_dog_day, lunar_day, lunar_month, solar_term


@pytest.mark.parametrize(
    ("year", "month", "day", "gregorian"),
    [(2020, 1, 1, date(2020, 1, 25)), (2022, 8, 15, date(2022, 9, 10)), (2018, 12, 23, date(2019, 1, 28)),
     (2012, 12, 30, date(2013, 2, 9))],
)  # fmt: skip
def test_lunar_days(year: int, month: int, day: int, gregorian: date) -> None:
    assert lunar_day(year, month, day) == gregorian  # the last: that 腊月 has 29 days


def test_no_lunar_day_outside_the_table_or_the_month() -> None:
    assert lunar_day(1850, 1, 1) is None
    assert lunar_day(2020, 1, 31) is None
    assert lunar_month(2013, 1) == (date(2013, 2, 10), date(2013, 3, 11))


def test_solar_terms() -> None:
    assert solar_term(2024, "冬至") == date(2024, 12, 21)
    assert solar_term(1986, "清明") == date(1986, 4, 5)
    assert first_dog_day(2021) == date(2021, 7, 11)


def test_parts_of_the_calendar() -> None:
    assert part_of_month(2020, 2, 21, 31) == (date(2020, 2, 21), date(2020, 2, 29))
    assert part_of_month(2020, 2, 30, 30) is None
    assert part_of_month(2020, 4, 31, 31) is None
    assert shift_month(2020, 1, -1) == (2019, 12)
    assert shift_years(date(2020, 2, 29), -1) == date(2019, 2, 28)
    assert plan_bounds("十三五") == (date(2016, 1, 1), date(2020, 12, 31))
    assert plan_bounds("一五") == (date(1953, 1, 1), date(1957, 12, 31))


@pytest.mark.parametrize(
    ("digits", "reading"),
    [("831", (8, 31)), ("1125", (11, 25)), ("93", (9, 3)), ("0522", (5, 22)), ("111", None), ("100", None)],
)
def test_dropped_month_marks(digits: str, reading: tuple[int, int] | None) -> None:
    assert split_month_day(digits) == reading
