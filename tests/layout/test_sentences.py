from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.layout.sentences import split_sentences


def sentences(text: str) -> list[list[str]]:
    return [[text[c.start : c.end] for c in clauses] for _, _, clauses in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("市总拨款3万元，慰问40人。县总跟进！", [["市总拨款3万元，", "慰问40人。"], ["县总跟进！"]]),
        ("支出1,200元,结余8:30前上报", [["支出1,200元,", "结余8:30前上报"]]),
        ("甲厂（含分厂，共3家。）投保", [["甲厂（含分厂，共3家。）投保"]]),
        ("他说：“走。再来。”市总又送去20万元。", [["他说：", "“走。再来。”"], ["市总又送去20万元。"]]),
        ("题为“爱心。”，共一场。", [["题为“爱心。”，", "共一场。"]]),
        ("口号“春送岗位，已发3万元。第二句。", [["口号“春送岗位，", "已发3万元。"], ["第二句。"]]),
        ("（甲（乙，丙），丁）去了，回了", [["（甲（乙，丙），丁）去了，", "回了"]]),
        (" ，。 ", [["，", "。"]]),
        ("", []),
    ],
)
def test_marks(text: str, expected: list[list[str]]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="市总3，。！“”（）《》;, \n", max_size=200))
def test_clauses_lie_in_order_and_lose_only_blanks(text: str) -> None:
    last = 0
    for start, end, clauses in split_sentences(text, 0, len(text)):
        assert (start, end) == (clauses[0].start, clauses[-1].end)
        for clause in clauses:
            assert not text[last : clause.start].strip()
            assert last <= clause.start < clause.end <= len(text)
            last = clause.end
    assert not text[last:].strip()
