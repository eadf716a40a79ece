"""Runs the examples of ``amounts.yaml`` and ``quantities.yaml``: what each text must yield."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from extractor.layers import CleanText, DocumentFields, Layout, Mention, Zone, ZoneKind
from extractor.mentions.numbers import Number, find_numbers
from extractor.patterns import ROOT, PatternModel
from extractor.proving import Case
from extractor.records import AmountKind, Modifier
from extractor.values.model import AmountValue, QuantityValue

Found = Sequence[Mention[AmountValue]] | Sequence[Mention[QuantityValue]]
Find = Callable[[CleanText, list[Number]], Found]

_MARKED = re.compile(r"\[([^\]]*)\]")


class Example(PatternModel):
    """Texts that all say the same thing: each of ``texts`` holds one mention and no more, each of ``around``
    holds it in [ ] and may hold others. Fields left out have the defaults of records.md."""

    yuan: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    value: Decimal | None = None
    unit: str | None = None
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False
    kind: AmountKind = "cash"
    currency: str = "CNY"
    texts: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


class CounterExample(PatternModel):
    """A text that yields nothing, and why."""

    text: str
    why: str


def prove(
    file: str, examples: Sequence[Example], counter_examples: Sequence[CounterExample], find: Find
) -> Iterator[Case]:
    """One case for each example and counter-example text of ``patterns/<file>``."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    for example in examples:
        for text in example.texts:
            found = _find(find, text)
            fault = None if len(found) == 1 else f"yields {len(found)} mentions, not one"
            yield _case(file, lines, text, fault or _differs(example, found[0]))
        for marked in example.around:
            plain, start, end = _read(marked)
            there = [
                mention for mention in _find(find, plain) if (mention.start, mention.end) == (start, end)
            ]
            yield _case(
                file, lines, marked, _differs(example, there[0]) if there else "not found where it is marked"
            )
    for counter in counter_examples:
        count = len(_find(find, counter.text))
        yield _case(file, lines, counter.text, f"yields {count}, but: {counter.why}" if count else None)


def _read(marked: str) -> tuple[str, int, int]:
    match = _MARKED.search(marked)
    if match is None:
        return marked, 0, 0
    return _MARKED.sub(r"\1", marked), match.start(), match.start() + len(match[1])


def _find(find: Find, text: str) -> Found:
    clean = CleanText(text, text, text, array("l", range(len(text))))
    fields = DocumentFields(None, "other", None, None, (), None, None)
    layout = Layout((Zone(ZoneKind.PARAGRAPH, 0, len(text), 0),), (), (), (), fields)
    return find(clean, find_numbers(clean, layout))


def _differs(example: Example, mention: Mention[AmountValue] | Mention[QuantityValue]) -> str | None:
    value = mention.value
    shared = {"mod": value.mod, "per": value.per, "each": value.each}
    if isinstance(value, AmountValue):
        said: Mapping[str, object] = {
            "yuan": value.yuan, "min": value.min_yuan, "max": value.max_yuan, "kind": value.kind,
            "currency": value.currency, **shared,
        }  # fmt: skip
    else:
        said = {"value": value.value, "unit": value.unit, **shared}
    wrong = [
        f"{name} {it}, not {getattr(example, name)}"
        for name, it in said.items()
        if it != getattr(example, name)
    ]
    return "; ".join(wrong) or None


def _case(file: str, lines: Sequence[str], text: str, fault: str | None) -> Case:
    line = next((number for number, line in enumerate(lines, 1) if text in line), 1)
    return Case(f"patterns/{file}", line, text, fault)
