from hypothesis import given
from hypothesis import strategies as st

from evaluation.names import same_body
from evaluation.pairing import Pair, best_pairs

places = st.integers(0, 4)


def by_trying_all(weights: dict[Pair, int]) -> int:
    if not weights:
        return 0
    (left, right), *_ = weights
    without = {pair: weight for pair, weight in weights.items() if pair != (left, right)}
    apart = {pair: weight for pair, weight in without.items() if pair[0] != left and pair[1] != right}
    return max(by_trying_all(without), weights[left, right] + by_trying_all(apart))


@given(st.dictionaries(st.tuples(places, places), st.integers(1, 9), max_size=9))
def test_no_assignment_is_better(weights: dict[Pair, int]) -> None:
    pairs = best_pairs(weights)
    assert len({left for left, _ in pairs}) == len(pairs) == len({right for _, right in pairs})
    assert sum(weights[pair] for pair in pairs) == by_trying_all(weights)


def test_higher_divisions_may_stand_or_not_and_nothing_else() -> None:
    assert same_body("贵州省遵义市播州区总工会", "播州区 總工會")
    assert same_body("中共湖南省衡阳市委员会", "中共衡阳市委员会")
    assert same_body("湖南衡阳市总工会", "衡阳市总工会")
    assert not same_body("济南市城市管理局", "城市管理局")
    assert not same_body("江苏省总工会", "总工会")
    assert not same_body("播州区总工会", "汇川区总工会")
    assert not same_body("遵义市总工会", "遵义市播州区总工会")
