"""Dates as written, to calendar bounds: pure functions on strings and numbers, no document.

Bounds are inclusive. The reading of parts (上旬 1–10, 月底 from day 21, 年底 December …) is that of the
record contract.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date

from extractor.values.model import DateValue
from extractor.values.numerals import parse_number

Bounds = tuple[date, date]
#: Confidence of a date that lost characters and has only one reading.
MENDED = 0.8

_FORMS = str.maketrans("０１２３４５６７８９．－／：○零", "0123456789.-/:〇〇")

_YEAR = "[0-9]{4}|[0-9]{2}|[〇一二三四五六七八九]{4}|[〇一二三四五六七八九]{2}"
_SMALL = "[0-9]{1,2}|[〇一二三四五六七八九十廿卅]{1,3}|元"
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?"
_FULL = re.compile(
    rf"(?:(?P<era>(?:中华)?民国)(?P<republic>{_SMALL})年|(?P<year>{_YEAR})年)"
    rf"(?:(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日号])?)?\s*(?:{_CLOCK})?"
    r"|(?P<year2>[0-9]{4}|[0-9]{2})(?P<mark>[-./])(?P<month2>[0-9]{1,2})(?:(?P=mark)(?P<day2>[0-9]{1,2}))?"
    rf"(?:[\sT]*{_CLOCK.replace('hour', 'hour2').replace('minute', 'minute2')})?"
    r"|(?P<packed>(?:19|20)[0-9]{4,6})"
)


def parse_date(text: str) -> DateValue | None:
    """The value of a full explicit date that makes up the whole of ``text``, or None.

    Reads 2020-02-05, 2020年2月5日, 二○一九年三月五日, 2019.3.5, 20190305, 民国三十八年五月 and
    2003-5-9 8:41:06 in any width; year and month (2019.3) or a year alone (2019年) give their bounds.
    Packed digits that lost their noughts (2019917, 201995) are read, at lower confidence, where only one
    reading is possible. Impossible dates give None.
    """
    match = _FULL.fullmatch(text.translate(_FORMS).strip())
    if match is None:
        return None
    if match["packed"]:
        return _read_packed(match["packed"])
    time = read_time(match["hour"] or match["hour2"], match["minute"] or match["minute2"])
    if match["era"]:
        count = small_number(match["republic"])
        year = count + 1911 if count else None
    else:
        year = read_year(match["year"] or match["year2"])
    month_text, day_text = match["month"] or match["month2"], match["day"] or match["day2"]
    if year is None:
        return None
    if month_text is None:
        return DateValue(*year_bounds(year), "year", time=time)
    month = small_number(month_text)
    if month is None or not 1 <= month <= 12:
        return None
    if day_text is None:
        return DateValue(*month_bounds(year, month), "month", time=time)
    return day_value(year, month, small_number(day_text) or 0, time=time)


def _read_packed(digits: str) -> DateValue | None:
    year, rest = int(digits[:4]), digits[4:]
    if len(rest) == 2 and 1 <= int(rest) <= 12:  # 201912 is a month, or two single digits
        return None
    split = split_month_day(rest)
    value = day_value(year, *split) if split else None
    return replace(value, confidence=1.0 if len(rest) == 4 else MENDED) if value else None


def day_value(year: int, month: int, day: int, *, time: str | None = None) -> DateValue | None:
    """One day as a value, or None where the calendar has no such day."""
    try:
        named = date(year, month, day)
    except ValueError:
        return None
    return DateValue(named, named, "day", time=time)


def read_year(text: str, *, near: int = 1999) -> int | None:
    """A year in digits of any kind; two digits mean the year closest to ``near`` (八六 → 1986)."""
    number = parse_number(text)
    if number is None or len(text) not in (2, 4):
        return None
    if len(text) == 4:
        return int(number) if 1000 <= number <= 2999 else None
    century = near - near % 100
    years = (century + shift + int(number) for shift in (-100, 0, 100))
    return min(years, key=lambda year: abs(year - near))


def small_number(text: str) -> int | None:
    """A number below 100 as days and months are written: 5, 05, 五, 十二, 廿三, 卅, 元 (1)."""
    if text == "元":
        return 1
    number = parse_number(text)
    return int(number) if number is not None and number < 100 else None


def split_month_day(digits: str) -> tuple[int, int] | None:
    """Month and day from digits whose 月 was dropped (831 → 8, 31), where only one reading is possible."""
    readings = [
        (int(digits[:cut]), int(digits[cut:]))
        for cut in (1, 2)
        if cut < len(digits) <= cut + 2 and digits[0] != "0" and digits[cut] != "0"
    ]
    if len(digits) == 4:  # 05月22 with its 月 dropped keeps its noughts
        readings = [(int(digits[:2]), int(digits[2:]))]
    possible = [(month, day) for month, day in readings if 1 <= month <= 12 and 1 <= day <= _longest(month)]
    return possible[0] if len(possible) == 1 else None


def read_time(hour: str | None, minute: str | None) -> str | None:
    """``HH:MM`` from its parts, or None where there is no such time."""
    if hour is None or int(hour) > 23 or int(minute or 0) > 59:
        return None
    return f"{int(hour):02}:{int(minute or 0):02}"


def year_bounds(year: int) -> Bounds:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def month_bounds(year: int, month: int) -> Bounds:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def part_of_month(year: int, month: int, first: int, last: int) -> Bounds | None:
    """Days ``first`` to ``last`` of a month; 31 as last day means the month's end. None where impossible."""
    length = monthrange(year, month)[1]
    if not 1 <= first <= length or (last > length and (last < 31 or first == last)):
        return None
    return date(year, month, first), date(year, month, min(last, length))


def part_of_year(year: int, first: int, last: int) -> Bounds:
    """Months ``first`` to ``last`` of a year."""
    return date(year, first, 1), month_bounds(year, last)[1]


def shift_month(year: int, month: int, steps: int) -> tuple[int, int]:
    """The month ``steps`` after (or before) a month, as year and month."""
    years, index = divmod(month - 1 + steps, 12)
    return year + years, index + 1


def plan_bounds(name: str) -> Bounds:
    """The years of a five-year plan: 一五 1953–1957, 二五 1958–1962, 三五 1966–1970 … 十三五 2016–2020."""
    count = small_number(name[:-1]) or 1
    first = 1953 + 5 * (count - 1) if count < 3 else 1966 + 5 * (count - 3)
    return date(first, 1, 1), date(first + 4, 12, 31)


def shift_years(day: date, years: int) -> date:
    """The same day ``years`` later; 29 February becomes 28 where it has to."""
    return date(day.year + years, day.month, min(day.day, monthrange(day.year + years, day.month)[1]))


def _longest(month: int) -> int:
    return monthrange(2000, month)[1]
