"""Constructions: word orders that fix slots, as data beside the triggers of an action file.

A construction is a short pattern over skeletons. ``<agent>`` and ``<recipient>`` stand for an organisation or
several joined by 、和与及; ``<recipient:words>`` for a phrase; ``T`` for any trigger word of its file; ``…``
for a gap inside the clause; the rest is a regular expression. Where one matches around the trigger of a
piece, the slots it names are what it says, whatever the evidence of tier two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from extractor.facts.drafts import Draft
from extractor.facts.lexicon import ActionFile, compile_marks
from extractor.facts.parties import party, phrase
from extractor.facts.skeleton import ORG, orgs_of
from extractor.records import ActionType

_SLOT = re.compile(r"<(agent|recipient)(:words)?>")
_ORGS = rf"{ORG}(?:[、和与及]{ORG})*"
_WORDS = r"[^\ue000-\ue004，,。；;：:、]{2,24}?"
_GAP = r"[^，,。；;：:]{0,16}?"


@dataclass(frozen=True, slots=True)
class _Compiled:
    id: str
    pattern: re.Pattern[str]


class Constructions:
    """The constructions of all action files, compiled once."""

    def __init__(self, files: Iterable[ActionFile]) -> None:
        self._by_type: dict[ActionType, tuple[_Compiled, ...]] = {
            file.type: tuple(
                _Compiled(c.id, compile_construction(c.pattern, file)) for c in file.constructions
            )
            for file in files
        }

    def apply(self, draft: Draft) -> None:
        """Fix the slots of a draft by the first construction of its type that fits its trigger."""
        trigger = draft.piece.trigger
        if trigger is None:
            return
        for construction in self._by_type.get(draft.type, ()):
            for match in construction.pattern.finditer(
                draft.skeleton.text, draft.piece.start, draft.piece.end
            ):
                if match.start("trigger") == trigger.start:
                    _fill(draft, match)
                    draft.rules.append(construction.id)
                    return


def compile_construction(pattern: str, file: ActionFile) -> re.Pattern[str]:
    """A construction of ``file`` as a regular expression with the groups agent, recipient and trigger."""
    words = sorted(set(file.words()), key=len, reverse=True)
    slots = _SLOT.sub(lambda m: f"(?P<{m[1]}>{_WORDS if m[2] else _ORGS})", pattern)
    return compile_marks(slots.replace("T", f"(?P<trigger>{'|'.join(words)})").replace("…", _GAP))


def _fill(draft: Draft, match: re.Match[str]) -> None:
    skeleton, slots = draft.skeleton, match.groupdict()
    if "agent" in slots:
        draft.subject, draft.agents = "named", orgs_of(skeleton.within(*match.span("agent")))
    if "recipient" in slots:
        span = match.span("recipient")
        bodies = orgs_of(skeleton.within(*span))
        draft.recipients = [party(org) for org in bodies] or [phrase(skeleton, *span, "people")]
