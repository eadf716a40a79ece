"""Days that the calendar does not have, and days in the wrong order."""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Iterator

from extractor.checks.model import Finding
from extractor.checks.page import Page

_DASH = r"(?:起|开始)?(?:至|到|—{1,2}|－|-|–|~|～)"
_DAY = re.compile(
    r"(?:(?<![0-9])(?P<year>[0-9]{4})年)?(?<![0-9.])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]"
)
_TIME = re.compile(r"(?<![0-9小第:：])(?P<hour>[0-9]{1,2})(?:时|点|[:：])(?P<minute>[0-9]{2})分?(?![0-9比])")
_WEEKDAY = re.compile(r"\s?[（(，]?\s?(?:星期|周|礼拜)(?P<name>[一二三四五六日天])(?![年至、到—])")
_RANGE = re.compile(
    r"(?:(?<![0-9])(?P<year>[0-9]{4})年)?(?<![0-9.])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})日?"
    rf"{_DASH}(?:(?P<year2>[0-9]{{4}})年)?(?:(?P<month2>[0-9]{{1,2}})月)?(?P<day2>[0-9]{{1,2}})日"
)
_YEARS = re.compile(
    rf"(?<![0-9])(?P<first>(?:19|20)[0-9]{{2}})年?{_DASH}(?P<last>(?:19|20)[0-9]{{2}})年(?!度?第)"
)
_NAMES = "一二三四五六日"
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WINTER = 6  # from the second half of a year a range may end in the first half of the next


def check_calendar(page: Page) -> Iterator[Finding]:
    """2月30日, 13月5日, 29 February of a common year, 25时."""
    for match in page.matches(_DAY):
        year = int(match["year"]) if match["year"] else None
        if not _exists(year, int(match["month"]), int(match["day"])):
            yield Finding("impossible-date", (match.span(),), {"date": match[0]}, (match[0],))
    for match in page.matches(_TIME):
        hour, minute = int(match["hour"]), int(match["minute"])
        timed = "时" in match[0] or "点" in match[0]
        if timed and (hour > 24 or minute > 59 or (hour == 24 and minute)):
            yield Finding("impossible-date", (match.span(),), {"date": match[0]}, (match[0],))


def check_weekdays(page: Page) -> Iterator[Finding]:
    """A day with the name of another day of the week behind it."""
    for mention in page.mentions.dates:
        day = mention.value.start
        match = _WEEKDAY.match(page.norm, mention.end) or _WEEKDAY.search(
            page.norm, mention.start, mention.end
        )
        if match is None or day is None or day != mention.value.end or mention.value.granularity != "day":
            continue
        right = _NAMES[day.weekday()]
        if match["name"].replace("天", "日") != right:
            told, span = f"星期{match['name']}", (mention.start, max(mention.end, match.end()))
            words = {"date": page.text[mention.start : mention.end], "iso": day.isoformat()}
            words |= {"told": told, "right": f"星期{right}"}
            yield Finding("weekday", (span,), words, (told, words["right"]))


def check_ranges(page: Page) -> Iterator[Finding]:
    """A range of days or years that ends before it begins."""
    for match in page.matches(_RANGE):
        if _is_backward(match):
            yield _backward(page, match)
    for match in page.matches(_YEARS):
        if int(match["last"]) < int(match["first"]):
            yield _backward(page, match)


def _backward(page: Page, match: re.Match[str]) -> Finding:
    text = page.text[match.start() : match.end()]
    return Finding("end-before-start", (match.span(),), {"range": text}, (text,))


def _is_backward(match: re.Match[str]) -> bool:
    """Without a year of its own the end may lie in the next one, where the range begins in its second half
    and ends in the first."""
    month, day = int(match["month"]), int(match["day"])
    month2 = int(match["month2"]) if match["month2"] else month
    day2 = int(match["day2"])
    if not (_exists(None, month, day) and _exists(None, month2, day2)):
        return False
    if match["year2"] and match["year"]:
        return (int(match["year2"]), month2, day2) < (int(match["year"]), month, day)
    if match["year2"] or (month2, day2) >= (month, day):
        return False
    return not (month > _WINTER >= month2)


def _exists(year: int | None, month: int, day: int) -> bool:
    if not (1 <= month <= 12 and 1 <= day <= _LENGTHS[month - 1]):
        return False
    return not (year and month == 2 and day == 29 and not isleap(year))
