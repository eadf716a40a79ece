"""A fact while it is being put together. Mutable, private to the facts stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from extractor.facts.lexicon import Meaning
from extractor.facts.model import Evidence, PartyMention
from extractor.facts.skeleton import Skeleton, dates_of
from extractor.facts.units import Piece
from extractor.layers import (
    AmountMention,
    DateMention,
    OrgMention,
    PaperMention,
    QuantityMention,
    Sentence,
)
from extractor.records import ActionType, Status
from extractor.values.dates import Bounds

UNJUDGED = 0.5
"""The confidence of a fact that no linker has judged."""
_EDGES = " \t\n　，,。；;、：:！？"


@dataclass(slots=True, eq=False)
class Draft:
    """``subject`` tells where the agents come from: "named", "people", or "" where nothing names them.
    ``base`` is the draft whose verb it shares, where its own is left out; ``inverse``
    verbs (获, 领到) have the receiver as their subject; ``list_type`` is the type its list items take,
    where it is another (安排200万元：甲市…). ``reading`` is what the rules make of
    its trigger, ``support`` what the linker weighed for its type, ``choices`` the features of what it chose
    for each slot."""

    piece: Piece
    skeleton: Skeleton
    sentence: Sentence
    type: ActionType
    trigger: tuple[int, int]
    rules: list[str]
    status: Status = "done"
    cumulative: bool = False
    subject: str = ""
    agents: list[OrgMention] = field(default_factory=list)
    recipients: list[PartyMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    amounts: list[AmountMention] = field(default_factory=list)
    quantities: list[QuantityMention] = field(default_factory=list)
    papers: list[PaperMention] = field(default_factory=list)
    object: tuple[int, int] | None = None
    purpose: tuple[int, int] | None = None
    total: Draft | None = None
    base: Draft | None = None
    inverse: bool = False
    list_type: ActionType | None = None
    reading: Meaning | None = None
    support: Evidence | None = None
    choices: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    confidence: float = UNJUDGED

    @property
    def evidence(self) -> tuple[int, int]:
        """The clean span of the words that say it."""
        start, end = self.skeleton.clean(self.piece.start, self.piece.end)
        for more in self.piece.more:
            end = max(end, self.skeleton.clean(*more)[1])
        words = self.skeleton.norm[start:end]
        return start + len(words) - len(words.lstrip(_EDGES)), end - (len(words) - len(words.rstrip(_EDGES)))

    @property
    def piece_dates(self) -> list[DateMention]:
        """The dates said in its own words."""
        return dates_of(self.piece.elements)

    @property
    def period(self) -> Bounds | None:
        """The beginning of its first date and the end of its last one; None without bounded dates."""
        times = [(one.value.start, one.value.end) for one in self.dates if one.value.start and one.value.end]
        return (min(times)[0], max(times)[1]) if times else None

    @property
    def cash(self) -> Decimal | None:
        """The sum it pays: its only amount that is neither a rate nor a range, else None."""
        sums = [a.value.yuan for a in self.amounts if a.value.per is None and a.value.yuan]
        return sums[0] if len(sums) == 1 else None

    @property
    def worth(self) -> Decimal:
        """The sum it pays to all its receivers together (各20万元 for three is 60万元, 每人500元 for 18人
        is 9000元); 0 where that is not known."""
        value = self.amounts[0].value if len(self.amounts) == 1 else None
        if value is None or value.yuan is None:
            return Decimal(0)
        count = next((q.value.value for q in self.quantities), Decimal(len(self.recipients)))
        if value.per is not None:
            people = [q.value.value for q in self.quantities if q.value.unit in ("人", "名", value.per)]
            return value.yuan * people[0] if len(people) == 1 else Decimal(0)
        return value.yuan * max(count, Decimal(1)) if value.each else value.yuan

    @property
    def measure(self) -> tuple[str, Decimal]:
        """What adds up in lists: the money it pays, else its only count, in its unit."""
        if self.worth:
            return "元", self.worth
        if self.amounts or len(self.quantities) != 1:
            return "", Decimal(0)
        value = self.quantities[0].value
        return value.unit, value.value * max(len(self.recipients), 1) if value.each else value.value


def disjoint(one: Bounds | None, other: Bounds | None) -> bool:
    """Whether one period ends before the other begins; not where either is unknown."""
    return one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
