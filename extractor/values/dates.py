"""Dates as written, to calendar bounds: pure functions on strings and numbers, no document.

Bounds are inclusive. The reading of parts (上旬 1–10, 月底 from day 21, 年底 December …) is that of the
record contract.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extractor.values.model import DateValue
from extractor.values.numerals import parse_number

Bounds = tuple[date, date]

_FORMS = str.maketrans("０１２３４５６７８９．－／：○零", "0123456789.-/:〇〇")

_YEAR = "[0-9]{4}|[0-9]{2}|[〇一二三四五六七八九]{4}|[〇一二三四五六七八九]{2}"
_SMALL = "[0-9]{1,2}|[〇一二三四五六七八九十廿卅]{1,3}|元"
_CLOCK = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::[0-9]{2})?"
_FULL = re.compile(
    rf"(?:(?P<era>(?:中华)?民国)(?P<republic>{_SMALL})年|(?P<year>{_YEAR})年)"
    rf"(?:(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日号])?)?\s*(?:{_CLOCK})?"
    r"|(?P<year2>[0-9]{4}|[0-9]{2})(?P<mark>[-./])(?P<month2>[0-9]{1,2})(?:(?P=mark)(?P<day2>[0-9]{1,2}))?"
    rf"(?:[\sT]*{_CLOCK.replace('hour', 'hour2').replace('minute', 'minute2')})?"
    r"|(?P<packed>(?:19|20)[0-9]{6})"
)


def parse_date(text: str) -> DateValue | None:
    """The value of a full explicit date that makes up the whole of ``text``, or None.

    Reads 2020-02-05, 2020年2月5日, 二○一九年三月五日, 2019.3.5, 20190305, 民国三十八年五月 and
    2003-5-9 8:41:06 in any width; year and month (2019.3) or a year alone (2019年) give their bounds.
    Impossible dates give None.
    """
    match = _FULL.fullmatch(text.translate(_FORMS).strip())
    if match is None:
        return None
    if match["packed"]:
        packed = match["packed"]
        return day_value(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
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
