"""Sums that may be published: additive facts of an answer against the gold, by document and action type.

``python -m evaluation.sums DIR [--misses]``. Both sides are summed by the rule of ``extractor.additive``.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from evaluation.runs import is_held_out, judge_all
from evaluation.scoring import Judgement, overlap_share
from evaluation.values import AnswerItems, GoldItems
from extractor.additive import reason_against, summed
from extractor.labels.gold import load_folder
from extractor.labels.page import Span
from extractor.records import AdditiveReason

_NONE = Decimal(0)
_SAME = 0.5
_STATUSES = frozenset({"planned", "required", "negated"})


@dataclass(frozen=True, slots=True)
class Told:
    """What one fact adds to the sum of its type, or why nothing."""

    type: str
    yuan: Decimal
    reason: AdditiveReason | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Miss:
    """A sum that differs from the gold's: ``causes`` are (why, evidence), one for each fact that differs."""

    document: str
    type: str
    gold: Decimal
    answer: Decimal
    causes: tuple[tuple[str, str], ...]


def told_by_gold(judgement: Judgement) -> list[Told]:
    """The gold facts in order."""
    return [_gold_told(GoldItems(judgement.gold), place) for place in range(len(judgement.gold.labels.facts))]


def _gold_told(items: GoldItems, place: int) -> Told:
    fact = items.gold.labels.facts[place]
    amounts = [one for one in (items.amount_label(place, value) for value in fact.amounts) if one]
    words, evidence = [one.quote for one in amounts], fact.evidence
    is_share = fact.part_of is not None
    reason = reason_against(
        status=fact.status,
        is_share=is_share,
        amounts=amounts,
        words=words,
        evidence=evidence,
        ends=[end for _, end in fact.dates],
    )
    yuan = _NONE if reason else summed(amounts, words=words, evidence=evidence)
    return Told(fact.action.type, yuan, reason, evidence)


def told_by_answer(judgement: Judgement) -> list[Told]:
    """The answer's facts in order."""
    return [
        Told(fact.action.type, Decimal(fact.additive_yuan or 0), fact.additive_reason, fact.evidence.text)
        for fact in judgement.answer.facts
    ]


def compare_sums(judgement: Judgement) -> tuple[int, list[Miss]]:
    """How many sums there are, those that are zero on both sides left out, and those that differ."""
    gold, answer = told_by_gold(judgement), told_by_answer(judgement)
    counted = {pair.answer for pair in judgement.pairs} | set(judgement.extra)
    wanted, given = _by_type(gold), _by_type([answer[place] for place in counted])
    types = [type for type in sorted({*wanted, *given}) if wanted[type] or given[type]]
    causes = list(_causes(judgement, gold, answer))
    misses = [
        Miss(
            judgement.gold.name,
            type,
            wanted[type],
            given[type],
            tuple((why, evidence) for kind, why, evidence in causes if kind == type),
        )
        for type in types
        if wanted[type] != given[type]
    ]
    return len(types), misses


def _by_type(facts: Iterable[Told]) -> defaultdict[str, Decimal]:
    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    for told in facts:
        sums[told.type] += told.yuan
    return sums


def _causes(
    judgement: Judgement, gold: Sequence[Told], answer: Sequence[Told]
) -> Iterator[tuple[str, str, str]]:
    """(type, why, evidence) of every fact with money that one side has otherwise."""
    for pair in judgement.pairs:
        wanted, given = gold[pair.gold], answer[pair.answer]
        if wanted.yuan != given.yuan:
            yield wanted.type, _unlike(wanted, given), wanted.evidence
    found = AnswerItems(judgement.answer, judgement.gold)
    expected, places = judgement.gold.facts, [found.span(fact.evidence) for fact in judgement.answer.facts]
    for left in judgement.missed:
        if gold[left].yuan:
            others = _of_another_type(gold[left], expected[left], answer, places)
            why = f"wrong type: answer {others}" if others else "missed fact"
            yield gold[left].type, why, gold[left].evidence
    for right in judgement.extra:
        if answer[right].yuan:
            others = _of_another_type(answer[right], places[right], gold, expected)
            why = f"wrong type: gold {others}" if others else "extra fact"
            yield answer[right].type, why, answer[right].evidence


def _of_another_type(told: Told, place: Span, others: Sequence[Told], places: Sequence[Span]) -> str:
    """The types of ``others`` that say something else of the same words."""
    near = (other for other, at in zip(others, places, strict=True) if overlap_share(place, at) >= _SAME)
    return " ".join(sorted({other.type for other in near} - {told.type}))


def _unlike(gold: Told, answer: Told) -> str:
    reasons = {gold.reason, answer.reason}
    what = "part_of" if "part_of" in reasons else "status" if reasons & _STATUSES else "amount"
    return f"wrong {what}: gold {gold.reason or gold.yuan}, answer {answer.reason or answer.yuan}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evaluation.sums", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--misses", action="store_true", help="list every sum that differs, and why")
    args = parser.parse_args()
    if args.misses and is_held_out(args.folder):
        parser.error(f"{args.folder} is held out: its misses are never read")
    from extractor import Extractor

    judged, faults = judge_all(load_folder(args.folder), Extractor().extract)
    compared = [compare_sums(judgement) for judgement in judged]
    total, missed = sum(count for count, _ in compared), [miss for _, some in compared for miss in some]
    print(f"{total - len(missed)} of {total} sums equal: {(total - len(missed)) / max(total, 1):.3f}")
    for fault in faults:
        print(fault)
    if args.misses:
        _list(missed)


def _list(misses: Sequence[Miss]) -> None:
    whys = Counter(why.partition(":")[0] for miss in misses for why, _ in miss.causes)
    for why, count in whys.most_common():
        print(f"{count:5}  {why}")
    for miss in misses:
        print(f"{miss.document} {miss.type}: gold {miss.gold} answer {miss.answer}")
        for why, evidence in miss.causes:
            print(f"    {why}: {''.join(evidence.split())}")


if __name__ == "__main__":
    main()
