"""Which money is in which: shares and their totals, running totals, restatements.

Whoever sums one action type over the facts without ``total`` counts no money twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.facts.drafts import Draft

_LONGEST_LIST = 40


def settle(drafts: list[Draft]) -> list[Draft]:
    """Set ``total`` where a draft is a share of another; leave out restatements. Text order is kept."""
    for number, draft in enumerate(drafts):
        if draft.piece.share and draft.total is None:
            draft.total = _total_before(drafts, number)
    for number, draft in enumerate(drafts):
        if draft.cash is not None:
            _by_sum(draft, drafts[number + 1 : number + 1 + _LONGEST_LIST])
            _by_sum(draft, drafts[max(0, number - _LONGEST_LIST) : number][::-1])
    return _without_restatements(drafts)


def _total_before(drafts: list[Draft], number: int) -> Draft | None:
    share = drafts[number]
    for other in drafts[max(0, number - 8) : number][::-1]:
        if other.sentence.zone != share.sentence.zone:
            return None
        if _holds(other, share):
            return other
    return None


def _holds(total: Draft, share: Draft) -> bool:
    if total.piece.share or total.status != share.status:
        return False
    if share.cash is not None:
        return total.cash is not None and total.cash > share.cash
    counts = {q.value.unit: q.value.value for q in total.quantities}
    return any(counts.get(q.value.unit, Decimal(0)) > q.value.value for q in share.quantities)


def _by_sum(total: Draft, others: Iterable[Draft]) -> None:
    """Items that stand next to a total and add up to it exactly are its shares."""
    assert total.cash is not None
    run: list[Draft] = []
    left = total.cash
    for other in others:
        if other.total is total:
            run.append(other)
        elif other.cash is None or other.total is not None or other.type != total.type or other.status != total.status:
            if run:
                return
            continue
        else:
            run.append(other)
        left -= other.cash or Decimal(0)
        if left <= 0:
            break
    if left == 0 and len(run) > 1:
        for other in run:
            if other.total is None and not _below(total, other):
                other.total = total


def _below(draft: Draft, other: Draft) -> bool:
    """Whether ``draft`` is itself a share of ``other``."""
    current = draft.total
    while current is not None:
        if current is other:
            return True
        current = current.total
    return False


def _without_restatements(drafts: list[Draft]) -> list[Draft]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        key = (draft.type, draft.status, draft.cash, tuple(sorted(a.value.name for a in draft.agents)))
        if draft.cash is not None and draft.total is None and draft.cash >= 10000:
            if key in seen and not any(other.total is draft for other in drafts):
                continue
            seen.add(key)
        kept.append(draft)
    return kept
