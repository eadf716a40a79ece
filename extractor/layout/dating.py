"""The date of a page: 成文日期, else the publishing date. It anchors the other dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.layers import Field, Zone, ZoneKind
from extractor.layout.vocabulary import Vocabulary
from extractor.values.dates import day_value, parse_date
from extractor.values.model import DateValue

_DAY = re.compile(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}(?!\d)(?:\s*[日曰])?"
    r"|(?<!\d)(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}(?!\d{3})"
    r"|[一二][〇○零一二三四五六七八九0]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿卅]{1,3}[日曰]"
)
_REVERSED = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
_PACKED = re.compile(r"(?<!\d)(?:19|20)\d{4,6}(?!\d)")
_TODAY = re.compile(r"今天是|今日")
_REPRINTED = re.compile(r"原载(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_LATE_YEARS = 3
_FEWEST_YEARS = 3
"""A page put up this many years after the last year its text names was put up long after what it tells;
so few years may be named in passing."""

DayField = Field[DateValue]


def find_date(zones: Sequence[Zone], norm: str, known: Vocabulary) -> DayField | None:
    """The date that the page gives itself, or None.

    The signature comes before a date under the title, that before the publishing date, that before the date
    of a masthead. A publishing date long after what the text tells is no anchor.
    """
    body = [index for index, zone in enumerate(zones) if zone.kind.is_body]
    first = body[0] if body else len(zones)
    for index, zone in enumerate(zones):
        if zone.kind is ZoneKind.SIGNATURE and index > first:
            found = next(_days(norm, zone), None) or _packed(norm, zone)
            if found:
                return found
    written: list[DayField] = []
    published: list[DayField] = []
    for index, zone in enumerate(zones):
        if zone.kind.is_body or zone.kind is ZoneKind.HEADING or _TODAY.search(norm, zone.start, zone.end):
            continue
        for day in _days(norm, zone):
            (written if _is_written(norm, zone, day, known) and index < first + 1 else published).append(day)
    if written:
        return written[0]
    if not published:
        return None
    return _reprinted(norm, published[0]) or (None if is_late(norm, zones, published[0]) else published[0])


def _days(norm: str, zone: Zone) -> Iterator[DayField]:
    for match in _DAY.finditer(norm, zone.start, zone.end):
        text = re.sub(r"\s+", "", match[0]).replace("曰", "日")
        value = parse_date(text if "年" not in text or text.endswith("日") else text + "日")
        if value is not None and value.granularity == "day":
            yield Field(replace(value, time=None), match.start(), match.end())
    for match in _REVERSED.finditer(norm, zone.start, zone.end):
        value = day_value(int(match[3]), int(match[2]), int(match[1]))
        if value is not None:
            yield Field(value, match.start(), match.end())


def _packed(norm: str, zone: Zone) -> DayField | None:
    """The day of a signature whose 年月日 were lost (2020917)."""
    match = _PACKED.search(norm, zone.start, zone.end)
    value = parse_date(match[0]) if match else None
    return Field(value, match.start(), match.end()) if match and value else None


def _is_written(norm: str, zone: Zone, day: DayField, known: Vocabulary) -> bool:
    """True for a date that the text gives itself: in brackets under the title, the letterhead, 成文日期."""
    assert day.start is not None
    labels = [match.lastgroup for match in known.label.finditer(norm, zone.start, day.start)]
    if labels:
        return labels[-1] == "written"
    if zone.kind is ZoneKind.LETTERHEAD:
        return True
    return zone.kind in (ZoneKind.BYLINE, ZoneKind.NUMBER) and norm[zone.start] == "（"


def is_late(norm: str, zones: Sequence[Zone], day: DayField) -> bool:
    """Whether ``day`` is years after the last year that the text names."""
    years = [
        int(match[1])
        for zone in zones
        if zone.kind.is_body or zone.kind is ZoneKind.TITLE
        for match in _YEAR.finditer(norm, zone.start, zone.end)
    ]
    assert day.value.start is not None
    return len(years) >= _FEWEST_YEARS and day.value.start.year - max(years) >= _LATE_YEARS


def _reprinted(norm: str, published: DayField) -> DayField | None:
    """原载10月18日一版: the day it first stood in print, in the year before it was put up."""
    match = _REPRINTED.search(norm)
    if match is None or published.value.start is None:
        return None
    year = published.value.start.year
    value = day_value(year, int(match[1]), int(match[2]))
    if value is not None and value.start is not None and value.start > published.value.start:
        value = day_value(year - 1, int(match[1]), int(match[2]))
    return (
        None
        if value is None
        else Field(replace(value, resolved_by="context"), match.start() + 2, match.end())
    )
