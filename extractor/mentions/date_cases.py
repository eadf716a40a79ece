"""Tries every example, counter-example and look-alike of ``patterns/dates.yaml``."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date

import yaml

from extractor.layers import CleanText, DateMention, DocumentFields, Layout, Section, Zone, ZoneKind
from extractor.mentions.date_words import FILE, load_words
from extractor.mentions.dates import DateFinder
from extractor.patterns import ROOT
from extractor.proving import Case


def cases() -> Iterator[Case]:
    """One case a line: examples give exactly their value, counter-examples no date with bounds."""
    words = load_words()
    finder = DateFinder(words)
    tree = yaml.compose((ROOT / FILE).read_text("utf-8"))
    for index, group in enumerate(words.examples):
        for number, text in enumerate(group.texts):
            line = _line(tree, "examples", index, "texts", number)
            yield Case(FILE, line, f"example {text}", _fault(finder, text, group.anchor, group.gives))
    for index, counter in enumerate(words.counter_examples):
        yield _refused(finder, counter.text, _line(tree, "counter_examples", index))
    for index, rule in enumerate(words.not_dates):
        line = _line(tree, "not_dates", index)
        proven = DateFinder(words.without(index))
        yield _refused(finder, rule.text, line)
        found = _dated(proven, rule.text, _ANCHOR)
        yield Case(
            FILE, line, f"knock-out {rule.text}", None if found else "nothing changes without the rule"
        )


_ANCHOR = date(2023, 6, 15)


def _fault(finder: DateFinder, marked: str, anchor: date | None, gives: str) -> str | None:
    text = marked.replace("[", "").replace("]", "")
    place = marked.find("[")
    found = [mention for mention in _find(finder, text, anchor) if place < 0 or mention.start == place]
    if len(found) != 1:
        return f"{len(found)} dates instead of one"
    value = found[0].value
    bounds = "/".join(day.isoformat() if day else "null" for day in (value.start, value.end))
    got = f"{bounds} {value.granularity} {value.role}"
    return None if got == gives else f"gives {got}"


def _refused(finder: DateFinder, text: str, line: int) -> Case:
    found = _dated(finder, text, _ANCHOR)
    return Case(FILE, line, f"counter-example {text}", f"{found[0]} is read as a date" if found else None)


def _dated(finder: DateFinder, text: str, anchor: date) -> list[str]:
    return [
        text[mention.start : mention.end] for mention in _find(finder, text, anchor) if mention.value.start
    ]


def _find(finder: DateFinder, text: str, anchor: date | None) -> list[DateMention]:
    """The dates of a text that is one paragraph."""
    clean = CleanText(text, text, text, array("l", range(len(text))))
    fields = DocumentFields(None, "news", None, None, (), None, None)
    zone = Zone(ZoneKind.PARAGRAPH, 0, len(text), 0)
    mentions, _ = finder.find(clean, Layout((zone,), (Section(0, len(text)),), (), (), fields), anchor=anchor)
    return mentions


def _line(node: yaml.Node | None, *steps: str | int) -> int:
    line = 1
    for step in steps:
        if isinstance(node, yaml.MappingNode):
            node = next(value for key, value in node.value if key.value == step)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
        if node is not None:
            line = node.start_mark.line + 1
    return line
