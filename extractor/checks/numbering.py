"""Ordinals of headings and lists that jump, come twice or run backwards."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.layers import ZoneKind
from extractor.values.numerals import parse_number

_HAN = "[一二三四五六七八九十]{1,3}"
_STYLES = (
    ("一、", re.compile(rf"({_HAN})、")),
    ("（一）", re.compile(rf"[（(]({_HAN})[）)]")),
    ("1.", re.compile(r"([0-9]{1,2})[.．](?:(?![0-9])|(?=[0-9]{1,2}月|[0-9]{4}年))")),
    ("1、", re.compile(r"([0-9]{1,2})、(?![0-9])")),
    ("（1）", re.compile(r"[（(]([0-9]{1,2})[）)]")),
    ("①", re.compile("([①②③④⑤⑥⑦⑧⑨⑩])")),
    ("第一条", re.compile(rf"第({_HAN}|[0-9]{{1,3}})条(?!件)")),
    ("第一章", re.compile(rf"第({_HAN})章")),
)
_INLINE = (
    ("一是", re.compile(rf"(?:^|[，。；：、])({_HAN})是(?!否)")),
    ("第一", re.compile(r"(?:^|[。；：])第([一二三四五六七八九十])，")),
    ("①", re.compile("([①②③④⑤⑥⑦⑧⑨⑩])")),
    ("（一）", re.compile(rf"(?:^|[。；：])[（(]({_HAN})[）)]")),
    ("（1）", re.compile(r"(?:^|[。；：])[（(]([0-9]{1,2})[）)](?!年)")),
    ("1.", re.compile(r"(?:^|[。；：])([0-9]{1,2})[.．](?![0-9])")),
)
_HAN_NUMBERS = "〇一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_UNORDERED = (ZoneKind.NAVIGATION, ZoneKind.RELATED, ZoneKind.TABLE_HEAD, ZoneKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Marker:
    """An ordinal, where it stands, and the how many-eth of the ordinals of the page it is."""

    style: str
    number: int
    span: tuple[int, int]
    place: int = 0


def check_numbering(page: Page) -> Iterator[Finding]:
    """Ordinals at the beginnings of lines, and those inside a paragraph."""
    styles: defaultdict[str, list[Marker]] = defaultdict(list)
    for place, marker in enumerate(_opening(page)):
        styles[marker.style].append(replace(marker, place=place))
    for alike in styles.values():
        yield from _jumps(page, alike)
    for zone in page.running_zones():
        for style, pattern in _INLINE:
            markers = list(_markers(style, pattern.finditer(page.norm, zone.start, zone.end)))
            yield from _jumps(page, markers)


def _opening(page: Page) -> Iterator[Marker]:
    for zone in page.layout.zones:
        if zone.kind in _UNORDERED or zone.cells:
            continue
        for style, pattern in _STYLES:
            match = pattern.match(page.norm, zone.start, zone.end)
            if match:
                yield from _markers(style, [match])
                break


def _markers(style: str, matches: Iterable[re.Match[str]]) -> Iterator[Marker]:
    for match in matches:
        written = match[1]
        number = _CIRCLED.find(written) + 1 or parse_number(written)
        if number is not None:
            yield Marker(style, int(number), match.span(1))


def _jumps(page: Page, markers: Sequence[Marker]) -> Iterator[Finding]:
    """Each has to follow the one before of its style, or begin anew; neighbours are compared only."""
    for before, marker in pairwise(markers):
        if marker.number in (before.number + 1, 1):
            continue
        below_other_heading = marker.place > before.place + 1 and marker.number <= before.number
        if below_other_heading or _is_between(page, before, marker):
            continue
        words = {
            "before": page.text[slice(*before.span)],
            "marker": page.text[slice(*marker.span)],
            "style": marker.style,
        }
        yield Finding("list-numbering", (marker.span, before.span), words, (words["before"], words["marker"]))


def _is_between(page: Page, before: Marker, marker: Marker) -> bool:
    """Whether the one that seems to be missing stands somewhere inside the text between."""
    missing = marker.number - 1
    forms = (f"{missing}", _HAN_NUMBERS[missing] if missing < len(_HAN_NUMBERS) else "")
    between = page.norm[before.span[1] : marker.span[0]]
    return any(form and re.search(rf"(?:^|[\s，。；：（第]){form}[、.．）是条，]", between) for form in forms)
