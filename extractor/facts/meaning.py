"""What a trigger word means where it stands: of all its readings, the one whose conditions hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.facts.cues import Cues
from extractor.facts.lexicon import Meaning, Trigger
from extractor.facts.skeleton import AMOUNT, ORG, Element, Skeleton, amounts_of, quantities_of

_REACH = 80
"""How far from a trigger, in its clause, words settle what it means."""


def possible(trigger: Trigger, skeleton: Skeleton, start: int, end: int, topic: str) -> Trigger | None:
    """The trigger with those of its meanings that can hold in the clause [start, end); None if none can.
    ``topic`` is the page's title."""
    start, end = max(start, trigger.start - _REACH), min(end, trigger.end + _REACH)
    words = skeleton.words(start, end)
    elements = skeleton.within(start, end)
    after, before = skeleton.text[trigger.end : end], skeleton.text[start : trigger.start]
    meanings = tuple(m for m in trigger.meanings if _holds(m, words, elements, before, after, topic))
    return replace(trigger, meanings=meanings) if meanings else None


def _holds(
    meaning: Meaning, words: str, elements: Sequence[Element], before: str, after: str, topic: str
) -> bool:
    return (
        (not meaning.anchors or any(e.mark in meaning.anchors for e in elements))
        and (meaning.near is None or meaning.near.search(words) is not None)
        and (meaning.after is None or meaning.after.match(after) is not None)
        and (meaning.before is None or meaning.before.search(before) is not None)
        and (meaning.topic is None or meaning.topic.search(topic) is not None)
    )


def decide(
    trigger: Trigger,
    skeleton: Skeleton,
    span: tuple[int, int],
    elements: Sequence[Element],
    cues: Cues,
    topic: str,
) -> Meaning | None:
    """The meaning of a trigger in its piece: of all whose conditions hold, the one that sets the most.
    ``topic`` is the page's title."""
    start, end = span
    words = skeleton.words(start, end)
    after, before = skeleton.text[trigger.end : end], skeleton.text[start : trigger.start]
    best: tuple[tuple[int, int], Meaning] | None = None
    for meaning in trigger.meanings:
        entry = meaning.entry
        if not _holds(meaning, words, elements, before, after, topic):
            continue
        if entry.recipient and audience(before, after, elements, cues) != entry.recipient:
            continue
        rank = (entry.rank, entry.conditions)
        if best is None or rank > best[0]:
            best = (rank, meaning)
    return best[1] if best else None


def audience(before: str, after: str, elements: Sequence[Element], cues: Cues) -> str | None:
    """Whether a piece gives to a body or to people, by what stands behind the trigger and 向 给 为 对."""
    marked = cues.recipient_marks.split(before)[-1] if cues.recipient_marks.search(before) else ""
    near = marked + after.split(AMOUNT)[0]
    counted = any(mention.value.unit in cues.people_units for mention in quantities_of(elements)) or any(
        mention.value.per in cues.people_units for mention in amounts_of(elements)
    )
    if counted or cues.people.search(near):
        return "people"
    return "body" if ORG in near or cues.bodies.search(near) else None
