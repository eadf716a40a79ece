"""Numbers in running text with what is said around them: 近2900余, 三四十, 数百, 不少于8, 每人各5.

Money and counts are read from the same scan, made once per document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.layers import CleanText, Layout, ZoneKind
from extractor.patterns import PatternModel, load
from extractor.records import Modifier
from extractor.values.numerals import NUMBER, parse_number

_UNREAD = (ZoneKind.NAVIGATION, ZoneKind.RELATED)
_CORE = re.compile(
    rf"(?:(?P<vague>好几|几|数|上)(?P<round>[十百千万亿]{{1,3}})|(?P<number>{NUMBER}))"
    r"(?:(?P<more>余|多|来|几|把(?=[块元人名]))(?P<scale>[百千万亿]{0,2}))?"
)
_NEIGHBOURS = re.compile(r"([十百千万亿]?)([一二两三四五六七八九])([二三四五六七八九])([十百千万亿]{0,3})")
_INFIX: dict[str, Modifier] = {
    "余": "more_than",
    "多": "more_than",
    "来": "approx",
    "把": "approx",
    "几": "more_than",
}
_TWO_PLACES = re.compile(
    "[一二三四五六七八九]{2}"
)  # 五一, 三八, 二七: days and names, read by place only from three
_NO_ROUND_AFTER = {"数": "人户总次件个多无基倍分参系指岁", "上": "以之早晚线马身加网地墙井楼"}
_GLUED = "/:：∶×.·"
_DIGITS = "0123456789"
_PERSON = {"位": "人", "名": "人"}
_KILO = ("千瓦", "千克", "千米")
_CHAIN = "、至到和-—–~～"
_LOOK_BACK = 24


class Words(PatternModel):
    """``patterns/numbers.yaml``."""

    before: dict[Modifier, list[str]]
    not_after: dict[str, str]
    round_only: list[str]
    links: list[str]
    after: dict[Modifier, list[str]]
    per: list[str]
    each: list[str]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in clean text; ``value`` is None for a guess (三四十: ``low``, ``high``) and for 数百.

    ``mod`` is what the number itself says (余, 多, 来, 几). ``bare`` marks a unit that stands alone (百, 万):
    a number only where something else says so; ``floor`` is the end of the number before it in its zone, or
    the zone's start: words before that belong to others.
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    mod: Modifier
    bare: bool
    floor: int


def find_numbers(clean: CleanText, layout: Layout) -> list[Number]:
    """All numbers in text order, over every zone but navigation and related links; ordinals are left out."""
    numbers: list[Number] = []
    for zone in layout.zones:
        if zone.kind not in _UNREAD:
            numbers.extend(scan(clean.norm, zone.start, zone.end))
    return numbers


def scan(norm: str, start: int, end: int) -> Iterator[Number]:
    """The numbers of norm[start:end], without ordinals (第3、4名) and parts of codes (N95, 1:2)."""
    floor, ordinal = start, -1
    for match in _CORE.finditer(norm, start, end):
        first, last = match.span()
        before = norm[first - 1] if first > start else ""
        if before == "第" or (ordinal >= 0 and _chained(norm[ordinal:first])):
            ordinal = floor = last
            continue
        ordinal = -1
        if not _is_part(norm, first, before):
            number = _read(match, before, floor)
            if number is not None:
                yield number
        if before not in ("每", "一") or norm[first:last] != "一":  # 每一户: the word before still belongs
            floor = last


def _chained(gap: str) -> bool:
    return len(gap) == 1 and gap in _CHAIN


def _is_part(norm: str, first: int, before: str) -> bool:
    """Inside a code (N95), a ratio (1:2), a time, a fraction (三分之二) or a product (4×100)."""
    if not before:
        return False
    if before in _GLUED:
        return first > 1 and norm[first - 2] in _DIGITS
    return (before.isascii() and before.isalpha()) or (before == "之" and norm[first - 2 : first] == "分之")


def _read(match: re.Match[str], before: str, floor: int) -> Number | None:
    first, last = match.span()
    more = match["more"]
    mod: Modifier = _INFIX[more] if more else "exact"
    vague = match["vague"]
    if vague:
        if before in _NO_ROUND_AFTER.get(vague, "") and before:
            return None
        return Number(first, last, None, None, None, "vague", False, floor)
    written = match["number"] + (match["scale"] or "")
    if match.string[last - 1 : last + 1] in _KILO:  # 66万千瓦 is 66万 of 千瓦
        written, last = written[:-1], last - 1
    value = None if _TWO_PLACES.fullmatch(written) else parse_number(written)
    if value is not None:
        bare = not more and written.strip("百千万亿") == ""
        return Number(first, last, value, None, None, mod, bare, floor)
    bounds = _neighbours(written)
    return Number(first, last, None, *bounds, "range", False, floor) if bounds else None


def _neighbours(written: str) -> tuple[Decimal, Decimal] | None:
    """三四十, 十七八, 两三: the bounds of a guess between two neighbours."""
    match = _NEIGHBOURS.fullmatch(written)
    if match is None:
        return None
    head, one, two, unit = match.groups()
    low, high = parse_number(head + one + unit), parse_number(head + two + unit)
    return (low, high) if low is not None and high is not None and high > low else None


def any_of(words: Iterable[str]) -> str:
    """The source of an alternation of literal words, longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


class Surroundings:
    """Reads the words around a number, by ``patterns/numbers.yaml``."""

    def __init__(self, words: Words | None = None) -> None:
        words = words or load("numbers.yaml", Words)
        guarded = [
            f"(?<![{words.not_after[word]}]){word}" if word in words.not_after else word
            for word in sorted(
                (word for group in words.before.values() for word in group), key=len, reverse=True
            )
        ]
        self._mods: dict[str, Modifier] = {w: mod for mod, group in words.before.items() for w in group}
        self._before = re.compile(rf"({'|'.join(guarded)})(?:{any_of(words.links)})?$")
        self._after_mods: dict[str, Modifier] = {w: mod for mod, group in words.after.items() for w in group}
        self._after = re.compile(rf"({any_of(self._after_mods)})")
        self._round_only = frozenset(words.round_only)
        per = any_of(words.per)
        self._per = re.compile(
            rf"每一?(?:个(?=[\u4e00-\u9fff]{{2}}))?({per})|单([人户])|([人户次车家件月班日])均|(人)手(?=$|一)"
            r"|(月|年)(?=工资|薪|租)"
        )
        self._per_after = re.compile(rf"/((?:{per})(?:[·/](?:{per}))?)")
        self._each = re.compile(rf"各(?:{any_of(words.each)})?了?(?:[^，。；,;、]{{0,3}}[金款费])?$")

    def before(self, norm: str, number: Number) -> tuple[Modifier | None, int]:
        """The modifier before a number and where it begins (the number's own start if there is none)."""
        window = norm[max(number.floor, number.start - 10) : number.start]
        match = self._before.search(window)
        if match is None or (match[1] in self._round_only and not number.bare):
            return None, number.start
        return self._mods[match[1]], number.start - len(window) + match.start()

    def after(self, norm: str, end: int) -> tuple[Modifier | None, int]:
        """The modifier that follows a unit which ends at ``end``, and where it ends itself."""
        match = self._after.match(norm, end)
        if match is None or (
            len(match[1]) == 1 and norm[match.end() : match.end() + 1] not in "，。；、,;)）】\n"
        ):
            return None, end
        return self._after_mods[match[1]], match.end()

    def share(self, norm: str, floor: int, start: int) -> tuple[str | None, bool]:
        """What one share is for (每人 → 人) and whether each gets it (各奖), by norm[floor:start]."""
        window = norm[max(floor, start - _LOOK_BACK) : start]
        each = self._each.search(window) is not None
        for mark in "，。；;！\n":
            window = window[window.rfind(mark) + 1 :]
        match = self._per.search(window)
        per = next(filter(None, match.groups())) if match else None
        return _PERSON.get(per, per) if per else None, each

    def share_after(self, norm: str, end: int) -> tuple[str | None, int]:
        """500元/人, 20元/人·天: what follows a unit, and where that ends."""
        match = self._per_after.match(norm, end)
        return (match[1], match.end()) if match else (None, end)
