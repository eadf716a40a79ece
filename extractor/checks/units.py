"""Units: too many, too few, of the wrong size; and numbers in two kinds of digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from extractor.checks.figures import MONEY, Figure
from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.checks.writing import shown, written
from extractor.signs import compile_han

_DOUBLED = re.compile(
    r"[0-9.]+(?:余|多)?(?:万元万元|亿元亿元|亿元万元|万元亿元|万万元|亿亿元|元元|元人民币元|元万元|万元元|亿元元|人人(?!次|均|都|有)|名名|户户(?!均|都|有)"
    r"|人次人次|人人次|名人(?!员|次|民|大|才|士|均|物)|台台|份份|家家(?![户都有政电具庭长属居园纺里])|场场(?!都|有)|个个(?!都|是|体|人)|％％|%%|月月|日日|年年(?![底末初中度报]))"
)
_MANY_WAN = re.compile(r"[0-9]{6,}(?:\.[0-9]+)?万元")
_SANE = Decimal(1000)
_WAN = Decimal(10000)
_LISTED = compile_han(r"[，、；]?[一-鿿]{1,16}")
_FEWEST = 3
_REACH = 20  # characters before a sum that may say that it is a rate
_MIXED = re.compile(
    r"(?<![一二三四五六七八九十百千万亿〇○零两])(?:"
    r"[0-9][一二三四五六七八九](?=[十百千万人名户家个元年])[十百千万]?"
    r"|[一二三四五六七八九][0-9]+(?=[元人名户家个年月日%])|十[0-9](?=[人名户家个元])"
    r"|[0-9][百千][一二三四五六七八九]|[0-9]十[0-9一二三四五六七八九]?(?=[余多人名户家个元万])"
    r")"
)
_YEAR_MIXED = re.compile(
    r"(?<![0-9一二三四五六七八九])(?=.{0,3}[0-9])(?=.{0,3}[一二三四五六七八九〇○零])[二一12][0-9一二三四五六七八九〇○零]{3}年"
)
_DATE_MIXED = re.compile(
    r"[0-9]{4}年(?:[一二三四五六七八九十]{1,2}月[0-9一二三四五六七八九十]{1,3}日|[0-9]{1,2}月[一二三四五六七八九十]{1,3}日)"
    r"|(?<![0-9年])[0-9]{1,2}月[一二三四五六七八九十]{1,3}日|(?<![一二三四五六七八九十年])[一二三四五六七八九十]{1,2}月[0-9]{1,2}日"
)
_BARE = compile_han(r"^[0-9][0-9,.]*$")
_CLOSED = "，。；、）)\n"


def check_doubled(page: Page) -> Iterator[Finding]:
    """300万元元, 5万万元, 30人人."""
    for match in page.matches(_DOUBLED):
        yield _plain(page, "double-unit", match.span())


def check_missing(page: Page) -> Iterator[Finding]:
    """A sum that closes its clause without any unit: 拨付资金300，"""
    cells = {zone.start for zone in page.layout.zones if zone.cells}
    for mention in page.mentions.amounts:
        zone = page.layout.zone_at(mention.start)
        text = page.norm[mention.start : mention.end]
        if zone.start in cells or not zone.kind.is_body or not _BARE.match(text):
            continue
        closed = page.norm[mention.end : mention.end + 1] in _CLOSED  # also at the end, where nothing stands
        if mention.basis is None and closed and not _shares_unit(page, mention.end):
            yield _plain(page, "missing-unit", (mention.start, mention.end))


def _shares_unit(page: Page, end: int) -> bool:
    """5、8、12万元: the unit stands behind the last of a list."""
    return re.match(r"(?:[、，和][0-9][0-9.]*)+[十百千万亿]?[元人户]", page.norm[end : end + 40]) is not None


def check_size(page: Page) -> Iterator[Finding]:
    """2631760万元, and 3004元 in a list of 万元."""
    yield from _giants(page)
    for passage in page.passages():
        figures = page.figures_in(passage.start, passage.end)
        money = [f for f in figures if f.unit == MONEY]
        for run in _lists(page, money):
            yield from _outliers(page, run)


def _giants(page: Page) -> Iterator[Finding]:
    """Whole numbers of six digits or more before 万元, a thousand times all other sums of the page."""
    sums = [figure for figure in page.figures if figure.unit == MONEY]
    largest = sorted((figure.value for figure in sums), reverse=True)[:2]
    for figure in sums:
        others = largest[-1] if figure.value == largest[0] and len(largest) > 1 else _WAN
        if figure.value != largest[0] or not _MANY_WAN.fullmatch(figure.text):
            continue
        if figure.value > _SANE * max(others, _WAN):
            meant = shown(figure.value / _WAN, figure)
            words = {"figure": written(page, figure), "meant": meant}
            yield Finding("unit-slip", (figure.span,), words, (words["figure"], meant))


def _lists(page: Page, figures: Sequence[Figure]) -> Iterator[list[Figure]]:
    """Neighbouring sums with only a name between them."""
    run: list[Figure] = []
    for figure in figures:
        if run and not _LISTED.fullmatch(page.norm[run[-1].end : figure.start]):
            yield run
            run = []
        run.append(figure)
    yield run


def _outliers(page: Page, run: Sequence[Figure]) -> Iterator[Finding]:
    """One 元 among at least two 万元, in the list and not as a rate, that would be of their size with 万."""
    large = [figure for figure in run if "万" in figure.text or "亿" in figure.text]
    small = [figure for figure in run if figure not in large]
    if len(small) != 1 or len(run) < _FEWEST:
        return
    odd = small[0]
    least = min(figure.value for figure in large)
    if odd.per or odd.each or any(f.per or f.each for f in large) or odd.value >= _WAN or odd.mod != "exact":
        return
    label = page.norm[page.clause(odd.start, floor=max(0, odd.start - _REACH)) : odd.start]
    if "每" in label or "均" in label or "各" in label:
        return
    if odd.value * _WAN < least / 10 or odd.value * _SANE > least:
        return
    meant = shown(odd.value * _WAN, large[0])
    words = {"figure": written(page, odd), "meant": meant}
    yield Finding("unit-slip", (odd.span, *(f.span for f in large)), words, (words["figure"], meant))


def check_mixed(page: Page) -> Iterator[Finding]:
    """Arabic and Chinese digits in one number or one date; 万 and 亿 go with both."""
    seen: set[int] = set()
    for pattern in (_DATE_MIXED, _YEAR_MIXED, _MIXED):
        for match in page.matches(pattern, written=True):
            if seen.isdisjoint(range(*match.span())):
                seen.update(range(*match.span()))
                yield _plain(page, "mixed-numerals", match.span())


def _plain(page: Page, name: str, span: tuple[int, int]) -> Finding:
    text = page.text[slice(*span)]
    return Finding(name, (span,), {"text": text}, (text,))
