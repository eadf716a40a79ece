"""What the facts stage writes: frames with filled slots, in clean positions."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.layers import AmountMention, DateMention, OrgMention, PaperMention, QuantityMention
from extractor.records import ActionType, PartyType, Status, UnusedReason


@dataclass(frozen=True, slots=True)
class PartyMention:
    """Who receives: an organisation or a phrase. ``name`` is simplified, organisations in full."""

    start: int
    end: int
    name: str
    type: PartyType


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for what a piece tells. ``names`` weigh for each action type on their own; ``pointers`` are
    (name, the type pointed at, strength)."""

    names: tuple[str, ...]
    pointers: tuple[tuple[str, ActionType, float], ...]


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A finished fact in clean positions. ``part_of`` indexes ``FactLayer.facts``; ``support`` is what the
    linker weighed for the type, None where only the rules spoke; ``choices`` are the features of what it
    chose for each slot."""

    type: ActionType
    trigger: tuple[int, int]
    evidence: tuple[int, int]
    status: Status
    agents: tuple[OrgMention, ...]
    recipients: tuple[PartyMention, ...]
    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    quantities: tuple[QuantityMention, ...]
    papers: tuple[PaperMention, ...]
    object: tuple[int, int] | None
    purpose: tuple[int, int] | None
    cumulative: bool
    part_of: int | None
    rules: tuple[str, ...]
    support: Evidence | None
    choices: tuple[tuple[str, tuple[str, ...]], ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Unused:
    """An amount or bounded date of the body that reached no fact, and why."""

    start: int
    end: int
    reason: UnusedReason


@dataclass(frozen=True, slots=True)
class FactLayer:
    """All facts in text order, and what was left over."""

    facts: tuple[FoundFact, ...]
    unused: tuple[Unused, ...] = ()
