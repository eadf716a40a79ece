"""How much of what documents say reached facts: so that silence can be judged."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple

from extractor.records import Document


class Tally(NamedTuple):
    """What is counted of one document. ``year`` is that of its date, else of the first date that it names;
    dates are those with bounds."""

    kind: str
    year: str | None
    characters: int
    facts: int
    amounts: int
    amounts_unused: int
    dates: int
    dates_unused: int


_COUNTED = Tally._fields[2:]


def tally(document: Document, *, characters: int) -> Tally:
    """Count one document; ``characters`` is the length of its source text."""
    amounts = {amount.span for amount in document.mentions.amounts}
    dates = {date.span: date.start for date in document.mentions.dates if date.start}
    unused = {mention.span for mention in document.unused}
    day = document.date.start if document.date else None
    day = day or next(iter(dates.values()), None)
    return Tally(
        document.kind,
        day[:4] if day else None,
        characters,
        len(document.facts),
        len(amounts),
        len(amounts & unused),
        len(dates),
        len(dates.keys() & unused),
    )


class Coverage:
    """Tallies added up by genre and year."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str | None, str]] = Counter()

    def add(self, counted: Tally) -> None:
        group = counted.kind, counted.year
        self._counts[(*group, "documents")] += 1
        for name, count in zip(_COUNTED, counted[2:], strict=True):
            self._counts[(*group, name)] += count

    def total(self, name: str) -> int:
        """The sum of one count over all documents (``documents``, or a field of Tally)."""
        return sum(count for (_, _, counted), count in self._counts.items() if counted == name)

    def rows(self) -> list[dict[str, Any]]:
        """One row for each genre and year; shares are null where there is nothing to reach a fact."""
        groups = sorted({key[:2] for key in self._counts}, key=lambda group: (group[0], group[1] or ""))
        return [self._row(kind, year) for kind, year in groups]

    def _row(self, kind: str, year: str | None) -> dict[str, Any]:
        counts = {name: self._counts[kind, year, name] for name in ("documents", *_COUNTED)}
        return {
            "kind": kind,
            "year": year,
            **counts,
            "amounts_in_facts": _share(counts["amounts_unused"], counts["amounts"]),
            "dates_in_facts": _share(counts["dates_unused"], counts["dates"]),
        }


def _share(unused: int, all_of_them: int) -> float | None:
    return round(1 - unused / all_of_them, 4) if all_of_them else None
