"""Finds the dates of a document and says what they mean.

A match of the pattern becomes a point, two points a range; what stands around gives the role; context and
anchor give what is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extractor.layers import CleanText, DateMention, Layout, Mention, Zone, ZoneKind
from extractor.mentions.date_cues import approximate, compared, planned, role_of
from extractor.mentions.date_grammar import DateGrammar, Point
from extractor.mentions.date_pattern import DASH, first_characters
from extractor.mentions.date_resolving import DateContext, Known, Place, Resolved
from extractor.mentions.date_words import DateWords, load_words
from extractor.values.dates import Bounds, small_number
from extractor.values.model import DateValue

_SKIPPED = (ZoneKind.NAVIGATION, ZoneKind.RELATED)
_HEADINGS = (ZoneKind.HEADING, ZoneKind.TITLE)
_TO = re.compile(rf"(?:起|开始)?[ ]?{DASH}[ ]?(?!今|少|多)")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年(?!.{0,12}(?:起|以来|开始|成立))|[〔（\\[(]((?:19|20)[0-9]{2})[〕）\\])]")
_FEAST_SUFFIX = re.compile(
    "(?P<eve>前夕)|(?P<holiday>期间|假期|长假|小长假|黄金周)"
    "|(?P<side>[前后])(?P<count>[一二两三四五六七八九十]{1,3}|[0-9]{1,2})天|当[天日]"
)
_MENDED = 0.8
_EVE = 14


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
        self._gate = first_characters(words)
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


class _Reading:
    """One document being read."""

    def __init__(self, finder: DateFinder, clean: CleanText, layout: Layout, anchor: date | None) -> None:
        self._finder, self._layout = finder, layout
        self._norm = clean.norm
        self._damaged = clean.damaged
        topic, virtual = _years_of(layout, clean.norm)
        governs = layout.fields.kind in ("report", "chronicle")
        self._context = DateContext(
            clean.norm, anchor=anchor, topic=topic, topic_governs=governs, virtual=virtual
        )
        self._warnings: list[str] = []

    def run(self) -> tuple[list[DateMention], list[str]]:
        mentions = []
        for index, zone in enumerate(self._layout.zones):
            if zone.kind not in _SKIPPED:
                mentions += self._read_zone(zone, index)
        return mentions, self._warnings

    def _read_zone(self, zone: Zone, index: int) -> list[DateMention]:
        mentions = []
        sections = self._sections_around(zone.section)
        for first, last in self._points(zone):
            plan = planned(self._norm, first.start, (last or first).end, (zone.start, zone.end))
            place = Place(first.start, index, sections, plan)
            found = self._resolve(first, last, place)
            if found is None:
                continue
            mentions.append(self._mention(found, zone, index))
        return mentions

    def _points(self, zone: Zone) -> Iterator[tuple[Point, Point | None]]:
        """Points of a zone, each with the end of its range if it begins one."""
        norm, grammar = self._norm, self._finder._grammar
        barred = [match.span() for match in self._finder._not_dates.finditer(norm, zone.start, zone.end)]
        barred = sorted([*barred, *(span for span in self._damaged if zone.start <= span[0] < zone.end)])
        barred.append((zone.end, zone.end))
        position = zone.start
        for low, high in barred:
            while position < low:
                gate = self._finder._gate.search(norm, position, low)
                if gate is None:
                    break
                point = grammar.read(norm, gate.start(), low, near=self._context.year)
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
        last = self._finder._grammar.read(self._norm, joint.end(), limit, near=self._context.year)
        return None if last is None or last.granularity in ("vague", "recurring") or last.same else last

    def _resolve(self, first: Point, last: Point | None, place: Place) -> _Found | None:
        """The value of a point or range. None where nothing is named (N天后 without a day to count from)."""
        end = (last or first).end
        if first.granularity == "recurring":
            return _Found(first.start, end, DateValue(None, None, "recurring", resolved_by="none"), _NOTHING, first)
        resolved = self._context.resolve(first, place)
        if first.granularity == "vague":
            return _Found(first.start, end, DateValue(None, None, "vague", resolved_by="none"), resolved, first)
        if resolved.bounds is None and (first.after is not None or first.feast):
            return None
        bounds, granularity = resolved.bounds, first.granularity
        if last:
            until = self._context.resolve(last, place, first=bounds)
            together = bounds and until.bounds and bounds[0] <= until.bounds[1]
            bounds = (bounds[0], until.bounds[1]) if together and bounds and until.bounds else None
            granularity = "period"
        elif self._norm.startswith("当年", first.start) and resolved.by == "anchor":
            bounds, granularity = None, "vague"
        elif first.same and bounds is None:
            granularity = "vague"
        if resolved.impossible:
            self._warnings.append(f"{self._norm[first.start : end]} is no day of the calendar")
        mended = first.mended or (last is not None and last.mended)
        value = DateValue(
            *(bounds or (None, None)), granularity, resolved_by=resolved.by, time=first.time,
            confidence=_MENDED if mended else 1.0,
        )  # fmt: skip
        if mended:
            self._warnings.append(f"{self._norm[first.start : end]} was read as {value.start}")
        return self._with_suffix(_Found(first.start, end, value, resolved, first))

    def _with_suffix(self, found: _Found) -> _Found:
        """春节前夕, 国庆期间, 冬至前一天: what follows a festival and moves its bounds."""
        festival, value = found.point.festival, found.value
        suffix = _FEAST_SUFFIX.match(self._norm, found.end) if festival else None
        if suffix is None or festival is None or value.start is None or value.end is None:
            return found
        first, last, granularity = value.start, value.end, value.granularity
        if suffix["eve"]:
            first, last, granularity = first - timedelta(days=_EVE), first - timedelta(days=1), "period"
        elif suffix["holiday"]:
            last = first + timedelta(days=festival.days - 1)
        elif suffix["side"]:
            count = small_number(suffix["count"].replace("两", "二")) or 1
            step = timedelta(days=count)
            first, last = (
                (first - step, first - timedelta(days=1)) if suffix["side"] == "前" else (first + timedelta(days=1), first + step)
            )
            granularity = "day" if count == 1 else "period"
        else:
            granularity = "day"
        return replace(found, end=suffix.end(), value=replace(value, start=first, end=last, granularity=granularity))

    def _mention(self, found: _Found, zone: Zone, index: int) -> DateMention:
        """The finished mention; what it fixes is learnt for the dates that follow."""
        norm, value, span = self._norm, found.value, (zone.start, zone.end)
        is_range = value.granularity == "period" and found.end != found.point.end and not found.point.festival
        role = role_of(norm, found.start, found.end, span, granularity=value.granularity, is_range=is_range)
        value = replace(value, role=role, approx=approximate(norm, found.start, found.end, span))
        bounds = _bounds_of(value) or (found.resolved.bounds if value.granularity == "vague" else None)
        if bounds:
            weak = role == "since" or compared(norm, found.start, zone.start)
            self._context.learn(
                Known(
                    found.start, found.end, index, zone.section, zone.kind in _HEADINGS, bounds,
                    "year" if value.granularity == "vague" else value.granularity,
                    found.resolved.named, weak, found.point.festival is not None or found.point.pair is not None,
                )
            )  # fmt: skip
        return Mention(found.start, found.end, value, f"date.{value.granularity}", found.resolved.basis)

    def _sections_around(self, section: int) -> frozenset[int]:
        around = []
        current: int | None = section
        while current is not None and current not in around:
            around.append(current)
            current = self._layout.sections[current].parent
        return frozenset(around)


_NOTHING = Resolved(None, "none")


def _bounds_of(value: DateValue) -> Bounds | None:
    return (value.start, value.end) if value.start and value.end else None


def _years_of(layout: Layout, norm: str) -> tuple[int | None, int | None]:
    """The year in the title, and a year to stand in for an anchor: title, paper number, latest year named."""
    title, number = layout.fields.title, layout.fields.number
    topic = _first_year(title.value) if title else None
    named = topic or (_first_year(number.value) if number else None)
    if named is None and layout.fields.date is None:
        years = [year for zone in layout.zones if zone.kind not in _SKIPPED for year in _years(norm, zone)]
        named = max(years, default=None)
    return topic, named


def _years(norm: str, zone: Zone) -> Iterator[int]:
    for match in _YEAR.finditer(norm, zone.start, zone.end):
        yield int(match[1] or match[2])


def _first_year(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[1] or match[2]) if match else None
