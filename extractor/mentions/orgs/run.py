"""The walk to the left from a head to the beginning of its name, within one run of text without marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace

from extractor.mentions.orgs.edges import Edges
from extractor.mentions.orgs.lexicon import Head, Lexicon
from extractor.mentions.orgs.names import Name, Place

REACH = 26  # characters a name may reach back from its head
_BRANCH = 6  # characters of a brand before the place of a branch: 闽捷速运|漳州|分公司
_NEST = 8  # characters that may stand between a body and a further head: 集团|第三工程|公司
_CROSSED = 3  # heads that a name may reach over
_DEPTH = 6  # bodies one within another
_COUNTED = re.compile(r"(?:[0-9]+|[一二三四五六七八九十百两几数]+)?[余多]?[个家所名座支户位条]$")
_NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百两几数]+[余多]?$")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,3}$|[甲乙丙丁]$")
_REGIMENT = re.compile(r"[〇零一二三四五六七八九十0-9]{2,4}团$")
_CORPS = re.compile(r"(?:兵团)?[第农][一二三四五六七八九十]{1,3}师$")
_TERM = re.compile(r"第?[一二三四五六七八九十0-9]{1,3}届")
_VERBS = frozenset(("v", "vd", "vi", "d", "c", "p", "r", "y"))
_PROPER = frozenset(("nr", "ns", "nz", "nt", "nrt", "j", "nrfg", "x"))
_BRANDS = frozenset(("n", "nz", "nt", "j", "nr", "x"))
_LOOSE = frozenset(("q", "m", "p", "c", "u", "ul", "uj", "f", "r", "t"))
_TRAITS = frozenset(("a", "an", "ad", "b"))
_SOFT = frozenset("都同上下正可能前起已仍曾")
_WITH_OFFICES = ("union", "party", "government", "school", "hospital", "enterprise")
_SELF = ("我", "本", "该")
_TOLD_APART = ("社区", "行业", "园区")
_TOWNS = ("镇", "乡", "街道")
_BELOW = ("下属", "所属", "直属", "下设", "下辖")
_NAME_BEGIN = re.compile("第|[二三四五六七八九十][里道河湖江山水桥龙塘堡]|中[交铁建冶核石煤电油化粮水航广信]|[东南西北]")
_COUNT_BEHIND = re.compile(r"[0-9〇零一二三四五六七八九十百千万]+余?[家个]")


class Run(Edges):
    """Reads the heads of one run from left to right; names read earlier may begin later ones. Word edges
    come from the segmenter, cut further where places and names begin and end."""

    def __init__(self, text: str, start: int, end: int, places: Iterable[Place], words: Lexicon) -> None:
        self._places = {place.end: place for place in places}
        self._ends: dict[int, Name] = {}
        self._bare_ends: set[int] = set()
        super().__init__(text, start, end, words)
        for place in self._places.values():
            self._cut(place.start)
            self._cut(place.end)

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
            return word not in self._words.no_bodies
        return len(word) == 1 or bool(_NUMERAL.fullmatch(word[:-1]))

    def _closes(self, end: int) -> bool:
        """Does a name that ends like any noun (渭河钢铁) end here? Then no noun of its own kind follows."""
        if end == self._end or self._text.startswith(("工会", "职工"), end) or self._text[end].isdigit():
            return True
        after = self._edges[min(bisect_left(self._edges, end + 1), len(self._edges) - 1)]
        word = self._text[end:after]
        return self._words.is_stop(word) or self._tags.get(after, "") in _VERBS

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
            if self._words.is_many(word) or self._counted(position, word):
                return self._many(position - len(word), start, end, head)
            verb = len(word) > 1 and self._tag(position) in _VERBS and word not in self._words.inside
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
        return word in _SOFT and head.left == "free" and not self._places.keys().isdisjoint((position - 1, position - 2))

    def _names_one(self, position: int) -> bool:
        """Does what stands before 社区 or 行业 tell one from the others (西直街社区工会, 外卖行业工会)?"""
        word = self._word(position)
        open_word = word and not self._words.is_stop(word) and not self._words.is_many(word)
        return bool(open_word) and not self._counted(position, word) and word[-1] not in self._words.levels

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

    def _counted(self, position: int, word: str) -> bool:
        """13个, 8000余名, 两座: a number and a measure, in one word or two."""
        if not _COUNTED.fullmatch(word):
            return False
        return len(word) > 1 or bool(_NUMERAL.fullmatch(self._word(position - 1)))

    def _begin(self, position: int, start: int, end: int, head: Head, *, clear: bool) -> Name | None:
        """The name, if it may begin with what ends at ``position``: a body, a place, a level, an anchor.
        ``clear`` is false where a verb stands between that and the head."""
        middle = self._text[position:start]
        inner = self._ends.get(position)
        term = _TERM.fullmatch(middle) is not None
        nests = not middle or term or (len(middle) <= _NEST and head.word != "工会")
        if head.group == "office":
            whole = inner is not None and inner.head is not None and inner.head.type in _WITH_OFFICES
            nests = whole and 2 <= len(middle) <= _NEST and not _NUMERAL.search(middle)
        if inner is not None and clear and nests and inner.depth < _DEPTH:
            return Name(inner.start, end, head, middle, inner=inner, many=inner.many, depth=inner.depth + 1)
        regiment = None if middle else _REGIMENT.search(self._text, max(self._start, start - 5), start)
        if regiment is not None:
            return Name(regiment.start(), end, head, regiment.group())
        if head.left != "part":
            place = self._places.get(position)
            if place is not None and (clear or len(middle) <= _NEST):
                return self._placed(place, start, end, head)
            begun = self._levelled(position, start, end, head)
            if begun is not None:
                return begun
            word = self._word(position)
            bracketed = self._text[position - len(word) - 1] in "（("  # 恒泰（中国）制鞋有限公司
            if word in self._words.anchors and not bracketed:
                before = self._ends.get(position - len(word))
                if before is not None and before.body is not None:  # 全总|西北|办事处
                    return Name(before.start, end, head, word + middle, inner=before, depth=1)
                place = self._places.get(position - len(word))
                if place is not None and word == "国家":  # 锦州市|国家税务局
                    return Name(place.start, end, head, word + middle, places=(place,))
                general = head.word == "工会" and not middle  # 中国工会 are all of them
                return Name(position - len(word), end, head, word + middle, many=general)
        return self._based(position, start, end, head)

    def _placed(self, place: Place, start: int, end: int, head: Head) -> Name:
        places = [place]
        while (upper := self._places.get(places[0].start)) is not None:
            places.insert(0, upper)
        begin = places[0].start
        if head.word in ("委", "委员会") and place.end == start:
            led = self._led(begin, start, end, tuple(places))
            if led is not None:
                return led
        corps = _CORPS.search(self._text, max(self._start, begin - 8), begin)
        if corps is not None:  # 农六师|五家渠市
            return Name(corps.start(), end, head, self._text[corps.start() : start])
        whole = self._ends.get(begin)
        nests = whole is not None and not whole.many and whole.depth < _DEPTH
        if whole is not None and nests and self._carries(whole, head):  # 中国银行|鹤岗|分行
            return Name(whole.start, end, head, self._text[begin:start], inner=whole, depth=whole.depth + 1)
        name = Name(begin, end, head, self._text[place.end : start], places=tuple(places))
        most = _BRANCH if head.word in self._words.units else 2
        brand = self._brand(begin, most) if head.group == "enterprise" else begin
        if brand < begin:  # 龙煤|鹤岗|矿业公司
            return Name(brand, end, head, self._text[brand:start])
        return name

    def _led(self, begin: int, start: int, end: int, places: tuple[Place, ...]) -> Name | None:
        """共青团|某市|委, 中共|某市|委员会, 政协|某市|委员会: the party or body that has the committee."""
        heads = self._words.heads
        for word, head in (("共青团", heads["团委"]), ("中共", heads["委"]), ("中国共产党", heads["委"])):
            if self._text.startswith(word, begin - len(word)):
                return Name(begin - len(word), end, head, places=places, official=True)
        if self._text.startswith("政协", begin - 2):
            return Name(begin - 2, end, heads["委员会"], self._text[begin - 2 : start])
        return None

    def _carries(self, whole: Name, head: Head) -> bool:
        """Does ``whole`` run on over a place that follows it? 某公司|徐州|卷烟厂, 省总工会|哈尔滨|疗养院."""
        if head.word in self._words.units:
            return True
        kind = whole.head.type if whole.head else whole.body.type if whole.body else None
        if whole.body and whole.body.type == "government":  # 国家税务总局|某市|税务局
            return head.type == "government"
        if kind == "union" and head.word == "委员会":  # 中国教育工会|某县|委员会
            return True
        return (kind, head.type) in (("enterprise", "enterprise"), ("union", "hospital")) or (
            kind == "union" and head.group in ("house", "school")
        )

    def _brand(self, position: int, most: int) -> int:
        """Where a brand before a place begins: two characters, or up to ``most``, that are no common words."""
        begin = position
        if self._word(begin) in ("大", "小"):  # 小|恒山|矿
            return begin - 1
        for _ in range(3):
            word = self._word(begin)
            if not word or self._words.is_stop(word) or begin in self._ends or self._words.is_many(word):
                break
            named = self._tag(begin) in _BRANDS or word in self._words.inside
            if not named or position - begin + len(word) > most:
                return position
            if word in self._words.people:
                return position
            begin -= len(word)
        return begin if position - begin > 1 else position

    def _levelled(self, position: int, start: int, end: int, head: Head) -> Name | None:
        word, middle = self._word(position), self._text[position:start]
        level = word if word in self._words.levels else word[-1:] if word[:-1] in _SELF else ""
        if word[1:2] == "直" and word[0] in "省市县区州":  # 省直机关
            level, middle = word[0], word[1:] + middle
        town = next((kind for kind in _TOWNS if len(word) > 2 and word.endswith(kind)), "")
        level, word = (town, town) if town else (level, word)  # 安海镇
        begin = position - len(word)
        if head.word == "委" and self._text[position - 2 : position - 1] == "团":
            return Name(position - 2, end, self._words.heads["团委"], level=self._text[position - 1])
        if level not in self._words.levels:
            return None
        before = self._word(begin)
        named = before and not (self._words.is_many(before) or self._words.is_stop(before))
        if level in _TOWNS and named:
            return self._town(begin, position, start, end, head)
        if self._text[begin - 1 : begin] in ("）", ")"):  # 各县（市）|区总工会
            return self._many(begin, start, end, head)
        if level == "师" and (middle or _NUMERAL.search(before)):
            return None
        if level == "市" and before == "师":
            return Name(begin - 1, end, head, middle, level="师市")
        region = self._places.get(begin) if level == "区" else None
        if region is not None and any(one.kind == "自治区" for one in region.options):  # 广西|区总工会
            return Name(region.start, end, head, middle, places=(region,), official=True)
        if before in _BELOW and head.type not in ("union", "party", "government"):  # 下属|市工人文化宫
            return Name(begin, end, head, middle, level=level)
        if before[-1:] in self._words.levels or self._words.is_many(before) or self._counted(begin, before):
            return self._many(begin, start, end, head)  # 区|县总工会, 各|市总工会, 3个|县总
        if before and self._tag(begin) in _TRAITS and not self._words.is_stop(before):  # 困难|县
            return None
        return Name(begin, end, head, middle, level=level)

    def _town(self, begin: int, position: int, start: int, end: int, head: Head) -> Name | None:
        """A town begins a name as a division does; the gazetteer knows none, so its own name is two to four
        characters before its kind."""
        near = self._places.get(begin)
        if near is not None and near.start not in self._places:  # 砚山|镇, named like a county
            begin = near.start
        while begin > max(self._start, position - 5):
            word = self._word(begin)
            if begin in self._places or self._words.is_stop(word) or self._words.is_many(word):
                break
            if self._counted(begin, word):
                return None
            begin -= len(word)
        if not 2 <= position - begin <= 6:
            return None
        if (place := self._places.get(begin)) is not None:
            return self._placed(place, start, end, head)
        return Name(begin, end, head, self._text[begin:start])

    def _based(self, position: int, start: int, end: int, head: Head) -> Name | None:
        """公司|工会, 院|党委, 公司|第二届|工会委员会: a body that another mention names in full."""
        middle = self._text[position:start]
        inside = head.left == "closed" and len(middle) <= _NEST
        if middle and not inside and not _TERM.fullmatch(middle):
            return None
        for base in self._words.bases:
            begin = position - len(base)
            if not self._text.endswith(base, self._start, position) or begin not in self._edges:
                continue
            before = self._word(begin)
            if before in _SELF:
                return Name(begin - len(before), end, head, middle, level=base)
            if before == "各":
                return self._many(begin, start, end, head)
            if not before or self._words.is_stop(before) or begin in self._ends or self._tag(begin) in _VERBS:
                return Name(begin, end, head, middle, level=base)
        return None

    def _many(self, begin: int, start: int, end: int, head: Head) -> Name:
        """各级工会, 13个设区市总工会: many bodies in one phrase, with the words for whole areas before it."""
        while begin > self._start:
            place, word = self._places.get(begin), self._word(begin)
            counted = _COUNTED.fullmatch(word) or _NUMERAL.fullmatch(word)
            if place is not None:
                begin = place.start
            elif counted or self._words.is_many(word) or (word and word[-1] in self._words.levels):
                begin -= len(word)
            else:
                break
        return Name(begin, end, head, self._text[begin:start], many=True)

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
        if _TERM.fullmatch(self._text[begin:start]) and head.type == "union":
            return Name(begin, end, head, self._text[begin:start], bare=True)
        if head.word in self._words.numbered and _ORDINAL.fullmatch(before):
            return self._ordinal(start - len(before), start, end, head)
        listed = self._text[begin - 1 : begin] == "、" and _NUMERAL.fullmatch(before)  # 甲、乙、丙三矿
        if head.left != "free" or listed:
            return Name(begin, end, head, self._text[begin:start], bare=True)
        if self._word(begin) == "某" or (head.word == "工会" and _COUNT_BEHIND.match(self._text, end)):
            return Name(begin, end, head, self._text[begin:start], bare=True)  # 某丝织厂; 新建工会50家
        begin = self._trim(begin, start) if start - begin > 2 else begin
        if self._text[begin] in "家个所座" and _NUMERAL.search(
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
        """Does the segmenter's word at ``begin`` hold a level and more than a common noun (县公安, not 市场)?"""
        after = self._edges[bisect_left(self._edges, begin + 1)]
        return begin + 2 < after <= end

    def _ordinal(self, begin: int, start: int, end: int, head: Head) -> Name | None:
        """五公司, 掘进二队: a part told apart by its number, perhaps after a word for its work."""
        word = self._word(begin)
        if head.word in ("队", "班") and 1 < len(word) <= 3 and not self._words.is_stop(word):
            begin -= len(word)
            word = self._word(begin)
        if not word or self._words.is_stop(word) or self._tag(begin) in _VERBS:
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
