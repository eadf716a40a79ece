"""Figures that can be reckoned with: sums of money and counts, each with the room that its words leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from extractor.layers import AmountMention, MentionLayer, QuantityMention
from extractor.records import Modifier

MONEY = "元"
_WRITTEN = re.compile(r"(?P<whole>[0-9][0-9,]*)(?:\.(?P<places>[0-9]+))?(?P<scale>[十百千万亿]*)")
_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_PEOPLE = {"名": "人", "位": "人"}
_ABOUT, _STEPS = Decimal("0.1"), 5  # 约 leaves a tenth, but no more than five of the last digit's steps
_MANY = re.compile("各(?:界|项|类|级|方|种|族|行业)[^各]{0,8}$")
_REACH = 12
_COARSE = 8  # whole 亿 are rounded
_NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Room:
    """The least and the most that a figure may stand for; None where there is no bound."""

    low: Decimal
    high: Decimal | None

    def __add__(self, other: Room) -> Room:
        if self.high is None or other.high is None:
            return Room(self.low + other.low, None)
        return Room(self.low + other.low, self.high + other.high)

    def times(self, factor: Decimal) -> Room:
        return Room(self.low * factor, None if self.high is None else self.high * factor)

    def above(self, other: Room) -> bool:
        """Whether even the least of this is more than the most of the other."""
        return other.high is not None and self.low > other.high

    def meets(self, other: Room) -> bool:
        return not (self.above(other) or other.above(self))


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure at its clean place, as written in ``norm``. ``unit`` is 元 for money, 人 for 名 and 位."""

    start: int
    end: int
    value: Decimal
    unit: str
    room: Room
    text: str
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False
    item: str | None = None
    currency: str = ""
    price: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end

    @property
    def kind(self) -> tuple[str, str]:
        """Only figures of one kind add up."""
        return self.unit, self.currency


def read_figures(norm: str, mentions: MentionLayer) -> tuple[Figure, ...]:
    """All figures with a value, in text order."""
    money = (_amount(norm, mention) for mention in mentions.amounts)
    counts = (_count(norm, mention) for mention in mentions.quantities)
    return tuple(sorted(filter(None, chain(money, counts)), key=lambda figure: figure.start))


def total_room(rooms: Iterable[Room]) -> Room:
    """The room of a sum."""
    return sum(rooms, start=Room(_NOTHING, _NOTHING))


def room_of(text: str, value: Decimal, mod: Modifier = "exact") -> Room:
    """A figure as it is written: decimals of 万 and 亿 are rounded, and so are whole 亿; whole 万 and plain
    numbers are exact. 近 and 约 leave up to a tenth; 余 and 多 up to the next step of the last digit."""
    half = _half_place(text)
    step = Decimal(10) ** _last_place(value)
    if mod == "approx":
        about = min(value * _ABOUT, step * _STEPS) + half
        return Room(value - about, value + about)
    if mod == "more_than":
        return Room(value, value + step)
    if mod == "less_than":
        return Room(value - step, value)
    if mod == "at_least":
        return Room(value, None)
    if mod == "at_most":
        return Room(_NOTHING, value)
    return Room(value - half, value + half)


def _amount(norm: str, mention: AmountMention) -> Figure | None:
    value, text = mention.value, norm[mention.start : mention.end]
    if value.yuan is None:
        return None
    each = _is_each(norm, mention.start, value.each)
    return Figure(
        mention.start, mention.end, value.yuan, MONEY, room_of(text, value.yuan, value.mod), text,
        value.mod, value.per, each, None, value.currency, value.kind == "price",
    )  # fmt: skip


def _is_each(norm: str, start: int, told: bool) -> bool:
    """各 before a sum, but not the 各 of 社会各界捐款."""
    return told and _MANY.search(norm, max(0, start - _REACH), start) is None


def _count(norm: str, mention: QuantityMention) -> Figure:
    value, text = mention.value, norm[mention.start : mention.end]
    return Figure(
        mention.start, mention.end, value.value, _PEOPLE.get(value.unit, value.unit),
        room_of(text, value.value, value.mod), text, value.mod, value.per, value.each, value.item,
    )  # fmt: skip


def place_of(text: str) -> Decimal:
    """What the last written digit of a figure stands for: 3.1万 → 1000, 286万 → 10000, 40 → 1."""
    match = _WRITTEN.search(text)
    power = sum(_SCALES[sign] for sign in match["scale"]) if match else 0
    return Decimal(10) ** (power - len(match["places"] or "" if match else ""))


def _half_place(text: str) -> Decimal:
    """Half of that place where a figure has been rounded to it, else 0."""
    match = _WRITTEN.search(text)
    power = sum(_SCALES[sign] for sign in match["scale"]) if match else 0
    rounded = match is not None and power and (match["places"] or power >= _COARSE)
    return place_of(text) / 2 if rounded else _NOTHING


def _last_place(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
