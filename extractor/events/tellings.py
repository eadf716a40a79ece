"""An event with all its tellings side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from pydantic import Field

from extractor.events.told import amount_value, bounded, day_of, quantity_value
from extractor.records import ActionType, DecimalString, Document, Fact, Record, Status

Trait = Literal["agents", "recipients", "days", "amounts", "quantities"]
_TRAITS: Final[tuple[Trait, ...]] = ("agents", "recipients", "days", "amounts", "quantities")


class Telling(Record):
    """An event as one document tells it; values as they were resolved."""

    event_id: str
    document: str = Field(description="id of the document")
    source: str
    day: str | None = Field(description="the document's own date")
    fact: str = Field(description="id of the fact in the document")
    type: ActionType
    status: Status
    agents: tuple[str, ...]
    recipients: tuple[str, ...]
    days: tuple[str, ...] = Field(description="bounded dates, first/last day")
    amounts: tuple[str, ...]
    quantities: tuple[str, ...]
    additive_yuan: DecimalString | None = Field(description="what this telling adds to a sum")
    evidence: str


class Event(Record):
    """An event that is told more than once. ``tellings`` are in order, the first one first."""

    event_id: str
    additive_yuan: DecimalString | None = Field(description="what the event adds to a sum")
    differing: tuple[Trait, ...] = Field(description="what tellings name with different values")
    tellings: tuple[Telling, ...]


def telling_of(document: Document, fact: Fact) -> Telling:
    """How ``document`` tells the event of ``fact``, whose ``event_id`` is known."""
    assert fact.event_id is not None
    return Telling(
        event_id=fact.event_id,
        document=document.id,
        source=document.source,
        day=day_of(document),
        fact=fact.id,
        type=fact.action.type,
        status=fact.status,
        agents=tuple(org.name for org in fact.agents),
        recipients=tuple(party.name for party in fact.recipients),
        days=tuple(bounded(fact.dates)),
        amounts=tuple(map(amount_value, fact.amounts)),
        quantities=tuple(map(quantity_value, fact.quantities)),
        additive_yuan=fact.additive_yuan,
        evidence=fact.evidence.text,
    )


def event_of(tellings: Sequence[Telling]) -> Event:
    """The event of all its tellings, in order."""
    sums = [one.additive_yuan for one in tellings if one.additive_yuan is not None]
    return Event(
        event_id=tellings[0].event_id,
        additive_yuan=sums[0] if sums else None,
        differing=tuple(trait for trait in _TRAITS if _differs(trait, tellings)),
        tellings=tuple(tellings),
    )


def _differs(trait: Trait, tellings: Sequence[Telling]) -> bool:
    values = {frozenset(getattr(one, trait)) for one in tellings}
    return len(values - {frozenset()}) > 1
