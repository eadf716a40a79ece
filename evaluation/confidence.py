"""Fits patterns/confidence.yaml: ``python -m evaluation.confidence corpus/train``.

Logistic regression with a small penalty over the named features of extractor.facts.confidence, by plain
gradient steps from zero: no randomness, so the same corpus gives the same file.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from math import exp
from pathlib import Path

from evaluation.gold import load_folder
from evaluation.scoring import judge
from extractor import Extractor
from extractor.patterns import ROOT

Sample = tuple[tuple[str, ...], bool]

_STEPS = 400
_RATE = 4.0
_PENALTY = 0.002
_HEAD = "# Log odds of a fact by its features. Made by: python -m evaluation.confidence corpus/train\n"


def samples(folder: Path) -> Iterator[Sample]:
    """The features of each fact found in a labelled folder, and whether gold has the fact."""
    extractor = Extractor()
    for gold in load_folder(folder):
        analysis = extractor.analyse(gold.text)
        judgement = judge(gold, analysis.document)
        right = {pair.answer for pair in judgement.pairs}
        for place, fact in enumerate(analysis.facts.facts):
            if place in right or place in judgement.extra:
                yield fact.features, place in right


def fit(found: Sequence[Sample]) -> tuple[float, dict[str, float]]:
    """Bias and weights of a logistic regression."""
    bias, weights = 0.0, dict.fromkeys(sorted({name for names, _ in found for name in names}), 0.0)
    for _ in range(_STEPS):
        slopes, whole = dict.fromkeys(weights, 0.0), 0.0
        for names, right in found:
            error = right - 1 / (1 + exp(-bias - sum(weights[name] for name in names)))
            whole += error
            for name in names:
                slopes[name] += error
        bias += _RATE * whole / len(found)
        for name, slope in slopes.items():
            weights[name] += _RATE * (slope / len(found) - _PENALTY * weights[name])
    return bias, weights


def main(folder: str) -> None:
    """Fit on ``folder`` and write the pattern file."""
    bias, weights = fit(list(samples(Path(folder))))
    lines = [f"  {name}: {weight:.2f}\n" for name, weight in weights.items()]
    (ROOT / "confidence.yaml").write_text(f"{_HEAD}bias: {bias:.2f}\nweights:\n{''.join(lines)}", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
