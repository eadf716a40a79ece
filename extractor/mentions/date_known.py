"""What is known of dates already read, and how a year and month supplied from them become bounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from extractor.mentions.date_grammar import Point
from extractor.mentions.date_words import Shift
from extractor.records import Granularity, ResolvedBy
from extractor.values.dates import Bounds, month_bounds, part_of_month, part_of_year, shift_month
from extractor.values.lunar import lunar_day

_TURN = 6  # months


@dataclass(frozen=True, slots=True)
class Known:
    """A date already resolved, as what later dates may refer to.

    ``named`` is true where its year stands in the text (or comes from a date of the same paragraph where it
    does); ``weak`` where it is only compared with, so that it governs nothing; ``loose`` where it says since
    when or names a budget year, so that it governs no month. ``pointing`` dates only refer back.
    """

    start: int
    end: int
    zone: int
    section: int
    heading: bool
    bounds: Bounds
    granularity: Granularity
    named: bool
    weak: bool = False
    loose: bool = False
    festival: bool = False
    pointing: bool = False

    @property
    def in_one_month(self) -> bool:
        """Whether it fixes a month for days that name none."""
        return (
            not self.festival and (self.bounds[1] - self.bounds[0]).days <= 45 and self.granularity != "year"
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date stands: its start, zone, its section and those around it. ``planned``: its clause plans
    ahead; ``past``: the text tells what has been, so that a whole month named lies behind the anchor."""

    start: int
    zone: int
    sections: frozenset[int]
    planned: bool = False
    past: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """Bounds (None where nothing fixes them), what supplied the missing part, and its place."""

    bounds: Bounds | None
    by: ResolvedBy
    basis: tuple[int, int] | None = None
    named: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """A year that stands in for the anchor, and where it was read."""

    year: int
    basis: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """A year (and month) supplied from elsewhere."""

    year: int
    month: int
    by: ResolvedBy
    basis: tuple[int, int] | None = None
    named: bool = False


def given_by(known: Known, month: int, *, on: bool = False) -> Given:
    """A year taken from a date told of; ``on`` where it has turned since (a January after a December)."""
    return Given(known.bounds[1].year + on, month, "context", (known.start, known.end), known.named)


def year_turn(month: int, anchor_month: int, place: Place) -> int:
    """How many years from the anchor's a month without a year lies: the last one, or the next in a plan."""
    if month > anchor_month + (0 if place.past else _TURN) and not place.planned:
        return -1
    return 1 if month and place.planned and anchor_month > month + _TURN else 0


def bounds_of(point: Point, given: Given) -> Bounds | None:
    """The bounds of a calendar point or festival in the year and month supplied; None for impossible days."""
    year = given.year
    if point.festival:
        day = point.festival.day_in(year)
        if day is None or not isinstance(point.days, tuple):
            return None
        return day + timedelta(days=point.days[0]), day + timedelta(days=point.days[1])
    if point.pair:
        return _pair(year, autumn=given.month > _TURN or "秋" in point.pair or "庆" in point.pair)
    if isinstance(point.days, tuple):
        return part_of_month(year, given.month, *point.days) if 1 <= given.month <= 12 else None
    if isinstance(point.months, tuple):
        return part_of_year(year, *point.months)
    if isinstance(point.months, Shift):
        return month_bounds(year, given.month)
    return part_of_year(year, 1, 12)[0], part_of_year(year + point.years - 1, 1, 12)[1]


def later_bounds(point: Point, given: Given) -> Bounds | None:
    """The end of a range that goes over into the next month or year (12月28日至3日, 11月至2月)."""
    if point.days and not point.months:
        year, month = shift_month(given.year, given.month, 1)
    else:
        year, month = given.year + 1, given.month
    return bounds_of(point, Given(year, month, given.by))


def _pair(year: int, *, autumn: bool) -> Bounds | None:
    """两节: from New Year's Day to Spring Festival, in autumn 中秋 and 国庆."""
    if autumn:
        moon = lunar_day(year, 8, 15)
        days = sorted((moon, date(year, 10, 1))) if moon else None
    else:
        spring = lunar_day(year, 1, 1)
        days = [date(year, 1, 1), spring] if spring else None
    return (days[0], days[1]) if days else None


def around(day: date | None) -> range:
    """The year of a day and its neighbours; none for no day."""
    return range(day.year - 1, day.year + 2) if day else range(0)
