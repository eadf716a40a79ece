"""Official names of bodies, and divisions that do not stand at the time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.checks.rules import words
from extractor.layers import ZoneKind
from extractor.mentions.numbers import any_of
from extractor.mentions.orgs.divisions import COUNTY, Division, gazetteer
from extractor.signs import compile_han

_BODY = "总工会"
_OLD_NAMES = 1958  # before, 山东总工会 and 北京总工会 could be official names
_STANDING = 9999
_LAG = 2  # the table dates a change to the revision of the standard, a little late or early
_SINGLE = {
    "省省": "省", "市市": "市", "县县": "县", "区区": "区", "总总工": "总工", "工会工会": "工会",
    "总工总会": "总工会", "工会会": "工会",
}  # fmt: skip
_DOUBLED = re.compile(f"(?:{'|'.join(_SINGLE)})(?![员议费务同长籍刊徽计旗址])")
_LISTED = compile_han("[、和及与，]$|[一-鿿]和$")
_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年")
_SHORT_MIN, _LONGEST = 2, 6
_TITLES = (ZoneKind.TITLE, ZoneKind.HEADING, ZoneKind.BYLINE, ZoneKind.LETTERHEAD)


@dataclass(frozen=True, slots=True)
class Change:
    """A division that took the place of another. ``year`` is the last one of the old name."""

    old: Division
    new: Division
    year: int


def check_names(page: Page) -> Iterator[Finding]:
    """山东总工会 for 山东省总工会, 市市总工会, and names that the file calls wrong."""
    wrong = words().wrong_names
    if wrong:
        for match in page.matches(_wrong()):
            yield _misnamed(page, match.span(), wrong[match[0]])
    for match in page.matches(_DOUBLED):
        named = gazetteer().named(page.norm[match.start() - 1 : match.end()])  # 沙市市
        if not named and _BODY[1:] in page.norm[match.start() : match.end() + 4]:
            yield _misnamed(page, match.span(), _SINGLE[match[0]])
    if page.day is not None and page.day.year < _OLD_NAMES:
        return
    for zone in page.running_zones():
        yield from _bare_places(page, zone.start, zone.end)


@cache
def _wrong() -> re.Pattern[str]:
    return re.compile(any_of(words().wrong_names))


def _misnamed(page: Page, span: tuple[int, int], right: str) -> Finding:
    text = page.text[slice(*span)]
    return Finding("org-name", (span,), {"name": text, "right": right}, (text, right))


def _bare_places(page: Page, start: int, end: int) -> Iterator[Finding]:
    """A place without its kind right before 总工会 (山东总工会), where only one division is meant."""
    place = page.norm.find(_BODY, start, end)
    while place >= 0:
        division, begin = _division_before(page.norm, start, place)
        if division is not None and not _is_listed(page.norm, begin, place):
            yield _misnamed(page, (begin, place + len(_BODY)), f"{division.name}{_BODY}")
        place = page.norm.find(_BODY, place + 1, end)


def _division_before(norm: str, floor: int, place: int) -> tuple[Division | None, int]:
    """The one standing division whose name without its kind ends at ``place``, and where it begins."""
    for length in range(_LONGEST, _SHORT_MIN - 1, -1):
        begin = place - length
        form = norm[begin:place]
        if begin < floor or form in words().short_forms:
            continue
        options = [one for one in gazetteer().named(form) if not one.until]
        if any(one.name == form for one in gazetteer().named(form)):
            return None, begin
        if options and all(one.short == form for one in options):
            top = [one for one in options if one.level == min(other.level for other in options)]
            longer = begin > floor and gazetteer().named(norm[begin - 1 : place])
            return (top[0], begin) if len(top) == 1 and not longer else (None, begin)
    return None, place


def _is_listed(norm: str, begin: int, place: int) -> bool:
    """河南、山东总工会, or part of a longer name."""
    before = norm[max(0, begin - 2) : begin]
    return bool(_LISTED.search(before)) or norm.startswith("办事处", place + len(_BODY))


def check_divisions(page: Page) -> Iterator[Finding]:
    """A division that no longer stands, or not yet, in the year that the text tells about."""
    if page.day is None or page.layout.fields.kind == "chronicle":
        return
    for zone in page.read_zones():
        if zone.kind in _TITLES:
            continue
        for start, end, options in gazetteer().scan(page.norm[zone.start : zone.end]):
            form = page.norm[zone.start + start : zone.start + end]
            change = _changes().get(form)
            if change is None or len(options) > 1:
                continue
            span = (zone.start + start, zone.start + end)
            year = _year_around(page, *span)
            gone = change.old.name == form and year > change.year + _LAG
            to_come = change.new.name == form and year < change.year - _LAG
            known = _is_near(page, change) and not any(
                f.start < span[1] and span[0] < f.end for f in page.figures
            )
            if (gone or to_come) and known and not _is_past(page, span):
                right = (change.new if gone else change.old).name
                told = {"name": form, "right": right, "year": str(year), "last": str(change.year)}
                yield Finding("division-gone" if gone else "division-to-come", (span,), told, (form, right))


def _is_near(page: Page, change: Change) -> bool:
    """Whether the page tells of bodies of the same prefecture."""
    regions = {org.value.region for org in page.mentions.orgs if org.value.region}
    return any(region[:4] in (change.old.code[:4], change.new.code[:4]) for region in regions)


def _year_around(page: Page, start: int, end: int) -> int:
    """The latest year named in the sentence, else that of the page."""
    years = [int(match[1]) for match in _YEAR.finditer(page.norm, *page.statement(start, end))]
    assert page.day is not None
    return max(years, default=page.day.year)


def _is_past(page: Page, span: tuple[int, int]) -> bool:
    """原密云县, 密云县（今密云区）: the text knows."""
    around = page.norm[max(0, span[0] - 3) : span[1] + 6]
    return any(word in around for word in ("原", "今", "旧", "时", "撤", "改", "设"))


@cache
def _changes() -> dict[str, Change]:
    """By name: each former county with what it became, and each of today with what it was. A change is
    certain only where one standing division of the province bears the name without its kind, and no other
    province knows the name."""
    groups: defaultdict[tuple[str, str], dict[str, Division]] = defaultdict(dict)
    provinces: defaultdict[str, set[str]] = defaultdict(set)
    for division in {one for options in gazetteer().by_name.values() for one in options}:
        provinces[division.name].add(division.code[:2])
        group = groups[division.code[:2], division.short]
        known = group.get(division.name)
        later = known is None or _until(division) > _until(known)
        if division.short and division.level == COUNTY and later:
            group[division.name] = division
    changes: dict[str, Change] = {}
    for group in groups.values():
        chain = sorted(group.values(), key=_until)
        if not chain or chain[-1].until or any(not one.until for one in chain[:-1]):
            continue
        for old, new in pairwise(chain):
            changes.setdefault(old.name, Change(old, new, int(old.until)))
            if new is chain[-1]:
                changes[new.name] = Change(old, new, int(old.until))
    return {name: change for name, change in changes.items() if len(provinces[name]) == 1}


def _until(division: Division) -> int:
    return int(division.until) if division.until else _STANDING
