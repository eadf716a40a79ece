"""Sections under headings, and the items of pages that hold several pieces of news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.layers import Section, Zone, ZoneKind
from extractor.layout.vocabulary import vocabulary
from extractor.signs import compile_han

_ITEM_BULLET = re.compile(r"[▲●△■★◆○□]")
_ITEM_HEAD = re.compile(
    r"[★●■◆]|[^，。]{2,16}(?:总工会|工会|总)$|(?:19|20)\d\d年$|[一二][〇○零一二三四五六七八九]{3}年$"
    r"|[^，。：]{2,16}(?:[省市县区州盟旗]|总工会|工会|总|局|公司|[厂矿校院])："
)
_ITEM_LABEL = compile_han(r"([一-鿿]{2,4})：")
_PLACE = compile_han(r"在([一-鿿]{2,4})，|【([一-鿿]{2,6})】")
_NO_PLACE = re.compile(r"[此这那其下中上前后里间内时际]$")
_FEWEST = 2
"""Pieces of the same kind that a page must hold before they count as items."""


def find_sections(zones: Sequence[Zone], text: str) -> tuple[list[Zone], list[Section]]:
    """The zones with their sections set, and the sections; section 0 is the whole page.

    A heading opens a section down to the next heading of its level or above. Bulleted notes (▲, ●), headings
    that name a place or a body, and paragraphs of a round-up (在…，, 【…】) open items.
    """
    items = _items(zones, text)
    starts: list[tuple[int, int | None, int | None, bool]] = [(0, None, None, False)]
    ends: dict[int, int] = {}
    stack: list[tuple[int, int]] = [(0, 0)]
    placed: list[Zone] = []
    for index, zone in enumerate(zones):
        is_heading = zone.kind is ZoneKind.HEADING
        level = zone.level if is_heading else 9 if index in items else 0
        if stack[-1][0] == 9 and (level or _leaves_bullet(zones, index, text)):
            ends[stack.pop()[1]] = zones[index - 1].end
        if level:
            while stack[-1][0] >= level:
                ends[stack.pop()[1]] = zones[index - 1].end
            starts.append((zone.start, index if is_heading else None, stack[-1][1], index in items))
            stack.append((level, len(starts) - 1))
        placed.append(replace(zone, section=stack[-1][1]))
    sections = [
        Section(start, ends.get(number, len(text)), heading=heading, parent=parent, item=item)
        for number, (start, heading, parent, item) in enumerate(starts)
    ]
    return placed, sections


def _items(zones: Sequence[Zone], text: str) -> set[int]:
    """Zones that open an item of their own."""
    found: set[int] = set()
    for kinds, pattern in (
        ((ZoneKind.HEADING,), _ITEM_HEAD),
        ((ZoneKind.LIST_ITEM, ZoneKind.PARAGRAPH), _ITEM_BULLET),
        ((ZoneKind.LIST_ITEM, ZoneKind.PARAGRAPH), _PLACE),
    ):
        fitting = {
            index for index, zone in enumerate(zones) if zone.kind in kinds and _opens(pattern, text, zone)
        }
        if len(fitting) >= _FEWEST:
            found |= fitting
    return found


def _opens(pattern: re.Pattern[str], text: str, zone: Zone) -> bool:
    match = pattern.match(text, zone.start, zone.end)
    if pattern is _ITEM_HEAD and match is None:
        label = _ITEM_LABEL.match(text, zone.start, zone.end)
        return label is not None and label[1] in vocabulary().places
    if match is None or (zone.kind is ZoneKind.HEADING and zone.level > 2):
        return False
    return pattern is not _PLACE or match[1] is None or not _NO_PLACE.search(match[1])


def _leaves_bullet(zones: Sequence[Zone], index: int, text: str) -> bool:
    """True where a paragraph no longer belongs to the bulleted note before it."""
    zone, before = zones[index], zones[index - 1]
    return (
        zone.kind is ZoneKind.PARAGRAPH
        and before.kind.is_body
        and _ITEM_BULLET.match(text, before.start, before.end) is not None
    )
