"""What the facts stage writes: frames with filled slots, in clean positions."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.layers import AmountMention, DateMention, OrgMention, PaperMention, QuantityMention
from extractor.records import ActionType, PartyType, Status


@dataclass(frozen=True, slots=True)
class PartyMention:
    """Who receives: an organisation or a phrase. ``name`` is simplified, organisations in full."""

    start: int
    end: int
    name: str
    type: PartyType


@dataclass(frozen=True, slots=True)
class FoundFact:
    """A finished fact in clean positions. ``part_of`` indexes ``FactLayer.facts``; ``features`` are what its
    confidence is reckoned from."""

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
    features: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Unused:
    """An amount or bounded date of the body that reached no fact, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class FactLayer:
    """All facts in text order, and what was left over."""

    facts: tuple[FoundFact, ...]
    unused: tuple[Unused, ...] = ()
    warnings: tuple[str, ...] = ()
