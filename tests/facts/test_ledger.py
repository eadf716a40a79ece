"""Money is counted once: shares, running totals, restatements."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.facts import FactFinder
from extractor.facts.model import FoundFact
from extractor.facts.proving import SentenceReader

Find = Callable[[str], tuple[FoundFact, ...]]

_FINDER, _READER = FactFinder(), SentenceReader()


def _tree(facts: tuple[FoundFact, ...]) -> list[tuple[int, int | None]]:
    """Each fact's sum in 万元 and the place of its total."""
    return [(int((fact.amounts[0].value.yuan or 0) / 10000), fact.part_of) for fact in facts]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param(
            "市总工会下拨资金100万元，其中石泉县总工会60万元，平利县总工会40万元。",
            [(100, None), (60, 0), (40, 0)],
            id="shares that add up",
        ),
        pytest.param(
            "市总工会投入资金100万元，其中救灾资金60万元（帐篷25万元、药品35万元），防疫资金40万元。",
            [(100, None), (60, 0), (25, 1), (35, 1), (40, 0)],
            id="a share of a share",
        ),
        pytest.param(
            "市总工会下拨石泉县总工会60万元、平利县总工会40万元。", [(60, None), (40, None)], id="no total"
        ),
        pytest.param(
            "1月28日，市总工会拨付救灾资金30万元。截至2月2日，市总工会累计拨付救灾资金80万元。",
            [(30, 1), (80, None)],
            id="a running total",
        ),
        pytest.param(
            "1月28日，市总工会拨付石泉县总工会30万元。2月1日，市总工会又捐赠10万元。",
            [(30, None), (10, None)],
            id="neighbours",
        ),
    ],
)
def test_part_of(find: Find, text: str, tree: list[tuple[int, int | None]]) -> None:
    assert _tree(find(text)) == tree


def test_a_restatement_is_no_second_fact(find: Find) -> None:
    once = "1月28日，市总工会拨付防疫资金30万元。"
    assert _tree(find(f"{once}会上说，市总工会拨付的防疫资金30万元已经到位。")) == _tree(find(once))


def test_respectively_pairs_off(find: Find) -> None:
    facts = find("咸阳市总工会、渭南市总工会分别捐款20万元、15万元。")
    assert [([org.value.name for org in fact.agents], _tree((fact,))) for fact in facts] == [
        (["咸阳市总工会"], [(20, None)]),
        (["渭南市总工会"], [(15, None)]),
    ]


_SUMS = st.sampled_from(["10万元", "20万元", "30万元", "50万元", "60万元", "100万元"])
_SAID = st.tuples(
    st.sampled_from(
        [
            "市总工会下拨",
            "其中",
            "其中石泉县总工会",
            "截至2月2日，市总工会累计下拨",
            "平利县总工会",
            "合计",
            "累计投入",
        ]
    ),
    _SUMS,
    st.sampled_from("，；。、（"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_SAID, min_size=2, max_size=9))
def test_nothing_is_part_of_itself(said: list[tuple[str, str, str]]) -> None:
    facts = _READER.read("".join(lead + money + mark for lead, money, mark in said)).facts(_FINDER)
    for number, fact in enumerate(facts):
        above, seen = fact.part_of, {number}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = facts[above].part_of
