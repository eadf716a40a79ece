"""Which figures of a sentence are the parts of which total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractor.checks.figures import Figure, Room, total_room
from extractor.checks.page import Page, Passage
from extractor.checks.rules import words
from extractor.mentions.numbers import any_of
from extractor.signs import compile_han
from extractor.values.numerals import parse_number

_BEFORE_EACH = re.compile(
    r"([0-9]+|[一二两三四五六七八九十]{1,3})(?:个|家|名|位|户|所|座|地|市|县|区|省|州|旗|镇|乡|队|人|支|项|类|级)"
    r"[^，；。]{0,14}?各"
)
_ENTRY_ENDS = re.compile("[，、；]")
_MAYBE = re.compile("[和与及]")
_OF_THEM = re.compile(r"的[0-9.]+[%倍]")
_MADE_OF = re.compile(r"[^，。；]{0,6}(?:组成|构成)")
_TOTALLED = compile_han(
    r"(?:以上|上述|前|这)?(?:(?P<count>[一二两三四五六七八九十]{1,2}|[0-9]{1,2})"
    r"(?:[项笔家地年县市区级批方类者期队校人次]|个[一-鿿]{1,2}))?(?P<lead>[一-鿿]{1,8})"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that counts once, or for each of several (各): ``least`` to ``most`` of them."""

    figure: Figure
    least: int = 1
    most: int = 1

    @property
    def room(self) -> Room:
        room = self.figure.room
        return Room(room.low * self.least, None if room.high is None else room.high * self.most)

    @property
    def value(self) -> Decimal:
        return self.figure.value * self.least


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total and its parts. ``whole`` is true where they should come to all of it; ``loose`` where only
    their place says that they are its parts, no word."""

    total: Figure
    parts: tuple[Part, ...]
    whole: bool
    loose: bool = False

    @property
    def room(self) -> Room:
        return total_room(part.room for part in self.parts)

    @property
    def value(self) -> Decimal:
        return sum((part.value for part in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class _Run:
    """Parts in a row. ``rest`` where the last is what is left, ``clean`` where nothing else cuts them off."""

    parts: tuple[Part, ...]
    rest: bool = False
    clean: bool = True


@dataclass(frozen=True, slots=True)
class _Cues:
    shares: re.Pattern[str]
    all_shares: re.Pattern[str]
    totals: re.Pattern[str]
    no_part: re.Pattern[str]
    compared: re.Pattern[str]
    rest: re.Pattern[str]
    open_list: re.Pattern[str]


@cache
def _cues() -> _Cues:
    known = words()
    return _Cues(
        re.compile(rf"(?:^|[，；：（。、])(?:{any_of(known.shares)})(?![在税息])"),
        re.compile(any_of(known.all_shares)),
        re.compile(rf"^.{{0,4}}?(?:{any_of(known.totals)}).{{0,4}}$"),
        re.compile(any_of([*known.no_part, *known.compared])),
        re.compile(any_of(known.compared)),
        re.compile(any_of(known.rest)),
        re.compile(any_of(known.open_list)),
    )


def breakdowns(page: Page, passage: Passage) -> Iterator[Breakdown]:
    """All totals of a sentence with the parts before or behind them."""
    figures = page.figures_in(passage.start, passage.end)
    for number, total in enumerate(figures):
        if total.per is None and not total.each and not _is_compared(page, passage, total):
            yield from _behind(page, passage, total, figures[number + 1 :])
            yield from _before(page, passage, total, figures[:number])


def _is_compared(page: Page, passage: Passage, total: Figure) -> bool:
    """比上年增加60万元, 目标1243万吨的103%: the parts are those of another figure."""
    label = page.norm[page.clause(total.start, floor=passage.start) : total.start]
    return bool(_cues().compared.search(label) or _OF_THEM.match(page.norm, total.end))


def _behind(page: Page, passage: Passage, total: Figure, after: Sequence[Figure]) -> Iterator[Breakdown]:
    alike = [figure for figure in after if figure.kind == total.kind]
    if not alike:
        return
    gap = page.norm[total.end : alike[0].start]
    shares, told = _cues().shares.search(gap), _cues().all_shares.match(gap)
    inferred = told is None and shares is None and gap.startswith(("（", "("))
    cue = shares or told
    if not (cue or inferred) or "；" in gap[: cue.end() if cue else None]:
        return
    if page.depth(total.end, alike[0].start) < 0:  # the total stands in brackets, the cue behind them
        return
    begin = total.end + (cue.end() if cue else 1)
    run = _run(page, passage, total, alike, begin)
    if run is None or len(run.parts) < (2 if inferred else 1):
        return
    last = run.parts[-1].figure.end
    opened = not run.rest and _cues().open_list.search(page.norm, total.end, _closing(page, passage, last))
    made_of = _MADE_OF.match(page.norm, last, passage.end) is not None
    if told and told[0].endswith("由") and not made_of:
        return
    whole = run.rest or made_of or (shares is None and run.clean)
    whole = whole and not opened and len(run.parts) > 1 and not _is_mixed(page, begin, run.parts)
    yield Breakdown(total, run.parts, whole, inferred or gap.startswith("："))


def _closing(page: Page, passage: Passage, last: int) -> int:
    ends = (page.norm.find(mark, last, passage.end) for mark in "；）。")
    return min((end for end in ends if end >= 0), default=passage.end)


def _run(page: Page, passage: Passage, total: Figure, alike: Sequence[Figure], begin: int) -> _Run | None:
    """The parts from ``begin`` on; None where one cannot be reckoned."""
    base = page.depth(total.end, alike[0].start)
    listed = "：" in page.norm[begin - 1 : begin + 1] and len(alike) > 1
    listed = listed and "；" in page.norm[alike[0].end : alike[1].start]
    parts: list[Part] = []
    previous, nested, rest = begin, False, False
    for figure in alike:
        label = page.norm[previous : figure.start]
        depth = page.depth(total.end, figure.start)
        if depth < base or ("；" in label and not listed) or ("。" in label and previous > begin):
            break
        stop = _cues().no_part if parts else _cues().compared
        if figure.per is not None or stop.search(label):
            return _Run(tuple(parts), rest=rest, clean=False)
        nested = (nested and "；" not in label) or (bool(parts) and _cues().shares.search(label) is not None)
        if nested and not listed:
            return _Run(tuple(parts), rest=rest, clean=False)
        previous = figure.end
        if depth > base or nested:
            continue
        part = _part(figure, label)
        if part is None:
            return None
        parts.append(part)
        rest = _cues().rest.search(label) is not None
    return _Run(tuple(parts), rest=rest)


def _is_mixed(page: Page, begin: int, parts: Sequence[Part]) -> bool:
    """Whether something counted in another unit is listed among the parts (奖金3万元、书籍300册、奖杯1万元):
    then they need not come to the total. Where each part has such a count beside it, it is no part, nor is
    one before them all."""
    beside = []
    for part in parts:
        others = [
            figure
            for figure in page.figures_in(begin, part.figure.start)
            if figure.kind != part.figure.kind and page.depth(begin, figure.start) == 0
        ]
        beside.append(any(_ENTRY_ENDS.search(page.norm, one.end, part.figure.start) for one in others))
        begin = part.figure.end
    return any(beside[1:]) and not all(beside)


def _part(figure: Figure, label: str) -> Part | None:
    """The figure and how often it counts, by the words before it; None where these do not tell."""
    if not figure.each:
        return Part(figure)
    counted = list(_BEFORE_EACH.finditer(label))
    if counted:
        count = parse_number(counted[-1][1])
        return None if count is None else Part(figure, int(count), int(count))
    names = re.split("[，；：]", label.strip("、，；："))[-1]
    least = names.count("、") + 1
    most = least + (1 if _MAYBE.search(names) else 0)
    return Part(figure, least, most) if most > 1 else None


def _before(page: Page, passage: Passage, total: Figure, before: Sequence[Figure]) -> Iterator[Breakdown]:
    """The parts that a total behind them (三项合计) takes in."""
    head = _TOTALLED.fullmatch(page.norm, page.clause(total.start, floor=passage.start), total.start)
    if head is None or not _cues().totals.search(head["lead"]) or page.depth(passage.start, total.start) > 0:
        return
    whole = passage.start if head["count"] else page.norm.rfind("；", passage.start, total.start) + 1
    begin = max(passage.start, whole)
    inside = [figure for figure in before if begin <= figure.start < head.start()]
    run = _top_level(page, begin, total, inside)
    if run is not None and head["count"]:
        run = _last_entries(run, int(parse_number(head["count"]) or 0))
    if run is not None and len(run) > 1:
        counted = head["count"] is not None
        yield Breakdown(total, tuple(run), counted or not _is_mixed(page, begin, run), not counted)


def _top_level(page: Page, begin: int, total: Figure, before: Sequence[Figure]) -> list[Part] | None:
    """What stands before a total and is neither a share of something else nor a comparison."""
    parts: list[Part] = []
    previous, nested = begin, False
    for figure in before:
        if figure.kind != total.kind:
            continue
        label = page.norm[previous : figure.start]
        nested = nested or _cues().shares.search(label) is not None
        previous = figure.end
        if nested or page.depth(begin, figure.start) > 0:
            continue
        part = None if figure.per is not None else _part(figure, label)
        if part is None:
            return None
        if "合计" in label or "共计" in label:  # a total itself: what stood before is in it
            parts.clear()
        if not _cues().compared.search(label):
            parts.append(part)
    return parts


def _last_entries(parts: list[Part], wanted: int) -> list[Part]:
    """The last parts that are ``wanted`` entries, those for several counted as several; none where they do
    not come out."""
    for number in range(len(parts) - 1, -1, -1):
        wanted -= parts[number].most
        if wanted <= 0:
            return parts[number:] if wanted == 0 else []
    return []
