"""One document as the checks see it: its layers, the figures in it, and a few questions asked often."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from extractor.checks.figures import Figure, read_figures
from extractor.layers import Zone, ZoneKind
from extractor.pipeline import Analysis

_FLOWING = (ZoneKind.PARAGRAPH, ZoneKind.LIST_ITEM)
_UNREAD = (ZoneKind.NAVIGATION, ZoneKind.RELATED)
_OPEN, _CLOSED = "（(", "）)"
_LONGEST = 3000  # characters; what is longer is no sentence that anybody reckons with
_CLAUSE = re.compile("[，；。！？：\n]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, or several that tell of one total."""

    start: int
    end: int
    zone: int


class Page:
    """Positions are clean ones. ``text`` is as written, ``norm`` is what the stages matched on; both have the
    same length."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text, self.norm = analysis.clean.text, analysis.clean.norm
        self.layout, self.mentions = analysis.layout, analysis.mentions

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        return read_figures(self.norm, self.mentions)

    @cached_property
    def _starts(self) -> list[int]:
        return [figure.start for figure in self.figures]

    def figures_in(self, start: int, end: int) -> tuple[Figure, ...]:
        """The figures that begin in [start, end)."""
        return self.figures[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def passages(self) -> Iterator[Passage]:
        """The sentences of running text; one that begins with 其中 goes with that before it."""
        held: Passage | None = None
        for sentence in self.layout.sentences:
            if self.layout.zones[sentence.zone].kind not in _FLOWING:
                continue
            goes_on = held is not None and held.zone == sentence.zone
            if held is not None and goes_on and self.norm.startswith("其中", sentence.start):
                held = Passage(held.start, sentence.end, held.zone)
                continue
            if held is not None and held.end - held.start <= _LONGEST:
                yield held
            held = Passage(sentence.start, sentence.end, sentence.zone)
        if held is not None and held.end - held.start <= _LONGEST:
            yield held

    def read_zones(self) -> Iterator[Zone]:
        """All but navigation and links to other pages."""
        return (zone for zone in self.layout.zones if zone.kind not in _UNREAD)

    def running_zones(self) -> Iterator[Zone]:
        return (zone for zone in self.layout.zones if zone.kind in _FLOWING)

    def matches(self, pattern: re.Pattern[str], *, written: bool = False) -> Iterator[re.Match[str]]:
        """Matches in the zones that are read, of ``norm``, or of the text as written."""
        text = self.text if written else self.norm
        for zone in self.read_zones():
            yield from pattern.finditer(text, zone.start, zone.end)

    @cached_property
    def day(self) -> date | None:
        """The date that the page gives itself, None where only the caller gave one."""
        field = self.layout.fields.date
        return field.value.start if field and field.start is not None else None

    @property
    def day_places(self) -> tuple[tuple[int, int], ...]:
        """Where that date stands, if it stands anywhere."""
        field = self.layout.fields.date
        if field is None or field.start is None or field.end is None:
            return ()
        return ((field.start, field.end),)

    def clause(self, position: int, *, floor: int = 0) -> int:
        """Where the clause around ``position`` begins."""
        begin = floor
        for match in _CLAUSE.finditer(self.norm, floor, position):
            begin = match.end()
        return begin

    def statement(self, start: int, end: int) -> tuple[int, int]:
        """The stretch between 。 ； and line ends that holds [start, end)."""
        begin = max(self.norm.rfind(mark, 0, start) for mark in "。；\n") + 1
        ends = (self.norm.find(mark, end) for mark in "。；\n")
        return begin, min((place for place in ends if place >= 0), default=len(self.norm))

    def depth(self, start: int, position: int) -> int:
        """How many brackets that opened after ``start`` are open at ``position``."""
        depth = 0
        for character in self.norm[start:position]:
            depth += (character in _OPEN) - (character in _CLOSED)
        return depth
