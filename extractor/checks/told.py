"""The same thing told twice: in the title and the text, or in two places of the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from extractor.checks.figures import Figure, place_of
from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.checks.writing import written
from extractor.layers import ZoneKind
from extractor.signs import compile_han

_DIGITS = re.compile(r"[0-9.]+")
_INTRODUCTION = compile_han("[一-鿿]{4}")
_HAN_BEHIND = compile_han("[一-鿿]{2}")
_LINKS = re.compile("(?:累计|总计|共计|合计|总额|共|为|达|达到|已)+$")
_LEAST_COUNT = 10
_FEWEST_DIGITS = 2
_REACH, _LOOK_BACK = 12, 8
_ALIKE = 4  # characters before two figures that make them the same one
_BESIDE = ("、", "，", "/", "（", "共")
_TIMES = re.compile("去年|上年|同期|往年|前年|[0-9]{4}年|[0-9]{1,2}月|第[一二三四五六七八九十]+[批笔期轮]")
_RUNNING = re.compile("累计|截至|截止|目前")


def check_title(page: Page) -> Iterator[Finding]:
    """A sum or count in the title that the text does not have, though it has one that looks like it."""
    figures = _body(page)
    for zone in page.layout.zones:
        if zone.kind is not ZoneKind.TITLE:
            continue
        for figure in page.figures_in(zone.start, zone.end):
            alike = [other for other in figures if other.kind == figure.kind]
            if any(_may_be(figure, other) for other in alike):
                continue
            near = [other for other in alike if not _is_rate(other) and _looks_like(figure, other)]
            if near and not _adds_up(figure, alike):
                yield _finding(page, "title-and-body", figure, near[0])


def _is_rate(figure: Figure) -> bool:
    return figure.each or figure.per is not None


def _may_be(figure: Figure, other: Figure) -> bool:
    """Titles round: 286万 may stand for 286.3万."""
    return other.room.meets(figure.room) or abs(other.value - figure.value) < place_of(figure.text)


def check_twice(page: Page) -> Iterator[Finding]:
    """A figure that two places of the text introduce with the same words, but for one digit."""
    told: defaultdict[tuple[str, tuple[str, str]], list[Figure]] = defaultdict(list)
    for figure in _body(page):
        words = _introduction(page, figure)
        if words is None or _is_rate(figure) or len(_digits(figure).strip("0")) < 2:
            continue
        earlier = told[words, figure.kind]
        for other in earlier[-_LOOK_BACK:]:
            unlike = _looks_like(figure, other) and not figure.room.meets(other.room)
            if unlike and _tells_same(page, figure, other):
                yield _finding(page, "told-differently", figure, other)
        earlier.append(figure)


def check_people(page: Page) -> Iterator[Finding]:
    """One and the same number that is 人 in one place and 人次 in another; fewer 人次 than 人 beside them."""
    figures = [figure for figure in _body(page) if figure.per is None]
    persons = {f.value: f for f in figures if f.unit == "人" and f.value >= _LEAST_COUNT}
    for visit in figures:
        person = persons.get(visit.value) if visit.unit == "人次" else None
        if person is not None and _same_words(page, person, visit):
            yield _finding(page, "persons-or-visits", visit, person)
    for person, visit in pairwise(figures):
        beside = page.norm[person.end : visit.start] in _BESIDE
        if beside and (person.unit, visit.unit) == ("人", "人次") and person.room.above(visit.room):
            yield _finding(page, "fewer-visits", visit, person)


def _body(page: Page) -> list[Figure]:
    return [f for zone in page.running_zones() for f in page.figures_in(zone.start, zone.end)]


def _looks_like(one: Figure, other: Figure) -> bool:
    """One digit is another, too many or too few, or two neighbours are exchanged: 286 and 268, 30 and 300."""
    mine, theirs = _digits(one), _digits(other)
    if min(len(mine), len(theirs)) < _FEWEST_DIGITS or mine == theirs:
        return False
    if len(mine) == len(theirs):
        unlike = [place for place, (a, b) in enumerate(zip(mine, theirs, strict=True)) if a != b]
        swapped = len(unlike) == 2 and unlike[1] == unlike[0] + 1 and sorted(mine) == sorted(theirs)
        return swapped or (len(unlike) == 1 and len(mine) > _FEWEST_DIGITS)
    long, short = sorted((mine, theirs), key=len, reverse=True)
    return len(long) == len(short) + 1 and any(
        long[:place] + long[place + 1 :] == short for place in range(len(long))
    )


def _digits(figure: Figure) -> str:
    match = _DIGITS.search(figure.text.replace(",", ""))
    return match[0].replace(".", "") if match else ""


def _adds_up(total: Figure, parts: list[Figure]) -> bool:
    """Whether neighbouring figures of the text come to this one."""
    for start in range(len(parts)):
        low = high = parts[start].room.low * 0
        for part in parts[start : start + 12]:
            low, high = low + part.room.low, high + (part.room.high or part.value)
            if low <= (total.room.high or total.value) and high >= total.room.low:
                return True
    return False


def _introduction(page: Page, figure: Figure) -> str | None:
    """The four characters before a figure, but for words like 共 and 累计; None for one of a row (第二名)."""
    words = _LINKS.sub("", page.norm[max(0, figure.start - _REACH) : figure.start])[-_ALIKE:]
    return words if _INTRODUCTION.fullmatch(words) and "第" not in words else None


def _tells_same(page: Page, one: Figure, other: Figure) -> bool:
    """Two sentences, the same thing behind both figures, and no other time or instalment before either."""
    apart = any(mark in page.norm[other.end : one.start] for mark in "。\n")
    behind = [_HAN_BEHIND.match(page.norm, figure.end) for figure in (one, other)]
    same = not (behind[0] and behind[1] and behind[0][0] != behind[1][0])
    leads = [page.norm[_opening(page, figure) : figure.start] for figure in (one, other)]
    times = [(set(_TIMES.findall(lead)), _RUNNING.search(lead) is not None) for lead in leads]
    return apart and same and times[0] == times[1]


def _opening(page: Page, figure: Figure) -> int:
    return max(page.norm.rfind(mark, 0, figure.start) for mark in "。；\n") + 1


def _same_words(page: Page, one: Figure, other: Figure) -> bool:
    """The same two characters before both figures, or the same thing counted."""
    if one.item is not None and one.item == other.item:
        return True
    before = {page.norm[max(0, f.start - 2) : f.start] for f in (one, other)}
    behind = {page.norm[f.end : f.end + 2] for f in (one, other)}
    return any(len(words) == 1 and next(iter(words)).isalpha() for words in (before, behind))


def _finding(page: Page, name: str, figure: Figure, other: Figure) -> Finding:
    told = (written(page, figure), written(page, other))
    return Finding(name, (figure.span, other.span), {"one": told[0], "other": told[1]}, told)
