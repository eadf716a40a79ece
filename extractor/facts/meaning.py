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
    marks = {element.mark for element in skeleton.within(start, end)}
    after, before = skeleton.text[trigger.end : end], skeleton.text[start : trigger.start]
    meanings = tuple([m for m in trigger.meanings if _holds(m, words, marks, before, after, topic)])
    if len(meanings) == len(trigger.meanings):
        return trigger
    return replace(trigger, meanings=meanings) if meanings else None


def _holds(
    meaning: Meaning, words: str, marks: set[str], before: str, after: str, topic: str
) -> bool:
    return (
        (not meaning.anchors or not marks.isdisjoint(meaning.anchors))
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
    choosy = any(meaning.recipient for meaning in trigger.meanings)
    receiver = audience(before, after, elements, cues) if choosy else None
    marks = {element.mark for element in elements}
    fitting = [
        meaning
        for meaning in trigger.meanings
        if (not meaning.recipient or meaning.recipient == receiver)
        and _holds(meaning, words, marks, before, after, topic)
    ]
    return max(fitting, key=lambda meaning: meaning.rank, default=None)


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
