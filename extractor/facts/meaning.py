"""What a trigger word means in its piece: of all its readings, the one whose conditions hold."""

from __future__ import annotations

from extractor.facts.cues import Cues
from extractor.facts.lexicon import Meaning, Trigger
from extractor.facts.parties import PEOPLE_UNITS
from extractor.facts.skeleton import AMOUNT, ORG, Skeleton, quantities_of
from extractor.facts.units import Piece


def decide(
    trigger: Trigger, piece: Piece, skeleton: Skeleton, cues: Cues, clause_text: str
) -> Meaning | None:
    """The meaning of a trigger in its piece: of all whose conditions hold, the one that sets the most."""
    best: tuple[tuple[int, int], Meaning] | None = None
    after = skeleton.text[trigger.end : piece.end]
    before = skeleton.text[piece.start : trigger.start]
    for meaning in trigger.meanings:
        entry = meaning.entry
        if meaning.anchors and not any(e.mark in meaning.anchors for e in piece.elements):
            continue
        if meaning.near and not meaning.near.search(clause_text):
            continue
        if meaning.after and not meaning.after.match(after):
            continue
        if meaning.before and not meaning.before.search(before):
            continue
        if entry.recipient and audience(before, after, piece, cues) != entry.recipient:
            continue
        rank = (entry.rank, entry.conditions)
        if best is None or rank > best[0]:
            best = (rank, meaning)
    return best[1] if best else None


def audience(before: str, after: str, piece: Piece, cues: Cues) -> str | None:
    """Whether a piece gives to a body or to people, by what stands behind the trigger and behind 向 给 为 对."""
    marked = cues.recipient_marks.split(before)[-1] if cues.recipient_marks.search(before) else ""
    near = marked + after.split(AMOUNT)[0]
    if cues.people.search(near) or any(
        mention.value.unit in PEOPLE_UNITS for mention in quantities_of(piece.elements)
    ):
        return "people"
    if ORG in near or cues.bodies.search(near):
        return "body"
    return None
