"""Fits the linker: ``python -m evaluation.fitting corpus/train`` writes patterns/linking/ anew.

Conditional logistic regression over the options of each choice, with a small penalty, by L-BFGS from zero:
no randomness, so the same corpus gives the same files. Needs the extra ``fit`` (numpy, scipy). Documents that
two people labelled count ``_REVIEWED`` times. It prints how each fourth of the documents scores with weights
fitted on the others, which also calibrates the confidence.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import get_args

import numpy as np
import yaml
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize

from evaluation.errors import faults_of
from evaluation.figures import reckon
from evaluation.runs import rows_of
from evaluation.scoring import Judgement, judge
from evaluation.teaching import Lesson, Lessons, lessons
from extractor import Extractor
from extractor.facts import FactFinder
from extractor.facts.linking import Linker
from extractor.facts.linking.linker import BIAS, FOLDER, OUTCOMES, TIED, Settings, act_line
from extractor.facts.linking.options import Question
from extractor.facts.model import Evidence, FoundFact
from extractor.labels.gold import Gold

_FOLDS = 4
_REVIEWED = 3
_RARE = 2
"""Features of fewer lessons have no weight."""
_PENALTY = {"acts": 2.0, "tied": 0.05, "agents": 4.0, "recipients": 1.0, "dates": 4.0, "totals": 4.0}
_STEPS = 300
_SMALL = 0.1
"""Weights nearer to zero are left out of the files."""
_KEEP = 0.45
_CAUTION: dict[Question, float] = {"recipients": 0.55, "dates": 0.4, "totals": 0.5}
_UNCALIBRATED = Settings(keep=_KEEP, caution=_CAUTION, slope=1.0, offset=0.0)
_CALIBRATION_STEPS = 500
_HEAD = "# Made by: python -m evaluation.fitting corpus/train\n"

Vector = NDArray[np.float64]
Act = tuple[Evidence, str]


@dataclass(frozen=True)
class Weights:
    """What is fitted: by evidence and outcome, and by question and feature."""

    acts: dict[str, dict[str, float]]
    slots: dict[str, dict[str, float]]

    def linker(self, settings: Settings) -> Linker:
        """A linker with these weights."""
        acts = {name: act_line(weights) for name, weights in self.acts.items()}
        return Linker(settings, acts, self.slots)


@dataclass(frozen=True)
class Pupil:
    """A document, what it teaches, and how much it counts."""

    gold: Gold
    lessons: Lessons
    weight: int


def fit(pupils: Sequence[Pupil]) -> Weights:
    """Weights fitted on the lessons of some documents."""
    taught = [pupil.lessons for pupil in pupils for _ in range(pupil.weight)]
    return Weights(
        _fit_acts([act for one in taught for act in one.acts]),
        {
            question: _fit_slot(
                [lesson for one in taught for lesson in one.slots.get(question, ())], _PENALTY[question]
            )
            for question in get_args(Question)
        },
    )


def _fit_acts(acts: Sequence[Act]) -> dict[str, dict[str, float]]:
    """The weights of evidence: by name and outcome, or (pointers) one for all outcomes."""
    names = _known(evidence.names for evidence, _ in acts)
    tied = _known(({name for name, _, _ in evidence.pointers} for evidence, _ in acts), rare=1)
    width, places = len(OUTCOMES), {outcome: place for place, outcome in enumerate(OUTCOMES)}
    rows = [[names[name] for name in evidence.names if name in names] for evidence, _ in acts]
    matrix = _matrix(rows, len(names))
    pointed = np.zeros((len(tied), len(acts), width))
    for row, (evidence, _) in enumerate(acts):
        for name, outcome, strength in evidence.pointers:
            pointed[tied[name], row, places[outcome]] += strength
    right = np.zeros((len(acts), width))
    right[np.arange(len(acts)), [places[outcome] for _, outcome in acts]] = 1.0
    turned, cells = matrix.T.tocsr(), len(names) * width

    def loss(point: Vector) -> tuple[float, Vector]:
        table, bias = point[:cells].reshape(-1, width), point[cells : cells + width]
        weights = point[cells + width :]
        scores = matrix @ table + bias + np.tensordot(weights, pointed, 1)
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        off = chances - right
        slopes = np.concatenate(
            [
                (turned @ off + _PENALTY["acts"] * table).ravel(),
                off.sum(0),
                np.tensordot(pointed, off, ([1, 2], [0, 1])) + _PENALTY["tied"] * weights,
            ]
        )
        cost = -np.log(chances[right > 0] + 1e-12).sum()
        cost += _PENALTY["acts"] / 2 * (table**2).sum() + _PENALTY["tied"] / 2 * (weights**2).sum()
        return float(cost), slopes

    point = _lowest(loss, cells + width + len(tied))
    found: dict[str, dict[str, float]] = {
        BIAS: dict(zip(OUTCOMES, point[cells : cells + width].tolist(), strict=True))
    }
    for name, place in names.items():
        row = point[place * width : (place + 1) * width].tolist()
        found[name] = dict(zip(OUTCOMES, row, strict=True))
    for name, place in tied.items():
        found[name] = {TIED: float(point[cells + width + place])}
    return {name: kept for name, weights in found.items() if (kept := _rounded(weights))}


def _fit_slot(taught: Sequence[Lesson], penalty: float) -> dict[str, float]:
    """One weight for each feature of the options of a question."""
    names = _known({name for option in lesson.options for name in option} for lesson in taught)
    options = [option for lesson in taught for option in lesson.options]
    rows = [[names[name] for name in option if name in names] for option in options]
    matrix = _matrix(rows, len(names))
    turned = matrix.T.tocsr()
    sizes = np.array([len(lesson.options) for lesson in taught])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(len(rows))
    right[starts + np.array([lesson.right for lesson in taught])] = 1.0

    def loss(weights: Vector) -> tuple[float, Vector]:
        scores = matrix @ weights
        chances = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chances /= np.repeat(np.add.reduceat(chances, starts), sizes)
        cost = -np.log(chances[right > 0] + 1e-12).sum() + penalty / 2 * (weights**2).sum()
        return float(cost), turned @ (chances - right) + penalty * weights

    point = _lowest(loss, len(names))
    return _rounded({name: float(point[place]) for name, place in names.items()})


def _known(seen: Iterable[Iterable[str]], rare: int = _RARE) -> dict[str, int]:
    counts = Counter(name for names in seen for name in names)
    kept = sorted(name for name, count in counts.items() if count >= rare)
    return {name: place for place, name in enumerate(kept)}


def _matrix(rows: Sequence[Sequence[int]], width: int) -> sparse.csr_matrix:
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), width))


def _lowest(loss: object, size: int) -> Vector:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return np.asarray(found.x)


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= _SMALL}


def cross_fit(pupils: Sequence[Pupil]) -> list[Linker]:
    """For each document a linker fitted on the documents of the other folds."""
    linkers = [
        fit([pupil for place, pupil in enumerate(pupils) if place % _FOLDS != fold]).linker(_UNCALIBRATED)
        for fold in range(_FOLDS)
    ]
    return [linkers[place % _FOLDS] for place in range(len(pupils))]


def calibrate(judged: Iterable[tuple[Judgement, Sequence[FoundFact]]]) -> tuple[float, float]:
    """Slope and offset that turn the log odds of facts into how often they are right."""
    samples = []
    for judgement, facts in judged:
        paired = {pair.answer for pair in judgement.pairs}
        for place, fact in enumerate(facts):
            if place in paired or place in judgement.extra:
                chance = min(max(fact.confidence, 0.005), 0.995)
                samples.append((log(chance / (1 - chance)), place in paired))
    slope, offset = 1.0, 0.0
    for _ in range(_CALIBRATION_STEPS):
        errors = [(odds, right - 1 / (1 + exp(-offset - slope * odds))) for odds, right in samples]
        offset += 2.0 * sum(error for _, error in errors) / len(errors)
        slope += 0.5 * sum(error * odds for odds, error in errors) / len(errors)
    return round(slope, 3), round(offset, 3)


def _write(weights: Weights, settings: Settings) -> None:
    FOLDER.mkdir(exist_ok=True)
    lines = [f"{name}\t{act_line(outcomes)}\n" for name, outcomes in sorted(weights.acts.items())]
    (FOLDER / "acts.tsv").write_text(_HEAD + "".join(lines), "utf-8")
    for question, features in weights.slots.items():
        lines = [f"{name}\t{weight:g}\n" for name, weight in sorted(features.items())]
        (FOLDER / f"{question}.tsv").write_text(_HEAD + "".join(lines), "utf-8")
    text = yaml.safe_dump(settings.model_dump(), sort_keys=False)
    (FOLDER / "settings.yaml").write_text(_HEAD + text, "utf-8")


def _print_causes(linked: Sequence[Judgement]) -> None:
    """How often each cause of a fault of facts occurs with the rules alone and with linkers."""
    rules = Extractor(facts=FactFinder())
    ruled = [judge(judgement.gold, rules.extract(judgement.gold.text)) for judgement in linked]
    before, after = (
        Counter(fault.cause for judgement in judged for fault in faults_of(judgement))
        for judged in (ruled, linked)
    )
    for cause, count in before.most_common():
        if ":" in cause:
            print(f"{cause}: {count} by the rules alone, {after[cause]} with linkers")


def main(folder: str) -> None:
    """Fit on ``folder``, score by cross-validation, write the weights."""
    rows = {row.name: row.documents for row in rows_of(Path(folder))}
    reviewed = {gold.name for gold in rows["train-reviewed"]}
    pupils = [
        Pupil(gold, lessons(gold), _REVIEWED if gold.name in reviewed else 1) for gold in rows["train"]
    ]
    judged = []
    for pupil, linker in zip(pupils, cross_fit(pupils), strict=True):
        analysis = Extractor(facts=FactFinder(judge=linker)).analyse(pupil.gold.text)
        judged.append((judge(pupil.gold, analysis.document), analysis.facts.facts))
    for name, documents in rows.items():
        names = {gold.name for gold in documents}
        counts = [judgement.counts() for judgement, _ in judged if judgement.gold.name in names]
        for figure, found in reckon(counts).items():
            if found.counts.f1 is not None:
                print(f"{name} by cross-validation: {figure} {found.counts.f1:.3f}")
    _print_causes([judgement for judgement, _ in judged])
    slope, offset = calibrate(judged)
    _write(fit(pupils), _UNCALIBRATED.model_copy(update={"slope": slope, "offset": offset}))


if __name__ == "__main__":
    main(*sys.argv[1:])
