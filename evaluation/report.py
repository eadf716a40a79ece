"""Figures as a table to read and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.errors import Fault
from evaluation.figures import FIGURES, HEADLINES, Figure
from evaluation.runs import Row


@dataclass(frozen=True, slots=True)
class Scored:
    """A row and its figures."""

    row: Row
    figures: Mapping[str, Figure]


def table(scored: Scored, commit: str | None) -> Iterator[str]:
    """One row's figures, a line each: precision, recall, F1 with its interval, and the support."""
    row = scored.row
    yield f"{row.name}: {len(row.documents)} documents, corpus {row.fingerprint}, commit {commit or '–'}"
    yield f"{'':<18}{'P':>7}{'R':>7}{'F1':>7}   {'95 %':<14}{'gold':>6}{'found':>7}{'right':>7}"
    for name in FIGURES:
        if name == FIGURES[len(HEADLINES)]:
            yield ""
        yield _line(name, scored.figures[name])


def _line(name: str, figure: Figure) -> str:
    counts = figure.counts
    scores = "".join(f"{_score(value):>7}" for value in (counts.precision, counts.recall, counts.f1))
    low, high = figure.interval or (None, None)
    interval = f"[{_score(low)}, {_score(high)}]"
    return f"{name:<18}{scores}   {interval:<14}{counts.expected:>6}{counts.answered:>7}{counts.right:>7}"


def _score(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}".removeprefix("0") if value < 1 else "1.00"


def as_data(scored: Scored, commit: str | None) -> dict[str, object]:
    """The same for programs; scores that are undefined are null."""
    row = scored.row
    return {
        "row": row.name,
        "documents": len(row.documents),
        "commit": commit,
        "corpus": row.fingerprint,
        "figures": {name: _figure(scored.figures[name]) for name in FIGURES},
    }


def _figure(figure: Figure) -> dict[str, object]:
    counts = figure.counts
    return {
        "precision": _rounded(counts.precision),
        "recall": _rounded(counts.recall),
        "f1": _rounded(counts.f1),
        "interval": None if figure.interval is None else [_rounded(bound) for bound in figure.interval],
        "gold": counts.expected,
        "found": counts.answered,
        "right": counts.right,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def in_words(fault: Fault) -> str:
    """One fault: document, quote, gold ≠ answer; and, where it has a place, what stands there."""
    line = f"  {fault.document}  {fault.quote}: {fault.gold or '–'} ≠ {fault.answer or '–'}"
    return f"{line}\n        {fault.evidence}" if fault.evidence else line
