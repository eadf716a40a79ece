"""What holds for any archive: its order does not matter, and sums take each event once."""

from __future__ import annotations

from archives import day, deduped, document, fact, org
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.records import Document

WORDS = [f"{one}向{other}总工会下拨专项补助资金，用于职工服务阵地建设" for one in "甲乙" for other in "丙丁"]
FACTS = st.builds(
    fact,
    st.sampled_from("abcd"),
    st.sampled_from(WORDS),
    yuan=st.sampled_from(["200000", "300000", None]),
    days=st.sampled_from([(day("2020-02-05"),), (day("2021-02-05"),), ()]),
    agents=st.sampled_from([(org("甲县总工会"),), ()]),
    recipients=st.sampled_from([(), ("丙县总工会",), ("丁县总工会",)]),
)
PAGES = st.tuples(
    st.sampled_from([None, "2020-02-05", "2020-02-09", "2020-03-20", "2021-02-05"]),
    st.lists(FACTS, max_size=4, unique_by=lambda one: one.id),
)
ARCHIVES = st.lists(PAGES, min_size=1, max_size=7).map(
    lambda pages: [document(number, *facts, date=date) for number, (date, facts) in enumerate(pages)]
)


@settings(deadline=None, max_examples=60)
@given(archive=ARCHIVES, chance=st.randoms(use_true_random=False))
def test_order_does_not_matter(archive: list[Document], chance: st.RandomRandom) -> None:
    shuffled = chance.sample(archive, len(archive))
    lines, events = deduped(archive)
    again, events_again = deduped(shuffled)
    assert {one.id: one for one in lines} == {one.id: one for one in again}
    assert events == events_again


@settings(deadline=None, max_examples=60)
@given(archive=ARCHIVES)
def test_each_event_is_summed_once_at_most_and_once_is_enough(archive: list[Document]) -> None:
    lines, events = deduped(archive)
    summed = [one.event_id for line in lines for one in line.facts if one.additive]
    assert len(summed) == len(set(summed))
    could = {new.event_id for old, line in zip(archive, lines, strict=True)
             for before, new in zip(old.facts, line.facts, strict=True) if before.additive}  # fmt: skip
    assert set(summed) == could  # no share among them
    names = {f"{line.id}/{one.id}" for line in lines for one in line.facts}
    assert {one.event_id for line in lines for one in line.facts} <= names
    assert all(len(event["tellings"]) > 1 for event in events)
    assert deduped(lines) == (lines, events)
