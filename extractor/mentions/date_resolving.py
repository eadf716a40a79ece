"""Supplies what a date leaves out, from the nearest date that governs it.

Order of the record contract: the date's own paragraph, then its section's headings, then the title, then the
anchor, the document's own date. A month later than the anchor's by more than six lies in the year before,
unless the text plans ahead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from extractor.mentions.date_grammar import Point
from extractor.mentions.date_words import Festival, Shift
from extractor.records import Granularity, ResolvedBy
from extractor.values.dates import (
    Bounds,
    month_bounds,
    part_of_month,
    part_of_year,
    shift_month,
    shift_years,
)
from extractor.values.lunar import lunar_day

_SENTENCE_END = re.compile("[。！？\n]")
_LOOK_BACK = 60  # how many earlier dates are asked at most; keeps the reading of long pages linear
_TURN = 6


@dataclass(frozen=True, slots=True)
class Known:
    """A date already resolved, as what later dates may refer to.

    ``named`` is true where its year stands in the text (or comes from a date of the same paragraph where it
    does); ``weak`` where it is only compared with or says since when, so that it governs nothing.
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
    festival: bool = False

    @property
    def in_one_month(self) -> bool:
        """Whether it fixes a month for days that name none."""
        return not self.festival and (self.bounds[1] - self.bounds[0]).days <= 45 and self.granularity != "year"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date stands: its start, zone, section and the sections around that, and whether its clause
    plans ahead."""

    start: int
    zone: int
    sections: frozenset[int]
    planned: bool = False


@dataclass(frozen=True, slots=True)
class Resolved:
    """Bounds (None where nothing fixes them), what supplied the missing part, and its place."""

    bounds: Bounds | None
    by: ResolvedBy
    basis: tuple[int, int] | None = None
    named: bool = False
    impossible: bool = False


@dataclass(frozen=True, slots=True)
class _Given:
    """A year (and month) supplied from elsewhere."""

    year: int
    month: int
    by: ResolvedBy
    basis: tuple[int, int] | None = None
    named: bool = False


class DateContext:
    """What is known of dates while one document is read from its beginning."""

    def __init__(self, text: str, *, anchor: date | None, topic: int | None, topic_governs: bool, virtual: int | None):
        self._ends = [match.start() for match in _SENTENCE_END.finditer(text)]
        self._anchor = anchor
        self._topic = topic
        self._topic_governs = topic_governs
        self._virtual = virtual
        self._known: list[Known] = []
        self._headings: list[Known] = []
        self._quarter: tuple[int, int] | None = None
        self._feast: Known | None = None

    @property
    def year(self) -> int:
        """A year that lies near those of the document, for years of two digits."""
        if self._anchor:
            return self._anchor.year
        return self._known[-1].bounds[0].year if self._known else self._virtual or 1999

    def learn(self, known: Known) -> None:
        """Add a resolved date."""
        self._known.append(known)
        if known.heading and known.named:
            self._headings.append(known)
        if known.granularity == "quarter":
            self._quarter = (known.bounds[0].year, known.bounds[0].month)
        if known.festival:
            self._feast = known

    def resolve(self, point: Point, place: Place, *, first: Bounds | None = None) -> Resolved:
        """The bounds of ``point`` at ``place``. ``first`` are the bounds of a range's beginning, from which its
        end takes what it leaves out."""
        if point.fixed:
            return Resolved(point.fixed, "explicit", named=True)
        if point.week:
            return self._week(point)
        if point.quarter:
            return self._quarter_shift(point)
        if point.feast:
            feast = self._feast
            return Resolved(feast.bounds, "context", (feast.start, feast.end)) if feast else Resolved(None, "none")
        if point.after is not None:
            return self._day_shift(place, point.after)
        if isinstance(point.days, Shift):
            return self._relative_day(point.days, place)
        if point.same:
            return self._same_period(point, place)
        if point.moon:
            return self._moon(point, place)
        given = self._given(point, place, first)
        if given is None:
            return Resolved(None, "none")
        bounds = _bounds(point, given)
        if bounds and first and bounds[1] < first[0] and not isinstance(point.year, int):
            bounds = _later(point, given)
        return Resolved(bounds, given.by, given.basis, given.named, impossible=bounds is None)

    # years and months

    def _given(self, point: Point, place: Place, first: Bounds | None) -> _Given | None:
        """Year and month for a calendar point; the month is that of the point where it names one."""
        month = point.months[0] if isinstance(point.months, tuple) else 0
        if isinstance(point.months, Shift):
            return self._month_shift(point.months, place)
        if isinstance(point.year, int):
            return _Given(point.year, month, "explicit", named=True)
        if isinstance(point.year, Shift):
            found = self._year_shift(point.year, place)
            return found and _Given(found.year, month, found.by, found.basis, found.named)
        if first:
            return _Given(first[0].year, month or first[1].month, "context", named=True)
        if point.days and not month:
            return self._told_month(point, place)
        if point.festival:
            return self._festival_year(point.festival, place)
        if point.pair:
            autumn = self._anchor is not None and 8 <= self._anchor.month <= 10
            return self._year_of_month(9 if autumn else 1, place)
        loose = isinstance(point.months, tuple) and point.granularity in ("quarter", "year", "period") and not point.days
        return self._told_year(place, month) if loose else self._year_of_month(month, place)

    def _year_shift(self, shift: Shift, place: Place) -> _Given | None:
        if shift.anchored:
            if self._anchor:
                return _Given(self._anchor.year + shift.steps, 0, "anchor")
            if self._virtual is None:
                return None
            return _Given(self._virtual + shift.steps, 0, "context")
        told = self._told_year(place, 0)
        return told and _Given(told.year + shift.steps, 0, told.by, told.basis, told.named)

    def _told_year(self, place: Place, month: int) -> _Given | None:
        """The year that the text is about: of the nearest date, the headings, the title, the anchor."""
        for known in self._in_paragraph(place):
            if not known.weak:
                return _from(known, month)
        return self._year_from_outside(month, place)

    def _year_of_month(self, month: int, place: Place) -> _Given | None:
        """The year of a month that names none. Words like 去年 govern only their own sentence."""
        for known in self._in_paragraph(place):
            if not known.weak and (known.named or self._same_sentence(known, place)):
                return _from(known, month)
        return self._year_from_outside(month, place)

    def _year_from_outside(self, month: int, place: Place) -> _Given | None:
        for known in islice(reversed(self._headings), _LOOK_BACK):
            if known.section in place.sections:
                return _from(known, month)
        if self._topic and self._topic_governs:
            return _Given(self._topic, month, "context", named=True)
        if self._anchor:
            return _Given(self._anchor.year + _turn(month, self._anchor.month, place.planned), month, "anchor")
        for known in islice(reversed(self._known), _LOOK_BACK):
            if not known.weak:
                return _from(known, month)
        return _Given(self._virtual, month, "context") if self._virtual else None

    def _told_month(self, point: Point, place: Place) -> _Given | None:
        """Year and month of days that name neither."""
        for known in self._in_paragraph(place):
            if known.in_one_month and not known.weak:
                return _from(known, known.bounds[1].month, last=True)
        if self._anchor is None:
            for known in islice(reversed(self._known), _LOOK_BACK):
                if known.in_one_month:
                    return _from(known, known.bounds[1].month, last=True)
            return None
        year, month = self._anchor.year, self._anchor.month
        later = isinstance(point.days, tuple) and point.granularity == "day" and point.days[0] > self._anchor.day
        if later and not place.planned:
            year, month = shift_month(year, month, -1)
        return _Given(year, month, "anchor")

    def _month_shift(self, shift: Shift, place: Place) -> _Given | None:
        if shift.anchored and self._anchor:
            return _Given(*shift_month(self._anchor.year, self._anchor.month, shift.steps), "anchor")
        if shift.anchored and self._anchor is None:
            return None
        told = next((known for known in self._back(place) if known.in_one_month), None)
        if told is None:
            return None
        year, month = shift_month(told.bounds[1].year, told.bounds[1].month, shift.steps)
        return _Given(year, month, "context", (told.start, told.end), told.named)

    def _festival_year(self, festival: Festival, place: Place) -> _Given | None:
        month = {1: 2, 12: 2}.get(festival.lunar[0], festival.lunar[0] + 1) if festival.lunar else 0
        month = month or (festival.solar[0] if festival.solar else 6)
        given = self._year_of_month(month, place)
        new_year = festival.solar == (1, 1)
        if given and given.by == "anchor" and new_year and self._anchor and self._anchor.month >= 10:
            return _Given(self._anchor.year + 1, month, "anchor")
        return given

    # other ways of pointing

    def _relative_day(self, shift: Shift, place: Place) -> Resolved:
        if shift.anchored:
            if self._anchor is None:
                return Resolved(None, "none")
            day = self._anchor + timedelta(days=shift.steps)
            return Resolved((day, day), "anchor")
        return self._day_shift(place, shift.steps)

    def _day_shift(self, place: Place, steps: int) -> Resolved:
        """So many days from the day told of; 当天 after a longer date means all of it."""
        for known in self._back(place):
            if known.granularity == "day" or (known.in_one_month and known.zone == place.zone and not steps):
                step = timedelta(days=steps)
                bounds = known.bounds[0] + step, known.bounds[1] + step
                return Resolved(bounds, "context", (known.start, known.end), known.named)
        return Resolved(None, "none")

    def _week(self, point: Point) -> Resolved:
        if self._anchor is None or point.week is None:
            return Resolved(None, "none")
        steps, weekday = point.week
        monday = self._anchor + timedelta(days=7 * steps - self._anchor.weekday())
        if weekday is None:
            return Resolved((monday, monday + timedelta(days=6)), "anchor")
        day = monday + timedelta(days=weekday)
        return Resolved((day, day), "anchor")

    def _quarter_shift(self, point: Point) -> Resolved:
        by: ResolvedBy = "context"
        base = self._quarter
        if base is None and self._anchor:
            base, by = (self._anchor.year, (self._anchor.month - 1) // 3 * 3 + 1), "anchor"
        if base is None or point.quarter is None:
            return Resolved(None, "none")
        year, month = shift_month(*base, 3 * point.quarter.steps)
        return Resolved(part_of_year(year, month, month + 2), by)

    def _same_period(self, point: Point, place: Place) -> Resolved:
        """去年同期: the last period told of, moved to that year; None where none was told of."""
        steps = point.year.steps if isinstance(point.year, Shift) else -1
        as_of: Known | None = None
        for known in self._in_paragraph(place):
            if known.granularity == "year" or not self._same_sentence(known, place):
                continue
            if known.granularity == "day":
                as_of = as_of or known
                continue
            first, last = (shift_years(day, steps) for day in known.bounds)
            return Resolved((first, last), "context", (known.start, known.end), known.named)
        if as_of:
            last = shift_years(as_of.bounds[1], steps)
            return Resolved((date(last.year, 1, 1), last), "context", (as_of.start, as_of.end), as_of.named)
        return Resolved(None, "none")

    def _moon(self, point: Point, place: Place) -> Resolved:
        """A 农历 day: of the year named, else the one closest to the anchor or to the last day told of."""
        if not isinstance(point.months, tuple) or not isinstance(point.days, tuple):
            return Resolved(None, "none")
        month, (first, last) = point.months[0], point.days
        by: ResolvedBy = "explicit"
        given: _Given | None = None
        if isinstance(point.year, int):
            years = [point.year]
        elif isinstance(point.year, Shift):
            given = self._year_shift(point.year, place)
            years = [given.year] if given else []
        else:
            near = self._anchor or next((known.bounds[0] for known in self._back(place)), None)
            by = "anchor" if self._anchor else "context"
            days = [(year, lunar_day(year, month, first)) for year in _around(near)]
            found = [(abs((day - near).days), year) for year, day in days if day and near]
            years = [min(found)[1]] if found else []
        if not years:
            return Resolved(None, "none")
        start, end = lunar_day(years[0], month, first), lunar_day(years[0], month, last)
        if start is None or end is None:
            return Resolved(None, given.by if given else by, impossible=True)
        return Resolved((start, end), given.by if given else by, named=by == "explicit" and given is None)

    # looking back

    def _in_paragraph(self, place: Place) -> Iterator[Known]:
        for known in islice(reversed(self._known), _LOOK_BACK):
            if known.zone != place.zone:
                return
            yield known

    def _back(self, place: Place) -> Iterator[Known]:
        """Dates of the paragraph, then those of the section before it."""
        for known in islice(reversed(self._known), _LOOK_BACK):
            if known.zone == place.zone or known.section in place.sections:
                yield known

    def _same_sentence(self, known: Known, place: Place) -> bool:
        return bisect_right(self._ends, known.end - 1) == bisect_right(self._ends, place.start)


def _from(known: Known, month: int, *, last: bool = False) -> _Given:
    year = known.bounds[1 if last else 0].year
    return _Given(year, month, "context", (known.start, known.end), known.named)


def _turn(month: int, anchor_month: int, planned: bool) -> int:
    """How many years from the anchor's a month without a year lies: the last one, or the next in a plan."""
    if month > anchor_month + _TURN and not planned:
        return -1
    return 1 if month and planned and anchor_month > month + _TURN else 0


def _bounds(point: Point, given: _Given) -> Bounds | None:
    year = given.year
    if point.festival:
        day = point.festival.day_in(year)
        return (day, day) if day else None
    if point.pair:
        return _pair(year, autumn=given.month > _TURN or "秋" in point.pair or "庆" in point.pair)
    if isinstance(point.days, tuple):
        return part_of_month(year, given.month, *point.days) if 1 <= given.month <= 12 else None
    if isinstance(point.months, tuple):
        return part_of_year(year, *point.months)
    if isinstance(point.months, Shift):
        return month_bounds(year, given.month)
    return part_of_year(year, 1, 12)[0], part_of_year(year + point.years - 1, 1, 12)[1]


def _later(point: Point, given: _Given) -> Bounds | None:
    """The end of a range that goes over into the next month or year (12月28日至3日, 11月至2月)."""
    if point.days and not point.months:
        year, month = shift_month(given.year, given.month, 1)
    else:
        year, month = given.year + 1, given.month
    return _bounds(point, _Given(year, month, given.by))


def _pair(year: int, *, autumn: bool) -> Bounds | None:
    """两节: from New Year's Day to Spring Festival, in autumn 中秋 and 国庆."""
    if autumn:
        moon = lunar_day(year, 8, 15)
        days = sorted((moon, date(year, 10, 1))) if moon else None
    else:
        spring = lunar_day(year, 1, 1)
        days = [date(year, 1, 1), spring] if spring else None
    return (days[0], days[1]) if days else None


def _around(day: date | None) -> range:
    return range(day.year - 1, day.year + 2) if day else range(0)
