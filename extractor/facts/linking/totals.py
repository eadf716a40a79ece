"""Of what a share: the drafts among which the linker chooses the total of a draft."""

from __future__ import annotations

from collections.abc import Sequence

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
        self._agents = [frozenset([agent.value.name for agent in draft.agents]) for draft in drafts]
        self._recipients = [[one.name for one in draft.recipients] for draft in drafts]
        self._many = [any(agent.value.collective for agent in draft.agents) for draft in drafts]

    def options(self, number: int) -> Options[Draft | None]:
        """All near drafts of its paragraph of which draft ``number`` may be a share, what the rules say, and
        none."""
        draft, rule = self._drafts[number], self._rules[number]
        options: Options[Draft | None] = Options("totals", None, rule, _key(rule))
        options.add(
            None,
            (),
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

    def _features(self, number: int, place: int) -> list[str]:
        draft, other = self._drafts[number], self._drafts[place]
        side, gap = ("before", number - place) if place < number else ("after", place - number)
        found = [side, f"{side} {min(gap, 6)}"]
        if draft.piece.share:
            found.append(f"share {side}")
            found.append(f"share {side} {min(gap, 3)}")
        if other.status == draft.status:
            found.append("same status")
        if other.type == draft.type:
            found.append("same type")
            found.append(f"same {draft.type}")
        room = _room(draft, other)
        found.append(room)
        found.append(f"{'item' if draft.piece.trigger is None else 'verb'} {side} {room}")
        found += self._kinship(number, place, side)
        found += self._sizes(number, place, side)
        found.append("same agents" if self._agents[number] == self._agents[place] else "other agents")
        if self._many[place]:
            found.append("total by many")
        if draft.agents and not other.agents:
            found.append("total by nobody")
        if not self._agents[number].isdisjoint(self._recipients[place]):
            found.append("agent got it from total")
        return found

    def _kinship(self, number: int, place: int, side: str) -> list[str]:
        draft, other = self._drafts[number], self._drafts[place]
        base, found = draft.base, list[str]()
        if base is other:
            found.append("is base")
        if base is not None and base is other.base:
            found.append("same base")
        if base is not None and base.total is other:
            found.append("total of base")
        if self._rules[place] is not None:
            found.append("is share")
        if id(other) in self._holders:
            found.append("has shares")
        if place < number:
            if self._rules[number - 1] is other:
                found.append("rule of the one before")
            if self._drafts[number - 1].total is other:
                found.append("total of the one before")
        if other.cumulative:
            found.append(f"running total {side}")
        if draft.cumulative:
            found.append("runs itself")
        if draft.piece.bracketed_by is not None and draft.piece.bracketed_by is other.piece:
            found.append("brackets")
        return found

    def _sizes(self, number: int, place: int, side: str) -> list[str]:
        draft, other = self._drafts[number], self._drafts[place]
        (unit, size), (other_unit, whole) = self._measures[number], self._measures[place]
        if unit and unit == other_unit:
            if whole > size:
                kin = "of its type" if other.type == draft.type else "of another type"
                return [f"larger {'sum' if unit == '元' else 'count'}", f"larger {side} {kin}"]
            return ["equal" if whole == size else "smaller"]
        mine = {q.value.unit: q.value.value for q in draft.quantities}
        shared = [q.value.value > mine[q.value.unit] for q in other.quantities if q.value.unit in mine]
        if not shared:
            return ["not comparable"]
        found = ["one count larger" if any(shared) else "no count larger"]
        return [*found, "total without measure"] if size and not whole else found


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
