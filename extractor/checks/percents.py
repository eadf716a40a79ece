"""Percentages against the figures they are reckoned from, and differences against both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from extractor.checks.figures import Figure, Room
from extractor.checks.model import Finding
from extractor.checks.page import Page, Passage
from extractor.checks.rules import words
from extractor.checks.writing import shown, written
from extractor.mentions.numbers import any_of
from extractor.values.numerals import decimal_string

_PERCENT = r"(?P<percent>[0-9]{1,4}(?:\.[0-9]{1,2})?)%"
_SHARE = re.compile(rf"[，、（]?占(?:比|其|总数|总额|总量|全部|合计|到|了|比为|的|总){{0,3}}{_PERCENT}")
_PARTS_OF = re.compile("其中|：|（")
_AROUND = 400  # characters before a sentence in which its base may stand
_COMPARING = re.compile(r"[，（]?[^，；。]{0,6}，?(?:比|较|与|同比)[^；。]*")
_HUNDRED = Decimal(100)


@cache
def _growth() -> re.Pattern[str]:
    """比上年[84.4万元]增加(12.66万元)，增长15%: which words go up, which down, and the percentage."""
    up, down = any_of(words().more), any_of(words().less)
    return re.compile(rf"(?:(?P<up>{up})|(?P<down>{down}))(?:了|幅度|幅|率|比例)?(?:为|是|达|约)?{_PERCENT}")


@cache
def _changed() -> re.Pattern[str]:
    return re.compile(rf"(?:(?P<up>{any_of(words().more)})|(?P<down>{any_of(words().less)}))了?$")


def check_percents(page: Page) -> Iterator[Finding]:
    """Shares (占40%), growth (增长15%) and differences (比上年多3万元) that their figures do not bear out."""
    for passage in page.passages():
        figures = page.figures_in(passage.start, passage.end)
        yield from _shares(page, passage, figures)
        yield from _growths(page, passage, figures)
        yield from _differences(page, passage, figures)


def _shares(page: Page, passage: Passage, figures: Sequence[Figure]) -> Iterator[Finding]:
    """The base is the total of which the part is one (其中); no other figure near may bear it out instead."""
    for match in _SHARE.finditer(page.norm, passage.start, passage.end):
        part = next((figure for figure in figures if figure.end == match.start()), None)
        whole = _whole_of(page, passage, part, figures) if part and part.per is None else None
        if part is None or whole is None:
            continue
        near = page.figures_in(max(0, passage.start - _AROUND), passage.end)
        others = [f for f in near if f.kind == part.kind and f.value >= part.value > 0]
        if not any(_bears(part.room, other.room, match["percent"]) for other in others):
            yield _finding(page, "share-percentage", match, part, whole, part.value / whole.value)


def _whole_of(page: Page, passage: Passage, part: Figure, figures: Sequence[Figure]) -> Figure | None:
    cues = list(_PARTS_OF.finditer(page.norm, passage.start, part.start))
    begin = cues[-1].start() if cues else part.start
    wholes = [f for f in figures if f.kind == part.kind and f.end <= begin and f.per is None]
    return wholes[-1] if wholes and wholes[-1].value >= part.value > 0 else None


def _growths(page: Page, passage: Passage, figures: Sequence[Figure]) -> Iterator[Finding]:
    """X，比上年增加Z，增长15% (the base is X - Z), or X，比上年的Y增长15%."""
    for match in _growth().finditer(page.norm, passage.start, passage.end):
        earlier = [figure for figure in figures if figure.end <= match.start() and figure.per is None]
        if len(earlier) < 2:
            continue
        now, change = earlier[-2:]
        sign = 1 if match["up"] else -1
        gap = page.norm[change.end : match.start()]
        if now.kind != change.kind or not _is_comparison(page, now, change):
            continue
        told = _changed().search(page.norm, passage.start, change.start)
        if told and gap in ("，", "、", "，同比", "，比例"):
            before = sign * change.value
            base = Room(now.room.low - before, (now.room.high or now.value) - before)
            if base.low > 0 and not _bears(change.room, base, match["percent"]):
                yield _finding(page, "growth-percentage", match, change, now, change.value / base.low)
        elif gap in ("", "的") and not told and change.value:
            grown = sign * (now.value / change.value - 1)
            room = Room(abs(now.value - change.value), abs(now.value - change.value))
            if not _bears(room, change.room, match["percent"]) or grown < 0:
                yield _finding(page, "growth-percentage", match, now, change, grown)


def _differences(page: Page, passage: Passage, figures: Sequence[Figure]) -> Iterator[Finding]:
    """X，比上年的Y多Z."""
    for now, base, change in zip(figures, figures[1:], figures[2:], strict=False):
        if not now.kind == base.kind == change.kind or now.per != base.per or now.each or base.each:
            continue
        told = re.fullmatch(rf"的?{_changed().pattern}", page.norm[base.end : change.start])
        if told is None or not _is_comparison(page, now, base):
            continue
        sign = 1 if told["up"] else -1
        apart, spread = sign * (now.value - base.value), _spread(now, base)
        if Room(apart - spread, apart + spread).meets(change.room):
            continue
        yield Finding(
            "difference",
            (change.span, now.span, base.span),
            {
                "now": written(page, now),
                "base": written(page, base),
                "told": written(page, change),
                "difference": shown(abs(now.value - base.value), change),
            },
            (written(page, change), shown(abs(now.value - base.value), change)),
        )


def _spread(*figures: Figure) -> Decimal:
    return sum(((f.room.high or f.value) - f.room.low for f in figures), Decimal(0))


def _is_comparison(page: Page, now: Figure, other: Figure) -> bool:
    """Whether 比 … stands between the two, and no other statement."""
    return _COMPARING.fullmatch(page.norm, now.end, other.start) is not None


def _bears(part: Room, whole: Room, percent: str) -> bool:
    """Whether part ÷ whole may be written as this percentage."""
    half = Decimal(10) ** -len(percent.partition(".")[2]) / 2
    told = Decimal(percent)
    if part.high is None or whole.high is None or whole.low <= 0:
        return True
    return part.low / whole.high * _HUNDRED <= told + half and part.high / whole.low * _HUNDRED >= told - half


def _finding(
    page: Page, name: str, match: re.Match[str], figure: Figure, base: Figure, share: Decimal
) -> Finding:
    places = len(match["percent"].partition(".")[2])
    reckoned = f"{decimal_string(round(share * _HUNDRED, max(places, 1)))}%"
    told = f"{match['percent']}%"
    return Finding(
        name,
        ((match.start("percent"), match.end()), figure.span, base.span),
        {"told": told, "reckoned": reckoned, "figure": written(page, figure), "base": written(page, base)},
        (told, reckoned),
    )
