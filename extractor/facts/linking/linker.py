"""The fitted weights and how they decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import exp, log
from pathlib import Path
from typing import Any, Protocol, TypeVar, cast, get_args

from extractor.errors import PatternError
from extractor.facts.drafts import Draft
from extractor.facts.linking.options import KEPT, Group, Options, Question
from extractor.facts.model import Evidence
from extractor.patterns import ROOT, PatternModel, load_path
from extractor.records import ActionType

V = TypeVar("V")

NO_FACT = "none"
TIED = "="
BIAS = "bias"
FOLDER = ROOT / "linking"
OUTCOMES: tuple[str, ...] = (*get_args(ActionType), NO_FACT)
_PLACES = {outcome: place for place, outcome in enumerate(OUTCOMES)}
_UNIT = 100
"""Weights have two decimals. They are summed as hundredths, which are exact in any order: so two options that
tie do so everywhere, and the first of them is taken."""


class Judge(Protocol):
    """What decides: the linker, or the teacher that collects what it is fitted on."""

    def act(self, draft: Draft, evidence: Evidence) -> tuple[ActionType, float] | None:
        """The action type a draft tells and how sure that is (0–1), or None where it tells no fact."""

    def choose(self, draft: Draft, options: Options[Any]) -> int:
        """The place of one of the options for a slot of ``draft``."""


class Settings(PatternModel):
    """patterns/linking/settings.yaml. ``keep``: a draft whose chance to be a fact is below it is dropped.
    ``caution``: by question, the empty option is taken only above this chance. ``slope`` and ``offset`` turn
    log odds into a confidence."""

    keep: float
    caution: dict[Question, float]
    slope: float
    offset: float


class _ActWeights(dict[str, list[float]]):
    """By name of evidence the weights for each of ``OUTCOMES``, in hundredths; a row is read from its line
    when first asked for, since one article asks for few."""

    def __init__(self, lines: Mapping[str, str]) -> None:
        self.lines = lines

    def __missing__(self, name: str) -> list[float] | None:
        line = self.lines.get(name)
        if line is None:
            return None
        row = self[name] = [0.0] * len(OUTCOMES)
        for outcome, weight in _cells(line):
            row[_PLACES[outcome]] = weight
        return row


def act_line(weights: Mapping[str, float]) -> str:
    """The weights of one name of evidence as patterns/linking/acts.tsv has them: outcome weight outcome …"""
    return " ".join(f"{outcome} {weight:g}" for outcome, weight in weights.items())


def _cells(line: str) -> Iterator[tuple[str, float]]:
    cells = line.split(" ")
    return zip(cells[::2], map(_hundredths, map(float, cells[1::2])), strict=True)


def _hundredths(weight: float) -> float:
    return float(round(weight * _UNIT))


class _SlotWeights(dict[Group, list[float]]):
    """The weights of one question: ``known`` by feature, and by group of features those that were asked for,
    no more than fit."""

    def __init__(self, known: Mapping[str, float]) -> None:
        self.known = {name: _hundredths(weight) for name, weight in known.items()}

    def __missing__(self, group: Group) -> list[float]:
        if len(self) >= KEPT:
            self.clear()
        found = self[group] = self._of(group)
        return found

    def _of(self, features: Iterable[str]) -> list[float]:
        return list(filter(None, map(self.known.get, features)))

    def scores(self, options: Options[Any]) -> list[float]:
        """What speaks for each option, in hundredths."""
        found = [self._of(offer) for offer in options.offers]
        for weights, groups in zip(found, options.descriptions, strict=False):
            for group in groups:
                weights += self[group]
        return list(map(sum, found))


class Linker:
    """The weights of patterns/linking/. Holds no document."""

    def __init__(
        self, settings: Settings, acts: Mapping[str, str], slots: dict[str, dict[str, float]]
    ) -> None:
        """``acts`` has lines as ``act_line`` makes them."""
        self.settings = settings
        tied = {name: dict(_cells(line)) for name, line in acts.items() if line.startswith(TIED)}
        self._tied = {name: cells[TIED] for name, cells in tied.items()}
        self._acts = _ActWeights({name: line for name, line in acts.items() if name not in tied})
        self._slots = {question: _SlotWeights(weights) for question, weights in slots.items()}

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Linker:
        """Read all weights. Raises PatternError."""
        acts = dict(_rows(folder / "acts.tsv"))
        slots = {
            question: {name: float(weight) for name, weight in _rows(folder / f"{question}.tsv")}
            for question in get_args(Question)
        }
        return cls(load_path(folder / "settings.yaml", Settings), acts, slots)

    def act(self, draft: Draft, evidence: Evidence) -> tuple[ActionType, float] | None:
        """See ``Judge``."""
        chances = self.chances(evidence)
        if 1 - chances[-1] < self.settings.keep:
            return None
        best = chances.index(max(chances[:-1]))
        return cast(ActionType, OUTCOMES[best]), self.confidence(chances[best])

    def chances(self, evidence: Evidence) -> list[float]:
        """The chance of each of ``OUTCOMES``; they add up to 1."""
        rows = filter(None, map(self._acts.__getitem__, evidence.names))
        scores: list[float] = list(map(sum, zip(self._acts[BIAS], *rows, strict=True)))
        for name, outcome, strength in evidence.pointers:
            scores[_PLACES[outcome]] += self._tied.get(name, 0.0) * strength
        return _softmax(scores)

    def confidence(self, chance: float) -> float:
        """A chance, calibrated on documents it was not fitted on, to two places."""
        chance = min(max(chance, 1e-6), 1 - 1e-6)
        odds = self.settings.offset + self.settings.slope * log(chance / (1 - chance))
        return round(1 / (1 + exp(-odds)), 2)

    def shares(self, evidence: Evidence, outcome: str) -> list[tuple[str, float]]:
        """How much each piece of evidence speaks for an outcome, the strongest first."""
        place = _PLACES[outcome]
        rows = ((name, self._acts[name]) for name in evidence.names)
        found = [(name, row[place] / _UNIT) for name, row in rows if row and row[place]]
        found += [
            (f"{name}: {outcome}", self._tied[name] * strength / _UNIT)
            for name, pointed, strength in evidence.pointers
            if pointed == outcome and name in self._tied
        ]
        return sorted(found, key=lambda one: -abs(one[1]))

    def slot_shares(self, question: str, features: Iterable[str]) -> list[tuple[str, float]]:
        """How much each feature speaks for an option of a question, the strongest first."""
        known = self._slots[question].known
        found = [(name, known[name] / _UNIT) for name in features if name in known]
        return sorted(found, key=lambda one: -abs(one[1]))

    def choose(self, draft: Draft, options: Options[Any]) -> int:
        """See ``Judge``."""
        if len(options.values) == 1:
            return 0
        scores = self._slots[options.question].scores(options)
        return pick(scores, self.settings.caution.get(options.question))


def settle_slot(judge: Judge, draft: Draft, options: Options[V]) -> V:
    """The judge's choice for a slot. The draft keeps what spoke for it; where it is not what the rules say,
    the draft's rules tell so."""
    place = judge.choose(draft, options)
    draft.choices.append((options.question, options.features(place)))
    if place != options.rule:
        draft.rules.append(f"linker.{options.question}")
    return options.values[place]


def pick(scores: list[float], caution: float | None) -> int:
    """The place of the best option. With ``caution`` the first, the empty one, is the answer only where its
    chance is at least that. ``scores`` are in hundredths."""
    first = 0
    if caution is not None and len(scores) > 1:
        if _softmax(scores)[0] >= caution:
            return 0
        first = 1
    return scores.index(max(scores[first:]), first)


def _softmax(scores: list[float]) -> list[float]:
    """Chances from log odds in hundredths."""
    top = max(scores)
    parts = [exp((score - top) / _UNIT) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise PatternError(f"cannot be read: {error.strerror}", where=str(path)) from error
    for number, line in enumerate(lines, 1):
        if not line.startswith("#"):
            name, tab, weights = line.partition("\t")
            if not tab:
                raise PatternError(
                    "is no feature with its weight",
                    where=f"{path}:{number}",
                    remedy="make it anew: python -m evaluation.fitting corpus/train",
                )
            yield name, weights
