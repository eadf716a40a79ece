"""The pattern files of organisation names, read once and made ready for the scanner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.patterns import PatternModel, load, read_tsv
from extractor.records import OrgType

Left = Literal["free", "closed", "part"]


class _Group(PatternModel):
    id: str
    type: OrgType
    left: Left
    words: str


class _Suffixes(PatternModel):
    groups: tuple[_Group, ...]
    full: dict[str, str]


class _Words(PatternModel):
    anchors: str
    levels: str
    bases: dict[str, str]
    many: str
    units: str
    numbered: str
    zones: str
    zone_names: dict[str, str]
    city_zones: str
    not_before: dict[str, str]
    no_bodies: str
    people: str
    stops: str
    inside: str
    joined: str


@dataclass(frozen=True, slots=True)
class Head:
    """How a name ends: the word as written, in full, and what it says of the body."""

    word: str
    full: str
    group: str
    type: OrgType
    left: Left


@dataclass(frozen=True, slots=True)
class Body:
    """A body known in the whole country by one name."""

    name: str
    type: OrgType


@dataclass(frozen=True, slots=True)
class Lexicon:
    heads: dict[str, Head]
    head_scan: re.Pattern[str]
    bodies: dict[str, Body]
    body_scan: re.Pattern[str]
    anchors: frozenset[str]
    levels: frozenset[str]
    bases: dict[str, tuple[str, ...]]
    many: frozenset[str]
    units: frozenset[str]
    numbered: frozenset[str]
    zones: tuple[str, ...]
    zone_names: dict[str, str]
    zone_scan: re.Pattern[str]
    city_zones: tuple[str, ...]
    not_before: dict[str, str]
    no_bodies: frozenset[str]
    people: frozenset[str]
    stops: frozenset[str]
    inside: frozenset[str]
    joined: re.Pattern[str]

    def is_stop(self, word: str) -> bool:
        """Does a name never reach over ``word``? Words that end in a particle (握着, 交给) are verbs."""
        return word in self.stops or (len(word) > 1 and word[-1] in "着了过给到")

    def is_many(self, word: str) -> bool:
        """Does ``word`` before a head make it a name of many bodies? 各级, 私营企业."""
        return word in self.many or word.endswith(("企业", "单位")) or (word[:1] == "各" and len(word) < 5)


# 总 alone is a union only after a level or a place, and never as the start of another word. Every branch
# starts with its own characters, look-behinds after them: then `re` skips by first character.
_TOTAL = (
    r"总(?:(?<=[省市区县州盟旗团]总)|(?<=自治区总))(?!工会|公司|会(?!同)|部(?!署|门|分|委)"
    r"|人口|产|面积|收入|支出|投资|额|量|数|计|体(?!育)|值|队|站|厂|校|馆|医院|工程师|裁|经理|书记"
    r"|的(?!.{0,8}(?:款|资金|部署|要求|支持|领导))|结|务|店|行|院)"
)
_FINANCE = (
    r"财政(?<=[省市区县州旗盟]财政)(?<![区市]区财政)"
    r"(?!局|厅|收(?!回)|支(?!付|持)|部|所|金|预算(?!安排)|预[^算]|补(?![助贴发]?(?:了)?\d)|管|资金|拨款收"
    r"|专项(?!\d)|供|困|负(?!担)|经费|状况)"
)
_NOT_UNION = "(?!会)"  # 化工 in 三化工会 is cut elsewhere
_UNION = r"工会(?<!届工会(?=会员|代表))(?!工作者|积极分子|之友)"  # 第二届工会会员代表大会 is a meeting
_OWN_GUARDS = {
    "政府": "政府(?!采购|购买)",
    "中心": "中心(?!工作(?!人员|站)|任务)",
    "银行": "银行(?!卡|存折|存款|账|贷款|利率|利息|转账|同期|流水)",
    "工会办": "工会办(?!公|事|理|好|的|了|学|起)",
    "工会联": "工会联(?!系|合|席|手|络|动|办|名|防|谊)",
    "委员会": "委员会(?!委员)",
    "常委会": "常委会(?<!次常委会)",
    "行政": "行政(?<=[厂矿局院校司]行政)"
    "(?!处|科|事业|管|复议|部|机关|诉讼|区|人员|领导|负责|干部|级|会|、工会)",
}
_NO_BODY = "(?!企业|财政|空调|厨房|文明|广场|电视|苏区|补助|预算|八项|规定|专项|对口)"  # 中央财政 is no 中央
_COMMITTEE = r"委(?<=[省市区县州盟旗镇乡]委)(?!员|托|派|会|任|以|办(?!公室))"
_COMMITTEE_OFFICE = r"委办(?<=[省市区县州盟旗]委办)(?!公室|理|事|了|好)"


def _guarded(form: str) -> str:
    """The form of a body, with what must not follow it."""
    if form.endswith("中央"):
        return form + _NO_BODY
    if len(form) < 4 and form.endswith("行"):  # 建行|玉溪市|分行
        return form + "(?=[^，。；、]{0,7}[分支]行)"
    return form + "(?!门|快递员|骑手|小哥|司机|分拣员|员工)"


def _alternation(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


@cache
def lexicon() -> Lexicon:
    suffixes, words = load("orgs/suffixes.yaml", _Suffixes), load("orgs/words.yaml", _Words)
    heads: dict[str, Head] = {}
    for group in suffixes.groups:
        for word in group.words.split():
            full = "" if group.id == "management" else word
            heads.setdefault(word, Head(word, full, group.id, group.type, group.left))
    for word, full in suffixes.full.items():
        model = heads.get(full) or next(heads[end] for end in _endings(full) if end in heads)
        left = model.left if model.left != "free" else "closed"
        heads[word] = Head(word, full, model.group, model.type, left)
    heads["总"] = Head("总", "总工会", "general-union", "union", "closed")
    heads["委"] = Head("委", "委员会", "party-committee", "party", "closed")
    heads["委办"] = Head("委办", "委办公室", "party-committee", "party", "closed")
    heads["财政"] = Head("财政", "财政局", "government", "government", "closed")
    guarded = {"总": _TOTAL, "委": _COMMITTEE, "财政": _FINANCE, "人大": "人大(?!代表)", "工会": _UNION}
    guarded |= {**_OWN_GUARDS, "委办": _COMMITTEE_OFFICE}
    guarded |= {word: word + _NOT_UNION for word in heads if word.endswith("工")}
    plain = [word for word in heads if word not in guarded]
    guards = [guarded[word] for word in sorted(guarded, key=len, reverse=True)]
    bodies = {form: Body(name, kind) for form, name, kind in read_tsv("orgs/bodies.tsv")}  # type: ignore[arg-type]
    return Lexicon(
        heads=heads,
        head_scan=re.compile("|".join((_alternation(plain), *guards))),
        bodies=bodies,
        body_scan=re.compile("|".join(_guarded(form) for form in sorted(bodies, key=len, reverse=True))),
        anchors=frozenset(words.anchors.split()),
        levels=frozenset(words.levels.split()),
        bases={base: tuple(words.bases[base].split()) for base in sorted(words.bases, key=len, reverse=True)},
        many=frozenset(words.many.split()),
        units=frozenset(words.units.split()),
        numbered=frozenset(words.numbered.split()),
        zones=tuple(words.zones.split()),
        zone_names=words.zone_names,
        city_zones=tuple(words.city_zones.split()),
        zone_scan=re.compile(_alternation(words.zones.split())),
        not_before=words.not_before,
        no_bodies=frozenset(words.no_bodies.split()),
        people=frozenset(words.people.split()),
        stops=frozenset(words.stops.split()),
        inside=frozenset(words.inside.split()),
        joined=re.compile(_alternation(words.joined.split())),
    )


def _endings(word: str) -> list[str]:
    return [word[start:] for start in range(len(word))]
