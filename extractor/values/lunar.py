"""农历 days and solar terms as Gregorian days.

Lunar months come from the table of the package ``lunardate`` (1900–2099). Solar terms use the usual formula
[Y × 0.2422 + C] − [(Y − 1) / 4] with Y the year of the century; it holds for 1901–2099 to within a day.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

#: Solar term → month, constants of the 20th and of the 21st century.
_TERMS = {
    "立春": (2, 4.6295, 3.87), "清明": (4, 5.59, 4.81), "立夏": (5, 6.318, 5.52), "夏至": (6, 22.20, 21.37),
    "立秋": (8, 8.35, 7.50), "处暑": (8, 23.95, 23.13), "立冬": (11, 8.218, 7.438),
    "冬至": (12, 22.60, 21.94),
}  # fmt: skip
_GENG = 2  # date.toordinal() % 10 of every 庚 day


@lru_cache(maxsize=256)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a 农历 day of the lunar year that begins in ``year``; None where there is none.

    A day 30 of a month that has only 29 means its last day, as 腊月三十 and 除夕 do in speech.
    """
    from lunardate import LunarDate  # loaded only where a text names a lunar day

    for named in (day, day - 1) if day == 30 else (day,):
        try:
            found: date = LunarDate(year, month, named).to_solar_date()
        except ValueError:
            continue
        return found
    return None


def lunar_month(year: int, month: int) -> tuple[date, date] | None:
    """First and last day of a 农历 month."""
    first, last = lunar_day(year, month, 1), lunar_day(year, month, 30)
    return (first, last) if first and last else None


def solar_term(year: int, name: str) -> date | None:
    """The day of a solar term (清明, 冬至 …), or None outside 1901–2099."""
    if not 1901 <= year <= 2099:
        return None
    month, old, new = _TERMS[name]
    short = year % 100
    leaps = short // 4 if month > 2 else (short - 1) // 4
    if year == 2000:
        short, leaps = 100, 25 if month > 2 else 24
    return date(year, month, int(short * 0.2422 + (old if year <= 2000 else new)) - leaps)


def first_dog_day(year: int) -> date | None:
    """入伏: the third 庚 day from the summer solstice on."""
    solstice = solar_term(year, "夏至")
    if solstice is None:
        return None
    return solstice + timedelta(days=(_GENG - solstice.toordinal()) % 10 + 20)
