"""The scorer against hand-reckoned scores: gold as its own answer, and copies each spoilt in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from made import perfect_answer

from evaluation.figures import HEADLINES, Counts, reckon
from evaluation.scoring import judge
from extractor.labels.gold import Gold, Labels, resolve
from extractor.records import Amount, Date, Document, Fact, Org

TEXT = (
    "来源:湘江日报 2021年3月9日\n"
    "2021年3月5日,湖东省临江市总工会向高桥县总工会拨付专项资金30萬(wàn)元。\n"
    "其中5万\n元用于购买口罩2000只。各级工会4月慰问职工120人。"
)
LABELS = Labels.model_validate(
    {
        "document": {"title": None, "kind": "news", "publisher": "湘江日报", "date": "2021-03-09"},
        "dates": [
            {"quote": "2021年3月5日", "start": "2021-03-05", "end": "2021-03-05", "granularity": "day"},
            {"quote": "4月", "start": "2021-04-01", "end": "2021-04-30", "granularity": "month"},
        ],
        "amounts": [{"quote": "30萬元", "yuan": "300000"}, {"quote": "5万元", "yuan": "50000"}],
        "quantities": [
            {"quote": "2000只", "value": "2000", "unit": "只", "item": "口罩"},
            {"quote": "120人", "value": "120", "unit": "人"},
        ],
        "orgs": [
            {"quote": "湖东省临江市总工会", "name": "湖东省临江市总工会", "type": "union"},
            {"quote": "高桥县总工会", "name": "高桥县总工会", "type": "union"},
            {"quote": "各级工会", "name": "各级工会", "type": "union", "collective": True},
        ],
        "facts": [
            {
                "action": {"quote": "拨付", "type": "allocate"},
                "status": "done",
                "agents": ["湖东省临江市总工会"],
                "recipients": ["高桥县总工会"],
                "dates": [["2021-03-05", "2021-03-05"]],
                "amounts": ["300000"],
                "evidence": "2021年3月5日,湖东省临江市总工会向高桥县总工会拨付专项资金30萬元",
            },
            {
                "action": {"quote": "购买", "type": "purchase"},
                "status": "done",
                "agents": ["湖东省临江市总工会"],
                "dates": [["2021-03-05", "2021-03-05"]],
                "amounts": ["50000"],
                "quantities": [["2000", "只", "口罩"]],
                "part_of": 0,
                "evidence": "其中5万元用于购买口罩2000只",
            },
            {
                "action": {"quote": "慰问", "type": "visit"},
                "status": "done",
                "agents": ["各级工会"],
                "recipients": ["职工"],
                "dates": [["2021-04-01", "2021-04-30"]],
                "quantities": [["120", "人", None]],
                "evidence": "各级工会4月慰问职工120人",
            },
        ],
        "ignored": ["来源:湘江日报 2021年3月9日"],
    }
)
GOLD = resolve("made", TEXT, LABELS)
ANSWER = perfect_answer(GOLD)
PERFECT = judge(GOLD, ANSWER).counts()


def with_facts(*facts: Fact) -> Document:
    return ANSWER.model_copy(update={"facts": facts})


def with_fact(place: int, **changes: Any) -> Document:
    facts = list(ANSWER.facts)
    facts[place] = facts[place].model_copy(update=changes)
    return with_facts(*facts)


def with_mentions(**changes: Any) -> Document:
    return ANSWER.model_copy(update={"mentions": ANSWER.mentions.model_copy(update=changes)})


def place(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


def body(name: str) -> Org:
    return Org(text=name, span=(0, 1), name=name, type="union")


def date_at(words: str, day: str) -> Date:
    return Date(text=words, span=place(words), start=day, end=day, granularity="day", resolved_by="explicit")


def test_gold_as_its_own_answer_is_right_everywhere() -> None:
    full = {"dates": 2, "amounts": 2, "quantities": 2, "orgs": 2, "document": 3}
    facts = {"detection": 3, "slots": 16, "exact": 3, "money": 1}
    assert {name: PERFECT[name] for name in HEADLINES} == {
        name: Counts(count, count, count) for name, count in (full | facts).items()
    }


@pytest.mark.parametrize(
    ("answer", "changed"),
    [
        pytest.param(
            with_facts(ANSWER.facts[0], ANSWER.facts[2]),
            {"detection": Counts(2, 2, 3), "slots": Counts(10, 10, 16), "exact": Counts(2, 2, 3)},
            id="a fact left out takes all its values along",
        ),
        pytest.param(
            with_facts(*ANSWER.facts, ANSWER.facts[2].model_copy(update={"id": "again"})),
            {"detection": Counts(3, 4, 3), "slots": Counts(16, 21, 16), "exact": Counts(3, 4, 3)},
            id="a fact told twice pairs once",
        ),
        pytest.param(
            with_fact(0, status="planned"),
            {"slots": Counts(15, 16, 16), "exact": Counts(2, 3, 3), "money": Counts(0, 1, 1)},
            id="money that is only planned is not paid",
        ),
        pytest.param(
            with_fact(1, part_of=None),
            {"slots": Counts(15, 15, 16), "exact": Counts(2, 3, 3), "money": Counts(1, 2, 2)},
            id="a share that has lost its total is counted twice",
        ),
        pytest.param(
            with_fact(1, part_of="f2"),
            {"slots": Counts(15, 16, 16), "exact": Counts(2, 3, 3)},
            id="a share of the wrong total",
        ),
        pytest.param(
            with_fact(2, action=ANSWER.facts[2].action.model_copy(update={"type": "give"})),
            {"detection": Counts(2, 3, 3), "slots": Counts(11, 16, 16), "exact": Counts(2, 3, 3)},
            id="another type is another fact",
        ),
        pytest.param(
            with_fact(0, cumulative=True),
            {"slots": Counts(16, 17, 16)},
            id="cumulative where it is not",
        ),
        pytest.param(
            with_fact(0, agents=(body("临江市总工会"),)),
            {},
            id="higher divisions may be left out",
        ),
        pytest.param(
            with_fact(0, agents=(body("东临江市总工会"),)),
            {"slots": Counts(15, 16, 16), "exact": Counts(2, 3, 3)},
            id="half a division may not",
        ),
        pytest.param(
            with_fact(2, agents=(body("各級工會組織"),)),
            {},
            id="a phrase for many bodies is matched by its characters",
        ),
        pytest.param(
            with_fact(0, agents=(body("临江市总工会"), body("临江市财政局"))),
            {"slots": Counts(16, 17, 16), "exact": Counts(2, 3, 3)},
            id="an agent too many",
        ),
        pytest.param(
            with_fact(0, recipients=()),
            {"slots": Counts(15, 15, 16)},
            id="exact does not ask for recipients",
        ),
        pytest.param(
            with_mentions(dates=(date_at("2021年3月5日", "2021-03-06"), ANSWER.mentions.dates[1])),
            {"dates": Counts(1, 2, 2)},
            id="a date with the wrong value",
        ),
        pytest.param(
            with_mentions(dates=(date_at("2021年3月9日", "2021-03-09"), *ANSWER.mentions.dates)),
            {},
            id="a date in ignored words is neither right nor wrong",
        ),
        pytest.param(
            with_mentions(dates=(date_at("2021年3月9日", "2021-03-05"), *ANSWER.mentions.dates[1:])),
            {},
            id="in ignored words it is right where gold has it",
        ),
        pytest.param(
            with_mentions(dates=(*ANSWER.mentions.dates, ANSWER.mentions.dates[0])),
            {"dates": Counts(2, 3, 2)},
            id="dates are a bag",
        ),
        pytest.param(
            with_mentions(orgs=(*ANSWER.mentions.orgs, body("临江市总工会"), body("高桥县总工会"))),
            {},
            id="bodies are a set",
        ),
        pytest.param(
            with_mentions(amounts=(ANSWER.mentions.amounts[0].model_copy(update={"mod": "approx"}),)),
            {"amounts": Counts(0, 1, 2)},
            id="an amount is its modifier too",
        ),
        pytest.param(
            ANSWER.model_copy(update={"publisher": "湘江 日報", "title": "拨付", "kind": "report"}),
            {"document": Counts(2, 4, 3)},
            id="fields one by one",
        ),
    ],
)
def test_one_spoilt_place(answer: Document, changed: dict[str, Counts]) -> None:
    counts = judge(GOLD, answer).counts()
    assert {name: counts[name] for name in HEADLINES} == {name: PERFECT[name] for name in HEADLINES} | changed


@pytest.mark.parametrize(
    ("words", "paired"),
    [
        ("各级工会4月慰问职工120人", True),
        ("慰问", True),  # half of the shorter
        ("其中5万\n元用于购买口罩2000只。各级工会4月慰问职工120人。", True),
        ("用于购买口罩2000只。各级工会", False),  # 4 of 15 letters
        ("购买口罩2000只。", False),
    ],
)
def test_evidence_has_to_overlap_by_half_of_the_shorter(words: str, paired: bool) -> None:
    evidence = ANSWER.facts[2].evidence.model_copy(update={"span": place(words)})
    judgement = judge(GOLD, with_fact(2, evidence=evidence))
    assert (2 in {pair.gold for pair in judgement.pairs}) == paired


def test_a_fact_in_ignored_words_is_neither_right_nor_wrong() -> None:
    title = ANSWER.facts[0].evidence.model_copy(update={"span": place("湘江日报")})
    heading = ANSWER.facts[0].model_copy(update={"id": "title", "evidence": title})
    assert judge(GOLD, with_facts(*ANSWER.facts, heading)).counts() == PERFECT


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_facts_pair_for_the_most_agreeing_slots(order: tuple[int, int, int]) -> None:
    """Three gifts told in one sentence, given in any order: each finds its own."""
    text = "县总工会给甲厂发放5万元、乙厂8万元、丙厂9万元。"
    gift = {"action": {"quote": "发放", "type": "give"}, "status": "done", "evidence": text}
    labels = {
        "document": {"kind": "news"},
        "amounts": [{"quote": f"{n}万元", "yuan": f"{n}0000"} for n in (5, 8, 9)],
        "facts": [
            gift | {"recipients": [f"{who}厂"], "amounts": [f"{n}0000"]}
            for who, n in zip("甲乙丙", (5, 8, 9), strict=True)
        ],
    }
    gold = resolve("gifts", text, Labels.model_validate(labels))
    answer = perfect_answer(gold)
    turned = answer.model_copy(update={"facts": tuple(answer.facts[place] for place in order)})
    counts = judge(gold, turned).counts()
    assert (counts["exact"], counts["slots"]) == (Counts(3, 3, 3), Counts(9, 9, 9))


def test_a_rate_is_no_sum() -> None:
    """每家15万元 beside 30万元: only what was paid in all is money."""
    text = "总工会向两厂发放30万元,每家15万元。"
    labels = {
        "document": {"kind": "news"},
        "amounts": [
            {"quote": "30万元", "yuan": "300000"},
            {"quote": "15万元", "yuan": "150000", "per": "家"},
        ],
        "facts": [
            {
                "action": {"quote": "发放", "type": "give"},
                "status": "done",
                "amounts": ["300000", "150000"],
                "evidence": "总工会向两厂发放30万元,每家15万元",
            }
        ],
    }
    gold = resolve("rate", text, Labels.model_validate(labels))
    answer = perfect_answer(gold)
    assert judge(gold, answer).counts()["money"] == Counts(1, 1, 1)
    plain: Callable[[Amount], Amount] = lambda amount: amount.model_copy(update={"per": None})  # noqa: E731
    fact = answer.facts[0].model_copy(update={"amounts": tuple(map(plain, answer.facts[0].amounts))})
    assert judge(gold, answer.model_copy(update={"facts": (fact,)})).counts()["money"] == Counts(0, 1, 1)


def test_figures_are_micro_undefined_where_empty_and_the_same_each_time() -> None:
    half = {**PERFECT, "dates": Counts(1, 2, 2)}
    figures = reckon([PERFECT, half])
    assert figures["dates"].counts == Counts(3, 4, 4)
    assert figures["dates"].interval == (0.5, 1.0)
    assert figures == reckon([PERFECT, half])
    assert figures["slot documents"].counts.f1 is None
    assert figures["slot documents"].interval is None


def test_every_labelled_document_answers_itself(documents: list[Gold]) -> None:
    for gold in documents:
        counts = judge(gold, perfect_answer(gold)).counts()
        wrong = [name for name, one in counts.items() if not one.right == one.answered == one.expected]
        assert (gold.name, wrong) == (gold.name, [])
