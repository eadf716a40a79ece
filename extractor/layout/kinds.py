"""The kind of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layers import Field, Section, Zone, ZoneKind
from extractor.layout.vocabulary import Vocabulary
from extractor.records import Kind

_TOLD_OF = re.compile(r"^(?!.*关于|【).*(?:通知|意见|函|计划|安排|决定)$")
"""Headlines of news about a paper: what a paper itself is called has 关于, a number or addressees."""

_FEWEST_BODIES = 3
"""Items under the names of bodies that make a page a briefing."""

_FEWEST_YEARS = 3
"""Years as headings that make a page a chronicle."""

_ENTRY = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|[上中下]旬)?(?:\s|（)|\d{4}年(?:\s|，)|(?:是|同)年\s")
_FEWEST_ENTRIES = 4


def find_kind(
    title: str | None,
    zones: Sequence[Zone],
    sections: Sequence[Section],
    norm: str,
    *,
    official: bool,
    known: Vocabulary,
) -> Kind:
    """By the words of the title, else of the letterhead, else by the layout, else news.

    ``official`` tells that the page has a number or addressees. A page without any text is ``other``.
    """
    heads = [norm[zone.start : zone.end] for zone in zones if zone.kind is ZoneKind.LETTERHEAD]
    for words in ([title] if title else []) + heads:
        told = known.kind(words)
        if told is not None and (official or told != "notice" or not _TOLD_OF.search(words)):
            return told
    if official:
        return "notice"
    if _is_chronicle(zones, norm):
        return "chronicle"
    if sum(section.item and _names_body(section, zones, norm) for section in sections) >= _FEWEST_BODIES:
        return "briefing"
    return "news" if any(zone.kind.is_body for zone in zones) else "other"


def _is_chronicle(zones: Sequence[Zone], norm: str) -> bool:
    """True where years stand as headings, or most paragraphs open with a date and a gap."""
    years = sum(
        zone.kind is ZoneKind.HEADING and re.fullmatch(r"\d{4}年", norm[zone.start : zone.end]) is not None
        for zone in zones
    )
    body = [zone for zone in zones if zone.kind.is_body]
    dated = sum(_ENTRY.match(norm, zone.start, zone.end) is not None for zone in body)
    return years >= _FEWEST_YEARS or (dated >= _FEWEST_ENTRIES and 2 * dated > len(body))


def _names_body(section: Section, zones: Sequence[Zone], norm: str) -> bool:
    if section.heading is None:
        return False
    heading = zones[section.heading]
    return norm[heading.start : heading.end].endswith(("工会", "总"))


def spoken_for(kind: Kind, issuer: Field[str] | None, publisher: Field[str] | None) -> Field[str] | None:
    """The issuer; for reports and briefings the publisher, where a union body put them up and the page names
    no other or only a part of that name."""
    if kind not in ("report", "briefing") or publisher is None:
        return issuer
    is_body = publisher.value.endswith(("工会", "办公室", "委员会"))
    return publisher if is_body and (issuer is None or issuer.value in publisher.value) else issuer
