"""Finds the dates of a document and says what they mean.

A match of the pattern becomes a point, two points a range; what stands around gives the role; context and
anchor give what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from extractor.cautions import Caution
from extractor.layers import CleanText, DateMention, Layout, Mention, Zone, ZoneKind
from extractor.mentions.date_cues import approximate, compared, planned, role_of
from extractor.mentions.date_grammar import DateGrammar, Point
from extractor.mentions.date_known import Known, Place, Resolved, Stand
from extractor.mentions.date_pattern import DASH, gate_pattern
from extractor.mentions.date_resolving import DateContext
from extractor.mentions.date_words import DateWords, Shift, load_words
from extractor.proving import Case
from extractor.records import Granularity
from extractor.values.dates import MENDED, Bounds
from extractor.values.model import DateValue

_NARRATIVE = ("news", "briefing", "report", "chronicle")
_AHEAD = re.compile("以?前|起|开始|之前")
_SKIPPED = (ZoneKind.NAVIGATION, ZoneKind.RELATED)
_HEADINGS = (ZoneKind.HEADING, ZoneKind.TITLE)
_TO = re.compile(rf"(?:起|开始)?[ ]?{DASH}[ ]?(?!今(?![年日天晨晚])|少|多)")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年|[〔（\\[(]((?:19|20)[0-9]{2})[〕）\\])]")
_TITLED = re.compile("《[^》0-9\n]{0,20}(?:((?:19|20)[0-9]{2})年|[〔（(]((?:19|20)[0-9]{2})[〕）)])")
_SINCE = re.compile("起|以?来|开始|成立")
_NEAR = 1999  # years of two digits lie close to this one where the document has no date


@dataclass(frozen=True, slots=True)
class _Found:
    """A point or a range with its bounds."""

    start: int
    end: int
    value: DateValue
    resolved: Resolved
    point: Point


class DateFinder:
    """Compiled once; use it for any number of documents."""

    def __init__(self, words: DateWords | None = None) -> None:
        words = words or load_words()
        self._grammar = DateGrammar(words)
        self._gate = gate_pattern(words)
        self.events = words.events
        self._not_dates = re.compile("|".join(f"(?:{rule.pattern})" for rule in words.not_dates))

    def find(
        self, clean: CleanText, layout: Layout, *, anchor: date | None = None
    ) -> tuple[list[DateMention], list[str]]:
        """Every date in text order, and warnings.

        All zones but navigation and related links are read, since headings govern what follows them.
        ``anchor`` is the document's date; by default the one that layout found.
        """
        if anchor is None and layout.fields.date:
            anchor = layout.fields.date.value.start
        return _Reading(self, clean, layout, anchor).run()


def cases() -> Iterator[Case]:
    """Tries every example and counter-example of the pattern file."""
    from extractor.mentions import date_cases  # needed only by checks, and itself a user of DateFinder

    return date_cases.cases()


class _Reading:
    """One document being read."""

    def __init__(self, finder: DateFinder, clean: CleanText, layout: Layout, anchor: date | None) -> None:
        self._finder, self._layout = finder, layout
        self._norm = clean.norm
        self._damaged = clean.damaged
        self._anchor = anchor
        self._near = anchor.year if anchor else _NEAR
        self._warnings: list[str] = []

    def run(self) -> tuple[list[DateMention], list[str]]:
        zones = [(index, zone) for index, zone in enumerate(self._layout.zones) if zone.kind not in _SKIPPED]
        points = [list(self._points(zone)) for _, zone in zones]
        self._context = DateContext(
            self._norm,
            anchor=self._anchor,
            topic=self._topic(),
            topic_governs=self._layout.fields.kind in ("report", "chronicle"),
            virtual=None if self._anchor else self._stand_in(chain.from_iterable(points)),
        )
        mentions: list[DateMention] = []
        for (index, zone), found in zip(zones, points, strict=True):
            mentions += self._read_zone(zone, index, found)
        return mentions, self._warnings

    def _topic(self) -> int | None:
        """The year in the title, which a report or chronicle is about."""
        title = self._layout.fields.title
        return _first_year(title.value) if title else None

    def _stand_in(self, points: Iterable[tuple[Point, Point | None]]) -> Stand | None:
        """A year in place of the anchor: of the title, the paper number, the latest one named, an event."""
        number = self._layout.fields.number
        topic = self._topic() or (_first_year(number.value) if number else None)
        if topic:
            return Stand(topic)
        named = [
            (point.year, (point.start, point.end))
            for point, _ in points
            if isinstance(point.year, int) and (point.months or not _SINCE.match(self._norm, point.end))
        ]
        named = named or [(int(match[1] or match[2]), match.span()) for match in _TITLED.finditer(self._norm)]
        if named:
            return Stand(*max(named))
        for event in self._finder.events:
            for word in event.words:
                place = self._norm.find(word)
                if place >= 0:
                    self._warnings.append(Caution.YEAR_OF_EVENT(year=event.year, words=word))
                    return Stand(event.year, (place, place + len(word)))
        return None

    def _read_zone(
        self, zone: Zone, index: int, points: Iterable[tuple[Point, Point | None]]
    ) -> list[DateMention]:
        mentions = []
        sections = self._sections_around(zone.section)
        narrates = self._layout.fields.kind in _NARRATIVE
        for first, last in points:
            open_year = not (first.fixed or isinstance(first.year, int))
            plan = open_year and planned(self._norm, first.start, (last or first).end, (zone.start, zone.end))
            past = narrates and first.granularity == "month" and not _AHEAD.match(self._norm, first.end)
            place = Place(first.start, index, sections, planned=plan, past=past)
            found = self._resolve(first, last, place)
            if found is None:
                continue
            mentions.append(self._mention(found, zone, index))
        return mentions

    def _points(self, zone: Zone) -> Iterator[tuple[Point, Point | None]]:
        """Points of a zone, each with the end of its range if it begins one."""
        norm, grammar = self._norm, self._finder._grammar
        if not self._finder._gate.search(norm, zone.start, zone.end):
            return
        barred = [match.span() for match in self._finder._not_dates.finditer(norm, zone.start, zone.end)]
        barred = sorted([*barred, *(span for span in self._damaged if zone.start <= span[0] < zone.end)])
        barred.append((zone.end, zone.end))
        position = zone.start
        for low, high in barred:
            while position < low:
                gate = self._finder._gate.search(norm, position, low)
                if gate is None:
                    break
                point = grammar.read(norm, gate.start(), low, near=self._near)
                if point is None:
                    position = gate.start() + 1
                    continue
                last = self._range_end(point, low)
                yield point, last
                position = (last or point).end
            position = max(position, high)

    def _range_end(self, first: Point, limit: int) -> Point | None:
        if first.granularity in ("vague", "recurring") or first.years > 1:
            return None
        joint = _TO.match(self._norm, first.end, limit)
        if joint is None:
            return None
        last = self._finder._grammar.read(self._norm, joint.end(), limit, near=self._near)
        return None if last is None or last.granularity in ("vague", "recurring") or last.same else last

    def _resolve(self, first: Point, last: Point | None, place: Place) -> _Found | None:
        """The value of a point or range. None where nothing is named (N天后 without a day to count from)."""
        end = (last or first).end
        if first.granularity == "recurring":
            return _Found(first.start, end, _open("recurring"), _NOTHING, first)
        resolved = self._context.resolve(first, place)
        if first.granularity == "vague":
            return _Found(first.start, end, _open("vague"), resolved, first)
        if resolved.bounds is None and (first.after is not None or first.feast):
            return None
        bounds = resolved.bounds
        granularity: Granularity = first.granularity
        if last:
            until = self._context.resolve(last, place, first=bounds)
            resolved = replace(resolved, impossible=resolved.impossible or until.impossible)
            together = bounds and until.bounds and bounds[0] <= until.bounds[1]
            bounds = (bounds[0], until.bounds[1]) if together and bounds and until.bounds else None
            granularity = "period"
        elif self._norm.startswith("当年", first.start) and resolved.by == "anchor":
            bounds, granularity = None, "vague"
        elif first.same and bounds is None:
            granularity = "vague"
        if resolved.impossible:
            self._warnings.append(Caution.NO_DAY(words=self._norm[first.start : end]))
        mended = first.mended or (last is not None and last.mended)
        start, stop = bounds or (None, None)
        sure = MENDED if mended else 1.0
        value = DateValue(start, stop, granularity, resolved_by=resolved.by, time=first.time, confidence=sure)
        if mended:
            self._warnings.append(Caution.MENDED_DATE(words=self._norm[first.start : end], day=value.start))
        return _Found(first.start, end, value, resolved, first)

    def _mention(self, found: _Found, zone: Zone, index: int) -> DateMention:
        """The finished mention; what it fixes is learnt for the dates that follow."""
        norm, value, span = self._norm, found.value, (zone.start, zone.end)
        is_range = found.end != found.point.end or found.point.span
        future = self._anchor is not None and value.end is not None and value.end > self._anchor
        role = role_of(
            norm, found.start, found.end, span,
            granularity=value.granularity, is_range=is_range, future=future,
        )  # fmt: skip
        value = replace(value, role=role, approx=approximate(norm, found.start, found.end, span))
        bounds = _bounds_of(value)
        if value.granularity == "vague":  # a season names its year
            bounds = found.resolved.bounds
        if bounds:
            weak = _compares(found.point) or compared(norm, found.start, zone.start)
            self._context.learn(self._known(found, value, bounds, zone, index, weak=weak))
        end = found.start + len(norm[found.start : found.end].rstrip())
        return Mention(found.start, end, value, f"date.{value.granularity}", found.resolved.basis)

    def _known(
        self, found: _Found, value: DateValue, bounds: Bounds, zone: Zone, index: int, *, weak: bool
    ) -> Known:
        point = found.point
        anchored = isinstance(point.year, Shift) and point.year.anchored
        return Known(
            found.start,
            found.end,
            zone=index,
            section=zone.section,
            heading=zone.kind in _HEADINGS,
            bounds=bounds,
            granularity="year" if value.granularity == "vague" else value.granularity,
            named=found.resolved.named,
            weak=weak,
            loose=point.budget or (value.role == "since" and not anchored),
            festival=point.festival is not None or point.pair is not None,
            pointing=point.quarter is not None,
        )

    def _sections_around(self, section: int) -> frozenset[int]:
        around = []
        current: int | None = section
        while current is not None and current not in around:
            around.append(current)
            current = self._layout.sections[current].parent
        return frozenset(around)


_NOTHING = Resolved(None, "none")


def _compares(point: Point) -> bool:
    """上年 is what the year told of is compared with."""
    return isinstance(point.year, Shift) and not point.year.anchored and point.year.steps < 0


def _open(granularity: Granularity) -> DateValue:
    return DateValue(None, None, granularity, resolved_by="none")


def _bounds_of(value: DateValue) -> Bounds | None:
    return (value.start, value.end) if value.start and value.end else None


def _first_year(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[1] or match[2]) if match else None
