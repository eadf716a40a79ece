"""Which money is in which: shares and their totals, running totals, restatements.

Whoever sums one action type over the facts without ``total`` counts no money twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from extractor.facts.drafts import Draft, disjoint
from extractor.facts.linking.linker import Judge, settle_slot
from extractor.facts.linking.totals import TotalChooser, is_below
from extractor.facts.skeleton import AMOUNT

_LONGEST_LIST = 40
_NEAR = 8
_WORTH_RESTATING = Decimal(10000)
_NOTHING = Decimal(0)
_SLIP = Decimal("0.05")
_CLOSING = re.compile(rf"(?:(?:合计|共计|总计|总共)[^，；。]{{0,6}}|(?<=，)共){AMOUNT}")

Measures = Mapping[int, tuple[str, Decimal]]
"""What adds up, by the identity of a draft."""


def settle(drafts: list[Draft], judge: Judge | None = None) -> list[Draft]:
    """Set ``total`` where a draft is a share of another; leave out restatements. Text order is kept. With a
    judge, the total that these rules find is one of the options among which it chooses."""
    for number, draft in enumerate(drafts):
        if draft.piece.bracketed_by is not None:
            draft.total = _by_cue(drafts, number)
    for number, draft in enumerate(drafts):
        if _CLOSING.search(draft.skeleton.text, draft.piece.start, draft.piece.end):
            _by_closing(draft, drafts[max(0, number - _NEAR) : number])
    measures = {id(draft): draft.measure for draft in drafts}
    for number, draft in enumerate(drafts):
        if measures[id(draft)][1] > 0:
            _by_sum(draft, drafts[number + 1 : number + 1 + _LONGEST_LIST], measures)
            _by_sum(draft, drafts[max(0, number - _LONGEST_LIST) : number][::-1], measures)
    for number, draft in enumerate(drafts):
        if draft.total is None:
            draft.total = _by_cue(drafts, number)
    for number, draft in enumerate(drafts):
        if draft.cumulative and draft.total is None and draft.cash is not None:
            _by_running(
                draft, [*drafts[max(0, number - _NEAR) : number], *drafts[number + 1 : number + 1 + _NEAR]]
            )
    if judge is not None:
        chooser = TotalChooser(drafts)
        for number, draft in enumerate(drafts):
            draft.total = settle_slot(judge, draft, chooser.options(number))
    for draft in drafts:
        if draft.total is not None and not draft.dates:
            draft.dates = list(draft.total.dates)
    return _without_restatements(_without_lead_ins(drafts))


def _without_lead_ins(drafts: list[Draft]) -> list[Draft]:
    """A verb over a list (下拨资金：赣州80万元…) that counts nothing itself is told by its items."""
    told = {id(draft.base) for draft in drafts if draft.amounts and draft.base is not None}
    return [
        draft
        for draft in drafts
        if id(draft) not in told or draft.amounts or draft.quantities or draft.papers or draft.total
    ]


def _by_running(total: Draft, others: list[Draft]) -> None:
    """A running total takes in the single payments of its action and body in its paragraph, as far as they
    fit into it."""
    left = total.cash or _NOTHING
    for other in others:
        alike = other.type == total.type and _alike(total, other) and _same_body(total, other)
        fits = other.total is None and not other.cumulative and _NOTHING < other.worth <= left
        if alike and fits and other.sentence.zone == total.sentence.zone and not is_below(total, other):
            other.total = total
            left -= other.worth


def _by_closing(total: Draft, before: list[Draft]) -> None:
    """A sum that closes its sentence (…22.7万元，…4.6万元，合计27.2万元) takes in the payments before it
    there, though they may come to a little more or less."""
    own = [draft for draft in before if draft.sentence is total.sentence and draft.total is None]
    parts = [draft for draft in own if draft.worth and _alike(total, draft)]
    paid = sum((part.worth for part in parts), _NOTHING)
    if len(parts) > 1 and abs(paid - total.worth) <= total.worth * _SLIP:
        for part in parts:
            part.total = total


def _same_body(total: Draft, other: Draft) -> bool:
    names = {agent.value.name for agent in total.agents}
    many = any(agent.value.collective for agent in total.agents)
    return many or names == {agent.value.name for agent in other.agents}


def _by_cue(drafts: list[Draft], number: int) -> Draft | None:
    """The total of a share (其中…), of the next in a row of shares, or of an item of a running total."""
    draft = drafts[number]
    near = drafts[max(0, number - _NEAR) : number][::-1]
    if draft.piece.bracketed_by is not None:
        holder = next((d for d in near if d.piece is draft.piece.bracketed_by), None)
        return holder if holder is not None and _holds(holder, draft) else None
    if draft.piece.share:
        for other in near:
            if other.sentence.zone != draft.sentence.zone:
                break
            if not other.piece.share and _holds(other, draft):
                return other
        return None
    base = draft.base
    if base is None or base.sentence.zone != draft.sentence.zone:
        return None
    if base.total is not None and _holds(base.total, draft):
        return base.total
    if draft.cash is None:
        return None
    return base if base.cumulative and _holds(base, draft) else None


def _holds(total: Draft, share: Draft) -> bool:
    """Whether a total is large enough for one more share."""
    if total is share or total.status != share.status or is_below(total, share):
        return False
    if share.cash is not None:
        return total.cash is not None and total.cash > share.worth
    counts = {q.value.unit: q.value.value for q in total.quantities}
    return any(counts.get(q.value.unit, _NOTHING) > q.value.value for q in share.quantities)


def _by_sum(total: Draft, others: list[Draft], measures: Measures) -> None:
    """Payments that stand next to a total and add up to it exactly are its shares (with or without the
    shares that some of them have themselves)."""
    for run in (others, [other for other in others if not other.piece.share]):
        shares = _adding_up(total, run, measures)
        for share in shares:
            if share.total is None and not is_below(total, share):
                share.total = total
        if shares:
            return


def _adding_up(total: Draft, others: Iterable[Draft], measures: Measures) -> list[Draft]:
    run: list[Draft] = []
    unit, left = measures[id(total)]
    for other in others:
        if other.total in run:
            continue  # a share of a share is in the sum already
        if other.total is total:
            run.append(other)
        elif measures[id(other)][0] != unit or other.total is not None or not _alike(total, other):
            if run:
                return []
            continue
        else:
            run.append(other)
        left -= measures[id(other)][1]
        if left <= 0:
            break
    return run if left == 0 and len(run) > 1 else []


def _alike(total: Draft, other: Draft) -> bool:
    alike = other.status == total.status and (other.type == total.type or total.cumulative)
    return alike and (total.cumulative or not disjoint(other.period, total.period))


def _without_restatements(drafts: list[Draft]) -> list[Draft]:
    seen: set[tuple[object, ...]] = set()
    totals = {id(draft.total) for draft in drafts}
    kept = []
    for draft in drafts:
        key = (draft.type, draft.status, draft.cash, tuple(sorted(a.value.name for a in draft.agents)))
        if draft.cash is not None and draft.total is None and draft.cash >= _WORTH_RESTATING:
            if key in seen and id(draft) not in totals:
                continue
            seen.add(key)
        kept.append(draft)
    return kept
