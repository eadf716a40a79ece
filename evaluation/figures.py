"""Counts and what is reckoned from them: precision, recall, F1 and their intervals."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MENTIONS = ("dates", "amounts", "quantities", "orgs")
SLOTS = (
    "agents", "recipients", "dates", "amounts", "quantities", "documents", "status", "cumulative", "part_of"
)  # fmt: skip
HEADLINES = (*MENTIONS, "document", "detection", "slots", "exact", "money")
FIGURES = (*HEADLINES, *(f"slot {slot}" for slot in SLOTS))

_RESAMPLES = 1000
_SEED = 1


@dataclass(frozen=True, slots=True)
class Counts:
    """``right`` of ``answered`` answers and of ``expected`` gold values. A share has answered = expected."""

    right: int = 0
    answered: int = 0
    expected: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.answered + other.answered, self.expected + other.expected
        )

    @property
    def precision(self) -> float | None:
        return self.right / self.answered if self.answered else None

    @property
    def recall(self) -> float | None:
        return self.right / self.expected if self.expected else None

    @property
    def f1(self) -> float | None:
        """None where there is neither an answer nor anything to be answered."""
        return 2 * self.right / (self.answered + self.expected) if self.answered + self.expected else None


DocumentCounts = Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure over a set of documents; ``interval`` holds 95 % of its F1 over resampled documents."""

    counts: Counts
    interval: tuple[float, float] | None


def reckon(documents: Sequence[DocumentCounts]) -> dict[str, Figure]:
    """Every figure over the documents (micro). The intervals are the same for the same documents."""
    draw = random.Random(_SEED)
    places = range(len(documents))
    samples = [draw.choices(places, k=len(documents)) for _ in range(_RESAMPLES)] if documents else []
    return {name: _figure([document[name] for document in documents], samples) for name in FIGURES}


def _figure(counts: Sequence[Counts], samples: Sequence[Sequence[int]]) -> Figure:
    doubled = [2 * one.right for one in counts]
    values = [one.answered + one.expected for one in counts]
    scores = []
    for sample in samples:
        total = sum(values[place] for place in sample)
        if total:
            scores.append(sum(doubled[place] for place in sample) / total)
    scores.sort()
    interval = (scores[int(0.025 * len(scores))], scores[int(0.975 * len(scores))]) if scores else None
    return Figure(sum(counts, Counts()), interval)
