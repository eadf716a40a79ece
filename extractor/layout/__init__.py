"""Clean text → zones, sections, sentences, clauses, document fields and the anchor date."""

from __future__ import annotations

from datetime import date

from extractor.layers import CleanText, DocumentFields, Field, Layout, Section, Sentence, Zone, ZoneKind
from extractor.layout.sentences import split_sentences
from extractor.values.model import DateValue

__all__ = ["lay_out"]


def lay_out(clean: CleanText, *, anchor: date | None = None) -> Layout:
    """Lay out ``clean``: what each line is, what the page says of itself, where facts are looked for."""
    zones: list[Zone] = []
    at = 0
    for line in clean.norm.split("\n"):
        kind = ZoneKind.PARAGRAPH if zones else ZoneKind.TITLE
        if line.strip():
            zones.append(Zone(kind, at, at + len(line), 0))
        at += len(line) + 1
    sentences = tuple(
        Sentence(start, end, index, 0, clauses)
        for index, zone in enumerate(zones)
        if zone.kind.is_body
        for start, end, clauses in split_sentences(clean.norm, zone.start, zone.end)
    )
    title = Field(clean.text[zones[0].start : zones[0].end], zones[0].start, zones[0].end) if zones else None
    day = Field(DateValue(anchor, anchor, "day")) if anchor else None
    fields = DocumentFields(title, "news", None, None, (), None, day)
    return Layout(tuple(zones), (Section(0, len(clean.norm)),), sentences, (), fields)
