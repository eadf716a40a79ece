"""Triggers: the words that name actions, as data from ``patterns/actions/*.yaml``.

All trigger words of all action types are one alternation over skeletons, longest first; look-alikes are in
it too and win where they are longer. What a word means may depend on its clause: each entry says under
which conditions it stands for its type, and the entry with the most conditions met wins.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from extractor.facts.skeleton import LETTERS
from extractor.patterns import ROOT, PatternModel, load_path
from extractor.records import ActionType
from extractor.wordlist import WordList
from extractor.words import Segmenter, edges, segmenter


class TriggerEntry(PatternModel):
    """Words that stand for the file's action type, when all conditions hold.

    ``recipient``: who gets it, a body or people. ``near``: a regular expression somewhere in the unit.
    ``after``: what follows the word directly, ``before``: what stands directly before it. ``anchor``: marks
    of which one must stand in the unit (``AQ``: an amount or a quantity). ``rank`` breaks ties. ``weak``
    words give way to any other trigger of their unit. ``subject`` is "recipient" for verbs like 获 and 领到.
    ``topic``: a regular expression in the page's title. ``items``: the type of items that share the verb.
    """

    words: str
    recipient: Literal["body", "people"] | None = None
    near: str | None = None
    after: str | None = None
    before: str | None = None
    anchor: str | None = None
    rank: int = 0
    weak: bool = False
    subject: Literal["agent", "recipient"] = "agent"
    topic: str | None = None
    items: ActionType | None = None

    @property
    def conditions(self) -> int:
        """How many conditions the entry sets; who receives tells most, and counts twice."""
        settings = (
            self.recipient,
            self.recipient,
            self.near,
            self.after,
            self.before,
            self.anchor,
            self.topic,
        )
        return sum(value is not None for value in settings)


class Construction(PatternModel):
    """A word order over skeletons that fixes slots: see ``extractor.facts.constructions``."""

    id: str
    pattern: str
    why: str | None = None


class CounterExample(PatternModel):
    """A sentence that holds a trigger word and no fact of the file's type."""

    text: str
    why: str


class ActionFile(PatternModel):
    """One ``patterns/actions/*.yaml``. ``nouns`` are trigger words that are as often nouns: beside a verb
    they are its object. ``verbs`` and ``objects`` suggest the type and are weighed by the linker; they fire
    nothing."""

    type: ActionType
    triggers: tuple[TriggerEntry, ...]
    nouns: str = ""
    look_alikes: str = ""
    verbs: str = ""
    objects: str = ""
    constructions: tuple[Construction, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[CounterExample, ...] = ()

    def words(self) -> list[str]:
        """All its trigger words."""
        return [word for entry in self.triggers for word in entry.words.split()]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of a trigger word, compiled. Of several that hold, the one of highest ``rank`` counts."""

    id: str
    type: ActionType
    entry: TriggerEntry
    rank: tuple[int, int]
    recipient: str | None
    near: re.Pattern[str] | None
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None
    topic: re.Pattern[str] | None
    anchors: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger word found in a skeleton, with its possible meanings; none for a verb that no file lists."""

    start: int
    end: int
    word: str
    meanings: tuple[Meaning, ...]
    nominal: bool

    @property
    def weak(self) -> bool:
        """Whether it gives way to any other trigger of its clause."""
        return bool(self.meanings) and all(meaning.entry.weak for meaning in self.meanings)


def compile_marks(pattern: str) -> re.Pattern[str]:
    """Compile a pattern in which ⟨D⟩ ⟨A⟩ ⟨Q⟩ ⟨O⟩ ⟨P⟩ stand for the marks of skeletons."""
    for letter, mark in LETTERS.items():
        pattern = pattern.replace(f"⟨{letter}⟩", mark)
    return re.compile(pattern)


class Lexicon:
    """All action files, compiled once. ``cut`` tells whether a single character is a word."""

    def __init__(self, files: Iterable[ActionFile], cut: Segmenter | None = None) -> None:
        self.files = tuple(files)
        self.cut = cut or segmenter()
        meanings: dict[str, list[Meaning]] = {}
        self._look_alikes: set[str] = set()
        self._nouns: set[str] = set()
        for file in self.files:
            self._look_alikes.update(file.look_alikes.split())
            self._nouns.update(file.nouns.split())
            for number, entry in enumerate(file.triggers, 1):
                meaning = Meaning(
                    f"{file.type}.{number}",
                    file.type,
                    entry,
                    (entry.rank, entry.conditions),
                    entry.recipient,
                    compile_marks(entry.near) if entry.near else None,
                    compile_marks(entry.after) if entry.after else None,
                    compile_marks(f"(?:{entry.before})$") if entry.before else None,
                    re.compile(entry.topic) if entry.topic else None,
                    "".join(LETTERS[letter] for letter in entry.anchor or ""),
                )
                for word in entry.words.split():
                    meanings.setdefault(word, []).append(meaning)
        self._meanings = {word: tuple(found) for word, found in meanings.items()}
        self._list = WordList({*meanings, *self._look_alikes})
        self._crossings = _crossings(self._meanings)

    @classmethod
    def load(cls, folder: Path = ROOT / "actions", *, cut: Segmenter | None = None) -> Lexicon:
        """Read all action files, without their examples. Raises PatternError."""
        return cls((load_path(path, ActionFile, proofs=False) for path in sorted(folder.glob("*.yaml"))), cut)

    def find(self, skeleton: str) -> list[Trigger]:
        """Trigger words of a skeleton, left to right, not overlapping. Look-alikes are left out, and so are
        single characters that the segmenter sees inside a longer word. Of two that cross (预|计发|放) the
        first gives way where it begins within a word and the second does not."""
        found: list[Trigger] = []
        borders: frozenset[int] | None = None
        for start, word in self._list.find(skeleton):
            if word in self._look_alikes or (found and start < found[-1].end):
                continue
            over = next(
                (o for o in self._crossings.get(word, ()) if skeleton.startswith(o[1], start + o[0])), None
            )
            if over or len(word) == 1:
                borders = borders or edges(self.cut(skeleton))
                if over and start not in borders and start + over[0] in borders:
                    start, word = start + over[0], over[1]
                elif len(word) == 1 and not {start, start + 1} <= borders:
                    continue
            found.append(Trigger(start, start + len(word), word, self._meanings[word], word in self._nouns))
        return found


def _crossings(words: Collection[str]) -> dict[str, list[tuple[int, str]]]:
    """For each word the words that may begin in it and go on behind it, with the place where they begin."""
    beginning: dict[str, list[str]] = {}
    for word in words:
        for length in range(1, len(word)):
            beginning.setdefault(word[:length], []).append(word)
    crossings = {
        word: [(place, other) for place in range(1, len(word)) for other in beginning.get(word[place:], ())]
        for word in words
    }
    return {word: others for word, others in crossings.items() if others}
