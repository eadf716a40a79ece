"""Small words that change a fact: status, running totals, shares, comparisons. Data in patterns/cues.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.facts.lexicon import compile_marks
from extractor.patterns import PatternModel, load
from extractor.records import Status

_Cue = re.Pattern[str] | None


class StatusCue(PatternModel):
    """A status, and what must stand before (``lead``) or behind (``tail``) the trigger in its clause, or
    anywhere in that (``clause``)."""

    status: Status
    lead: str | None = None
    tail: str | None = None
    clause: str | None = None


class CueFile(PatternModel):
    """patterns/cues.yaml: regular expressions over skeletons, and lists of words (without | between them)."""

    status: tuple[StatusCue, ...]
    forward: str
    back: str
    outlook: str
    cumulative: str
    share: str
    comparing: str
    comparison: tuple[str, ...]
    continuation: str
    worth: str
    recipient_marks: str
    people: str
    people_units: str
    party_ends: str
    bodies: str
    light: str
    heads: str
    nominal_tail: str
    noun_ends: str
    linking: str
    persons: str
    ranks: str
    no_receivers: str


@dataclass(frozen=True, slots=True)
class Cues:
    """cues.yaml, compiled."""

    status: tuple[tuple[Status, _Cue, _Cue, _Cue], ...]
    forward: re.Pattern[str]
    back: re.Pattern[str]
    outlook: re.Pattern[str]
    cumulative: re.Pattern[str]
    share: re.Pattern[str]
    comparing: re.Pattern[str]
    comparison: tuple[re.Pattern[str], ...]
    continuation: re.Pattern[str]
    worth: re.Pattern[str]
    recipient_marks: re.Pattern[str]
    people: re.Pattern[str]
    people_units: frozenset[str]
    party_ends: re.Pattern[str]
    bodies: re.Pattern[str]
    light: frozenset[str]
    heads: frozenset[str]
    nominal_tail: re.Pattern[str]
    noun_ends: frozenset[str]
    linking: frozenset[str]
    persons: re.Pattern[str]
    ranks: re.Pattern[str]
    no_receivers: re.Pattern[str]

    @classmethod
    def load(cls) -> Cues:
        """Read and compile patterns/cues.yaml. Raises PatternError."""
        file = load("cues.yaml", CueFile)
        return cls(
            tuple(
                (
                    cue.status,
                    compile_marks(cue.lead) if cue.lead else None,
                    compile_marks(cue.tail) if cue.tail else None,
                    compile_marks(cue.clause) if cue.clause else None,
                )
                for cue in file.status
            ),
            compile_marks(file.forward),
            compile_marks(file.back),
            compile_marks(file.outlook),
            compile_marks(file.cumulative),
            compile_marks(file.share),
            compile_marks(file.comparing),
            tuple(map(compile_marks, file.comparison)),
            compile_marks(file.continuation),
            compile_marks(file.worth),
            compile_marks(file.recipient_marks),
            compile_marks(file.people),
            frozenset(file.people_units.split()),
            compile_marks(file.party_ends),
            compile_marks(file.bodies),
            frozenset(file.light.split()),
            frozenset(file.heads.split()),
            compile_marks(file.nominal_tail),
            frozenset(file.noun_ends.split()),
            frozenset(file.linking.split()),
            compile_marks(file.persons),
            compile_marks(file.ranks),
            compile_marks(file.no_receivers),
        )

    def status_of(self, lead: str, trigger: str, tail: str) -> Status:
        """The status of a trigger between ``lead`` and ``tail`` of its clause."""
        clause = lead + trigger + tail
        for status, before, after, anywhere in self.status:
            if (
                (before and before.search(lead))
                or (after and after.search(tail))
                or (anywhere and anywhere.search(clause))
            ):
                return status
        return "done"

    def is_comparison(self, lead: str) -> bool:
        """Whether an amount or count behind ``lead`` is only compared with another."""
        if not self.comparing.search(lead):
            return False
        return any(pattern.search(lead) for pattern in self.comparison)
