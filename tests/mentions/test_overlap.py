"""Overlaps: only what shares no character with others stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractor.layers import Mention
from extractor.mentions.overlap import outside

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair))))


def as_mentions(spans: list[tuple[int, int]]) -> list[Mention[str]]:
    return [Mention(start, end, "", "rule") for start, end in spans]


@given(SPANS, SPANS)
def test_outside_is_what_it_says(spans: list[tuple[int, int]], blocks: list[tuple[int, int]]) -> None:
    kept = [(one.start, one.end) for one in outside(as_mentions(spans), blocks)]
    free = [span for span in spans if all(span[1] <= start or end <= span[0] for start, end in blocks)]
    assert sorted(kept) == sorted(free)
