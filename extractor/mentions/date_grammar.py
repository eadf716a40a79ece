"""Reads a match of the date pattern into a ``Point``: what the words fix, and what they leave out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractor.mentions.date_pattern import point_pattern
from extractor.mentions.date_words import DateWords, Festival, Shift, shifts
from extractor.records import Granularity
from extractor.signs import HAN
from extractor.values.dates import (
    Bounds,
    parse_date,
    plan_bounds,
    read_time,
    read_year,
    small_number,
    split_month_day,
)

_LAST = 31
MONTH_PARTS = {
    "上旬": (1, 10), "初旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, _LAST), "底": (21, _LAST),
    "末": (21, _LAST), "中下旬": (11, _LAST), "上中旬": (1, 20), "上半月": (1, 15), "下半月": (16, _LAST),
}  # fmt: skip
YEAR_PARTS = {"初": (1, 1), "底": (12, 12), "末": (12, 12), "内": (1, 12)}
MOON_PARTS = {"底": (21, 30), "初": (1, 10), "里": (1, 30)}
_MOONS = {"正月": 1, "冬月": 11, "腊月": 12}
_LATE = frozenset(("下午", "傍晚", "晚上", "晚间", "夜里", "晚", "深夜", "夜间"))
_DIGITS = {"一": 1, "首": 1, "二": 2, "两": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CUE_AFTER = re.compile("前|后|期间|假|长假|当[天日]|来临|之际|到来|将至|黄金周|起")
_NAMED = re.compile(rf"{HAN}(?<![在于到至逢迎贺祝过和与及的为是对从届给将度个今去])$")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张曹严金魏陶姜谢苏潘范彭鲁马方袁柳唐薛雷罗郝安常傅康余顾孟黄尹姚邵汪毛宋"
)
_CUE_BEFORE = re.compile("(?:在|于|逢|临近|赶在|过|自|从|至|到)$")

Months = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Point:
    """One point in time as written; positions are those of the matched text.

    ``fixed`` holds bounds that need nothing more. Otherwise ``year``, ``months`` (first, last) and ``days``
    (first, last; 31 is the month's end) are what the words fix: a ``Shift`` counts from the anchor or from
    the date told of, None is left out. For a festival ``days`` count from its day. ``moon`` counts months and
    days by the lunar calendar. ``same`` is 同期, ``feast`` a bare 节 that points back to a festival,
    ``after`` a number of days after the date told of. ``ends`` are 月初, 月底; ``span`` runs from one date to
    another; ``budget`` is a year with 度.
    """

    start: int
    end: int
    granularity: Granularity
    fixed: Bounds | None = None
    year: int | Shift | None = None
    years: int = 1
    months: Months | Shift | None = None
    days: tuple[int, int] | Shift | None = None
    quarter: Shift | None = None
    week: tuple[int, int | None] | None = None
    festival: Festival | None = None
    pair: str | None = None
    moon: bool = False
    same: bool = False
    feast: bool = False
    after: int | None = None
    time: str | None = None
    mended: bool = False
    ends: bool = False
    span: bool = False
    budget: bool = False


class DateGrammar:
    """The compiled pattern and the tables to read it with."""

    def __init__(self, words: DateWords) -> None:
        self.pattern = point_pattern(words)
        self._festivals = words.festival_of
        self._years, self._months, self._days = shifts(words.years), shifts(words.months), shifts(words.days)
        self._quarters = words.quarters

    def read(self, text: str, position: int, end: int, *, near: int) -> Point | None:
        """The point in time that begins at ``position`` and ends before ``end``, or None. ``near`` is the
        year that a year of two digits lies close to."""
        match = self.pattern.match(text, position, end)
        if match is None or match.end() == position:
            return None
        return self._special(match) or self._calendar(match, near)

    def _special(self, match: re.Match[str]) -> Point | None:
        """The ways to name a time other than by year, month and day."""
        start, end = match.span()
        if match["packed"]:
            return _packed(match)
        if match["vague"]:
            return Point(start, end, "vague")
        if match["plan"]:
            return Point(start, end, "period", fixed=plan_bounds(match["plan"]), span=True)
        if match["decade"]:
            return _decade(match)
        if match["week"]:
            steps = {"上": -1, "下": 1}.get(match["week"][0], 0)
            weekday = (
                "一二三四五六日".find((match["weekday"] or "").replace("天", "日"))
                if match["weekday"]
                else None
            )
            return Point(start, end, "period" if weekday is None else "day", week=(steps, weekday))
        if match["day_word"]:
            return Point(start, end, "day", days=self._days[match["day_word"]], time=_time(match, "c_"))
        if match["after"]:
            return Point(start, end, "day", after=small_number(match["after"]))
        if match["feast"]:
            return Point(start, end, "festival", feast=True)
        if match["quarter_word"]:
            return Point(
                start, end, "quarter", quarter=Shift(False, self._quarters.get(match["quarter_word"], 0))
            )
        return None

    def _calendar(self, match: re.Match[str], near: int) -> Point | None:
        """Year, month, day and parts of them."""
        start, end = match.span()
        if match["every"]:
            return Point(start, end, "recurring") if end > match.end("every") else None
        year = self._year(match, near)
        if match["Y"] and year is None:
            return None
        point = self._moon(match, year) or self._month(match, year) or self._part(match, year)
        if point:
            return point
        if match["pair"]:
            return Point(start, end, "festival", year=year, pair=match["pair"])
        if match["festival"]:
            return self._festival(match, year)
        if match["day"] or match["listed_day"]:
            return _bare_day(match, year)
        if year is None or match["y2"]:
            return _short_year(match, year)
        last = read_year(match["last_year"]) if match["last_year"] else None
        if last is not None and isinstance(year, int):
            if last <= year:
                return None
            return Point(start, end, "period", year=year, years=last - year + 1, span=True)
        return Point(start, end, "year", year=year, budget=match["Y"].endswith("度"))

    def _year(self, match: re.Match[str], near: int) -> int | Shift | None:
        if match["year_word"]:
            return self._years[match["year_word"]]
        if match["republic"]:
            count = small_number(match["republic"])
            return count + 1911 if count else None
        written = match["y"] or match["listed_year"] or match["y2"]
        return read_year(written, near=near) if written else None

    def _moon(self, match: re.Match[str], year: int | Shift | None) -> Point | None:
        start, end = match.span()
        if match["new_year"]:
            day = small_number(match["new_year"][1:]) or 1
            return Point(start, end, "day", year=year, months=(1, 1), days=(day, day), moon=True)
        if not match["moon"]:
            return None
        month = _MOONS.get(match["moon"]) or small_number(match["moon"][:-1]) or 1
        if match["moon_day"]:
            first = small_number(match["moon_day"].lstrip("初")) or 1
            last = small_number(match["moon_last"].lstrip("初")) or first if match["moon_last"] else first
            kind: Granularity = "day" if first == last else "period"
            return Point(
                start,
                end,
                kind,
                year=year,
                months=(month, month),
                days=(first, last),
                moon=True,
                span=first < last,
            )
        part = MOON_PARTS.get(match["moon_part"] or "里", (1, 30))
        kind = "period" if match["moon_part"] else "month"
        return Point(start, end, kind, year=year, months=(month, month), days=part, moon=True)

    def _month(self, match: re.Match[str], year: int | Shift | None) -> Point | None:
        start, end = match.span()
        if match["m1"]:
            months = small_number(match["m1"]) or 0, small_number(match["m2"]) or 0
            if months[0] >= months[1]:
                return None
            return Point(start, end, "period", year=year, months=months, span=True)
        if match["bare_month_part"]:
            word = match["bare_month_part"]
            whole = word in ("月内", "全月")
            part = (1, _LAST) if whole else MONTH_PARTS[word.removeprefix("月")]
            return Point(start, end, "month" if whole else "period", year=year, days=part, ends="月" in word)
        if match["month"]:
            number = small_number(match["month"]) or 0
            named: Months | Shift = (number, number)
        elif match["month_word"]:
            named = self._months[match["month_word"]]
        else:
            return None
        if match["month_part"]:
            return Point(start, end, "period", year=year, months=named, days=MONTH_PARTS[match["month_part"]])
        first = small_number(match["d1"] or match["d3"] or match["d4"] or match["d5"] or "")
        if first is None:
            return Point(start, end, "month", year=year, months=named)
        last = small_number(match["d2"]) or first if match["d2"] else first
        return Point(
            start, end, "day" if first == last else "period", year=year, months=named, days=(first, last),
            time=_time(match, "a_"), mended=match["d5"] is not None, span=first < last,
        )  # fmt: skip

    def _part(self, match: re.Match[str], year: int | Shift | None) -> Point | None:
        start, end = match.span()
        if match["quarters"]:
            first, last = (_DIGITS[char] for char in match["quarters"] if char in _DIGITS)
            if first >= last:
                return None
            return Point(start, end, "period", year=year, months=(3 * first - 2, 3 * last), span=True)
        if match["quarter"]:
            text = match["quarter"]
            number = next(_DIGITS[char] for char in text if char in _DIGITS)
            if text[0] in "前头":
                return Point(start, end, "period", year=year, months=(1, 3 * number))
            return Point(start, end, "quarter", year=year, months=(3 * number - 2, 3 * number))
        if match["first_months"]:
            count = small_number(match["first_months"]) or 12
            return Point(start, end, "period", year=year, months=(1, min(count, 12)))
        if match["half_year"]:
            months = (1, 6) if match["half_year"][0] == "上" else (7, 12)
            return Point(start, end, "period", year=year, months=months)
        if match["whole_year"]:
            return Point(start, end, "year", year=year if year is not None else Shift(False, 0))
        if match["year_part"]:
            part = match["year_part"][-1]
            kind: Granularity = "year" if part == "内" else "period"
            return Point(start, end, kind, year=year, months=YEAR_PARTS[part])
        if match["same"]:
            return Point(start, end, "period", year=year, same=True, span=True)
        if match["season"]:
            return Point(start, end, "vague", year=year)
        return None

    def _festival(self, match: re.Match[str], year: int | Shift | None) -> Point | None:
        start, end = match.span()
        name, before = match["festival"], match.string[max(0, start - 2) : start]
        festival = self._festivals[name]
        cued = _marked(match) or _CUE_AFTER.match(match.string, end) or _CUE_BEFORE.search(before)
        if festival.quoted and year is None and not cued:
            return None
        is_time = cued and before[-1:] not in _SURNAMES and not match.string.startswith("前往", end)
        if name in festival.given_names and year is None and _NAMED.search(before) and not is_time:
            return None
        if match["eve"]:
            return Point(start, end, "period", year=year, festival=festival, days=(-14, -1))
        if match["side"]:
            count = small_number(match["side_days"].replace("两", "二")) or 1
            days = (-count, -1) if match["side"] == "前" else (1, count)
            return Point(
                start, end, "day" if count == 1 else "period", year=year, festival=festival, days=days
            )
        if match["holiday"]:
            return Point(start, end, "festival", year=year, festival=festival, days=(0, festival.days - 1))
        kind: Granularity = "day" if match["that_day"] else "festival"
        return Point(start, end, kind, year=year, festival=festival, days=(0, 0))


def _marked(match: re.Match[str]) -> bool:
    """Whether a suffix makes a festival of a word that may be something else (五一期间)."""
    return any(match[group] for group in ("eve", "holiday", "that_day", "side"))


def _packed(match: re.Match[str]) -> Point | None:
    start, end = match.span()
    value = parse_date(match[0].rstrip("日"))
    if value is None or value.start is None or value.end is None:
        return None
    return Point(
        start,
        end,
        value.granularity,
        fixed=(value.start, value.end),
        time=value.time,
        mended=value.confidence < 1,
    )


def _decade(match: re.Match[str]) -> Point | None:
    decade = small_number(match["decade"])
    century = small_number(match["century"]) if match["century"] else 20
    if decade is None or century is None or decade >= 100 or (decade < 50 and not match["century"]):
        return None
    first = (century - 1) * 100 + decade
    return Point(*match.span(), "period", fixed=(date(first, 1, 1), date(first + 9, 12, 31)))


def _bare_day(match: re.Match[str], year: int | Shift | None) -> Point | None:
    start, end = match.span()
    digits = match["day"] or match["listed_day"]
    day = small_number(digits)
    if day is not None and 1 <= day <= _LAST and len(digits) <= 3 and not match["Y"]:
        return Point(start, end, "day", days=(day, day), time=_time(match, "b_"))
    split = split_month_day(digits) if digits.isascii() else None
    if split is None:
        return None
    month, day = split
    return Point(
        start,
        end,
        "day",
        year=year,
        months=(month, month),
        days=(day, day),
        time=_time(match, "b_"),
        mended=True,
    )


def _short_year(match: re.Match[str], year: int | Shift | None) -> Point | None:
    """八六年 stands for a year; 五六年 and 98年 may be a length of time, and need a month after them."""
    written = match["y2"]
    if not written or not isinstance(year, int) or written.isascii():
        return None
    first, second = (small_number(char) or 0 for char in written)
    return None if second == first + 1 else Point(*match.span(), "year", year=year)


def _time(match: re.Match[str], prefix: str) -> str | None:
    hour = match[prefix + "hour"]
    if hour is None:
        return None
    minute = (
        match[prefix + "minute"]
        or match[prefix + "minute2"]
        or ("30" if match[prefix + "half_hour"] else "0")
    )
    half = match[prefix + "half"]
    late = (half in _LATE or (half == "中午" and int(hour) < 3)) and int(hour) < 12
    return read_time(str(int(hour) + 12) if late else hour, minute)
