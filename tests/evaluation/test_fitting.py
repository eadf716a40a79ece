"""The fitting of the linker."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.fitting import Pupil, fit
from evaluation.teaching import Lesson, Lessons, lessons
from extractor.facts.linking.linker import BIAS, NO_FACT, TIED
from extractor.facts.model import Evidence
from extractor.labels.gold import load_gold

_TRAIN = Path(__file__).resolve().parents[2] / "corpus" / "train"


@pytest.fixture(scope="module")
def gold_lessons() -> Lessons:
    return lessons(load_gold(_TRAIN / "a-04.json"))


def test_a_document_teaches_what_gold_says(gold_lessons: Lessons) -> None:
    facts = load_gold(_TRAIN / "a-04.json").labels.facts
    told = [outcome for _, outcome in gold_lessons.acts if outcome != NO_FACT]
    assert len(told) > 0.8 * len(facts)
    assert set(told) <= {fact.action.type for fact in facts}
    assert set(gold_lessons.slots) == {"agents", "recipients", "dates", "totals"}
    assert all(0 <= one.right < len(one.options) for found in gold_lessons.slots.values() for one in found)


def test_what_is_taught_is_learnt(gold_lessons: Lessons) -> None:
    acts = [(Evidence(("verb 拨付",), ()), "allocate"), (Evidence(("verb 看望",), ()), "visit")] * 40
    acts += [(Evidence((), (("reading", type_, 1.0),)), type_) for type_ in ("give", "sign", "meet") * 20]
    choice = Lesson((("none",), ("subject",), ("heading",)), right=2)
    slots = {question: [choice] * 40 for question in gold_lessons.slots}
    weights = fit([Pupil(load_gold(_TRAIN / "a-04.json"), Lessons(acts, slots), weight=1)])
    assert weights.acts["verb 拨付"]["allocate"] > 0 > weights.acts["verb 拨付"]["visit"]
    assert weights.acts["reading"][TIED] > 0
    assert BIAS in weights.acts
    assert weights.slots["agents"]["heading"] > weights.slots["agents"].get("subject", 0)


def test_the_same_lessons_give_the_same_weights(gold_lessons: Lessons) -> None:
    pupil = Pupil(load_gold(_TRAIN / "a-04.json"), gold_lessons, weight=1)
    assert fit([pupil]) == fit([pupil])
