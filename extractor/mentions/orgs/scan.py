"""Where names of bodies stand and what they are made of: heads found first, then a bounded walk to the left.

A name is read as ``[places | level | body] middle HEAD``: 衡阳市|总工会, 市|总工会, 县|供电|公司,
曲靖市沾益区水务局|花山水库|管理所. The scanner says where a name begins and ends and how it is put together;
what its full name is, the namer decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from extractor.mentions.orgs.divisions import COUNTY, Division, gazetteer
from extractor.mentions.orgs.lexicon import lexicon
from extractor.mentions.orgs.names import Name, Place
from extractor.mentions.orgs.run import Run
from extractor.signs import HAN
from extractor.words import Segmenter

_SIGN = r"[^\s.，。；：、！？,;:!?“”\"‘’《》〈〉（）()\[\]【】〔〕…—─|｜·●★△▲■◆□▼<>/\\=+*#~-]"
_RUN = re.compile(  # bounded, since no name is longer; a place in brackets may stand in the name of a firm
    rf"{_SIGN}{{1,400}}(?:[（(]{HAN}{{2,4}}[）)](?={HAN}{{0,12}}(?:公司|集团)){_SIGN}{{1,200}})?"
)
_VAGUE = frozenset(("郊区", "新区", "城区", "矿区", "市区", "东区", "西区", "城关区", "中区", "南区", "北区"))
_WORDS = frozenset(("会同", "会同县", "中市", "中市区"))
_LISTED = re.compile(
    rf"(?:[、和与]{HAN}{{2,3}}){{0,6}}[两二三四五六七八九十][个家]?(?:县级|城区|[省市县区地州旗])"
)
"""甲、乙两县: what stands in such a list is a place, though its bare name alone would not show it."""
_OF_A_DIVISION = re.compile("总工会|总(?!公司)|人社局|法院|人民法院|教育局|民政局")  # 郊区|总工会
_STRONG = re.compile("总工会|公安局|法院|检察院|派出所|看守所|税务局|人社局")  # 海淀|检察院: no county needed
_NO_PLACE_BEFORE = re.compile(r"[路街杯道桥站巷楼村]|大道|广场")


@dataclass(frozen=True, slots=True)
class Scene:
    """The names of one text, in order, none within another; ``bare`` are heads that stand alone."""

    names: tuple[Name, ...]
    bare: tuple[Name, ...] = field(default=())


class Scanner:
    """Finds places and names in a text. Keeps nothing between texts."""

    def __init__(self, cut: Segmenter) -> None:
        self._cut = cut
        self._words = lexicon()
        self._divisions = gazetteer()

    def places(self, text: str) -> list[Place]:
        """Every written form of a division, in text order."""
        places: list[Place] = []
        for start, end, options in self._divisions.scan(text):
            chained = bool(places) and places[-1].end == start
            places.append(self._place(text, start, end, options, chained=chained))
        return places

    def names(self, text: str, places: Iterable[Place]) -> Scene:
        """The names in ``text``, which has ``places`` (in text order)."""
        sure = [place for place in places if place.sure]
        starts = [place.start for place in sure]
        words, names, bare = self._words, [], []
        hits = sorted(
            [*words.head_scan.finditer(text), *words.body_scan.finditer(text)],
            key=lambda hit: (hit.start(), -hit.end()),
        )
        run: Run | None = None
        stretches = _RUN.finditer(text)
        stretch = next(stretches, None)
        for hit in hits:
            while stretch is not None and stretch.end() <= hit.start():
                stretch, run = next(stretches, None), None
            if stretch is None:
                break
            if hit.end() > stretch.end() or text[hit.start() - 1 : hit.start()] in ("（", "("):
                continue  # 攀煤（集团）公司
            if run is None:
                start, end = stretch.span()
                inside = sure[bisect_left(starts, start) : bisect_left(starts, end)]
                plain = [place for place in inside if place.end <= end and text[place.start - 1] not in "（("]
                run = Run(text, start, end, plain, words, self._cut)
            name, alone = run.read(hit.start(), hit.group())
            if name is not None:
                names.append(name)
            elif alone is not None:
                bare.append(alone)
        return Scene(_outermost(names), tuple(bare))

    def _place(
        self, text: str, start: int, end: int, options: tuple[Division, ...], *, chained: bool
    ) -> Place:
        form = text[start:end]
        sure = any(form != one.short or one.level < COUNTY for one in options)
        if form in _VAGUE:
            sure = chained and text[start - 1] in "市县"  # 滨湖|新区 is none of them
        elif len(form) == 2 and form[0] in "和与及":  # 总工会和县委
            sure = sure and (start == 0 or _RUN.match(text, start - 1) is None)
        elif form in _WORDS:  # 总工会|会同|县人社局
            sure = chained
        elif len(form) > 1 and _STRONG.match(text, end):
            sure = True
        sure = sure or _LISTED.match(text, end) is not None
        return Place(start, end, options, sure and not _NO_PLACE_BEFORE.match(text, end))


def promote(places: Sequence[Place], codes: Iterable[str], text: str) -> list[Place]:
    """``places`` with those bare names of counties made sure that lie in a division of ``codes`` (prefixes of
    codes where the document is at home)."""
    prefixes = tuple(codes)
    if not prefixes:
        return list(places)
    raised = []
    for place in places:
        options = tuple(one for one in place.options if one.code.startswith(prefixes))
        vague = text[place.start : place.end] in _VAGUE and not _OF_A_DIVISION.match(text, place.end)
        vague = vague or _NO_PLACE_BEFORE.match(text, place.end) is not None
        if place.sure or vague or not options:
            raised.append(place)
        else:
            raised.append(replace(place, options=options, sure=True))
    return raised


def _outermost(names: list[Name]) -> tuple[Name, ...]:
    """Names that lie in no other, in text order."""
    names.sort(key=lambda name: (name.start, -name.end))
    kept: list[Name] = []
    for name in names:
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return tuple(kept)
