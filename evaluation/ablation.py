"""What each part is worth: ``python -m evaluation.ablation corpus`` scores the held-out part without it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.figures import reckon
from evaluation.runs import judge_all, rows_of
from extractor import Extractor
from extractor.facts import FactFinder
from extractor.facts.drafts import Draft
from extractor.facts.lexicon import Lexicon
from extractor.facts.linking import Linker, Options
from extractor.facts.model import Evidence
from extractor.records import ActionType

_FIGURES = ("detection", "slots", "exact", "money")
_OWN = ("own", "words", "none", "single", "body", "count", "phrase", "label")


@dataclass(frozen=True)
class _OwnWords:
    """A linker that takes agents, recipients and dates only from a draft's own words."""

    linker: Linker

    def act(self, draft: Draft, evidence: Evidence) -> tuple[ActionType, float] | None:
        return self.linker.act(draft, evidence)

    def choose(self, draft: Draft, options: Options[Any]) -> int:
        place = self.linker.choose(draft, options)
        own = any(name.startswith(_OWN) for name in options.features(place))
        return place if own or options.question == "totals" else 0


def _characters(text: str) -> list[tuple[str, str]]:
    return [(character, "x") for character in text]


def variants() -> Iterator[tuple[str, FactFinder]]:
    """Name and fact finder of each variant."""
    linker, files = Linker.load(), Lexicon.load().files
    bare = [file.model_copy(update={"constructions": ()}) for file in files]
    yield "whole", FactFinder(judge=linker)
    yield "without linker", FactFinder()
    yield "without constructions", FactFinder(Lexicon(bare), judge=linker)
    yield "without context", FactFinder(judge=_OwnWords(linker))
    yield "characters for words", FactFinder(Lexicon(files, _characters), judge=linker)


def main(folder: str) -> None:
    """Print a table of all variants."""
    documents = next(row.documents for row in rows_of(Path(folder)) if row.name == "test")
    for name, finder in variants():
        judged, _ = judge_all(documents, Extractor(facts=finder).extract)
        figures = reckon([judgement.counts() for judgement in judged])
        scores = " | ".join(f"{figures[figure].counts.f1 or 0:.3f}" for figure in _FIGURES)
        print(f"| {name} | {scores} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
