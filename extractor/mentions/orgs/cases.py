"""The proof of the organisation patterns: ``patterns/orgs/examples.yaml``, tried line by line."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.cleaning import clean_text
from extractor.layers import CleanText, DocumentFields, Field, Layout, Section, Zone, ZoneKind
from extractor.mentions.orgs.finder import OrgFinder
from extractor.patterns import ROOT, PatternModel, line_of, load
from extractor.proving import Case, read_example

_FILE = "orgs/examples.yaml"


class _Example(PatternModel):
    id: str
    text: str
    issuer: str | None = None


class _CounterExample(PatternModel):
    id: str
    text: str
    why: str


class _Examples(PatternModel):
    examples: tuple[_Example, ...]
    counter_examples: tuple[_CounterExample, ...]


def cases() -> Iterator[Case]:
    """Every example and counter-example, tried."""
    file, finder = load(_FILE, _Examples), OrgFinder()
    source = (ROOT / _FILE).read_text("utf-8")
    for index, example in enumerate(file.examples):
        plain, parts = read_example(example.text)
        wanted = {(part.start, part.end, part.value or "*") for part in parts}
        fault = _fault(wanted, _found(finder, plain, example.issuer))
        yield Case(_FILE, line_of(source, ("examples", index, "id")), example.id, fault)
    for index, counter in enumerate(file.counter_examples):
        fault = _fault(set(), _found(finder, counter.text, None))
        yield Case(_FILE, line_of(source, ("counter_examples", index, "id")), counter.id, fault)


def _found(finder: OrgFinder, text: str, issuer: str | None) -> set[tuple[int, int, str]]:
    clean = clean_text(text)
    mentions = finder.find(clean, _one_paragraph(clean, issuer))
    return {(one.start, one.end, "*" if one.value.collective else one.value.name) for one in mentions}


def _one_paragraph(clean: CleanText, issuer: str | None) -> Layout:
    size = len(clean.text)
    stated = Field(issuer) if issuer else None
    fields = DocumentFields(None, "other", None, stated, (), None, None)
    zones = (Zone(ZoneKind.PARAGRAPH, 0, size, 0),)
    return Layout(zones, (Section(0, size),), (), (), fields)


def _fault(wanted: set[tuple[int, int, str]], found: set[tuple[int, int, str]]) -> str | None:
    faults = []
    if wanted - found:
        faults.append("misses " + ", ".join(name for _, _, name in sorted(wanted - found)))
    if found - wanted:
        extra = (f"{name} [{start}:{end}]" for start, end, name in sorted(found - wanted))
        faults.append("finds " + ", ".join(extra))
    return "; ".join(faults) or None
