"""Additive sums against gold: equal where the answer says what gold says, and each miss has its cause."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from made import perfect_answer

from evaluation.scoring import judge
from evaluation.sums import compare_sums
from extractor.labels.gold import Labels, resolve
from extractor.records import Document

PAID, SPENT = "3月5日,甲市总工会向乙县总工会拨付30万元", "丙县总工会投入5万元购买口罩"
_FACT = {"status": "done", "agents": []}
LABELS: dict[str, Any] = {
    "document": {"kind": "news"},
    "amounts": [{"quote": "30万元", "yuan": "300000"}, {"quote": "5万元", "yuan": "50000"}],
    "facts": [
        {
            **_FACT,
            "action": {"quote": "拨付", "type": "allocate"},
            "amounts": ["300000"],
            "evidence": PAID,
        },
        {**_FACT, "action": {"quote": "投入", "type": "spend"}, "amounts": ["50000"], "evidence": SPENT},
    ],
}
GOLD = resolve("made", f"{PAID}。{SPENT}。", Labels.model_validate(LABELS))


def _changed(**changes: Any) -> Document:
    """The perfect answer with another first fact."""
    answer = perfect_answer(GOLD)
    first, second = answer.facts
    return answer.model_copy(update={"facts": (first.model_copy(update=changes), second)})


def test_a_perfect_answer_has_equal_sums() -> None:
    assert compare_sums(judge(GOLD, perfect_answer(GOLD))) == (2, [])


@pytest.mark.parametrize(
    ("changes", "cause", "sum"),
    [
        (
            {"additive": False, "additive_reason": "planned", "additive_yuan": None},
            "wrong status: gold 300000, answer planned",
            0,
        ),
        (
            {"additive": False, "additive_reason": "part_of", "additive_yuan": None},
            "wrong part_of: gold 300000, answer part_of",
            0,
        ),
        ({"additive_yuan": "30"}, "wrong amount: gold 300000, answer 30", 30),
    ],
)
def test_a_sum_that_differs_is_told_with_its_cause(changes: Any, cause: str, sum: int) -> None:
    total, (miss,) = compare_sums(judge(GOLD, _changed(**changes)))
    assert (total, miss.type, miss.gold, miss.answer) == (2, "allocate", Decimal(300000), Decimal(sum))
    assert miss.causes == ((cause, PAID),)


def test_another_type_spoils_two_sums() -> None:
    action = perfect_answer(GOLD).facts[0].action.model_copy(update={"type": "donate"})
    total, misses = compare_sums(judge(GOLD, _changed(action=action)))
    assert total == 3
    assert {miss.type: miss.causes[0][0] for miss in misses} == {
        "allocate": "wrong type: answer donate",
        "donate": "wrong type: gold allocate",
    }


def test_a_fact_that_is_missing() -> None:
    answer = perfect_answer(GOLD)
    _, (miss,) = compare_sums(judge(GOLD, answer.model_copy(update={"facts": answer.facts[1:]})))
    assert miss.causes == (("missed fact", PAID),)
