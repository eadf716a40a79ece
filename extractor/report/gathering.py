"""All that a report shows, asked from a store in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from extractor.report.conflicts import Conflicts, conflicts_of
from extractor.report.coverage import Coverage, coverage_of
from extractor.report.evidence import Body, Told, bodies, told
from extractor.report.figures import Figure, Span, Sums, cuts_of, span_of, sums_of
from extractor.stores.store import Store


@dataclass(frozen=True, slots=True)
class Gathered:
    """``facts`` and ``bodies`` are those that the figures show, by key; ``store`` is the name of the store
    without its folder."""

    store: str
    span: Span
    sums: list[Sums]
    coverage: Coverage
    conflicts: Conflicts
    facts: dict[str, Told]
    bodies: dict[str, Body]


def gathered(store: Store) -> Gathered:
    """Raises StoreError."""
    with store.asking():
        span = span_of(store)
        sums = sums_of(store, cuts_of(span))
        coverage, conflicts = coverage_of(store), conflicts_of(store)
        figures = list(_figures(sums))
        shown = [
            *(key for figure in figures for key in figure.largest),
            *(key for left in coverage.left_out for key in left.largest),
            *(key for one in conflicts.widest for telling in one.tellings for key in telling.facts),
        ]
        named = bodies(store, (figure.part for figure in figures))
        return Gathered(PurePath(store.name).name, span, sums, coverage, conflicts, told(store, shown), named)


def _figures(sums: list[Sums]) -> Iterator[Figure]:
    for one in sums:
        yield one.total
        for cut in one.cuts.values():
            yield from cut
