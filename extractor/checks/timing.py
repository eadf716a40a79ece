"""Times that do not fit the date of the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.checks.rules import words
from extractor.layers import DateMention
from extractor.mentions.numbers import any_of

_YEAR = re.compile(r"(?<![0-9A-Za-z.])(?P<year>[0-9]{3,5})年(?P<more>[0-9]{1,2}月)?")
_DONE = re.compile("(?<![为除])了(?!解|却|如|结)|已(?!婚|故)|曾|顺利|圆满|落下帷幕|送去|送上|追回|建成|揭牌")
_CLOSES = re.compile("截止(?:时间|日期|日)?(?:为|到|至|是|：)$")
_NEAR = 30  # characters around a deadline that ask for something
_FIRST_YEAR, _LATEST = 1840, 2100
_AHEAD = 35  # years that plans reach beyond the date of a page
_SHORT_YEAR = re.compile("20[0-9]|19[0-9]")
_REPLY = timedelta(days=120)  # a deadline this long before the page was meant for it, not for the next year
_WITHOUT_YEAR = re.compile(r"(?<![0-9年])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日")


@cache
def _must() -> re.Pattern[str]:
    return re.compile(any_of(words().must))


@cache
def _not_yet() -> re.Pattern[str]:
    return re.compile(any_of(words().not_yet))


def check_years(page: Page) -> Iterator[Finding]:
    """A year that no bulletin can mean: 3202年, 20233年, 202年5月."""
    limit = page.day.year + _AHEAD if page.day else _LATEST
    for match in page.matches(_YEAR):
        year = match["year"]
        short = len(year) == 3 and match["more"] and _SHORT_YEAR.fullmatch(year)
        odd = len(year) > 3 and not _FIRST_YEAR <= int(year) <= limit
        if short or odd:
            span = (match.start(), match.end("year") + 1)
            yield Finding("impossible-year", (span,), {"year": f"{year}年"}, (f"{year}年",))


def check_events(page: Page) -> Iterator[Finding]:
    """A day after the page's own date, told as past (了, 已)."""
    day = page.day
    if day is None:
        return
    for mention in page.mentions.dates:
        value = mention.value
        if value.start is None or value.start <= day or value.granularity != "day" or value.confidence < 1:
            continue
        known = value.resolved_by != "context" and value.role in ("on", "during")
        if known and _is_told_as_past(page, mention):
            yield _finding(page, "event-after-date", (mention.start, mention.end), value.start, day)


def _is_told_as_past(page: Page, mention: DateMention) -> bool:
    if not page.layout.zone_at(mention.start).kind.is_body:
        return False
    begin, end = page.statement(mention.start, mention.end)
    return bool(_DONE.search(page.norm, mention.end, end)) and not _not_yet().search(page.norm, begin, end)


def check_deadlines(page: Page) -> Iterator[Finding]:
    """A deadline that had passed when the notice was written."""
    day = page.day
    if day is None or page.layout.fields.kind != "notice":
        return
    for mention in page.mentions.dates:
        due = mention.value.role in ("deadline", "until") or _CLOSES.search(
            page.norm, max(0, mention.start - _NEAR), mention.start
        )
        if not due or not page.layout.zone_at(mention.start).kind.is_body:
            continue
        end = _deadline(page, mention, day)
        begin = page.clause(mention.start, floor=max(0, mention.start - _NEAR))
        clause = page.norm[begin : mention.end + _NEAR].split("。")[0]
        if end is not None and end < day and _must().search(clause) and "已" not in clause:
            yield _finding(page, "deadline-passed", (mention.start, mention.end), end, day)


def _deadline(page: Page, mention: DateMention, day: date) -> date | None:
    """The day as it is told; without a year that of the page's own year, if it lies only a little before."""
    value = mention.value
    if value.end is None or value.confidence < 1 or value.granularity != "day":
        return None
    if "年" in page.norm[mention.start : mention.end]:
        return value.end
    match = _WITHOUT_YEAR.search(page.norm, mention.start, mention.end)
    try:
        here = date(day.year, int(match["month"]), int(match["day"])) if match else None
    except ValueError:
        return None
    return here if here and here < day <= here + _REPLY else None


def _finding(page: Page, name: str, span: tuple[int, int], told: date, day: date) -> Finding:
    words = {"date": page.text[slice(*span)], "iso": told.isoformat(), "page": day.isoformat()}
    return Finding(name, (span, *page.day_places), words, (words["iso"], words["page"]))
