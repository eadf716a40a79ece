"""Of what a share: the drafts among which the linker chooses the total of a draft."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractor.facts.drafts import Draft, disjoint
from extractor.facts.linking.options import Options

BEFORE, AFTER = 12, 8
"""How many drafts before and after a draft may be its total."""


class TotalChooser:
    """Offers, for each draft of a document in turn, the drafts of which it may be a share. ``total`` of the
    drafts holds what the rules say when it is made, and is read again as choices change it."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._drafts = drafts
        self._rules = [draft.total for draft in drafts]
        self._holders = {id(total) for total in self._rules if total is not None}
        self._measures = [draft.measure for draft in drafts]
        self._periods = [draft.period for draft in drafts]
        self._agents = [frozenset(agent.value.name for agent in draft.agents) for draft in drafts]

    def options(self, number: int) -> Options[Draft | None]:
        """All near drafts of its paragraph of which draft ``number`` may be a share, what the rules say, and
        none."""
        draft, rule = self._drafts[number], self._rules[number]
        options: Options[Draft | None] = Options("totals", None, rule, _key(rule))
        options.describe(
            0,
            f"none {draft.type}",
            f"none {draft.status}",
            "none share" if draft.piece.share else "none no share",
            "none item" if draft.piece.trigger is None else "none verb",
            "none sum" if draft.cash else "none no sum",
            "none based" if draft.base is not None else "none free",
            "none running" if draft.cumulative else "none single",
        )
        for place in range(max(0, number - BEFORE), min(len(self._drafts), number + AFTER + 1)):
            other = self._drafts[place]
            beside = other.sentence.zone == draft.sentence.zone and not self._apart(number, place)
            near = other is rule or beside
            if near and other is not draft and not is_below(other, draft):
                options.add(other, _key(other), *self._features(number, place))
        return options

    def _apart(self, number: int, place: int) -> bool:
        """Whether the draft at ``place`` can't be the total: nothing is counted there, or it is a plain item
        beside another of the same verb (赣州80万元，吉安30万元), or a deed of another time."""
        draft, other = self._drafts[number], self._drafts[place]
        if not (other.amounts or other.quantities):
            return True
        if other.cumulative:
            return False
        beside = other.piece.trigger is None and draft.piece.trigger is None and _verb(other) is _verb(draft)
        parted = draft.piece.share or draft.piece.bracketed_by is other.piece
        return (beside and not parted) or disjoint(self._periods[number], self._periods[place])

    def _features(self, number: int, place: int) -> Iterator[str]:
        draft, other = self._drafts[number], self._drafts[place]
        side, gap = ("before", number - place) if place < number else ("after", place - number)
        yield side
        yield f"{side} {min(gap, 6)}"
        if draft.piece.share:
            yield f"share {side}"
            yield f"share {side} {min(gap, 3)}"
        if other.status == draft.status:
            yield "same status"
        if other.type == draft.type:
            yield "same type"
            yield f"same {draft.type}"
        room = _room(draft, other)
        yield room
        yield f"{'item' if draft.piece.trigger is None else 'verb'} {side} {room}"
        yield from self._kinship(number, place, side)
        yield from self._sizes(number, place, side)
        yield "same agents" if self._agents[number] == self._agents[place] else "other agents"
        if any(agent.value.collective for agent in other.agents):
            yield "total by many"
        if draft.agents and not other.agents:
            yield "total by nobody"
        if self._agents[number] & {one.name for one in other.recipients}:
            yield "agent got it from total"

    def _kinship(self, number: int, place: int, side: str) -> Iterator[str]:
        draft, other = self._drafts[number], self._drafts[place]
        base = draft.base
        if base is other:
            yield "is base"
        if base is not None and base is other.base:
            yield "same base"
        if base is not None and base.total is other:
            yield "total of base"
        if self._rules[place] is not None:
            yield "is share"
        if id(other) in self._holders:
            yield "has shares"
        if place < number:
            if self._rules[number - 1] is other:
                yield "rule of the one before"
            if self._drafts[number - 1].total is other:
                yield "total of the one before"
        if other.cumulative:
            yield f"running total {side}"
        if draft.cumulative:
            yield "runs itself"
        if draft.piece.bracketed_by is not None and draft.piece.bracketed_by is other.piece:
            yield "brackets"

    def _sizes(self, number: int, place: int, side: str) -> Iterator[str]:
        draft, other = self._drafts[number], self._drafts[place]
        (unit, size), (other_unit, whole) = self._measures[number], self._measures[place]
        if unit and unit == other_unit:
            if whole > size:
                kin = "of its type" if other.type == draft.type else "of another type"
                yield f"larger {'sum' if unit == '元' else 'count'}"
                yield f"larger {side} {kin}"
            else:
                yield "equal" if whole == size else "smaller"
            return
        mine = {q.value.unit: q.value.value for q in draft.quantities}
        shared = [q.value.value > mine[q.value.unit] for q in other.quantities if q.value.unit in mine]
        if not shared:
            yield "not comparable"
            return
        yield "one count larger" if any(shared) else "no count larger"
        if size and not whole:
            yield "total without measure"


def _verb(draft: Draft) -> Draft:
    """The draft whose verb an item takes."""
    while draft.base is not None:
        draft = draft.base
    return draft


def is_below(draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` is itself a share of ``other``."""
    current = draft.total
    while current is not None:
        if current is other:
            return True
        current = current.total
    return False


def _key(total: Draft | None) -> tuple[int, ...]:
    return () if total is None else (id(total),)


def _room(draft: Draft, other: Draft) -> str:
    if other.sentence is draft.sentence:
        return "same sentence"
    return "same paragraph" if other.sentence.zone == draft.sentence.zone else "other paragraph"
