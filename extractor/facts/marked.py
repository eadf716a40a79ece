"""Examples of action files: what a marked sentence says its facts are, and whether found facts agree.

A *head* stands for one fact: ``trigger`` (its verb), ``share`` (an amount or count after 其中 that is part of
another) or ``item`` (one of a list whose verb is said once). All other parts are slots; a slot belongs to the
head of its stretch, where stretches are cut at the first mark after the values of the head before. A slot
that a stretch does not mark may only repeat what the example marks elsewhere (a subject said once); amounts
and counts must be marked wherever a fact has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import pairwise

from extractor.errors import PatternError
from extractor.facts.model import FoundFact
from extractor.layers import CleanText
from extractor.proving import Part, read_example
from extractor.values.model import AmountValue

HEADS = ("trigger", "share", "item")
SLOTS = ("agent", "recipient", "date", "amount", "quantity", "paper", "object")
LABELS = (*HEADS, *SLOTS)
FLAGS = ("planned", "required", "negated", "cumulative", "share")

_MARK = re.compile(r"[，；、：。,;:（(]")
_VALUE_LABELS = (*HEADS, "amount", "quantity", "paper", "object")
_BLANKS = re.compile(r"\s|[“”\"《》]")


@dataclass(slots=True)
class Wanted:
    """One fact that an example marks. ``slots`` maps a label to the values marked in its own stretch."""

    head: Part
    flags: frozenset[str]
    slots: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked sentence, read: its plain text and the facts it must yield, in text order."""

    plain: str
    wanted: tuple[Wanted, ...]
    elsewhere: dict[str, set[str]]


def read_marked(marked: str, *, where: str) -> Marked:
    """Read an example. Raises PatternError, at ``where``, for unknown labels and flags, or no trigger."""
    plain, parts = read_example(marked)
    for part in parts:
        if part.label not in LABELS:
            raise PatternError(_unknown("label", part.label, LABELS), where=where)
    heads = [part for part in parts if part.label in HEADS]
    if not heads or heads[0].label != "trigger":
        raise PatternError("marks no trigger first", where=where, remedy="write [拨付](trigger)")
    wanted = [Wanted(head, _flags(head, where)) for head in heads]
    cuts = _cuts(plain, parts, heads)
    elsewhere: dict[str, set[str]] = {}
    for part in parts:
        owner = wanted[sum(cut <= part.start for cut in cuts)]
        for label, value in _said(plain, part):
            owner.slots.setdefault(label, set()).add(value)
            elsewhere.setdefault(label, set()).add(value)
    return Marked(plain, tuple(wanted), elsewhere)


def differences(marked: Marked, found: Sequence[FoundFact], clean: CleanText) -> str | None:
    """What found facts (all of the file's type, in text order) say otherwise than the example; None if
    nothing."""
    if len(found) != len(marked.wanted):
        said = "、".join(clean.text[slice(*fact.evidence)] for fact in found)
        return f"yields {len(found)} facts, not {len(marked.wanted)}" + (f": {said}" if said else "")
    faults = [
        fault
        for wanted, fact in zip(marked.wanted, found, strict=True)
        for fault in _differs(wanted, fact, marked.elsewhere, clean)
    ]
    return "; ".join(faults) or None


def slots_of(fact: FoundFact, clean: CleanText) -> dict[str, set[str]]:
    """The values of a fact's slots, written as examples write them."""
    return {label: read(fact, clean) for label, read in _READERS.items()}


def _flags(head: Part, where: str) -> frozenset[str]:
    if head.label != "trigger":
        return frozenset(("share",) if head.label == "share" else ())
    flags = frozenset((head.value or "").split())
    for flag in flags.difference(FLAGS):
        raise PatternError(_unknown("flag", flag, FLAGS), where=where)
    return flags


def _unknown(what: str, name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"unknown {what} {name!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _cuts(plain: str, parts: Sequence[Part], heads: Sequence[Part]) -> list[int]:
    """Where the stretch of each head but the first begins."""
    cuts = []
    for before, head in pairwise(heads):
        values = [p.end for p in parts if p.label in _VALUE_LABELS and before.start <= p.start < head.start]
        mark = _MARK.search(plain, values[-1], head.start)
        cuts.append(mark.end() if mark else values[-1])
    return cuts


def _said(plain: str, part: Part) -> list[tuple[str, str]]:
    """The slot values that a part states. A share or an item is an amount, or with a unit a count."""
    text = _bare(plain[part.start : part.end])
    if part.label == "trigger":
        return []
    value = part.value or text
    if part.label in ("share", "item"):
        return [("amount" if value[-1:].isdigit() else "quantity", value)]
    return [(part.label, value)]


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)


def _differs(wanted: Wanted, fact: FoundFact, elsewhere: dict[str, set[str]], clean: CleanText) -> list[str]:
    faults = []
    head = wanted.head
    if head.label == "trigger" and not (fact.trigger[0] < head.end and head.start < fact.trigger[1]):
        faults.append(f"takes {clean.text[slice(*fact.trigger)]} for the trigger")
    for flag, is_set in _flags_of(fact).items():
        if is_set != (flag in wanted.flags):
            faults.append(f"is {flag}" if is_set else f"is not {flag}")
    for label, values in slots_of(fact, clean).items():
        due = wanted.slots.get(label)
        if due is None and label not in ("amount", "quantity"):
            extra = values - elsewhere.get(label, set())
            if label == "recipient":
                extra -= _counted(fact, clean)
            faults.extend(f"has {label} {value}" for value in sorted(extra) if label != "object")
        elif values != (due or set()):
            faults.append(f"{label} {_list(values)}, not {_list(due or set())}")
    return faults


def _list(values: set[str]) -> str:
    return "、".join(sorted(values)) or "–"


def _flags_of(fact: FoundFact) -> dict[str, bool]:
    flags = {status: fact.status == status for status in ("planned", "required", "negated")}
    return {**flags, "cumulative": fact.cumulative, "share": fact.part_of is not None}


def _recipients(fact: FoundFact, clean: CleanText) -> set[str]:
    """Bodies as written, people by what they are called."""
    return {
        party.name if party.type == "people" and party.name else _bare(clean.text[party.start : party.end])
        for party in fact.recipients
    }


def _counted(fact: FoundFact, clean: CleanText) -> set[str]:
    """Recipients of whom only the number is said (补助12人)."""
    return {_bare(clean.text[count.start : count.end]) for count in fact.quantities}


def _agents(fact: FoundFact, clean: CleanText) -> set[str]:
    return {_bare(clean.text[agent.start : agent.end]) for agent in fact.agents}


def _dates(fact: FoundFact, clean: CleanText) -> set[str]:
    return {
        _bounds(mention.value.start, mention.value.end) or _bare(clean.text[mention.start : mention.end])
        for mention in fact.dates
    }


def _bounds(start: date | None, end: date | None) -> str:
    if start is None or end is None:
        return ""
    return str(start) if start == end else f"{start}..{end}"


def _amounts(fact: FoundFact, clean: CleanText) -> set[str]:
    return {_sum(mention.value) or _bare(clean.text[mention.start : mention.end]) for mention in fact.amounts}


def _sum(value: AmountValue) -> str:
    if value.yuan is not None:
        return _number(value.yuan)
    if value.min_yuan is not None and value.max_yuan is not None:
        return f"{_number(value.min_yuan)}..{_number(value.max_yuan)}"
    return ""


def _number(value: Decimal) -> str:
    return format(value.normalize(), "f")


def _quantities(fact: FoundFact, clean: CleanText) -> set[str]:
    return {f"{_number(q.value.value)}{q.value.unit}" for q in fact.quantities}


def _papers(fact: FoundFact, clean: CleanText) -> set[str]:
    return {_bare(mention.value.title) for mention in fact.papers}


def _object(fact: FoundFact, clean: CleanText) -> set[str]:
    return {_bare(clean.text[slice(*fact.object)])} if fact.object else set()


_READERS: dict[str, Callable[[FoundFact, CleanText], set[str]]] = {
    "agent": _agents,
    "recipient": _recipients,
    "date": _dates,
    "amount": _amounts,
    "quantity": _quantities,
    "paper": _papers,
    "object": _object,
}
