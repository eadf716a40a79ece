"""The same fact told by bulletins of their own: when it is one event, and when it may not be."""

from __future__ import annotations

from typing import Any

import pytest
from archives import AGENT, day, deduped, document, event_ids, fact, org

from extractor.records import Document

TOLD = {"words": "省总工会2月5日下拨我市防疫资金20万元"}
AGAIN = {"words": "据悉，市总收到省总拨来的慰问金"}


def _two(**more: Any) -> list[Document]:
    return [
        document(1, fact("a", **TOLD), date="2020-02-06"),
        document(2, fact("b", **{**AGAIN, **more}), date="2020-03-01"),
    ]


def _folds(documents: list[Document]) -> bool:
    (first,), (second,) = event_ids(documents)
    return first == second


def test_two_bulletins_tell_of_one_payment() -> None:
    lines, (event,) = deduped(_two(recipients=("白水市总工会",)))
    assert [one.facts[0].event_id for one in lines] == ["0000000000000001/a"] * 2
    assert [one.facts[0].additive_yuan for one in lines] == ["200000", None]
    assert lines[1].facts[0].additive_reason == "repost"
    assert [one["evidence"] for one in event["tellings"]] == [TOLD["words"], AGAIN["words"]]
    assert (event["additive_yuan"], event["differing"]) == ("200000", [])


@pytest.mark.parametrize(
    "other",
    [
        {"yuan": "200001"},
        {"yuan": None},
        {"type": "donate"},
        {"agents": ()},
        {"agents": [org("白水市总工会")]},
        {"days": [day("2020-02-06")]},
        {"days": [day(None)]},
        {"days": ()},
    ],
)
def test_nothing_may_be_missing_or_different(other: dict[str, Any]) -> None:
    assert not _folds(_two(**other))


@pytest.mark.parametrize(
    ("both", "is_one"),
    [
        ({"agents": [org("市总工会", region=None)]}, False),  # of which town?
        ({"agents": [org("青石重工集团工会", region=None)]}, True),
        ({"days": [day("2020-01-01", "2020-12-31")]}, False),  # the same sum twice in a year
        ({"days": [day("2020-01-01", "2020-12-31")], "cumulative": True}, True),
        ({"yuan": None}, False),
    ],
)
def test_what_both_tell(both: dict[str, Any], is_one: bool) -> None:
    documents = [document(1, fact("a", **TOLD, **both)), document(2, fact("b", **AGAIN, **both))]
    assert _folds(documents) == is_one


@pytest.mark.parametrize(
    ("recipients", "events"),
    [
        ([(), ("甲县总工会",)], [1, 1]),
        ([("甲县总工会",), ("乙县总工会",)], [1, 2]),
        ([("甲县总工会",), ("乙县总工会",), ()], [1, 2, 3]),  # which of the two?
        ([("甲县总工会",), (), ("甲县总工会",)], [1, 1, 1]),
    ],
)
def test_recipients_tell_payments_apart(recipients: list[tuple[str, ...]], events: list[int]) -> None:
    words = ("下拨甲县的", "乙县获得", "这笔款项到账")
    documents = [
        document(number, fact("f", words[number - 1], recipients=names))
        for number, names in enumerate(recipients, 1)
    ]
    assert event_ids(documents) == [[f"{event:016x}/f"] for event in events]


def test_two_alike_in_one_bulletin_stay_two() -> None:
    both = document(1, fact("a", "拨甲县20万元"), fact("b", "拨乙县20万元"))
    apart = [[f"{1:016x}/a", f"{1:016x}/b"], [f"{2:016x}/c"]]
    assert event_ids([both, document(2, fact("c", **TOLD))]) == apart


def test_what_is_a_share_in_one_telling_is_summed_in_none() -> None:
    """Its money is in the total already."""
    total = fact("t", "共拨付100万元", yuan="1000000")
    share = fact("s", "其中防疫资金", agents=(), days=(), part_of="t")
    lines, _ = deduped([document(1, fact("a", **TOLD)), document(2, total, share, date="2020-03-01")])
    told = {one.event_id: one.additive_yuan for line in lines for one in line.facts if one.additive}
    assert told == {f"{2:016x}/t": "1000000"}
    assert lines[1].facts[1].event_id == f"{1:016x}/a"


def test_the_first_telling_is_of_the_earliest_document_with_a_date() -> None:
    told = (("某处", None), ("彼处", "2020-03-01"), ("此处", "2020-02-06"), ("别处", "2020-02-06"))
    documents = [
        document(4 - place, fact("f", f"{where}说{AGENT}拨款"), date=date)
        for place, (where, date) in enumerate(told)
    ]
    assert {one for (one,) in event_ids(documents)} == {f"{1:016x}/f"}
