"""What a name may begin with: a body, a place, a level, an anchor, a word for the body spoken of, or many."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractor.mentions.orgs.edges import Edges
from extractor.mentions.orgs.lexicon import Head, Lexicon
from extractor.mentions.orgs.names import Name, Place
from extractor.words import Segmenter

_BRANCH = 6  # characters of a brand before the place of a branch: 闽捷速运|漳州|分公司
_NEST = 8  # characters that may stand between a body and a further head: 集团|第三工程|公司
_DEPTH = 6  # bodies one within another
_COUNTED = re.compile(r"(?:[0-9]+|[一二三四五六七八九十百两几数]+)?[余多]?[个家所名座支户位条]$")
PEOPLE = ("名", "位")
NUMERAL = re.compile(r"[0-9〇零一二三四五六七八九十百两几数]+[余多]?$")
_REGIMENT = re.compile(r"[〇零一二三四五六七八九十0-9]{2,4}团$")
_CORPS = re.compile(r"(?:兵团)?[第农][一二三四五六七八九十]{1,3}师$")
TERM = re.compile(r"第?[一二三四五六七八九十0-9]{1,3}届|首届")
VERBS = frozenset(("v", "vd", "vi", "d", "c", "p", "r", "y"))
_BRANDS = frozenset(("n", "nz", "nt", "j", "nr", "x"))
_RARE = frozenset(("nr", "zg"))
_TRAITS = frozenset(("a", "an", "ad", "b"))
_WITH_OFFICES = ("union", "party", "government", "school", "hospital", "enterprise")
_SELF = ("我", "本", "该")
_TOWNS = ("镇", "乡", "街道")
_BELOW = ("下属", "所属", "直属", "下设", "下辖")


class Beginnings(Edges):
    """Tells how a name begins in one run. ``_ends`` are the names read so far by where they end."""

    def __init__(
        self, text: str, start: int, end: int, places: Iterable[Place], words: Lexicon, cut: Segmenter
    ) -> None:
        self._places = {place.end: place for place in places}
        self._ends: dict[int, Name] = {}
        super().__init__(text, start, end, words, cut)
        for place in self._places.values():
            self._cut(place.start)
            self._cut(place.end)

    def _begin(self, position: int, start: int, end: int, head: Head, *, clear: bool) -> Name | None:
        """The name, if it may begin with what ends at ``position``: a body, a place, a level, an anchor.
        ``clear`` is false where a verb stands between that and the head."""
        middle = self._text[position:start]
        inner = self._ends.get(position)
        term = TERM.fullmatch(middle) is not None
        nests = middle in ("", "机关") or term or (len(middle) <= _NEST and head.word != "工会")
        if head.group == "office":
            whole = inner is not None and inner.head is not None and inner.head.type in _WITH_OFFICES
            nests = whole and 2 <= len(middle) <= _NEST and not NUMERAL.search(middle)
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
            low = position - len(word)
            if word in self._words.anchors and self._text[low - 1 : low] not in ("（", "("):
                return self._anchored(low, start, end, head)
        return self._based(position, start, end, head)

    def _anchored(self, begin: int, start: int, end: int, head: Head) -> Name:
        """中国|财贸工会; a body or place before the anchor goes with it (全总|西北|办事处)."""
        before, place, rest = self._ends.get(begin), self._places.get(begin), self._text[begin:start]
        if before is not None and before.body is not None:
            return Name(before.start, end, head, rest, inner=before, depth=1)
        if place is not None and rest.startswith("国家"):
            return Name(place.start, end, head, rest, places=(place,))
        general = head.word == "工会" and rest in self._words.anchors  # 中国工会 are all of them
        return Name(begin, end, head, rest, many=general)

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
        attached = self._text.startswith("附属", place.end)  # 某大学|抚州|附属医院
        if whole is not None and nests and (attached or self._carries(whole, head)):  # 中国银行|鹤岗|分行
            middle, depth = self._text[begin:start], whole.depth + 1
            return Name(whole.start, end, head, middle, inner=whole, depth=depth, site=place)
        name = Name(begin, end, head, self._text[place.end : start], places=tuple(places))
        most = _BRANCH if head.word in self._words.units else 2
        brand = self._brand(begin, most) if head.group == "enterprise" else begin
        if brand < begin:  # 龙煤|鹤岗|矿业公司
            return Name(brand, end, head, self._text[brand:start], site=place)
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
        if kind == "union" and head.word in ("委员会", "支会"):  # 中国教育工会|某县|委员会
            return True
        return (kind, head.type) in (("enterprise", "enterprise"), ("union", "hospital")) or (
            kind == "union" and head.group in ("house", "school")
        )

    def _brand(self, position: int, most: int) -> int:
        """Where a brand before a place begins: 2 characters, or up to ``most``, that are no common words."""
        begin = position
        if self._word(begin) in ("大", "小"):  # 小|恒山|矿
            return begin - 1
        for _ in range(3):
            word = self._word(begin)
            if not word or self._words.is_stop(word) or begin in self._ends or self._words.is_many(word):
                break
            named = (
                self._tag(begin) in _BRANDS
                or word in self._words.inside
                or (most > 2 and self._tag(begin) == "ns")
            )
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
        town = next((kind for kind in _TOWNS if len(word) > len(kind) and word.endswith(kind)), "")
        if town and not self._words.is_many(word):  # 安海镇
            level = word = town
        begin = position - len(word)
        if head.word == "委" and self._text[position - 2 : position - 1] == "团":
            return Name(position - 2, end, self._words.heads["团委"], level=self._text[position - 1])
        if level not in self._words.levels or (level == "区" and self._text[begin - 1 : begin] == "园"):
            return None
        before = self._word(begin)
        named = before and not (self._words.is_many(before) or self._words.is_stop(before))
        if level in _TOWNS and named:
            return self._town(begin, position, start, end, head)
        if self._text[begin - 1 : begin] in ("）", ")"):  # 各县（市）|区总工会
            return self._many(begin, start, end, head)
        if level == "师" and (middle or NUMERAL.search(before)):
            return None
        if level == "市" and before == "师":
            return Name(begin - 1, end, head, middle, level="师市")
        near = self._places.get(begin)
        if near is not None and head.word == "委员会" and near.start in self._ends:
            return self._placed(near, start, end, head)  # 中国盐业工会|淮北区|委员会
        region = near if level == "区" else None
        if region is not None and any(one.kind == "自治区" for one in region.options):  # 广西|区总工会
            return Name(region.start, end, head, middle, places=(region,), official=True)
        if before in _BELOW and head.type not in ("union", "party", "government"):  # 下属|市工人文化宫
            return Name(begin, end, head, middle, level=level)
        if before[-1:] in self._words.levels or self._words.is_many(before) or self._counted(begin, before):
            return self._many(begin, start, end, head)  # 区|县总工会, 各|市总工会, 3个|县总
        if before and self._tag(begin) in _TRAITS and not self._words.is_stop(before):  # 困难|县
            return None
        if level in ("县", "市") and (own := self._unlisted(begin)) < begin:
            return Name(own, end, head, self._text[own:start])
        return Name(begin, end, head, middle, level=level)

    def _unlisted(self, begin: int) -> int:
        """Where a proper name of up to three characters before a level begins, of a county or city that the
        gazetteer lacks (鄠|县总工会, 新海连|市总工会): ``begin`` where there is none."""
        left = begin
        while left > self._start and left not in self._ends:
            word = self._word(left)
            named = self._tag(left) == "ns" or (len(word) == 1 and self._tag(left) in _RARE)
            if not named or self._words.is_stop(word) or begin - left + len(word) > 3:
                break
            left -= len(word)
        return left

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
        if middle and not inside and not TERM.fullmatch(middle):
            return None
        for base in self._words.bases:
            begin = position - len(base)
            pointed = self._text[begin - 1 : begin] in _SELF  # 该校 may be one word
            ends = self._text.endswith(base, self._start, position)
            if not ends or not (pointed or begin in self._edges):
                continue
            before = self._word(begin)
            if before in _SELF:
                return Name(begin - len(before), end, head, middle, level=base)
            if before == "各":
                return self._many(begin, start, end, head)
            if not before or self._words.is_stop(before) or begin in self._ends or self._tag(begin) in VERBS:
                return Name(begin, end, head, middle, level=base)
        return None

    def _many(self, begin: int, start: int, end: int, head: Head) -> Name:
        """各级工会, 13个设区市总工会: many bodies in one phrase, with the words for whole areas before it."""
        while begin > self._start:
            place, word = self._places.get(begin), self._word(begin)
            counted = (_COUNTED.fullmatch(word) or NUMERAL.fullmatch(word)) and word[-1] not in PEOPLE
            if place is not None:
                begin = place.start
            elif counted or self._words.is_many(word) or (word and word[-1] in self._words.levels):
                begin -= len(word)
            else:
                break
        return Name(begin, end, head, self._text[begin:start], many=True)

    def _names_one(self, position: int) -> bool:
        """Does what stands before 社区 or 行业 tell one from the others (西直街社区工会, 外卖行业工会)?"""
        word = self._word(position)
        open_word = word and not self._words.is_stop(word) and not self._words.is_many(word)
        return bool(open_word) and not self._counted(position, word) and word[-1] not in self._words.levels

    def _counted(self, position: int, word: str) -> bool:
        """13个, 8000余名, 两座: a number and a measure, in one word or two."""
        if not _COUNTED.fullmatch(word):
            return False
        return len(word) > 1 or bool(NUMERAL.fullmatch(self._word(position - 1)))
