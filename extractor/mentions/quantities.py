"""Counted things and people: number, measure word, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor.layers import CleanText, Mention, QuantityMention
from extractor.mentions.columns import Cell
from extractor.mentions.items import ItemReader
from extractor.mentions.numbers import Number, Surroundings, any_of
from extractor.mentions.proving import CounterExample, Example, prove
from extractor.patterns import PatternModel, load
from extractor.proving import Case
from extractor.values.model import QuantityValue
from extractor.words import Segmenter

_RANGE = re.compile(r"[-—–~]{1,2}|至|到")
_DURATION = re.compile(r"半(?:个?[小时月年天日学]|径)")
_PERCENT = re.compile("[0-9]{1,3}%")
_FEW = frozenset("一二两三四五六七八九")
_DIGITS = "一二三四五六七八九"
_PEOPLE = frozenset({"人", "人次"})
_PERSONS = _PEOPLE | {"户"}
_SENTENCE_END = re.compile(r"[。！？\n]")
_UNCOUNTED_PEOPLE = 10
_PHRASE_END = frozenset("，。；、！？）)”\n ,;|")


class QuantityWords(PatternModel):
    """``patterns/quantities.yaml``."""

    units: list[str]
    guarded: dict[str, str]
    guarded_words: dict[str, list[str]]
    at_least: dict[str, int]
    brackets: list[str]
    few_none: list[str]
    few_not_after: list[str]
    two: list[str]
    one_after_noun: list[str]
    one_not_after: str
    one_after: list[str]
    idioms: list[str]
    people: list[str]
    measure_not_after: dict[str, list[str]]
    no_item: list[str]
    examples: list[Example]
    counter_examples: list[CounterExample]


@dataclass(frozen=True, slots=True)
class _Measure:
    name: str
    end: int


class QuantityFinder:
    """Finds counts among the numbers of a document."""

    def __init__(self, surroundings: Surroundings, cut: Segmenter | None = None) -> None:
        words = load("quantities.yaml", QuantityWords)
        self._words = words
        self._around = surroundings
        names = sorted({*words.units, *words.guarded}, key=len, reverse=True)
        named = [
            name + _guard(words.guarded.get(name, ""), words.guarded_words.get(name, ())) for name in names
        ]
        self._unit = re.compile(rf"(?:{'|'.join(named)})(?:（(?:{any_of(words.brackets)})）)?")
        self._idioms = re.compile(any_of(words.idioms))
        self._few_none = frozenset(words.few_none)
        self._few_not_after = re.compile(rf"(?:{any_of(words.few_not_after)})$")
        self._people = re.compile(any_of(words.people))
        self._items = ItemReader(cut, stops=words.no_item)

    def find(
        self, clean: CleanText, numbers: Sequence[Number], cells: Sequence[Cell]
    ) -> list[QuantityMention]:
        """Counts in text order. ``numbers`` and ``cells`` are those of the whole document."""
        norm = clean.norm
        in_cells = {cell.start: cell for cell in cells if not cell.unit.endswith("元")}
        idioms = {place for match in self._idioms.finditer(norm) for place in range(*match.span())}
        mentions: list[QuantityMention] = []
        prior: QuantityMention | None = None
        for index, number in enumerate(numbers):
            unit = self._measure(norm, number)
            if unit is None:
                if number.start in in_cells and number.value is not None:
                    cell = in_cells[number.start]
                    value = QuantityValue(number.value * cell.factor, cell.unit)
                    mentions.append(Mention(number.start, number.end, value, "quantity.cell", cell.basis))
                continue
            if number.start in idioms or (number.bare and unit.end == number.end):
                continue
            low = _low(norm, numbers, index, unit.name)
            if _named(norm, numbers, index, unit):
                continue
            mention = self._mention(norm, low, number, unit, prior)
            if mention is not None:
                if prior is not None and mention.start < prior.end:
                    mentions.pop()
                mentions.extend(_shared(norm, numbers, index, mention))
                mentions.append(mention)
                prior = mention
        return mentions

    def _measure(self, norm: str, number: Number) -> _Measure | None:
        """The measure word behind a number, or 人 where people follow without one (21万职工)."""
        match = self._unit.match(norm, number.end)
        if match is None:
            few = number.value is None or number.value < _UNCOUNTED_PEOPLE
            return None if few or not self._people.match(norm, number.end) else _Measure("人", number.end)
        name = match[0]
        least = self._words.at_least.get(name)
        if least and number.value is not None and number.value < least:
            return None
        before = norm[max(0, number.start - 3) : number.start]
        if before.endswith(tuple(self._words.measure_not_after.get(name, ()))):
            return None
        return _Measure(name, match.end())

    def _mention(
        self, norm: str, low: Number, number: Number, unit: _Measure, prior: QuantityMention | None
    ) -> QuantityMention | None:
        before, start = self._around.before(norm, low)
        after, end = self._around.after(norm, unit.end)
        if number.bare and before is None and after is None:
            return None
        per, each = self._around.share(norm, low.floor, start)
        if prior is not None and per is None and not each and start - prior.end < 10:
            gap = norm[prior.end : start]
            if "、" in gap and not any(mark in gap for mark in "，。；！\n"):
                per, each = prior.value.per, prior.value.each
        if per is None:
            per, end = self._around.share_after(norm, end)
        graded = before is not None or after is not None or per is not None or each or low is not number
        if norm[number.start : number.end] == "一" and norm.startswith("最", start):
            graded = False  # 最高一笔, 最低一户
        graded = graded or norm.startswith("半", unit.end)
        if not graded and not self._counts(norm, number, unit):
            return None
        value = number.value
        if low is not number or value is None:
            return None  # a range or a guess (3—5家, 数百名): the contract has no bounds for counts
        if norm.startswith("半", unit.end) and not _DURATION.match(norm, unit.end):
            value, end = value + Decimal("0.5"), max(end, unit.end + 1)
        article = low.floor > 0 and norm[low.floor - 1] == "一"  # a letter of the item: 一线职工
        floor = max(0 if article else low.floor, prior.end if prior is not None else 0)
        item = self._items.read(norm, floor, start, None if unit.name in _PEOPLE else end)
        if item is None and prior is not None and prior.value.unit == unit.name and unit.name not in _PERSONS:
            item = prior.value.item if not _SENTENCE_END.search(norm, prior.end, start) else None
        mod = before or after or number.mod
        return Mention(start, end, QuantityValue(value, unit.name, item, mod, per, each), "quantity")

    def _counts(self, norm: str, number: Number, unit: _Measure) -> bool:
        """Whether a single Chinese digit really counts (三人, 毛毯一条; but 一家, 两次)."""
        written = norm[number.start : number.end]
        if len(written) > 1 or written not in _FEW:
            return True
        before = norm[max(0, number.start - 2) : number.start]
        following = norm[unit.end : unit.end + 1]
        if written == "一":
            closed = following == "" or following in _PHRASE_END
            noun = "\u4e00" <= before[-1:] <= "\u9fff" and before[-1:] not in self._words.one_not_after
            after_noun = closed and noun and unit.name in self._words.one_after_noun
            return after_noun or before.endswith(tuple(self._words.one_after))
        if _PERCENT.match(norm, unit.end):
            return False  # 两个100%
        if written == "二":
            return unit.name in self._words.two
        return unit.name not in self._few_none and self._few_not_after.search(before) is None


def _guard(characters: str, words: Iterable[str]) -> str:
    """A lookahead that keeps a measure word from being one before these."""
    refused = [f"[{characters}]"] * bool(characters) + [any_of(words)] * bool(words)
    return f"(?!{'|'.join(refused)})" if refused else ""


def _named(norm: str, numbers: Sequence[Number], index: int, unit: _Measure) -> bool:
    """“十条” as a name, 25、26次 as ordinals."""
    number = numbers[index]
    if number.start and norm[number.start - 1] == "“" and "”" in norm[unit.end : unit.end + 4]:
        return not norm[number.start].isascii()
    before = numbers[index - 1] if index else None
    if before is None or before.value is None or norm[before.end : number.start] != "、" or unit.name != "次":
        return False
    return number.value == before.value + 1


def _shared(
    norm: str, numbers: Sequence[Number], index: int, mention: QuantityMention
) -> list[QuantityMention]:
    """The numbers of a list whose unit is said once, at its end: 分别有62、71、47家."""
    first = index
    while first and numbers[first - 1].value and norm[numbers[first - 1].end : numbers[first].start] == "、":
        first -= 1
    head = norm[max(0, numbers[first].start - 8) : numbers[first].start]
    if first == index or not ("分别" in head or "依次" in head):
        return []
    values = [(number, number.value) for number in numbers[first:index]]
    return [
        Mention(
            number.start,
            number.end,
            replace(mention.value, value=value),
            mention.rule,
            (mention.start, mention.end),
        )
        for number, value in values
        if value is not None
    ]


def _low(norm: str, numbers: Sequence[Number], index: int, unit: str) -> Number:
    """The lower bound where the number ends a range (3—5家, 3家至5家, 七、八口), else the number itself."""
    number = numbers[index]
    if index == 0:
        return number
    low = numbers[index - 1]
    gap = norm[low.end : number.start]
    if len(gap) > len(unit) + 2:
        return number
    if _RANGE.fullmatch(gap.removeprefix(unit)) and low.value is not None:
        return low
    one, two = norm[low.start : low.end], norm[number.start : number.start + 1]
    if gap == "、" and len(one) == 1 and one in _DIGITS[:-1] and two == _DIGITS[_DIGITS.index(one) + 1]:
        return low
    return number


def cases() -> Iterator[Case]:
    """The examples and counter-examples of ``patterns/quantities.yaml``, tried."""
    words = load("quantities.yaml", QuantityWords)
    finder = QuantityFinder(Surroundings())
    yield from prove(
        "quantities.yaml",
        words.examples,
        words.counter_examples,
        lambda clean, numbers: finder.find(clean, numbers, ()),
    )
