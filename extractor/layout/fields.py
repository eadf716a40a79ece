"""What the page says of itself: number, issuer, addressees, publisher, kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractor.layers import CleanText, Field, Section, Zone, ZoneKind
from extractor.layout.vocabulary import Vocabulary
from extractor.records import Kind
from extractor.values.numerals import parse_number

_NUMBER = re.compile(
    r"(?P<word>[一-鿿（）]{0,24}?)\s*[〔\[（【［(]\s*(?P<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})\s*[〕\]）】］)]"
    r"\s*(?P<ordinal>第)?\s*0*(?P<count>\d{1,4}|[一二三四五六七八九十百]{1,5})\s*(?P<unit>[号次])"
)
_BODY = (
    r"(?:总工会办公室|总工会|工会委员会|工会办事处|分工会|工会(?!会员|系统|工作|组织|经费|第)|总工会办公厅)"
)
_ISSUER_OF_TITLE = re.compile(r"^(?:在)?(?P<name>[^，。：“《]{2,40}?)(?:等[一-鿿\d]{1,4}部门)?关于")
_TERM = re.compile(r"第[一二三四五六七八九十\d]+届")
_UNION_OF_TITLE = re.compile(rf"^(?:关于|在)?(?P<name>[^，。：“《]{{1,40}}?{_BODY})")
_SHORT = re.compile(r"^(?:[省市县区州校院厂矿局公司]|集团|我)?(?:工会|总工会|总|公司工会|校工会)(?:办公室)?$")
_SEAL = re.compile(r"（[印章\s]*）$|^编者?[：:]")
_SPLIT = re.compile(r"[，；]")
_PEOPLE = re.compile(r"(?:朋友们|同志们?|代表|职工|会员|领导)$")
_UNIONS = re.compile(r"(?:工会|小组|组织|办事处|联会)$")
_LABEL_END = re.compile(
    r"\s{2,}|[|｜\[【】\]（]|\s(?:第\d+版|作者|发布|\d)|(?<=[报网])\s|第\d+版|(?:19|20)\d\d[-年]|//"
)
_MASTHEAD = re.compile(
    r"(?:^|[\s\d）】])([一-鿿]{2,10}(?:日报|晚报|报|年鉴|周刊|杂志|职工))(?=\s|$|第|（|\d|多媒体|官方)"
)
_PRINT = re.compile(r"《([^《》]{2,14})》(?=报|\d|\s*（|第|>)|《([^《》]{1,12}报)》")
_WIRE = re.compile(
    r"[（【]?([一-鿿]{2,8}(?:报|网|社|在线))(?:[一-鿿]{0,6}[一二三四五六七八九十]{0,3}日?)[讯电]"
)
_SITE = re.compile(r"[一-鿿]{2,8}(?:网|在线)(?=[\s\-—_]|$)")
_UNKNOWN_SOURCES = frozenset(
    ("网友投稿", "网络", "互联网", "本站", "本站原创", "原创", "未知", "本网", "转载")
)


def zones_of(zones: Sequence[Zone], *kinds: ZoneKind) -> Iterator[Zone]:
    """The zones of these kinds, in order."""
    return (zone for zone in zones if zone.kind in kinds)


def find_number(zones: Sequence[Zone], norm: str) -> Field[str] | None:
    """The 发文字号 of the page in its normal form (青总办通〔2021〕4号), or None. Numbers in the body are others'."""
    for zone in zones:
        if zone.kind.is_body:
            break
        match = _NUMBER.search(norm, zone.start, zone.end)
        if (
            (match
            and zone.kind not in (ZoneKind.TITLE, ZoneKind.RELATED))
            or (match
            and zone.kind is ZoneKind.NUMBER)
        ):
            value = _normal_number(match)
            if value:
                start = match.start("word") + len(match["word"]) - len(match["word"].lstrip("（"))
                return Field(value, start, match.end())
    return None


def _normal_number(match: re.Match[str]) -> str | None:
    year, count = parse_number(match["year"]), parse_number(match["count"])
    if year is None or count is None:
        return None
    ordinal = "第" if match["unit"] == "次" and match["ordinal"] else ""
    return f"{match['word'].lstrip('（')}〔{year}〕{ordinal}{count}{match['unit']}"


def find_addressees(zones: Sequence[Zone], norm: str) -> tuple[Field[str], ...]:
    """The 主送 bodies in order. A shared head is kept with its list (各乡镇、场工会 is one phrase)."""
    found: list[Field[str]] = []
    for zone in zones_of(zones, ZoneKind.ADDRESSEE):
        start = zone.start
        for phrase in _SPLIT.split(norm[zone.start : zone.end].rstrip("：:！!")):
            found += _parts(phrase, start)
            start += len(phrase) + 1
    return tuple(found)


def _parts(phrase: str, start: int) -> Iterator[Field[str]]:
    pieces = phrase.split("、")
    last = next((piece for piece in reversed(pieces) if not _PEOPLE.search(piece)), "")
    shared = last.endswith("工会")
    begin = 0
    at = 0
    for index, piece in enumerate(pieces):
        at += len(piece)
        whole = phrase[begin:at]
        if not shared or index == len(pieces) - 1 or _UNIONS.search(piece):
            name = whole.strip()
            if name and not _PEOPLE.search(piece):
                yield Field(name, start + begin, start + at)
            begin = at + 1
        at += 1


def find_publisher(zones: Sequence[Zone], norm: str, known: Vocabulary) -> Field[str] | None:
    """来源: the medium by its label, else by a masthead, the wire line or the site's name, or None."""
    for zone in zones:
        if zone.kind in (ZoneKind.BYLINE, ZoneKind.NUMBER, ZoneKind.NAVIGATION, ZoneKind.LETTERHEAD):
            for label in known.label.finditer(norm, zone.start, zone.end):
                if label.lastgroup == "publisher":
                    name = _value(norm, label.end(), zone.end, known)
                    if name:
                        return name
    return _masthead(zones, norm)


def _value(norm: str, start: int, end: int, known: Vocabulary) -> Field[str] | None:
    following = known.label.search(norm, start, end)
    stop = following.start() if following else end
    text = norm[start:stop]
    if text.startswith("《"):
        match = re.match(r"《([^《》]{1,20})》", text)
        return Field(match[1], start + 1, start + match.end(1)) if match else None
    cut = _LABEL_END.search(text)
    name = (text[: cut.start()] if cut else text).strip(" ·-—，。")
    if not name or name in _UNKNOWN_SOURCES or len(name) > 30:
        return None
    return Field(name, start, start + len(name))


def _masthead(zones: Sequence[Zone], norm: str) -> Field[str] | None:
    head = [zone for zone in zones[:12]]
    for pattern, kinds in (
        (_PRINT, (ZoneKind.NAVIGATION, ZoneKind.BYLINE, ZoneKind.LETTERHEAD)),
        (_MASTHEAD, (ZoneKind.NAVIGATION, ZoneKind.BYLINE, ZoneKind.LETTERHEAD)),
        (_WIRE, (ZoneKind.BYLINE,)),
        (_SITE, (ZoneKind.NAVIGATION, ZoneKind.BYLINE, ZoneKind.LETTERHEAD)),
    ):
        for zone in head:
            if zone.kind in kinds:
                match = pattern.search(norm, zone.start, zone.end)
                if match:
                    group = match.lastindex or 0
                    return Field(match[group], match.start(group), match.end(group))
    return None


def find_kind(title: str | None, zones: Sequence[Zone], sections: Sequence[Section], norm: str,
              number: Field[str] | None, addressees: Sequence[Field[str]], known: Vocabulary) -> Kind:  # fmt: skip
    """The kind of the document: by the words of its title, else by its number and layout, else news."""
    heads = [norm[zone.start : zone.end] for zone in zones_of(zones, ZoneKind.LETTERHEAD)]
    told = known.kind(title) if title else None
    if told is None:
        told = next((kind for text in heads if (kind := known.kind(text))), None)
    if told is not None:
        return told
    if number is not None or addressees:
        return "notice"
    if sum(section.item and section.heading is not None and _is_union(norm, zones[section.heading])
           for section in sections) >= 3:  # fmt: skip
        return "briefing"
    return "news" if any(zone.kind.is_body for zone in zones) else "other"


def _is_union(norm: str, zone: Zone) -> bool:
    return norm[zone.start : zone.end].endswith(("工会", "总"))


def find_issuer(kind: Kind, title: str | None, zones: Sequence[Zone], clean: CleanText,
                known: Vocabulary) -> Field[str] | None:  # fmt: skip
    """发文机关, or the body a report speaks for, as the page writes it; None for news and chronicles."""
    if kind in ("news", "chronicle", "other"):
        return None
    norm = clean.norm
    signed = next(_signers(zones, norm), None)
    labelled = next(_labelled(zones, norm, known), None)
    headed = next(_letterheads(zones, norm), None)
    titled = _titled(title) if title else None
    candidates = (
        [signed, labelled, headed, titled] if kind != "report" else [signed, titled, labelled, headed]
    )
    full = [name for name in candidates if name and not _SHORT.match(name.value)]
    return full[0] if full else next((name for name in candidates if name), None)


def _signers(zones: Sequence[Zone], norm: str) -> Iterator[Field[str]]:
    seen_body = False
    for zone in zones:
        seen_body = seen_body or zone.kind.is_body
        if seen_body and zone.kind is ZoneKind.SIGNATURE:
            text = norm[zone.start : zone.end]
            if re.search(r"抄|送|印发|[：:]|共印", text):
                continue
            name = _SEAL.sub("", re.split(r"\s{2,}|\s(?=[\d一二])", text)[0]).strip()
            if re.match(r"[一-鿿]", name) and not re.match(r"[一二][〇○零一二三四五六七八九]", name):
                yield Field(name, zone.start, zone.start + len(name))


def _labelled(zones: Sequence[Zone], norm: str, known: Vocabulary) -> Iterator[Field[str]]:
    for zone in zones:
        if not zone.kind.is_body:
            for label in known.label.finditer(norm, zone.start, zone.end):
                if label.lastgroup == "issuer":
                    name = _value(norm, label.end(), zone.end, known)
                    if name:
                        yield name


def _letterheads(zones: Sequence[Zone], norm: str) -> Iterator[Field[str]]:
    for zone in zones_of(zones, ZoneKind.LETTERHEAD, ZoneKind.NAVIGATION):
        match = re.match(
            r"([^，。：\s>|]{2,40}?(?:工会|委员会|办公室|公司|经理部|办事处))(?:文\s*件|编?\s|编|\s*[-—]?>|$)",
            norm[zone.start : zone.end],
        )
        if match:
            yield Field(match[1], zone.start, zone.start + match.end(1))


def _titled(title: str) -> Field[str] | None:
    match = _ISSUER_OF_TITLE.match(title)
    if match is None or not re.search(r"(?:工会|委员会|办公室|公司|部|局|全国委员会)$", match["name"]):
        match = _UNION_OF_TITLE.match(_TERM.sub("", title))
    if match is None:
        return None
    name = re.sub(r"(?<=工会)(?:全国)?委员会$", "", match["name"])
    return Field(re.sub(r"^(?:19|20)\d\d年度?", "", name))
