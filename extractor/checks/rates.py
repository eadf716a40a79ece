"""So much for each, so many of them, and what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from extractor.checks.figures import MONEY, Figure, Room, total_room
from extractor.checks.model import Finding
from extractor.checks.page import Page, Passage
from extractor.checks.rules import words
from extractor.checks.writing import shown, written
from extractor.mentions.numbers import any_of

_PER = {"名": "人", "位": "人"}
_ALIKE = {"人": {"人", "人次"}}
_MOST = Decimal("0.5")
_NEAR = 6  # characters before an average (人均, 平均)
_DURATIONS = range(2, 13)

Pair = tuple[Figure, Figure]


@cache
def _per_time() -> re.Pattern[str]:
    return re.compile(any_of(words().per_time))


@cache
def _no_total() -> re.Pattern[str]:
    return re.compile(any_of([*words().rest, *words().compared]))


def check_rates(page: Page) -> Iterator[Finding]:
    """A count times its rate against the total that the same sentence gives."""
    for passage in page.passages():
        figures = page.figures_in(passage.start, passage.end)
        if any(_is_rate(figure) for figure in figures):
            yield from _passage(page, passage, figures)


def _passage(page: Page, passage: Passage, figures: Sequence[Figure]) -> Iterator[Finding]:
    rates = [figure for figure in figures if _is_rate(figure)]
    if any("均" in page.norm[rate.start - _NEAR : rate.end] for rate in rates):
        return
    totals = [figure for figure in figures if figure.unit == MONEY and figure not in rates]
    if len(totals) != 1:
        return
    total = totals[0]
    pairs = _pairs([f for f in figures if f.start < max(total.end, rates[-1].end)], rates)
    if not pairs or _is_more_than_product(page, passage, total, pairs):
        return
    room = total_room(_product(pair) for pair in pairs)
    value = sum((count.value * rate.value for count, rate in pairs), Decimal(0))
    if room.meets(total.room) or abs(value - total.value) > _MOST * max(value, total.value):
        return
    if any(room.times(Decimal(times)).meets(total.room) for times in _DURATIONS):
        return
    places = [total, *(figure for pair in pairs for figure in pair)]
    yield Finding(
        "rate-times-count",
        tuple(figure.span for figure in places),
        {
            "total": written(page, total),
            "product": shown(value, total),
            "difference": shown(abs(value - total.value), total),
            "sum": " + ".join(f"{written(page, count)} × {written(page, rate)}" for count, rate in pairs),
        },
        (written(page, total), shown(value, total)),
    )


def _is_rate(figure: Figure) -> bool:
    return figure.unit == MONEY and not figure.price and (figure.each or figure.per is not None)


def _pairs(figures: Sequence[Figure], rates: Sequence[Figure]) -> list[Pair]:
    """Each rate with its count: the nearest before it that may be meant; none where one stays alone or a
    count is left over."""
    counts = [f for f in figures if f.unit != MONEY and not f.each and f.per is None]
    pairs: list[Pair] = []
    for rate in rates:
        unit = _PER.get(rate.per or "", rate.per)
        fitting = [c for c in counts if unit is None or c.unit in _ALIKE.get(unit, {unit})]
        if len(rates) == len(fitting):
            pairs.append((fitting[rates.index(rate)], rate))
        elif len(fitting) == 1 and len(rates) == 1:
            pairs.append((fitting[0], rate))
        else:
            return []
    return pairs if len({count.start for count, _ in pairs}) == len(rates) else []


def _is_more_than_product(page: Page, passage: Passage, total: Figure, pairs: Sequence[Pair]) -> bool:
    """Whether something else enters: the total is a rest or compares, a count stands beyond a semicolon, or
    the rate runs over time (每月, 4个月)."""
    label = page.norm[page.clause(total.start, floor=passage.start) : total.start]
    apart = any("；" in page.norm[min(c.end, r.end) : max(c.start, r.start)] for c, r in pairs)
    figures = [total, *(figure for pair in pairs for figure in pair)]
    first = page.clause(min(figure.start for figure in figures), floor=passage.start)
    whole = page.norm[first : max(figure.end for figure in figures)]
    return apart or bool(_no_total().search(label) or _per_time().search(whole))


def _product(pair: Pair) -> Room:
    """A rate may have been rounded to what its last digit stands for."""
    count, rate = pair
    half = Decimal(10) ** min(0, int(rate.value.as_tuple().exponent)) / 2
    low = count.room.low * (rate.room.low - half)
    if count.room.high is None or rate.room.high is None:
        return Room(low, None)
    return Room(low, count.room.high * (rate.room.high + half))
