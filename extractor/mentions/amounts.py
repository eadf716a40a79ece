"""Amounts of money in running text and in tables, in yuan, with all that grades them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.layers import AmountMention, CleanText, Mention
from extractor.mentions.columns import Cell
from extractor.mentions.numbers import Number, Surroundings, any_of
from extractor.mentions.proving import CounterExample, Example, prove
from extractor.patterns import PatternModel, load
from extractor.proving import Case
from extractor.records import AmountKind, Modifier
from extractor.values.model import AmountValue
from extractor.values.money import CURRENCIES, YUAN_UNITS, small_change
from extractor.values.numerals import parse_number

_RANGE = re.compile(r" ?(?:[-—–~]{1,2}|至|到) ?")
_LIST = frozenset("、和及或")
_SCALE = re.compile(r"[十百千]?[万亿]+(?=[余多来]?$)")
_SPOKEN = re.compile(r"[万亿千百][余多]?$|[万千百][1-9一二三四五六七八九]$")
_CHANGE = re.compile(r"(?:提高|增加|上调|下调|调整|降低|涨|提|增|降|调|改|变|加)(?:到|至|为)(?:每.{1,5})?$")
_CHAINED = re.compile(r"[、和及与或，,]?(?:再|又|另)?$")
_CLOSING = frozenset("，。；、（(）)！？”》\n ,;|")
_AFTER_SPOKEN = frozenset("的给作为是还用")
_CLAUSE = re.compile(r"[，。；！？\n]")


class AmountWords(PatternModel):
    """``patterns/amounts.yaml``."""

    no_unit_before: dict[str, str]
    no_piece_after: str
    money: list[str]
    money_behind: list[str]
    no_money: list[str]
    counted: list[str]
    idioms: list[str]
    no_price: list[str]
    price: list[str]
    no_in_kind: list[str]
    in_kind: list[str]
    in_kind_after: list[str]
    examples: list[Example]
    counter_examples: list[CounterExample]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit of money behind a number: its worth in yuan, its currency, where it ends."""

    worth: Decimal
    currency: str
    end: int
    basis: tuple[int, int] | None = None


class AmountFinder:
    """Finds amounts among the numbers of a document."""

    def __init__(self, surroundings: Surroundings) -> None:
        words = load("amounts.yaml", AmountWords)
        self._around = surroundings
        self._piece = frozenset(words.no_piece_after)
        guards = {unit: f"(?![{chars}])" for unit, chars in words.no_unit_before.items()}
        units = sorted([*YUAN_UNITS, *CURRENCIES], key=len, reverse=True)
        named = "|".join(unit + guards.get(unit, "") for unit in units)
        self._unit = re.compile(rf" ?(?P<unit>{named})(?P<name>人民币|{any_of(CURRENCIES)})?[整正]?")
        self._change = re.compile(
            r"([0-9一二三四五六七八九])角(?:([0-9一二三四五六七八九])分)?|([0-9一二三四五六七八九])分"
        )
        self._money = re.compile(any_of(words.money))
        self._money_behind = re.compile(rf"的?[^，。；、（0-9]{{0,4}}?(?:{any_of(words.money_behind)})")
        self._no_money = re.compile(rf"(?:{any_of(words.no_money)})[为达有近约]?$")
        self._counted = re.compile(any_of(words.counted))
        self._idioms = re.compile(any_of(words.idioms))
        self._kinds: tuple[tuple[AmountKind, re.Pattern[str], re.Pattern[str]], ...] = (
            ("in_kind", re.compile(any_of(words.in_kind)), re.compile(any_of(words.no_in_kind))),
            ("price", re.compile(any_of(words.price)), re.compile(any_of(words.no_price))),
        )
        goods = any_of(words.in_kind_after)
        self._in_kind_after = re.compile(rf"的[^，。；！\n]{{0,8}}?(?:{goods})|(?:{goods})")

    def find(self, clean: CleanText, numbers: Sequence[Number], cells: Sequence[Cell]) -> list[AmountMention]:
        """Amounts in text order. ``numbers`` and ``cells`` are those of the whole document."""
        norm = clean.norm
        units = self._units(norm, numbers, cells)
        mentions: list[AmountMention] = []
        prior: AmountMention | None = None
        index = 0
        while index < len(numbers):
            number = numbers[index]
            unit = units.get(index) or self._spoken(norm, number, prior)
            index += 1
            if unit is None:
                continue
            low = number
            if index in units and _joined(norm, number, unit, numbers[index]):
                number, unit = numbers[index], units[index]
                index += 1
            prior = self._mention(norm, low, number, unit, prior)
            if prior is None:
                continue
            mentions.append(prior)
            while index < len(numbers) and numbers[index].start < prior.end:
                index += 1
        return mentions

    def _units(self, norm: str, numbers: Sequence[Number], cells: Sequence[Cell]) -> dict[int, _Unit]:
        """The unit of each number that has one, its own or that of its list, range or column."""
        units: dict[int, _Unit] = {}
        in_cells = {cell.start: cell for cell in cells if cell.unit.endswith("元")}
        for index in range(len(numbers) - 1, -1, -1):
            number = numbers[index]
            unit = self._own_unit(norm, number)
            if unit is None and index + 1 in units:
                unit = _shared_unit(norm, number, numbers[index + 1], units[index + 1])
            if unit is None and number.start in in_cells:
                cell = in_cells[number.start]
                factor = Decimal(1) if _SCALE.search(norm[number.start : number.end]) else cell.factor
                unit = _Unit(factor, "CNY", number.end, cell.basis)
            if unit is not None:
                units[index] = unit
        return units

    def _own_unit(self, norm: str, number: Number) -> _Unit | None:
        match = self._unit.match(norm, number.end)
        if match is None:
            return None
        name = match["unit"]
        idiom = self._idioms.search(norm, max(0, number.start - 1), match.end() + 1)
        if (
            idiom or (name in ("分钱", "毛钱", "角钱") and norm[number.start : number.end] == "一")
        ):  # 一分钱不收
            return None
        if name == "块" and norm[number.start - 1 : number.start] in self._piece:
            return None
        currency = CURRENCIES.get(name) or CURRENCIES.get(match["name"] or "", "CNY")
        return _Unit(YUAN_UNITS.get(name, Decimal(1)), currency, match.end())

    def _spoken(self, norm: str, number: Number, prior: AmountMention | None) -> _Unit | None:
        """A number without 元 (20万, 一万二, 补助60,000) where its sentence speaks of money."""
        spoken = _SPOKEN.search(norm, number.start, number.end) is not None and number.value != 1
        unit = _Unit(Decimal(1), "CNY", number.end)
        if spoken and self._money_behind.match(norm, number.end):
            return unit
        if not self._stands_alone(norm, number):
            return None
        sentence = norm[max(number.floor, number.start - 20) : number.start]
        sentence = sentence[max(sentence.rfind(mark) for mark in "。；！\n") + 1 :]
        if self._no_money.search(sentence) or self._counted.search(sentence):
            return None
        if spoken:
            near = (
                prior is not None
                and number.start - prior.end < 30
                and "。" not in norm[prior.end : number.start]
            )
            return unit if near or self._money.search(sentence) else None
        if self._around.share_after(norm, number.end)[0] is not None:
            return unit if self._money.search(norm, max(0, number.start - 20), number.start) else None
        right_before = any(cue.end() == len(sentence) for cue in self._money.finditer(sentence))
        return unit if right_before and norm[number.start].isdigit() and (number.value or 0) >= 100 else None

    def _stands_alone(self, norm: str, number: Number) -> bool:
        """Whether nothing that could be its unit follows a number."""
        following = norm[number.end : number.end + 1]
        if not following or following in _CLOSING or following in _AFTER_SPOKEN:
            return True
        graded = self._around.after(norm, number.end)[0] is not None
        return graded or self._around.share_after(norm, number.end)[0] is not None

    def _mention(
        self, norm: str, low: Number, number: Number, unit: _Unit, prior: AmountMention | None
    ) -> AmountMention | None:
        before, start = self._around.before(norm, low)
        after, end = self._around.after(norm, unit.end)
        if number.bare and before is None and after is None:
            return None
        per, each = self._around.share(norm, low.floor, start)
        if per is None:
            per, end = self._around.share_after(norm, end)
        kind = self._kind(norm, low.floor, low.start, end)
        gap = norm[prior.end : start] if prior is not None and start - prior.end < 12 else "。"
        if prior is not None and (_CHAINED.fullmatch(gap) or _CHANGE.search(gap)):
            if per is None:
                per, each = prior.value.per, each or (prior.value.each and gap != "，")
            kind = prior.value.kind if kind == "cash" else kind
        each = each and per is None
        value = AmountValue(None, per=per, each=each, kind=kind, currency=self._currency(norm, start, unit))
        if low is not number:
            least, most = _bounds(norm, low, number, unit)
            value = replace(value, min_yuan=least, max_yuan=most, mod="range")
        elif number.low is not None and number.high is not None:
            value = replace(
                value, min_yuan=number.low * unit.worth, max_yuan=number.high * unit.worth, mod="range"
            )
        elif number.value is None:
            value = replace(value, mod="vague")
        else:
            mod: Modifier = before or after or number.mod
            change, end = self._change_after(norm, unit, end)
            value = replace(value, yuan=number.value * unit.worth + change, mod=mod)
        return Mention(start, end, value, "amount", unit.basis)

    def _change_after(self, norm: str, unit: _Unit, end: int) -> tuple[Decimal, int]:
        """角 and 分 after yuan: 3元5角."""
        match = self._change.match(norm, end) if unit.worth == 1 and end == unit.end else None
        if match is None or norm[end - 1] not in "元块圆":
            return Decimal(0), end
        return small_change(match[1], match[2] or match[3]), match.end()

    def _currency(self, norm: str, start: int, unit: _Unit) -> str:
        return (
            CURRENCIES.get(norm[max(0, start - 2) : start], "CNY")
            if unit.currency == "CNY"
            else unit.currency
        )

    def _kind(self, norm: str, floor: int, start: int, end: int) -> AmountKind:
        clause = norm[max(floor, start - 20) : start]
        clause = clause[max(clause.rfind(mark) for mark in "，。；！\n") + 1 :]
        for kind, cue, against in self._kinds:
            if cue.search(clause) and not against.search(clause):
                return kind
        return "in_kind" if self._in_kind_after.match(norm, end) else "cash"


def _joined(norm: str, low: Number, unit: _Unit, high: Number) -> bool:
    """Whether two numbers with units are the bounds of one range: 5—10万元, 200元至300元, 三、四十元."""
    gap = norm[unit.end : high.start]
    return _RANGE.fullmatch(gap) is not None or (gap == "、" and _guess(norm, low, high) is not None)


def _guess(norm: str, low: Number, high: Number) -> Decimal | None:
    """The lower bound of 三、四十: its digit with what follows the higher digit."""
    one, two = norm[low.start : low.end], norm[high.start : high.end]
    digits = "一二三四五六七八九"
    if len(one) == 1 and one in digits[:-1] and two[0] == digits[digits.index(one) + 1]:
        return parse_number(one + two[1:])
    return None


def _bounds(norm: str, low: Number, high: Number, unit: _Unit) -> tuple[Decimal | None, Decimal | None]:
    """Both bounds in yuan; a bound without 万 takes it from the other where that keeps them in order."""
    if low.value is None or high.value is None:
        return low.low or low.value, high.high or high.value
    most = high.value * unit.worth
    least = _guess(norm, low, high) if norm[low.end : high.start] == "、" else None
    if least is None:
        scale = _scale(norm, high) if _scale(norm, low) == 1 else Decimal(1)
        least = low.value * scale if low.value * scale < high.value else low.value
    return least * unit.worth, most


def _scale(norm: str, number: Number) -> Decimal:
    match = _SCALE.search(norm[number.start : number.end])
    return (parse_number(match[0]) or Decimal(1)) if match else Decimal(1)


def _shared_unit(norm: str, number: Number, following: Number, unit: _Unit) -> _Unit | None:
    """The unit that is said once for a list (5、8、12万元) or a range (5—10万元)."""
    gap = norm[number.end : following.start]
    if gap not in _LIST and not _RANGE.fullmatch(gap):
        return None
    if gap == "、" and norm[max(0, number.start - 1) : number.start] in ("", "\n"):
        return None  # the number of a list item
    factor = unit.worth
    if gap in _LIST and _scale(norm, number) == 1 and _guess(norm, number, following) is None:
        factor *= _scale(norm, following) if following.value is not None else Decimal(1)
    return _Unit(factor, unit.currency, number.end, (following.start, unit.end))


def cases() -> Iterator[Case]:
    """The examples and counter-examples of ``patterns/amounts.yaml``, tried."""
    words = load("amounts.yaml", AmountWords)
    finder = AmountFinder(Surroundings())
    yield from prove(
        "amounts.yaml",
        words.examples,
        words.counter_examples,
        lambda clean, numbers: finder.find(clean, numbers, ()),
    )
