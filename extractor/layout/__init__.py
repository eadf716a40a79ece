"""Clean text → zones, sections, sentences, clauses, document fields and the anchor date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from extractor.cautions import Caution
from extractor.layers import (
    NO_METADATA,
    Clause,
    CleanText,
    DocumentFields,
    Field,
    Layout,
    Metadata,
    Section,
    Sentence,
    Zone,
    ZoneKind,
)
from extractor.layout.dating import DayField, find_date
from extractor.layout.given import complete, from_metadata
from extractor.layout.issuer import find_addressees, find_issuer
from extractor.layout.kinds import find_kind, spoken_for
from extractor.layout.lines import Line, cut_lines
from extractor.layout.numbers import find_number
from extractor.layout.publisher import find_publisher
from extractor.layout.sections import find_sections
from extractor.layout.sentences import split_sentences
from extractor.layout.titles import join_title, trail_title
from extractor.layout.vocabulary import vocabulary
from extractor.layout.zones import find_zones
from extractor.values.model import DateValue

__all__ = ["lay_out"]


def lay_out(clean: CleanText, *, anchor: date | None = None, given: Metadata = NO_METADATA) -> Layout:
    """Lay out ``clean``: what each line is, what the page says of itself, where facts are looked for.

    ``given`` stands in for what the page does not say of itself, ``anchor`` for a date that neither gives.
    Total: any clean text gives a Layout.
    Raises PatternError where patterns/layout.yaml is broken.
    """
    lines = list(cut_lines(clean.norm, vocabulary()))
    flat, tables, titles = find_zones(lines, clean.norm)
    zones, sections = find_sections(flat, clean.norm)
    title = _title(clean.norm, zones, titles) or _trailed(lines)
    fields, warnings = _fields(clean, zones, sections, title, given, anchor)
    sentences = tuple(_sentences(clean.norm, zones))
    return Layout(tuple(zones), tuple(sections), sentences, tuple(tables), fields, warnings)


def _title(norm: str, zones: Sequence[Zone], titles: range) -> Field[str] | None:
    if not titles:
        return None
    text = join_title([norm[zones[index].start : zones[index].end] for index in titles])
    return Field(text, zones[titles[0]].start, zones[titles[-1]].end)


def _trailed(lines: Sequence[Line]) -> Field[str] | None:
    text = trail_title(lines)
    return Field(text) if text else None


def _fields(
    clean: CleanText,
    zones: Sequence[Zone],
    sections: Sequence[Section],
    title: Field[str] | None,
    given: Metadata,
    anchor: date | None,
) -> tuple[DocumentFields, tuple[str, ...]]:
    norm, known = clean.norm, vocabulary()
    said = (title, find_date(zones, norm, known), find_publisher(zones, norm, known))
    completed = title, day, publisher = complete(said, given, zones, norm)
    names = from_metadata(said, completed)
    words = title.value if title else None
    number = find_number(zones, norm)
    addressees = find_addressees(zones, norm)
    official = number is not None or bool(addressees)
    kind = find_kind(words, zones, sections, norm, official=official, known=known)
    issuer = spoken_for(kind, find_issuer(kind, words, zones, norm, known), publisher)
    warnings = tuple(_warnings(day, anchor))
    if day is None and anchor is not None:
        day = Field(DateValue(anchor, anchor, "day"))
    return DocumentFields(title, kind, number, issuer, addressees, publisher, day, names), warnings


def _warnings(day: DayField | None, anchor: date | None) -> list[str]:
    if day is None and anchor is None:
        return [Caution.NO_ANCHOR()]
    if day is not None and day.value.confidence < 1:
        return [Caution.DAMAGED_DATE(day=day.value.start)]
    return []


_MARKER = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|[①-⑳]|[▲●△■★◆○□·•]|—{1,2}"
    r"|\d{1,2}(?:、|[.．](?:(?!\d)|(?=\d{1,2}月|\d{4}年))))\s*"
)
"""The number or bullet of a list item: no part of its first sentence."""


def _sentences(norm: str, zones: Sequence[Zone]) -> list[Sentence]:
    sentences: list[Sentence] = []
    for index, zone in enumerate(zones):
        if zone.kind is ZoneKind.TABLE_ROW:
            clauses = tuple(Clause(start, end, "，") for start, end in zone.cells if end > start)
            sentences.append(Sentence(zone.start, zone.end, index, zone.section, clauses))
        elif zone.kind.is_body:
            marker = _MARKER.match(norm, zone.start, zone.end)
            for start, end, parts in split_sentences(norm, marker.end() if marker else zone.start, zone.end):
                sentences.append(Sentence(start, end, index, zone.section, parts))
    return sentences
