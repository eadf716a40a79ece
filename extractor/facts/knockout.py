"""Takes one line of the pattern files out at a time: where no example changes, the line is unproven."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from extractor.facts.cues import Cues
from extractor.facts.finder import FactFinder
from extractor.facts.lexicon import ActionFile, Lexicon
from extractor.patterns import ROOT, line_of
from extractor.proving import Case

if TYPE_CHECKING:
    from extractor.facts.proving import Example, SourceFile

_T = TypeVar("_T")
_CUES = "cues.yaml"
_NEVER = re.compile(r"(?!)")


def knockouts(
    sources: Sequence[SourceFile], examples: Sequence[Example], lexicon: Lexicon, cues: Cues
) -> Iterator[Case]:
    """One case for each construction and look-alike of the files and each cue of cues.yaml. Examples that do
    not hold as it is prove nothing."""
    finder = FactFinder(lexicon, cues)
    sound = [example for example in examples if example.fault(finder) is None]
    for source in sources:
        yield from _constructions(source, sound, lexicon, cues)
        yield from _look_alikes(source, sound, lexicon, cues)
    yield from _cues(sound, lexicon, cues)


def _constructions(
    source: SourceFile, examples: Iterable[Example], lexicon: Lexicon, cues: Cues
) -> Iterator[Case]:
    mine = [example for example in examples if example.file.type == source.file.type]
    lines = source.lines("constructions")
    for construction, line in zip(source.file.constructions, lines, strict=True):
        rest = tuple(c for c in source.file.constructions if c is not construction)
        changed = source.file.model_copy(update={"constructions": rest})
        finder = FactFinder(_with(lexicon, changed), cues)
        yield Case(source.name, line, construction.id, _unproven(mine, finder))


def _look_alikes(
    source: SourceFile, examples: Iterable[Example], lexicon: Lexicon, cues: Cues
) -> Iterator[Case]:
    for word in source.file.look_alikes.split():
        finder = FactFinder(Lexicon([_without_word(file, word) for file in lexicon.files]), cues)
        fault = _unproven(_holding(examples, word), finder)
        yield Case(source.name, source.line("look_alikes"), f"look-alike {word}", fault)


def _cues(examples: Sequence[Example], lexicon: Lexicon, cues: Cues) -> Iterator[Case]:
    text = (ROOT / _CUES).read_text("utf-8")
    variants: list[tuple[str, tuple[str | int, ...], Cues]] = [
        (f"status {number}", ("status", number - 1), replace(cues, status=_but(cues.status, number - 1)))
        for number in range(1, len(cues.status) + 1)
    ]
    variants += [
        (f"comparison {number}", ("comparison", number - 1),
         replace(cues, comparison=_but(cues.comparison, number - 1)))
        for number in range(1, len(cues.comparison) + 1)
    ]  # fmt: skip
    variants += [
        ("cumulative", ("cumulative",), replace(cues, cumulative=_NEVER)),
        ("share", ("share",), replace(cues, share=_NEVER)),
        ("continuation", ("continuation",), replace(cues, continuation=_NEVER)),
        ("worth", ("worth",), replace(cues, worth=_NEVER)),
    ]
    for id_, place, changed in variants:
        fault = _unproven(examples, FactFinder(lexicon, changed))
        yield Case(f"patterns/{_CUES}", line_of(text, place), id_, fault)
    words = [("light", word, replace(cues, light=cues.light - {word})) for word in sorted(cues.light)]
    words += [("heads", word, replace(cues, heads=cues.heads - {word})) for word in sorted(cues.heads)]
    for key, word, changed in words:
        fault = _unproven(_holding(examples, word), FactFinder(lexicon, changed))
        yield Case(f"patterns/{_CUES}", line_of(text, (key,)), f"{key} {word}", fault)


def _holding(examples: Iterable[Example], word: str) -> list[Example]:
    return [example for example in examples if word in example.sentence.clean.norm]


def _but(entries: tuple[_T, ...], index: int) -> tuple[_T, ...]:
    return entries[:index] + entries[index + 1 :]


def _with(lexicon: Lexicon, changed: ActionFile) -> Lexicon:
    return Lexicon(changed if file.type == changed.type else file for file in lexicon.files)


def _without_word(file: ActionFile, word: str) -> ActionFile:
    words = file.look_alikes.split()
    if word not in words:
        return file
    return file.model_copy(update={"look_alikes": " ".join(w for w in words if w != word)})


def _unproven(examples: Iterable[Example], finder: FactFinder) -> str | None:
    if any(example.fault(finder) is not None for example in examples):
        return None
    return "unproven: without it every example is as before"
