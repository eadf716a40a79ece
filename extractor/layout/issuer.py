"""发文机关 and 主送机关: who issued the page, and to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.layers import Field, Zone, ZoneKind
from extractor.layout.publisher import read_value
from extractor.layout.vocabulary import Vocabulary
from extractor.records import Kind

_BODY_END = r"(?:总?工会(?:办公室|委员会|办事处|联合会)?|委员会|办公室|公司|经理部|[局厅部])"
_TITLE_HEAD = re.compile(
    rf"^在?(?P<name>[^，。：“《]{{2,40}}?{_BODY_END})(?:等[一-鿿\d]{{1,4}}(?:部门|单位|家))?(?=关于|“|[一三二四五六七八九十]届|在)"
)
_TITLE_UNION = re.compile(
    r"^(?:关于|在)?(?P<name>[^，。：“《]{1,40}?(?:总工会办公室|总工会|工会办事处|分工会|工会(?!会员|系统|经费收|第)))"
)
_TERM = re.compile(r"第[一二三四五六七八九十\d]+届")
_SHORT = re.compile(r"^(?:[省市县区州旗校院厂矿局团]|本|公司|集团|集团公司|我)?总?(?:工会|总)(?:办公室)?$")
_SEAL = re.compile(r"（[印章\s]*）$")
_COPY = re.compile(r"[抄送：:]|印发|共印|公开|主题词")
_LETTERHEAD = re.compile(
    r"([^，。：\s>|]{2,40}?(?:工会|委员会|办公室|公司|经理部|办事处))(?:文\s*件|编?\s|编|\s*[-—]?>|$)"
)
_CREDIT = re.compile(
    r"（([^（）\s，、]{0,10}?[省市县区州旗]总(?:工会)?)(?:[^（）：]{2,4}[部室])?(?:\s[^（）]{2,16})?）$"
)
_OWNER = re.compile(
    r"([^\s，。：]{2,16}总工会)\s*版权所有|(?:版权所有|主办(?:单位)?)[：:\s]*([^\s，。：]{2,16}总工会)"
)
_LIST = re.compile(r"[，；]")
_PEOPLE = re.compile(r"(?:朋友们|同志们?|代表|职工|会员|领导)$")
_UNIONS = re.compile(r"(?:工会|小组|组织|办事处|联会)$")
_COPIED_TO = re.compile(r"主送[：:]([^；，。）]{2,40})")


def find_issuer(
    kind: Kind, title: str | None, zones: Sequence[Zone], norm: str, known: Vocabulary
) -> Field[str] | None:
    """The body that issued the page or for which the report speaks, as the page writes it.

    None for chronicles and pages of no kind; for news only where a union signs it. The signature comes first,
    then the head of the title, labels and the letterhead; a short name (校工会) only where no fuller one
    stands on the page.
    """
    if kind == "news":
        return _teller(title, zones, norm)
    if kind in ("chronicle", "other"):
        return None
    signed = next(_signers(zones, norm), None)
    titled = _titled(title) if title else None
    leading = titled if title and (kind == "report" or "关于" in title) else None
    labelled = next(_labelled(zones, norm, known), None)
    headed = next(_letterheads(zones, norm), None)
    if signed and titled and _abbreviates(signed.value, titled.value):
        return titled
    ranked = (signed, leading, labelled, headed, titled)
    told = [name for name in ranked if name]
    return next((name for name in told if not _SHORT.match(name.value)), told[0] if told else None)


def _teller(title: str | None, zones: Sequence[Zone], norm: str) -> Field[str] | None:
    """The union that tells the news of itself: in the credit that closes the text (（某市总 张某）), or whose
    own site the page is while the title tells of it."""
    for zone in reversed(zones):
        if zone.kind is ZoneKind.BYLINE:
            match = _CREDIT.match(norm, zone.start, zone.end)
            if match:
                return Field(match[1], match.start(1), match.end(1))
        elif zone.kind is ZoneKind.NAVIGATION and title:
            match = _OWNER.match(norm, zone.start, zone.end)
            name = match and (match[1] or match[2])
            if match and name and title.startswith(name):
                return Field(name, match.start(1 if match[1] else 2), match.end(1 if match[1] else 2))
    return None


def _signers(zones: Sequence[Zone], norm: str) -> Iterator[Field[str]]:
    first_body = next((index for index, zone in enumerate(zones) if zone.kind.is_body), len(zones))
    for zone in zones[first_body:]:
        if zone.kind is ZoneKind.SIGNATURE:
            text = norm[zone.start : zone.end]
            name = _SEAL.sub("", re.split(r"\s{2,}|\s(?=[\d一二])", text)[0]).strip()
            if not _COPY.search(text) and re.match(r"(?![一二][〇○零一二三四五六七八九])[一-鿿]{2}", name):
                yield Field(name, zone.start, zone.start + len(name))


def _labelled(zones: Sequence[Zone], norm: str, known: Vocabulary) -> Iterator[Field[str]]:
    for zone in zones:
        if not zone.kind.is_body:
            for label in known.label.finditer(norm, zone.start, zone.end):
                name = read_value(norm, label.end(), zone.end, known) if label.lastgroup == "issuer" else None
                if name:
                    yield name


def _letterheads(zones: Sequence[Zone], norm: str) -> Iterator[Field[str]]:
    for zone in zones:
        if zone.kind in (ZoneKind.LETTERHEAD, ZoneKind.NAVIGATION):
            match = _LETTERHEAD.match(norm, zone.start, zone.end)
            if match:
                yield Field(match[1], match.start(1), match.end(1))


def _titled(title: str) -> Field[str] | None:
    plain = _TERM.sub("", title)
    match = _TITLE_HEAD.match(plain) or _TITLE_UNION.match(plain)
    if match is None or re.search(r"[\s—各、]", match["name"]):
        return None
    name = re.sub(r"(?<=工会)(?:全国)?委员会$", "", re.sub(r"^(?:19|20)\d\d年度?", "", match["name"]))
    if "经费审查" in title[match.end() :]:
        name += "经费审查委员会"
    return Field(name) if len(name) > 2 else None


def _abbreviates(short: str, full: str) -> bool:
    """True where ``full`` holds all signs of ``short`` in order, and more (某三公司 / 某集团第三工程公司)."""
    rest = iter(full)
    return len(full) > len(short) and full[:2] == short[:2] and all(sign in rest for sign in short)


def find_addressees(zones: Sequence[Zone], norm: str) -> tuple[Field[str], ...]:
    """The 主送 bodies in order. A shared head is kept with its list (各乡镇、场工会 is one phrase)."""
    found: list[Field[str]] = []
    for zone in zones:
        if zone.kind is ZoneKind.ADDRESSEE:
            start = zone.start
            for phrase in _LIST.split(norm[zone.start : zone.end].rstrip("：:！!")):
                found += _bodies(phrase, start)
                start += len(phrase) + 1
        elif zone.kind is ZoneKind.SIGNATURE and not found:
            match = _COPIED_TO.search(norm, zone.start, zone.end)
            if match:
                found.append(Field(match[1], match.start(1), match.end(1)))
    return tuple(found)


def _bodies(phrase: str, start: int) -> Iterator[Field[str]]:
    pieces = phrase.split("、")
    shared = next((piece for piece in reversed(pieces) if not _PEOPLE.search(piece)), "").endswith("工会")
    begin = at = 0
    for index, piece in enumerate(pieces):
        at += len(piece)
        if not shared or index == len(pieces) - 1 or _UNIONS.search(piece):
            if piece and not _PEOPLE.search(piece):
                yield Field(phrase[begin:at], start + begin, start + at)
            begin = at + 1
        at += 1
