"""The walk to the left from a head to the beginning of its name, within one run of text without marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from extractor.mentions.orgs.beginnings import NUMERAL, PEOPLE, TERM, VERBS, Beginnings
from extractor.mentions.orgs.lexicon import Head, Lexicon
from extractor.mentions.orgs.names import Name, Place
from extractor.words import Segmenter

REACH = 26  # characters a name may reach back from its head
_CROSSED = 3  # heads that a name may reach over
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,3}$|[甲乙丙丁]$")
_PROPER = frozenset(("nr", "ns", "nz", "nt", "nrt", "j", "nrfg", "x"))
_LOOSE = frozenset(("q", "m", "p", "c", "u", "ul", "uj", "f", "r", "t"))
_SOFT = frozenset("都同上下正可能前起已仍曾时发")
_TOLD_APART = ("社区", "行业", "园区")
_NAME_BEGIN = re.compile(
    "第|[二三四五六七八九十][里道河湖江山水桥龙塘堡]|中[交铁建冶核石煤电油化粮水航广信]|[东南西北]"
)
_SERIES = re.compile("第?[0-9一二三四五六七八九十]{1,3}[期次批轮场]")
_SMALL_NUMBER = re.compile(r"[0-9]{1,2}(?![0-9])")
_TRADES = re.compile(r"[、和][^，。；、\s]{2,4}(?:工人|职工|系统|行业)")
_COUNT_BEHIND = re.compile(r"[0-9〇零一二三四五六七八九十百千万]+余?[家个]")


class Run(Beginnings):
    """Reads the heads of one run from left to right; names read earlier may begin later ones. Word edges
    come from the segmenter, cut further where places and names begin and end."""

    def __init__(
        self, text: str, start: int, end: int, places: Iterable[Place], words: Lexicon, cut: Segmenter
    ) -> None:
        super().__init__(text, start, end, places, words, cut)
        self._bare_ends: set[int] = set()

    def read(self, start: int, word: str) -> tuple[Name | None, Name | None]:
        """(name, None) for a head whose name begins in this run, (None, bare head) for one that stands
        alone, (None, None) where ``word`` is no head here."""
        end = start + len(word)
        if word in self._words.bodies:
            return self._keep(Name(start, end, None, body=self._words.bodies[word])), None
        head = self._words.heads[word]
        known = self._ends.get(end)
        if (known is not None and known.body is not None) or not self._stands(start, end, head):
            return None, None
        name = self._walk(start, end, head)
        if name is None or name.bare:
            self._bare_ends.add(end)
            return None, name or Name(start, end, head)
        return self._keep(name), None

    def _keep(self, name: Name) -> Name:
        self._ends[name.end] = name
        self._cut(name.end)
        return name

    def _stands(self, start: int, end: int, head: Head) -> bool:
        """Is it a word here? A head of one character must be one of its own or end one that names a body."""
        if head.word in "总委":
            return True
        if end < self._end and self._text[end] in self._words.not_before.get(head.word[-1], ""):
            return False
        if head.group == "brand" and not self._closes(end):
            return False
        if len(head.word) > 1:
            return start in self._edges or end in self._edges
        if end not in self._edges:
            return False
        word = self._word(end)
        if head.word in "局厅厂矿部处科":
            pair = self._text[end - 2 : end] if len(word) == 1 else word  # 出|矿
            return not {word, pair} & self._words.no_bodies
        return len(word) == 1 or bool(NUMERAL.fullmatch(word[:-1]))

    def _closes(self, end: int) -> bool:
        """Does a name that ends like any noun (渭河钢铁) end here? Then no noun of its own kind follows."""
        if _TRADES.match(self._text, end):  # 水电、建筑工人
            return False
        if end == self._end or self._text.startswith(("工会", "职工"), end) or self._text[end].isdigit():
            return True
        after = self._edges[min(bisect_left(self._edges, end + 1), len(self._edges) - 1)]
        word = self._text[end:after]
        return self._words.is_stop(word) or self._tags.get(after, "") in VERBS

    def _walk(self, start: int, end: int, head: Head) -> Name | None:
        position, low, barrier, crossed = start, max(self._start, start - REACH), 0, 0
        while position > low:
            clear = not barrier or (barrier == start and head.group == "enterprise-part")  # 铲运|班
            begun = self._begin(position, start, end, head, clear=clear)
            if begun is not None:
                return begun
            word = self._word(position)
            if word == "联合" and self._word(position - 2) in self._words.anchors:
                position -= 2  # 中国联合|网络通信公司
                continue
            if word == "与" and head.word == "学院" and self._tag(position - 1) in ("n", "nz"):
                position -= 1  # 数学与统计|学院
                continue
            if word in _TOLD_APART and self._names_one(position - 2):
                position -= 2
                continue
            if self._named_so(position, word, head):
                position -= 1
                continue
            if self._words.is_stop(word) or self._ranked(position, word):
                break
            if word in self._words.people and not self._inside(position, start):
                break
            if word[-1] in PEOPLE and self._counted(position, word):  # 10名|工会干部
                break
            if self._words.is_many(word) or self._counted(position, word):
                return self._many(position - len(word), start, end, head)
            verb = len(word) > 1 and self._tag(position) in VERBS and word not in self._words.inside
            verb = verb and not self._text.startswith(_TOLD_APART, position)
            if verb and position == start and head.group != "enterprise-part":
                return None
            if verb and self._tag(position) == "d" and len(word) == 2 and head.type == "enterprise":
                verb = position == start  # no adverb stands before a noun: 永新|染织|厂
            barrier = barrier or (position if verb else 0)
            crossed += position in self._bare_ends
            if crossed > _CROSSED:
                return None
            position -= len(word)
        return self._open(barrier or position, start, end, head)

    def _named_so(self, position: int, word: str, head: Head) -> bool:
        """Is a word that mostly ends a name a part of one here, right behind a place (深圳市|同洲|公司)?"""
        behind = not self._places.keys().isdisjoint((position - 1, position - 2))
        return word in _SOFT and head.left == "free" and behind

    def _ranked(self, position: int, word: str) -> bool:
        """第二名, said of who comes next."""
        return word[-1] == "名" and "第" in self._text[max(self._start, position - 4) : position]

    def _inside(self, start: int, end: int) -> bool:
        """Do only words that stand inside names lie between? 职工|维权|服务中心."""
        while start < end:
            edge = min(self._edges[bisect_left(self._edges, start + 1)], end)
            word = self._text[start:edge]
            if not (word in self._words.inside or {word[:2], word[2:]} <= self._words.inside):
                return False
            start = edge
        return True

    def _open(self, begin: int, start: int, end: int, head: Head) -> Name | None:
        """A name with no place, level or body in it: 裕中纱厂; 五公司; among a body's parts 理货公司."""
        before = self._word(start)
        level = self._text[begin]
        if head.left == "closed" and level in "省市县区州旗" and self._leads(begin, end):  # 县公安|局
            return Name(begin, end, head, self._text[begin + 1 : start], level=level)
        if self._text[begin:start] in self._words.zone_names:
            return Name(begin, end, head, level=self._text[begin:start])
        zone = self._words.zone_scan.search(self._text, begin + 2, start)
        if head.left == "closed" and zone is not None:
            return Name(begin, end, head, self._text[begin:start])
        if TERM.fullmatch(self._text[begin:start]) and head.type == "union":
            return Name(begin, end, head, self._text[begin:start], bare=True)
        if head.word in self._words.numbered and _ORDINAL.fullmatch(before):
            return self._ordinal(start - len(before), start, end, head)
        listed = self._text[begin - 1 : begin] == "、" and NUMERAL.fullmatch(before)  # 甲、乙、丙三矿
        if head.left != "free" or listed:
            return Name(begin, end, head, self._text[begin:start], bare=True)
        if _SERIES.fullmatch(self._text, begin, start):  # 第三期工会主席培训班
            return Name(begin, end, head, self._text[begin:start], bare=True)
        if self._word(begin) == "某" or (head.word == "工会" and _COUNT_BEHIND.match(self._text, end)):
            return Name(begin, end, head, self._text[begin:start], bare=True)  # 某丝织厂; 新建工会50家
        begin = self._trim(begin, start) if start - begin > 2 else begin
        number = _SMALL_NUMBER.match(self._text, begin, start)
        begin = number.end() if number else begin
        if self._text[begin] in "家个所座" and NUMERAL.search(
            self._text, max(self._start, begin - 4), begin
        ):
            return None  # 26家小厂
        if start - begin < 2:
            return Name(begin, end, head, self._text[begin:start], bare=True)
        name = Name(begin, end, head, self._text[begin:start])
        if head.word in ("分工会", "工会联合会") or self._proper(begin, start):
            return name
        if head.type in ("enterprise", "school", "hospital"):
            return replace(name, weak=True)
        return None

    def _leads(self, begin: int, end: int) -> bool:
        """Does the segmenter's word at ``begin`` hold a level and more than a noun (县公安, not 市场)?"""
        after = self._edges[bisect_left(self._edges, begin + 1)]
        return begin + 2 < after <= end

    def _ordinal(self, begin: int, start: int, end: int, head: Head) -> Name | None:
        """五公司, 掘进二队: a part told apart by its number, perhaps after a word for its work."""
        word = self._word(begin)
        if head.word in ("队", "班") and 1 < len(word) <= 3 and not self._words.is_stop(word):
            begin -= len(word)
            word = self._word(begin)
        if not word or self._words.is_stop(word) or self._tag(begin) in VERBS:
            return Name(begin, end, head, self._text[begin:start], weak=True)
        return None

    def _trim(self, begin: int, start: int) -> int:
        """Leave out measure words, numbers and particles at the left edge of an open name."""
        while begin < start:
            edge = self._edges[bisect_left(self._edges, begin + 1)]
            word = self._text[begin : min(edge, start)]
            tag = self._tags.get(edge)
            if (
                _NAME_BEGIN.match(self._text, begin)
                or (tag not in _LOOSE and word not in ("家", "厂"))
            ):
                break
            begin += len(word)
        return begin

    def _proper(self, begin: int, start: int) -> bool:
        """Does an open name hold anything but common words? 裕中纱 does, 定点 and 家长 do not. The segmenter
        cuts what it does not know into single characters."""
        edge, single = begin, 0
        if _NAME_BEGIN.match(self._text, begin) and self._text[begin] == "中":
            return True
        while edge < start:
            after = self._edges[bisect_left(self._edges, edge + 1)]
            word = self._text[edge:after]
            tag = self._tags.get(after)
            if word.endswith(self._words.zones) or word[0] == "第" or tag in _PROPER:
                return True
            if edge == begin and tag == "d" and len(word) == 2:  # no adverb stands before a noun
                return True
            single += len(word) == 1
            if len(word) == 1 and (single > 1 or edge == begin):
                return True
            edge = after
        return False
