"""The looks of lines and the words of titles and labels, as patterns/layout.yaml gives them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extractor.layers import ZoneKind
from extractor.patterns import ROOT, PatternModel, line_of, load
from extractor.proving import Case
from extractor.records import Kind

_FILE = "layout.yaml"
_SHOWN = f"patterns/{_FILE}"

ShapeKind = Literal[
    "number",
    "letterhead",
    "addressee",
    "byline",
    "signature",
    "attachment",
    "caption",
    "navigation",
    "related",
]


class CounterExample(PatternModel):
    """A line that only seems to have the look, and why it has not."""

    text: str
    why: str


class ShapePattern(PatternModel):
    """One look of a line. ``pattern`` is matched from its start; ``longest`` bounds the line's characters."""

    id: str
    kind: ShapeKind
    pattern: str
    longest: int = 120
    examples: tuple[str, ...]
    counter_examples: tuple[CounterExample, ...]


class KindPattern(PatternModel):
    """Words of a title that tell the kind of a document."""

    kind: Kind
    pattern: str
    examples: tuple[str, ...]


class Labels(PatternModel):
    """Alternations of the labels that stand before the fields of a page."""

    publisher: str
    author: str
    issuer: str
    number: str
    written: str
    published: str
    other: str


class LayoutFile(PatternModel):
    """patterns/layout.yaml."""

    shapes: tuple[ShapePattern, ...]
    kinds: tuple[KindPattern, ...]
    places: str
    proceedings: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """layout.yaml, compiled. ``label`` finds any label with its colon; its group name is the field."""

    shapes: tuple[tuple[ZoneKind, int, re.Pattern[str]], ...]
    kinds: tuple[tuple[Kind, re.Pattern[str]], ...]
    label: re.Pattern[str]
    places: frozenset[str]
    proceedings: re.Pattern[str]

    def shape(self, line: str) -> ZoneKind | None:
        """What ``line`` (stripped) is by its looks alone, or None."""
        for kind, longest, pattern in self.shapes:
            if len(line) <= longest and pattern.match(line):
                return kind
        return None

    def kind(self, title: str) -> Kind | None:
        """The kind of document that the words of ``title`` tell, or None."""
        for kind, pattern in self.kinds:
            if pattern.search(title):
                return kind
        return None


@cache
def vocabulary() -> Vocabulary:
    """The compiled vocabulary, read once. Raises PatternError."""
    file = load(_FILE, LayoutFile)
    named = "|".join(f"(?P<{name}>{words})" for name, words in file.labels.model_dump().items())
    return Vocabulary(
        tuple((ZoneKind(shape.kind), shape.longest, re.compile(shape.pattern)) for shape in file.shapes),
        tuple((kind.kind, re.compile(kind.pattern)) for kind in file.kinds),
        re.compile(rf"[【\[]?(?:{named})\s*[：:】\]]\s*"),
        frozenset(file.places.split()),
        re.compile(rf"(?:{file.proceedings})\s*："),
    )


def prove() -> list[Case]:
    """Each example of layout.yaml, tried: it must get its kind, a counter-example must not fit.

    Raises PatternError where the file is broken.
    """
    file, known = load(_FILE, LayoutFile), vocabulary()
    text = (ROOT / _FILE).read_text("utf-8")
    cases: list[Case] = []
    for index, shape in enumerate(file.shapes):
        line = line_of(text, ["shapes", index, "id"])
        for example in shape.examples:
            found = known.shape(example)
            fault = None if found is ZoneKind(shape.kind) else f"{example!r} is read as {found}"
            cases.append(Case(_SHOWN, line, shape.id, fault))
        for counter in shape.counter_examples:
            fits = len(counter.text) <= shape.longest and re.match(shape.pattern, counter.text)
            fault = f"{counter.text!r} fits, though it is {counter.why}" if fits else None
            cases.append(Case(_SHOWN, line, shape.id, fault))
    for index, kind in enumerate(file.kinds):
        line = line_of(text, ["kinds", index, "kind"])
        for example in kind.examples:
            told = known.kind(example)
            fault = None if told == kind.kind else f"{example!r} is read as {told}"
            cases.append(Case(_SHOWN, line, kind.kind, fault))
    return cases
