"""From a name as it stands to the body it means: full official name, type, division."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.layers import Layout, ZoneKind
from extractor.mentions.orgs.divisions import COUNTY, PREFECTURE, Division
from extractor.mentions.orgs.lexicon import Head, lexicon
from extractor.mentions.orgs.memory import STATED, Memory
from extractor.mentions.orgs.names import Name
from extractor.mentions.orgs.owners import BASE_TYPES, base_of, union_of_office
from extractor.mentions.orgs.places import Atlas
from extractor.signs import HAN
from extractor.values.model import OrgValue

_OFFICIAL = ("general-union", "party-committee", "government", "party")
HOME_TOWN = re.compile(rf"({HAN}+(镇|乡|街道))(?:总工会|工会)")
_WHOLE_TOWN = re.compile(rf"(?<=[区县市、，。；：“（\n])({HAN}{{2,4}}?)(镇|乡|街道)(?!级)")
_ORDINAL = re.compile(r"第?[一二三四五六七八九十]{1,3}$|.{0,3}[一二三四五六七八九十]$")  # 一工区, 隧道二队
_NO_TOWN = re.compile("[乡镇各经由向在到对和与及]")
_IN_TOWN = re.compile(rf"{HAN}{{2,6}}(?:镇|乡|街道)")
_TOWN = re.compile(rf"({HAN}{{2,3}})(镇|乡|街道)(?!级)")


class Namer:
    """Names the bodies of one document. Names it has given teach the later short ones."""

    def __init__(self, text: str, atlas: Atlas, layout: Layout) -> None:
        self._text, self._atlas, self._layout = text, atlas, layout
        self._words = lexicon()
        self._known = Memory()
        self.home: OrgValue | None = None
        self._stated = False
        self.at_work = False  # the paper of an enterprise, school or hospital: 理货公司 is a part of it

    def settle(self, home: OrgValue, *, stated: bool = True) -> None:
        """``home`` is the body for which the document speaks; ``stated`` where it says so itself."""
        place = self._atlas.home.get(PREFECTURE)
        if home.region is None and base_of(home).type in BASE_TYPES and place is not None:
            home = replace(home, region=place.code)
        self._known.learn(STATED, home)
        self.home, self._stated = union_of_office(home), stated
        self.at_work = base_of(self.home).type in BASE_TYPES

    def settle_by_text(self, *, of_base: bool) -> None:
        """Where nothing states the home body: the one of letterhead, signature or title. ``of_base`` where
        the text speaks of 公司 or 学校 alone: then also the first such body of the text."""
        if self.home is not None:
            return
        known = [(self._layout.zone_at(position).kind, value) for position, value in self._known.in_order()]
        for kind in (ZoneKind.LETTERHEAD, ZoneKind.SIGNATURE, ZoneKind.TITLE):
            stated = [value for zone, value in known if zone is kind]
            union = next((value for value in stated[:1] if value.type == "union"), None)
            base = next((value for value in stated if value.type in BASE_TYPES), None)
            speaker = union or (base if kind is ZoneKind.LETTERHEAD else None)
            if speaker is not None:
                self.settle(speaker)
                return
        if of_base:
            first = next((value for _, value in known if base_of(value).type in BASE_TYPES), None)
            if first is not None:
                self.settle(first, stated=False)
            self.at_work = True

    def learn(self, name: Name, value: OrgValue) -> None:
        """Remember the full name that stands as ``name``, and those of the bodies within it."""
        if value.collective or name.weak or name.stands_for is not None:
            return
        inner = name.inner
        if inner is not None and (name.middle or inner.head is None or inner.head.type != value.type):
            self.learn(inner, self.name(inner))
        self._known.learn(name.start, value)

    def name(self, name: Name, text: str | None = None) -> OrgValue:
        """The value of ``name``, which stands in ``text`` (default: the document's)."""
        source = self._text if text is None else text
        written = source[name.start : name.end]
        head = name.head
        if name.stands_for is not None:
            return self.name(name.stands_for, text)
        if head is None:
            if name.body is None:
                raise ValueError(f"a name with neither head nor body: {name}")
            return OrgValue(name.body.name, name.body.type, self._atlas.region_of(name.body.name))
        if name.many:
            return OrgValue(written, head.type, collective=True)
        if name.inner is not None:
            return self._sited(self._nested(self.name(name.inner, text), name.middle, head), name)
        if name.places:
            return self._placed(name, head, source)
        if name.level:
            return self._levelled(name, head, written)
        return self._sited(self._open(name, head), name)

    def _sited(self, value: OrgValue, name: Name) -> OrgValue:
        """``value`` in the division of the place within its name; a branch is not where its owner is."""
        branch = name.head is not None and name.head.word in self._words.units
        if name.site is None or not self._atlas.certain(name.site) or not (branch or value.region is None):
            return value
        return replace(value, region=self._atlas.division(name.site).code)

    def _open(self, name: Name, head: Head) -> OrgValue:
        """A name of its own. It may be the end of one said before, or that of a part of the home body; towns
        and zones lie in the home division."""
        brand = head.group == "brand" and not self._text.startswith(tuple(self._words.bases), name.end)
        value = OrgValue(name.middle + head.full, head.type)
        home = self._atlas.seat
        zone = name.middle.endswith(self._words.city_zones)
        if zone and home is not None and home.kind == "市":
            return replace(value, name=home.short + value.name, region=home.code)
        if name.middle.startswith("附属") and self.home is not None:  # 附属第一医院
            base = base_of(self.home)
            return replace(value, name=base.name + value.name, region=base.region)
        known = self._longer(value, name.start, brand=brand)
        if name.weak and known is value and self.home is not None and not _ORDINAL.match(name.middle):
            base = base_of(self.home)
            whole = self._stated or base.name.endswith(("集团", "公司"))
            part = head.group != "brand" and not head.word.startswith("集团")
            if whole and part and base.type == head.type:  # 炼铁厂 in the paper of a steel works
                return replace(value, name=base.name + value.name, region=base.region)
        county = self._atlas.home.get(COUNTY)
        if known.region is None and county is not None and (zone or _IN_TOWN.match(name.middle)):
            return replace(known, region=county.code)
        return known

    def _nested(self, whole: OrgValue, middle: str, head: Head) -> OrgValue:
        kind = whole.type if head.left == "part" or head.word in ("办公室", "委员会") else head.type
        if head.group == "union-board" and middle.endswith("届"):  # the board, whatever its term
            middle = ""
        if whole.type == "party":  # 中共衡水市委办公室
            whole = replace(whole, name=whole.name.removesuffix("员会"))
        return OrgValue(whole.name + middle + head.full, kind, whole.region, whole.collective)

    def _placed(self, name: Name, head: Head, source: str) -> OrgValue:
        last = name.places[-1]
        division = self._atlas.division(last, *name.places[:-1])
        written = source[name.places[0].start : last.end]
        if len(name.places) == 1 and not self._atlas.certain(last):
            codes = tuple(sorted(one.code for one in last.options))
            return OrgValue(written + name.middle + head.full, head.type, candidates=codes)
        if head.word == "工会" and not name.middle:
            return self._union_of(division, written + head.word, division.code)
        if not name.official and (name.middle or head.group not in _OFFICIAL):
            return OrgValue(written + name.middle + head.full, head.type, division.code)
        above = "".join(self._atlas.division(place).name for place in name.places[:-1])
        place = above + division.name if above else self._full(division)
        return self._official(place, name.middle, head, division.code)

    def _union_of(self, division: Division, written: str, region: str | None) -> OrgValue:
        """贵州工会 are all unions there; 盂县工会 is that of the county, 兴安盟工会 that of the league."""
        if division.kind in ("盟", "地区") and written.startswith(division.name):
            return OrgValue(written, "union", region)
        if division.level != COUNTY or not written.startswith(division.name):
            return OrgValue(written, "union", region, collective=True)
        return OrgValue(self._full(division) + "总工会", "union", region)

    def _levelled(self, name: Name, head: Head, written: str) -> OrgValue:
        if name.level in self._words.bases and (name.level not in self._words.levels):
            base = self.antecedent(name.level, name.start)
            if base is None:
                return OrgValue(written, head.type)
            return self._of_base(base, name.middle, head)
        general = head.word in ("工会", "产业工会") and name.middle in ("", "直")
        if general and name.level not in self._words.zone_names:
            return OrgValue(written, "union", collective=True)
        level = "自治区" if name.level == "区" and head.full.endswith("厅") else name.level
        division = self._atlas.governing(level, name.start)
        if division is None:
            return self._unplaced(name, head, written)
        return self._official(self._full(division), name.middle, head, division.code)

    def _of_base(self, base: OrgValue, middle: str, head: Head) -> OrgValue:
        """A board of a union (经费审查委员会) is the union's, though only 学院 or 公司 is named before it."""
        if not head.full:
            return base
        union = "工会" if head.group == "union-board" and base.type != "union" else ""
        word = head.word if head.type == "government" else head.full  # 公司安监局 is none of a place
        return OrgValue(base.name + union + middle + word, head.type, base.region)

    def _unplaced(self, name: Name, head: Head, written: str) -> OrgValue:
        """A level that no division explains, as that of a town or zone: the federation known to end so."""
        if name.level in ("镇", "乡", "街道") and (town := self._town(name.level, name.start)):
            return self._official(town, name.middle, head, None)
        city = self._atlas.seat
        if name.level in self._words.zone_names and city is not None:
            place = city.short + self._words.zone_names[name.level]
            return self._official(place, name.middle, head, city.code)
        if name.level == "师市" and self.home is not None and self.home.name.endswith("总工会"):
            return self._official(self.home.name.removesuffix("总工会"), name.middle, head, self.home.region)
        ending = name.level + "总工会"
        for position, known in (*self._known.after(name.start), *self._known.before(name.start)):
            if known.name.endswith(ending) and self._in_reach(position, name.start):
                place = known.name.removesuffix("总工会")
                return self._official(place, name.middle, head, known.region)
        return OrgValue(written, head.type)

    def _in_reach(self, known: int, position: int) -> bool:
        """May a name at ``known`` explain one at ``position``? Items explain only themselves."""
        section = self._layout.sections[self._layout.zone_at(position).section]
        return known == STATED or not section.item or section.start <= known < section.end

    def _town(self, kind: str, position: int) -> str | None:
        """The home town; else the town named last before ``position``: all after a division or a mark, else
        two characters."""
        own = HOME_TOWN.match(self.home.name) if self.home is not None else None
        if own is not None and own[2] == kind:
            return own[1]
        low = max(0, position - 400)
        sure = [match for match in _WHOLE_TOWN.finditer(self._text, low, position) if match[2] == kind]
        if sure:
            return sure[-1][1] + kind
        for match in reversed(list(_TOWN.finditer(self._text, max(0, position - 400), position))):
            if match[2] == kind and not _NO_TOWN.search(match[1][-2:]):
                return match[1][-2:] + kind
        return None

    def _official(self, place: str, middle: str, head: Head, region: str | None) -> OrgValue:
        if head.group == "party-committee" or (head.word == "党委" and not middle):
            full = head.full if head.word == "委办" else "委员会"
            return OrgValue(f"中共{place}{full}", "party", region)
        if head.word == "团委" and not middle:
            return OrgValue(f"共青团{place}委员会", head.type, region)
        full = head.full
        if head.word == "财政" and region is not None and region.endswith("0000"):
            full = "财政厅"
        return OrgValue(place + middle + full, head.type, region)

    def _full(self, division: Division) -> str:
        """A district carries the city it belongs to; counties and cities stand alone."""
        if division.kind == "区" and division.level == COUNTY:
            above = [one for one in self._atlas.chain(division)[:-1] if one.kind != "省"]
            own = above and division.name.startswith(above[-1].short)  # 兰州新区
            return division.name if own else "".join(one.name for one in above[-1:]) + division.name
        return division.name

    def _longer(self, value: OrgValue, position: int, *, brand: bool) -> OrgValue:
        """The full name of which ``value`` is the end, where the document has said it before."""
        last = value.name[-1]
        stem = value.name[:-1]
        for known in self._known.distinct(position):
            name = known.name
            if brand and name.startswith(value.name) and name[len(value.name) :] in self._words.bases:
                return known  # 东明石化 of 东明石化集团
            if name == value.name or known.type != value.type or name[-1:] != last:
                continue
            if name.endswith(value.name) or (len(stem) > 2 and stem in name[-len(stem) - 2 :]):
                return known
        return value

    def antecedent(self, base: str, position: int) -> OrgValue | None:
        """The body that ``base`` (公司, 院 …) alone means: the nearest one before that ends so."""
        ends = self._words.bases[base]
        if self.home is not None and self._stated:
            own = base_of(self.home)
            stems = (own.name[:end] for end in range(len(own.name), 3, -1))
            stem = next((stem for stem in stems if stem.endswith(ends)), "")
            if stem:  # 某公司 of 某公司某项目部
                return own if stem == own.name else OrgValue(stem, own.type, own.region)
        for _, value in (*self._known.before(position), *self._known.after(position)):
            body = base_of(value)
            if body.name.endswith(ends):
                return body
        return None
