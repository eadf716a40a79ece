"""How sure a fact is: a few named features, their weights in patterns/confidence.yaml.

The weights are fitted on the training part by ``python -m evaluation.confidence``; a fact of confidence 0.8
is one that a careful reader tells too in eight cases of ten.
"""

from __future__ import annotations

from math import exp

from extractor.facts.drafts import Draft
from extractor.patterns import PatternModel, load


class ConfidenceFile(PatternModel):
    """patterns/confidence.yaml: log odds, summed over the features that hold."""

    bias: float
    weights: dict[str, float]


class Confidence:
    """The fitted weights."""

    def __init__(self, file: ConfidenceFile | None = None) -> None:
        self._file = file or load("confidence.yaml", ConfidenceFile)

    def of(self, features: tuple[str, ...]) -> float:
        """The probability of a fact with these features, to two places."""
        odds = self._file.bias + sum(self._file.weights.get(name, 0.0) for name in features)
        return round(1 / (1 + exp(-odds)), 2)


def features_of(draft: Draft) -> tuple[str, ...]:
    """The names of the features that hold for a finished draft."""
    trigger = draft.piece.trigger
    found = [f"type {draft.type}", f"status {draft.status}"]
    if "facts.row" in draft.rules:
        found.append("table row")
    elif trigger is None:
        found.append("list item")
    elif trigger.weak:
        found.append("weak verb")
    elif trigger.nominal:
        found.append("verb that may be a noun")
    found.append("amount" if draft.amounts else "quantity" if draft.quantities else "date or object only")
    if draft.amounts and draft.quantities:
        found.append("amount and quantity")
    if draft.subject == "named":
        found.append("agent named")
    if draft.recipients:
        found.append("recipient")
    if any(date.value.start for date in draft.piece_dates):
        found.append("date of its own")
    if draft.total is not None:
        found.append("share of a total")
    if draft.cumulative:
        found.append("running total")
    return tuple(found)
