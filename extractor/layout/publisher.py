"""来源: the medium that carried the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layers import Field, Zone, ZoneKind
from extractor.layout.vocabulary import Vocabulary
from extractor.signs import compile_han

_HEAD_ZONES = 14
_LONGEST_NAME = 30
_VALUE_END = re.compile(
    r"\s{2,}|[|｜\[【】\]（/]|\s(?:第\d+版|\d)|(?<=[报网会部社办心台])\s|第\d+版|(?:19|20)\d\d[-年]|//"
)
_PRINT = re.compile(r"(《[^《》]{2,14}》报)|《([^《》]{2,14})》(?=\d|\s*（|第|>|\s\d)|《([^《》]{1,12}报)》")
_MASTHEAD = compile_han(
    r"(?:^|[\s\d）】/])([一-鿿]{2,10}(?:日报|晚报|报|年鉴|周刊|杂志|职工))(?=\s|$|第|（|\d|多媒体|官方|报社)"
)
_CHANNEL = compile_han(r"([一-鿿]{2,12})\s+(?:19|20)\d\d-\d\d-\d\d\s*\d\d:\d\d")
_WIRE = compile_han(
    r"[（【]?([一-鿿]{2,8}(?:报|网|社|在线))(?:[一-鿿]{0,6}[一二三四五六七八九十]{0,3}日?)[讯电]"
)
_SITE = compile_han(r"[一-鿿]{2,8}(?:网|在线)(?=[\s\-—_]|$)")
_UNKNOWN = frozenset(("网友投稿", "网络", "互联网", "本站", "本站原创", "原创", "未知", "本网", "转载"))
_PLACES = (ZoneKind.NAVIGATION, ZoneKind.BYLINE, ZoneKind.LETTERHEAD)


def find_publisher(zones: Sequence[Zone], norm: str, known: Vocabulary) -> Field[str] | None:
    """The medium by its label, else by a printed title, masthead, wire line or the site's name, or None."""
    for zone in zones:
        if zone.kind in _PLACES or zone.kind is ZoneKind.NUMBER:
            for label in known.label.finditer(norm, zone.start, zone.end):
                if label.lastgroup == "publisher":
                    name = read_value(norm, label.end(), zone.end, known)
                    if name:
                        return name
    for pattern, places in (
        (_PRINT, _PLACES),
        (_MASTHEAD, _PLACES),
        (_CHANNEL, (ZoneKind.BYLINE,)),
        (_WIRE, (ZoneKind.BYLINE,)),
        (_SITE, _PLACES),
    ):
        for zone in zones[:_HEAD_ZONES]:
            match = pattern.search(norm, zone.start, zone.end) if zone.kind in places else None
            if match:
                group = match.lastindex or 0
                return Field(match[group], match.start(group), match.end(group))
    return None


def read_value(norm: str, start: int, end: int, known: Vocabulary) -> Field[str] | None:
    """What stands behind a label, up to the next label or gap; None where nothing is told."""
    following = known.label.search(norm, start, end)
    text = norm[start : following.start() if following else end]
    printed = re.match(r"《([^《》]{1,20})》", text)
    if printed:
        return Field(printed[1], start + 1, start + printed.end(1))
    cut = _VALUE_END.search(text)
    raw = text[: cut.start()] if cut else text
    name = raw.strip(" ·-—，。")
    if not name or name in _UNKNOWN or len(name) > _LONGEST_NAME:
        return None
    begin = start + raw.index(name)
    return Field(name, begin, begin + len(name))
