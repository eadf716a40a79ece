"""What reached no fact, and why: an editor must be able to trust an empty place."""

from __future__ import annotations

from collections.abc import Iterable

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.model import Unused
from extractor.facts.skeleton import AMOUNT, DATE, Element, Skeleton, amounts_of, dates_of
from extractor.facts.units import FAR
from extractor.layers import AmountMention, DateMention
from extractor.records import UnusedReason


def leftovers(
    sentences: Iterable[Skeleton], drafts: Iterable[Draft], dropped: Iterable[Draft], cues: Cues
) -> list[Unused]:
    """Each amount and bounded date of the sentences that no draft holds. ``dropped`` are the drafts that the
    linker found more likely to tell no fact."""
    used = {id(m) for draft in drafts for m in (*draft.amounts, *draft.dates)}
    weighed = {id(element.mention) for draft in dropped for element in draft.piece.elements}
    found: list[Unused] = []
    for skeleton in sentences:
        for element in skeleton.elements:
            bounded = [d for d in dates_of([element]) if d.value.start is not None]
            counts: list[AmountMention | DateMention] = [*amounts_of([element]), *bounded]
            found.extend(
                Unused(m.start, m.end, _reason(element, skeleton, weighed, cues))
                for m in counts
                if id(m) not in used
            )
    return found


def _reason(element: Element, skeleton: Skeleton, weighed: set[int], cues: Cues) -> UnusedReason:
    clause = max(skeleton.text.rfind(mark, 0, element.at) for mark in "，；。：") + 1
    lead = skeleton.text[max(clause, element.at - FAR) : element.at]
    if element.mark == AMOUNT and cues.is_comparison(lead):
        return "comparison"
    if any(amount.value.per for amount in amounts_of([element])):
        return "rate"
    if element.mark == DATE and skeleton.text.startswith("的", element.at + 1):
        return "background"
    if cues.status_of(lead, "", "") in ("planned", "required"):
        return "target"
    return "unsure" if id(element.mention) in weighed else "no action"
