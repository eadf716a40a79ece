"""What a head means that stands alone (财务部, 院方, 公司): a part of the body spoken of, or that body."""

from __future__ import annotations

from extractor.layers import ZoneKind
from extractor.mentions.orgs.lexicon import Head
from extractor.mentions.orgs.names import Name
from extractor.mentions.orgs.naming import HOME_TOWN, Namer
from extractor.mentions.orgs.owners import base_of, union_of_office
from extractor.values.model import OrgValue

_NUMERALS = "一二三四五六七八九十"
_TAKEN_UP = ("联合会", "基金会", "互助会", "储金会")  # alone they mean the one named before
_OF_A_PLACE = frozenset(
    "职工服务中心 工人文化宫 职工学校 困难职工帮扶中心 帮扶中心 法律援助中心 法援中心".split()
)


class BareNamer(Namer):
    """Names heads that stand alone, too."""

    def alone(self, name: Name) -> OrgValue | None:
        """The body that a head alone means: 财务部 of a union, 学校 in the paper of a school's union."""
        head = name.head
        if head is None or self._layout.zone_at(name.start).kind is ZoneKind.NAVIGATION:
            return None
        if not name.middle and len(head.word) > 2 and (head.left == "part" or head.word in _TAKEN_UP):
            for _, known in self._known.before(name.start):
                if known.name.endswith(head.full):
                    return known
        if head.group == "office":
            return self._office(name, head)
        if name.middle:
            if self.home is None or not name.middle.endswith("届"):
                return None
            own = self.home if self.home.type == "union" else base_of(self.home)
            return OrgValue(own.name + name.middle + head.full, "union", own.region)
        if not head.full:  # 院方, 厂行政
            return self.antecedent(head.word[0], name.start)
        if (head.group in ("part", "staff", "union-board") and len(head.word) > 2) or head.word == "办公室":
            owner = self._owner(head, name.start)
            return self._nested(owner, "", head) if owner is not None else None
        if head.word in ("公司", "集团") and self.home is None and self._opens(name.start):
            return self._before(head.word, name.start)
        if head.word in self._words.bases and len(head.word) > 1 and self.home is not None:
            base = self.antecedent(head.word, name.start)
            return base if base == base_of(self.home) or head.word.startswith(("集团", "总")) else None
        if head.word in _OF_A_PLACE:
            return self._atlas_body(head)
        if head.word.startswith("街道") and self.home is not None:
            town = HOME_TOWN.match(self.home.name)
            full = town[1].removesuffix("街道") + head.full if town else ""
            return OrgValue(full, head.type, self.home.region) if full else None
        if head.word == "行署" and (prefecture := self._atlas.governing("地区", name.start)) is not None:
            return self._official(prefecture.name, "", head, prefecture.code)
        return None

    def _opens(self, position: int) -> bool:
        return position > 0 and self._text[position - 1] in "，。；,;\n"

    def _before(self, base: str, position: int) -> OrgValue | None:
        """The enterprise that ``base`` at the beginning of a clause means: the last one of the paragraph."""
        zone = self._layout.zone_at(position)
        for at, value in self._known.before(position):
            if at < zone.start:
                return None
            if base_of(value).name.endswith(self._words.bases[base]):
                return base_of(value)
        return None

    def _office(self, name: Name, head: Head) -> OrgValue | None:
        """机电安装处 in the paper of an enterprise: one of its offices, named by its work."""
        middle = name.middle
        counted = middle[-1:] in _NUMERALS or middle[-1:].isdigit()
        if not self.at_work or head.word == "部" or not 2 <= len(middle) <= 6 or counted:
            return None
        owner = self._owner(head, name.start)
        if owner is not None:
            return self._nested(owner, name.middle, head)
        return OrgValue(name.middle + head.full, "enterprise")

    def _atlas_body(self, head: Head) -> OrgValue | None:
        """职工服务中心 alone is that of the place where the document is at home."""
        division = self._atlas.seat
        if division is None:
            return None
        full = "困难职工帮扶中心" if head.word == "帮扶中心" else head.full
        return OrgValue(self._full(division) + full, head.type, division.code)

    def _owner(self, head: Head, position: int) -> OrgValue | None:
        """Whose part is a department named alone? Offices (处, 科) and staff are an employer's where the home
        is one, and offices never a union's."""
        office = head.word[-1] in "处科"
        if self.home is not None:
            base = base_of(self.home)
            if head.group == "union-board":
                own = base == self.home and base.type == "union"
                return base if own else OrgValue(base.name + "工会", "union", base.region)
            if office or (head.group == "staff" and base.type != "union"):
                return base if base.type != "union" else None
            if self.home.type == "union":
                return self.home
        if office:
            return None
        unions = (value for _, value in self._known.before(position) if value.type == "union")
        return next(map(union_of_office, unions), None)
