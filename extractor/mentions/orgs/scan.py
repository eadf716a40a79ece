"""Where names of bodies stand and what they are made of: heads found first, then a bounded walk to the left.

A name is read as ``[place …] [level] [body] middle HEAD``: 衡阳市|总工会, 市|总工会, 县|供电|公司,
曲靖市沾益区水务局|花山水库|管理所. The scanner says where a name begins and ends and how it is put together;
what its full name is, the namer decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.mentions.orgs.divisions import Division, gazetteer
from extractor.mentions.orgs.lexicon import Body, Head, Lexicon, lexicon

REACH = 26  # characters a name may reach back from its head
_RUN = re.compile(r"[^\s，。；：、！？,;:!?“”\"‘’《》〈〉（）()\[\]【】〔〕…—─|｜·●★△▲■◆□▼<>/\\=+*#~]+")
_NUMBER = re.compile(r"[0-9零一二三四五六七八九十百两几]+$")
_COUNTED = re.compile(r"(?:[0-9]+|[一二三四五六七八九十百两几]+)(?:余|多)?[个家所名]?$")
_TOWN = re.compile(r"[镇乡]|街道")


@dataclass(frozen=True, slots=True)
class Place:
    """A written form of a division; ``options`` are the divisions it may stand for. ``sure`` where the form
    carries its kind (衡阳市) or is a province or prefecture (衡阳), not a county's bare name (南山)."""

    start: int
    end: int
    options: tuple[Division, ...]
    sure: bool


@dataclass(frozen=True, slots=True)
class Name:
    """One name as read. At most one of ``places``, ``level``, ``inner``, ``body`` is what it begins with;
    ``middle`` is the text between that and the head, "" where nothing stands there."""

    start: int
    end: int
    head: Head | None
    middle: str = ""
    places: tuple[Place, ...] = ()
    level: str = ""
    inner: Name | None = None
    body: Body | None = None
    many: bool = False
    shared: bool = False  # takes over the beginning of the name before: 市公安局、卫健委


@dataclass(slots=True)
class Scene:
    """One text while it is read."""

    text: str
    places: list[Place] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    bare: list[Name] = field(default_factory=list)


class Scanner:
    """Finds names in a text. Stateless between texts."""

    def __init__(self) -> None:
        self._words: Lexicon = lexicon()
        self._divisions = gazetteer()

    def scan(self, text: str) -> Scene:
        scene = Scene(text)
        scene.places = [self._place(text, *found) for found in self._divisions.scan(text)]
        place_ends = {place.end: place for place in scene.places if place.sure}
        starts = [hit.start() for hit in self._hits(text)]
        if not starts:
            return scene
        hits = sorted(
            [*self._words.head_scan.finditer(text), *self._words.body_scan.finditer(text)],
            key=lambda hit: (hit.start(), -hit.end()),
        )
        run_iter = iter(_RUN.finditer(text))
        run = next(run_iter, None)
        reader: _Run | None = None
        for hit in hits:
            while run and run.end() <= hit.start():
                run, reader = next(run_iter, None), None
            if run is None:
                break
            if reader is None:
                reader = _Run(text, run.start(), run.end(), place_ends, self._words)
            reader.read(hit.start(), hit.group())
            if reader.fresh:
                scene.names.extend(reader.fresh)
                reader.fresh.clear()
            if reader.bare:
                scene.bare.extend(reader.bare)
                reader.bare.clear()
        scene.names = _outermost(scene.names)
        return scene

    def _hits(self, text: str) -> Sequence[re.Match[str]]:
        hit = self._words.head_scan.search(text) or self._words.body_scan.search(text)
        return [hit] if hit else []

    def _place(self, text: str, start: int, end: int, options: tuple[Division, ...]) -> Place:
        form = text[start:end]
        sure = any(form != one.short or one.level < 3 for one in options)
        return Place(start, end, options, sure)


class _Run:
    """Reads the heads within one run of text without marks. Word edges are asked for once, when needed."""

    def __init__(self, text: str, start: int, end: int, places: dict[int, Place], words: Lexicon) -> None:
        self._text, self._start, self._end, self._places, self._words = text, start, end, places, words
        self._ends: dict[int, Name] = {}
        self._edges: list[int] = []
        self._tags: list[str] = []
        self.fresh: list[Name] = []
        self.bare: list[Name] = []

    def read(self, start: int, word: str) -> None:
        end = start + len(word)
        if word in self._words.bodies:
            name = Name(start, end, None, body=self._words.bodies[word])
            self._keep(name)
            return
        head = self._words.heads[word]
        if not self._stands(start, end, head):
            return
        name = self._walk(start, end, head)
        if name is None:
            self.bare.append(Name(start, end, head))
        else:
            self._keep(name)

    def _keep(self, name: Name) -> None:
        self._ends[name.end] = name
        self.fresh.append(name)

    def _stands(self, start: int, end: int, head: Head) -> bool:
        """A head of one character must be a word of its own or end a word that names a body."""
        self._segment()
        if len(head.word) > 1 or head.word in "总委":
            return True
        if end not in self._edges:
            return False
        token = self._token(end)
        if len(token) == 1:
            return True
        return head.word in "局厅厂矿" and token not in _NO_BODY

    def _segment(self) -> None:
        if self._edges:
            return
        import rjieba

        self._edges, self._tags = [self._start], []
        for word, tag in rjieba.tag(self._text[self._start : self._end], False):
            self._edges.append(self._edges[-1] + len(word))
            self._tags.append(tag)

    def _token(self, end: int) -> str:
        """The word, or the part of it, that ends at ``end``."""
        return self._text[self._edges[bisect_left(self._edges, end) - 1] : end]

    def _tag(self, end: int) -> str:
        return self._tags[bisect_left(self._edges, end) - 1]

    def _walk(self, start: int, end: int, head: Head) -> Name | None:
        position, low, barrier = start, max(self._start, start - REACH), -1
        while position > low:
            begun = self._begin(position, start, end, head)
            if begun is not None:
                return begun
            word = self._token(position)
            if word in self._words.stops:
                break
            if word in self._words.many or _COUNTED.match(word) and word[-1] in "个家所":
                return self._many(position - len(word), start, end, head)
            if barrier < 0 and self._tag(position) in _VERBS and word not in self._words.inside:
                barrier = position
            position -= len(word)
        if head.left != "free":
            return None
        begin = barrier if barrier >= 0 else position
        begin = self._trim(begin, start)
        if start - begin < 2:
            return None
        return Name(begin, end, head, self._text[begin:start])

    def _begin(self, position: int, start: int, end: int, head: Head) -> Name | None:
        """The name, if it may begin with what ends at ``position``: a place, a body, a level, an anchor."""
        middle = self._text[position:start]
        inner = self._ends.get(position)
        if inner is not None and (position == start or self._nests(inner, head, middle)):
            return Name(inner.start, end, head, middle, inner=inner, many=inner.many)
        if head.left == "part":
            return None
        place = self._places.get(position)
        if place is not None and place.start >= self._start:
            places = [place]
            while (upper := self._places.get(places[0].start)) is not None and upper.start >= self._start:
                places.insert(0, upper)
            return Name(places[0].start, end, head, middle, places=tuple(places))
        word = self._token(position)
        if word in self._words.levels or word[-1:] in self._words.levels and word[:-1] in ("我", "本", "该"):
            level = word if word in self._words.levels else word[-1]
            before = self._token(position - len(word)) if position - len(word) > self._start else ""
            if _TOWN.fullmatch(level) and before and before not in self._words.stops and len(before) <= 3:
                return None
            if level in "团师" and (_NUMBER.search(before) or not middle == ""):
                return None
            return Name(position - len(word), end, head, middle, level=level)
        if word in self._words.anchors:
            return Name(position - len(word), end, head, self._text[position - len(word) : start])
        base = next((b for b in self._words.bases if middle == "" and self._text.endswith(b, 0, position)), None)
        if base is not None and self._is_base(base, position):
            return Name(position - len(base), end, head, middle, level=base)
        return None

    def _is_base(self, base: str, position: int) -> bool:
        at = position - len(base)
        if at <= self._start:
            return True
        before = self._token(at)
        return before in self._words.stops or before in self._words.many

    def _nests(self, inner: Name, head: Head, middle: str) -> bool:
        """May ``middle`` stand between a body and a further head? 集团|第三工程|公司, 大学|附属第一|医院."""
        return len(middle) <= 8 and head.word not in ("工会",)

    def _many(self, begin: int, start: int, end: int, head: Head) -> Name | None:
        """各级工会, 13个设区市总工会: many bodies in one phrase; whole-area words before it belong to it."""
        while begin > self._start:
            word = self._token(begin)
            if word in self._words.many or _COUNTED.match(word):
                begin -= len(word)
            elif (place := self._places.get(begin)) is not None:
                begin = place.start
            else:
                break
        return Name(begin, end, head, self._text[begin:start], many=True)

    def _trim(self, begin: int, start: int) -> int:
        """Leave out measure words, numbers and particles at the left edge of an open name."""
        while begin < start:
            after = bisect_left(self._edges, begin + 1)
            edge = self._edges[after] if after < len(self._edges) else start
            word = self._text[begin : min(edge, start)]
            if self._tags[after - 1] in _EDGE and not word.startswith("第"):
                begin += len(word)
            else:
                break
        return begin


_VERBS = frozenset(("v", "vd", "vi", "d", "c", "p", "u", "ul", "uj", "r", "t", "y", "zg"))
_EDGE = frozenset(("q", "m", "d", "p", "c", "u", "ul", "uj", "f", "r", "t", "x"))
_NO_BODY = frozenset("结局 全局 大局 时局 布局 当局 工厂 客厅 餐厅 大厅 开矿 格局 僵局 开局 药厂".split())


def _outermost(names: list[Name]) -> list[Name]:
    """Names that lie in no other, in text order."""
    names.sort(key=lambda name: (name.start, -name.end))
    kept: list[Name] = []
    for name in names:
        if not kept or name.end > kept[-1].end:
            if kept and name.start < kept[-1].end:
                continue
            kept.append(name)
    return kept
