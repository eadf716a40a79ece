"""Supplies what a date leaves out, from the nearest date that governs it.

Order of the record contract: the date's own paragraph, then its section's headings, then the title, then the
anchor, the document's own date. A month later than the anchor's by more than six lies in the year before,
unless the text plans ahead.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from extractor.mentions.date_grammar import Point
from extractor.mentions.date_known import (
    Given,
    Known,
    Place,
    Resolved,
    Stand,
    around,
    bounds_of,
    given_by,
    later_bounds,
    year_turn,
)
from extractor.mentions.date_words import Festival, Shift
from extractor.records import ResolvedBy
from extractor.values.dates import Bounds, part_of_year, shift_month, shift_years
from extractor.values.lunar import lunar_day

_SENTENCE_END = re.compile("[。！？\n]")
_ALREADY = re.compile("已[于在][0-9一二三四五六七八九十]")
_DAY = re.compile("[0-9]{1,2}月[0-9]{1,2}日")
_EARLY = 5
_LOOK_BACK = 60  # how many earlier dates are asked at most; keeps the reading of long pages linear


class DateContext:
    """What is known of dates while one document is read from its beginning."""

    def __init__(
        self, text: str, *, anchor: date | None, topic: int | None, topic_governs: bool, virtual: Stand | None
    ):
        self._text = text
        self._ends = [match.start() for match in _SENTENCE_END.finditer(text)]
        self._anchor = anchor
        self._topic = topic
        self._topic_governs = topic_governs
        self._virtual = virtual
        self._known: list[Known] = []
        self._headings: list[Known] = []
        self._quarter: tuple[int, int] | None = None
        self._feast: Known | None = None

    def learn(self, known: Known) -> None:
        """Add a resolved date."""
        self._known.append(known)
        if known.heading and known.named and not (self._headings and self._headings[-1].zone == known.zone):
            self._headings.append(known)
        if known.granularity == "quarter" and not known.pointing:
            self._quarter = (known.bounds[0].year, known.bounds[0].month)
        if known.festival:
            self._feast = known

    def resolve(self, point: Point, place: Place, *, first: Bounds | None = None) -> Resolved:
        """The bounds of ``point`` at ``place``. ``first`` are the bounds of a range's beginning, from which
        its end takes what it leaves out."""
        if point.fixed:
            return Resolved(point.fixed, "explicit", named=True)
        if point.week:
            return self._week(point)
        if point.quarter:
            return self._quarter_shift(point)
        if point.feast:
            feast = self._feast
            if feast is None:
                return Resolved(None, "none")
            return Resolved((feast.bounds[0], feast.bounds[0]), "context", (feast.start, feast.end))
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
        bounds = bounds_of(point, given)
        if bounds and first and bounds[1] < first[0] and not isinstance(point.year, int):
            bounds = later_bounds(point, given)
        return Resolved(bounds, given.by, given.basis, given.named, impossible=bounds is None)

    # years and months

    def _given(self, point: Point, place: Place, first: Bounds | None) -> Given | None:
        """Year and month for a calendar point; the month is that of the point where it names one."""
        month = point.months[0] if isinstance(point.months, tuple) else 0
        if isinstance(point.months, Shift):
            return self._month_shift(point.months, place)
        if isinstance(point.year, int):
            return Given(point.year, month, "explicit", named=True)
        if isinstance(point.year, Shift) and first and not point.year.anchored:
            return Given(first[0].year + point.year.steps, month, "context", named=True)
        if isinstance(point.year, Shift):
            found = self._year_shift(point.year, place)
            return found and Given(found.year, month, found.by, found.basis, found.named)
        if first:
            return Given(first[0].year, month or first[1].month, "context", named=True)
        if point.festival:
            return self._festival_year(point.festival, place)
        if point.days and not month:
            return self._told_month(point, place)
        if point.pair:
            autumn = self._anchor is not None and 8 <= self._anchor.month <= 10
            return self._year_of_month(9 if autumn else 1, place)
        loose = (
            isinstance(point.months, tuple)
            and point.granularity in ("quarter", "year", "period")
            and not point.days
        )
        return self._told_year(place, month) if loose else self._year_of_month(month, place)

    def _year_shift(self, shift: Shift, place: Place) -> Given | None:
        if shift.anchored:
            if self._anchor:
                return Given(self._anchor.year + shift.steps, 0, "anchor")
            if self._virtual is None:
                return None
            return Given(self._virtual.year + shift.steps, 0, "context", self._virtual.basis)
        own = not self._topic_governs and self._text.startswith("本年", place.start)
        if self._anchor and own:
            return Given(self._anchor.year + shift.steps, 0, "anchor")  # the writer's own year
        told = self._told_year(place, 0)
        if told and told.by == "anchor" and self._is_over(place):
            return Given(told.year - 1, 0, "anchor")
        return told and Given(told.year + shift.steps, 0, told.by, told.basis, told.named)

    def _is_over(self, place: Place) -> bool:
        """A whole year that a page of the first months reports as done is the one before."""
        early = self._anchor is not None and self._anchor.month <= _EARLY
        return early and not place.planned and self._text.startswith("全年", place.start)

    def _told_year(self, place: Place, month: int) -> Given | None:
        """The year that the text is about: of the nearest date, the headings, the title, the anchor."""
        for known in self._in_paragraph(place):
            if not known.weak:
                return given_by(known, month)
        return self._year_from_outside(month, place)

    def _year_of_month(self, month: int, place: Place) -> Given | None:
        """The year of a month that names none. Words like 去年 govern only their own sentence."""
        already = self._anchor is not None and _ALREADY.match(self._text, max(0, place.start - 2)) is not None
        for known in self._in_paragraph(place):
            if already and not known.named:  # 去年结余的，已于2月交回: done in the writer's own year
                break
            if known.weak or known.loose or not (known.named or self._same_sentence(known, place)):
                continue
            if place.planned and self._anchor and known.bounds[1].year < self._anchor.year:
                break
            return given_by(
                known, month, on=known.in_one_month and known.bounds[1].month >= 11 and month in (1, 2)
            )
        return self._year_from_outside(month, place)

    def _year_from_outside(self, month: int, place: Place) -> Given | None:
        for known in islice(reversed(self._headings), _LOOK_BACK):
            if known.section in place.sections and not self._is_news(known, month, place):
                return given_by(known, month)
        if self._topic and self._topic_governs:
            return Given(self._topic, month, "context", named=True)
        if self._anchor:
            return Given(self._anchor.year + year_turn(month, self._anchor.month, place), month, "anchor")
        for known in islice(reversed(self._known), _LOOK_BACK):
            if not known.weak:
                return given_by(known, month)
        return Given(self._virtual.year, month, "context", self._virtual.basis) if self._virtual else None

    def _is_news(self, heading: Known, month: int, place: Place) -> bool:
        """Whether a day is that of the news itself (3月5日 on a page of 5 March), though its title tells of
        another year."""
        anchor = self._anchor
        if (
            anchor is None
            or self._topic_governs
            or heading.in_one_month
            or heading.bounds[0].year == anchor.year
        ):
            return False
        recent = month in (anchor.month, shift_month(anchor.year, anchor.month, -1)[1])
        return recent and _DAY.match(self._text, place.start) is not None

    def _told_month(self, point: Point, place: Place) -> Given | None:
        """Year and month of days that name neither."""
        for known in self._in_paragraph(place):
            if known.in_one_month and not (known.weak or known.loose):
                if place.planned and point.ends and self._anchor and known.bounds[1] < self._anchor:
                    break  # 月底前 of a plan: the end of this month
                return given_by(known, known.bounds[1].month)
        if self._anchor is None:
            for known in islice(reversed(self._known), _LOOK_BACK):
                if known.in_one_month:
                    return given_by(known, known.bounds[1].month)
            return None
        year, month = self._anchor.year, self._anchor.month
        later = (
            isinstance(point.days, tuple) and point.granularity == "day" and point.days[0] > self._anchor.day
        )
        if later and not place.planned:
            year, month = shift_month(year, month, -1)
        return Given(year, month, "anchor")

    def _month_shift(self, shift: Shift, place: Place) -> Given | None:
        if shift.anchored and self._anchor:
            return Given(*shift_month(self._anchor.year, self._anchor.month, shift.steps), "anchor")
        if shift.anchored and self._anchor is None:
            return None
        told = next((known for known in self._back(place) if known.in_one_month), None)
        if told is None:
            return None
        year, month = shift_month(told.bounds[1].year, told.bounds[1].month, shift.steps)
        return Given(year, month, "context", (told.start, told.end), told.named)

    def _festival_year(self, festival: Festival, place: Place) -> Given | None:
        month = {1: 2, 12: 2}.get(festival.lunar[0], festival.lunar[0] + 1) if festival.lunar else 0
        month = month or (festival.solar[0] if festival.solar else 6)
        given = self._year_of_month(month, place)
        new_year = festival.solar == (1, 1)
        if given and given.by == "anchor" and new_year and self._anchor and self._anchor.month >= 10:
            return Given(self._anchor.year + 1, month, "anchor")
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
            part = known.in_one_month and known.granularity == "period" and known.zone == place.zone
            if known.granularity == "day" or (part and not steps):
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
        given: Given | None = None
        if isinstance(point.year, int):
            years = [point.year]
        elif isinstance(point.year, Shift):
            given = self._year_shift(point.year, place)
            years = [given.year] if given else []
        else:
            near = self._anchor or next((known.bounds[0] for known in self._back(place)), None)
            by = "anchor" if self._anchor else "context"
            days = [(year, lunar_day(year, month, first)) for year in around(near)]
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
