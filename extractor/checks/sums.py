"""Parts against their total, in sentences; and a 元 where 万元 is meant, where the sum proves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from extractor.checks.figures import MONEY, Figure, Room, total_room
from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.checks.parts import Breakdown, breakdowns
from extractor.checks.writing import joined, shown, written

_WAN = Decimal(10000)
_FAR, _NEAR = Decimal("0.5"), Decimal("0.2")
"""Parts further from a total than this are not its parts, unless a unit is wrong;
the second where only their place says that they are."""
_LEAST_SHARE = 100
_SLIPPED = 50  # a figure this many times larger or smaller is one of the wrong unit


def check_sums(page: Page) -> Iterator[Finding]:
    """Parts that exceed their total, or miss it where they should come to all of it."""
    for passage in page.passages():
        for breakdown in breakdowns(page, passage):
            yield from judge(page, breakdown)


def judge(page: Page, breakdown: Breakdown) -> Iterator[Finding]:
    """What is wrong with one total and its parts, if anything."""
    total = breakdown.total
    exceeds = _exceeds(breakdown)
    if not exceeds and (not breakdown.whole or breakdown.room.meets(total.room)):
        return
    if _comes_out_otherwise(breakdown):
        return
    slip = _slip(page, breakdown)
    if slip is not None:
        yield slip
        return
    apart = abs(breakdown.value - total.value)
    if apart > (_NEAR if breakdown.loose else _FAR) * max(total.value, breakdown.value):
        return
    parts = [part.figure for part in breakdown.parts]
    yield Finding(
        "parts-exceed-total" if exceeds else "parts-miss-total",
        (total.span, *(part.span for part in parts)),
        {
            "total": written(page, total),
            "sum": shown(breakdown.value, total),
            "difference": shown(abs(breakdown.value - total.value), total),
            "parts": joined(page, parts),
        },
        (written(page, total), shown(breakdown.value, total)),
    )


def _comes_out_otherwise(breakdown: Breakdown) -> bool:
    """Whether the first parts already come to the total (then their own parts follow), or all but one do."""
    parts = breakdown.parts
    fewer = [parts[:number] for number in range(2, len(parts))]
    if len(parts) > 2:
        fewer += [(*parts[:number], *parts[number + 1 :]) for number in range(len(parts))]
    return any(total_room(part.room for part in some).meets(breakdown.total.room) for some in fewer)


def _exceeds(breakdown: Breakdown) -> bool:
    """People may be counted under several heads, so that their parts exceed a total only where they should
    come to all of it, or where one alone does."""
    total = breakdown.total.room
    if any(part.room.above(total) for part in breakdown.parts):
        return True
    overlapping = breakdown.total.unit != MONEY and not breakdown.whole
    return not overlapping and breakdown.room.above(total)


def _slip(page: Page, breakdown: Breakdown) -> Finding | None:
    """The one figure that makes the sum right when 元 and 万元 are exchanged."""
    total, parts = breakdown.total, breakdown.parts
    if total.unit != MONEY:
        return None
    scale = sum((part.value for part in parts), Decimal(0))
    if len(parts) > 1 and not total.value * _SLIPPED > scale > total.value / _SLIPPED:
        scaled = _scaled(total, _WAN if scale > total.value else 1 / _WAN)
        if _fits(replace(breakdown, total=scaled)):
            return _told(page, total, scaled, [part.figure for part in parts])
    for number, part in enumerate(parts):
        large = part.figure.value > total.value * _SLIPPED
        small = breakdown.whole and part.figure.value * _SLIPPED < total.value
        if len(parts) < 2 or not (large or small):
            continue
        mended = _scaled(part.figure, 1 / _WAN if large else _WAN)
        rest = [*parts[:number], *parts[number + 1 :]]
        if _fits(replace(breakdown, parts=(*rest, replace(part, figure=mended)))):
            return _told(page, part.figure, mended, [total, *(one.figure for one in rest)])
    return None


def _scaled(figure: Figure, factor: Decimal) -> Figure:
    high = figure.room.high
    room = Room(figure.room.low * factor, None if high is None else high * factor)
    return replace(figure, value=figure.value * factor, room=room)


def _fits(breakdown: Breakdown) -> bool:
    if breakdown.whole:
        return breakdown.room.meets(breakdown.total.room)
    return not _exceeds(breakdown) and breakdown.value * _LEAST_SHARE > breakdown.total.value


def _told(page: Page, figure: Figure, meant: Figure, others: list[Figure]) -> Finding:
    like = next((other for other in others if "万" in other.text), figure)
    return Finding(
        "unit-slip",
        (figure.span, *(other.span for other in others)),
        {
            "figure": written(page, figure),
            "meant": shown(meant.value, like),
        },
        (written(page, figure), shown(meant.value, like)),
    )
