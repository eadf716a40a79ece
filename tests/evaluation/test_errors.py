"""The list of faults: each spoilt place is named once, under its cause."""

from __future__ import annotations

from typing import Any

import pytest
from made import perfect_answer

from evaluation.errors import by_cause, faults_of
from evaluation.scoring import judge
from extractor.labels.gold import Labels, resolve
from extractor.records import Document, Evidence, Mentions

TEXT = "3月5日,甲市总工会向乙县总工会拨付30万元,慰问职工120人。会议指出要重视。"
LABELS: dict[str, Any] = {
    "document": {"kind": "news"},
    "dates": [{"quote": "3月5日", "start": "2021-03-05", "end": "2021-03-05", "granularity": "day"}],
    "amounts": [{"quote": "30万元", "yuan": "300000"}],
    "quantities": [{"quote": "120人", "value": "120", "unit": "人"}],
    "orgs": [{"quote": "甲市总工会", "name": "甲市总工会", "type": "union"}],
    "facts": [
        {
            "action": {"quote": "拨付", "type": "allocate"},
            "status": "done",
            "agents": ["甲市总工会"],
            "recipients": ["乙县总工会"],
            "dates": [["2021-03-05", "2021-03-05"]],
            "amounts": ["300000"],
            "evidence": "3月5日,甲市总工会向乙县总工会拨付30万元",
        },
        {
            "action": {"quote": "慰问", "type": "visit"},
            "status": "done",
            "quantities": [["120", "人", None]],
            "evidence": "慰问职工120人",
        },
    ],
}
GOLD = resolve("made", TEXT, Labels.model_validate(LABELS))
ANSWER = perfect_answer(GOLD)
GIVEN, VISITED = ANSWER.facts
NOWHERE = Evidence(text="会议指出要重视", span=(TEXT.index("会议"), TEXT.index("。会议") + 8))


def with_facts(*facts: Any) -> Document:
    return ANSWER.model_copy(update={"facts": facts})


def changed(fact: Any, **changes: Any) -> Any:
    return fact.model_copy(update=changes)


def with_type(fact: Any, kind: str) -> Any:
    return changed(fact, action=changed(fact.action, type=kind))


WRONG_DAY = changed(ANSWER.mentions.dates[0], start="2020-03-05", end="2020-03-05")


@pytest.mark.parametrize(
    ("answer", "causes"),
    [
        (ANSWER, []),
        (with_facts(GIVEN), ["fact: trigger missing"]),
        (with_facts(GIVEN, with_type(VISITED, "give")), ["fact: type"]),
        (with_facts(GIVEN, VISITED, changed(GIVEN, id="x")), ["fact: sharing (split)"]),
        (with_facts(GIVEN, VISITED, changed(GIVEN, id="x", evidence=NOWHERE)), ["fact: scope"]),
        (
            with_facts(GIVEN, VISITED, changed(with_type(VISITED, "aid"), id="x")),
            ["fact: trigger extra"],
        ),
        (with_facts(GIVEN, changed(VISITED, evidence=NOWHERE)), ["fact: evidence"]),
        (with_facts(changed(GIVEN, agents=()), VISITED), ["agents: left out"]),
        (with_facts(changed(GIVEN, dates=(WRONG_DAY,)), VISITED), ["dates: wrong"]),
        (with_facts(GIVEN, changed(VISITED, status="planned")), ["status: wrong"]),
        (with_facts(GIVEN, changed(VISITED, part_of="f0")), ["part_of: too many"]),
        (
            ANSWER.model_copy(update={"mentions": changed(ANSWER.mentions, dates=(WRONG_DAY,))}),
            ["dates: value wrong"],
        ),
        (
            ANSWER.model_copy(update={"mentions": Mentions(), "kind": "report"}),
            [
                "amounts: missing",
                "dates: missing",
                "document kind: value wrong",
                "orgs: missing",
                "quantities: missing",
            ],
        ),
        (
            with_facts(changed(GIVEN, amounts=()), VISITED).model_copy(update={"mentions": Mentions()}),
            [
                "amounts: mention missing",
                "amounts: missing",
                "dates: missing",
                "orgs: missing",
                "quantities: missing",
            ],
        ),
    ],
)
def test_causes(answer: Document, causes: list[str]) -> None:
    assert sorted(fault.cause for fault in faults_of(judge(GOLD, answer))) == causes


def test_the_most_frequent_cause_comes_first() -> None:
    answer = with_facts(changed(GIVEN, status="planned", agents=()), changed(VISITED, status="planned"))
    groups = by_cause(faults_of(judge(GOLD, answer)))
    (first, twice), (second, once) = groups
    assert (first, len(twice), second, len(once)) == ("status: wrong", 2, "agents: left out", 1)
    fault = once[0]
    assert (fault.document, fault.quote, fault.gold, fault.answer) == ("made", "拨付", "甲市总工会", None)
