"""Runs the examples and counter-examples of ``patterns/actions/*.yaml``, and knocks every other line out to
see whether some example needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from extractor.cleaning import clean_text
from extractor.errors import PatternError
from extractor.facts.cues import Cues
from extractor.facts.finder import FactFinder
from extractor.facts.lexicon import ActionFile, Lexicon
from extractor.facts.marked import Marked, differences, read_marked
from extractor.facts.model import FoundFact
from extractor.layers import CleanText, Layout, MentionLayer
from extractor.layout import lay_out
from extractor.mentions import MentionFinder
from extractor.patterns import ROOT, line_of, load_path
from extractor.proving import Case

ANCHOR = date(2020, 2, 5)
_FOLDER = ROOT / "actions"


@dataclass(frozen=True)
class Sentence:
    """A text with its mentions, ready for any number of fact finders."""

    clean: CleanText
    layout: Layout
    mentions: MentionLayer

    def facts(self, finder: FactFinder) -> tuple[FoundFact, ...]:
        """What a finder makes of it."""
        return finder.find(self.clean, self.layout, self.mentions).facts


class SentenceReader:
    """Takes texts through the stages before the facts; days are resolved from ``ANCHOR``."""

    def __init__(self) -> None:
        self._mentions = MentionFinder()

    def read(self, text: str) -> Sentence:
        """Clean, lay out and find mentions. A first line of its own is the title."""
        clean = clean_text(text)
        layout = lay_out(clean, anchor=ANCHOR)
        return Sentence(clean, layout, self._mentions.find(clean, layout, anchor=ANCHOR))


@dataclass(frozen=True)
class Example:
    """One line under ``examples`` (``marked``) or ``counter_examples`` (``why``) of an action file."""

    file: ActionFile
    line: int
    text: str
    sentence: Sentence
    marked: Marked | None = None
    why: str = ""

    def fault(self, finder: FactFinder) -> str | None:
        """What ``finder`` reads otherwise; None where the line holds."""
        found = [fact for fact in self.sentence.facts(finder) if fact.type == self.file.type]
        if self.marked is not None:
            return differences(self.marked, found, self.sentence.clean)
        if not found:
            return None
        said = self.sentence.clean.text[slice(*found[0].evidence)]
        return f"yields “{said}” by {', '.join(found[0].rules)}, but: {self.why}"


@dataclass(frozen=True)
class SourceFile:
    """An action file with its lines."""

    path: Path
    text: str
    file: ActionFile

    def lines(self, key: str) -> list[int]:
        """The line of each entry of the list under ``key``."""
        return [line_of(self.text, (key, index)) for index in range(len(getattr(self.file, key)))]

    def line(self, key: str) -> int:
        """The line of ``key`` itself."""
        return line_of(self.text, (key,))

    def where(self, line: int) -> str:
        """``file:line``."""
        return f"{self.path}:{line}"

    @property
    def triggers(self) -> set[str]:
        """Its trigger words."""
        return set(self.file.words())

    @property
    def name(self) -> str:
        """The file as people call it: ``patterns/actions/give.yaml``."""
        return f"patterns/actions/{self.path.name}"


def read_files(folder: Path = _FOLDER) -> list[SourceFile]:
    """All action files of a folder.

    Raises PatternError, also for two constructions with one id, and for a trigger of one file that is a
    look-alike of another: it would never fire.
    """
    files = [
        SourceFile(p, p.read_text("utf-8"), load_path(p, ActionFile)) for p in sorted(folder.glob("*.yaml"))
    ]
    _check_ids(files)
    _check_look_alikes(files)
    return files


def _check_ids(files: Sequence[SourceFile]) -> None:
    taken: dict[str, str] = {}
    for source in files:
        for construction, line in zip(source.file.constructions, source.lines("constructions"), strict=True):
            where = source.where(line)
            if construction.id in taken:
                raise PatternError(
                    f"construction id {construction.id!r} is taken: {taken[construction.id]}",
                    where=where,
                    remedy="give it another id",
                )
            taken[construction.id] = where


def _check_look_alikes(files: Sequence[SourceFile]) -> None:
    triggers = {word: source.name for source in files for word in source.triggers}
    for source in files:
        for word in source.file.look_alikes.split():
            if word in triggers:
                raise PatternError(
                    f"look-alike {word!r} is a trigger of {triggers[word]} and would silence it",
                    where=source.where(source.line("look_alikes")),
                    remedy="the longer word wins by itself: leave it out here",
                )


def read_examples(source: SourceFile, reader: SentenceReader) -> Iterator[Example]:
    """The examples and counter-examples of a file, prepared. Raises PatternError for unknown labels."""
    file = source.file
    for text, line in zip(file.examples, source.lines("examples"), strict=True):
        marked = read_marked(text, where=source.where(line))
        yield Example(file, line, marked.plain, reader.read(marked.plain), marked)
    for counter, line in zip(file.counter_examples, source.lines("counter_examples"), strict=True):
        yield Example(file, line, counter.text, reader.read(counter.text), why=counter.why)


def cases(folder: Path = _FOLDER) -> Iterator[Case]:
    """Every example and counter-example, tried; then every construction, look-alike and cue, knocked out.

    Raises PatternError for files that break their schema, unknown labels and construction ids twice given.
    """
    from extractor.facts.knockout import knockouts

    sources, reader = read_files(folder), SentenceReader()
    lexicon, cues = Lexicon(source.file for source in sources), Cues.load()
    finder = FactFinder(lexicon, cues)
    examples = {source.name: list(read_examples(source, reader)) for source in sources}
    for name, mine in examples.items():
        for example in mine:
            yield Case(name, example.line, example.text, _without_trigger(example) or example.fault(finder))
    yield from knockouts(sources, [e for mine in examples.values() for e in mine], lexicon, cues)


def _without_trigger(example: Example) -> str | None:
    if example.marked is not None:
        return None
    held = any(word in example.text for word in example.file.words())
    return None if held else "holds no trigger word of its file"
