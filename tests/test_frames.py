"""Facts as a data frame: one row a fact, money exact."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from extractor import extract
from extractor.frames import COLUMNS, facts_frame, rows

SAMPLE = "2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元，其中水田坝乡工会3万元，每人不超过300元。"


def test_one_row_a_fact_and_no_money_twice() -> None:
    document = extract(SAMPLE, anchor="2021-02-05", source="a.txt")
    frame = facts_frame([document, document])
    assert list(frame.columns) == list(COLUMNS)
    assert list(frame["fact"]) == [fact.id for fact in document.facts] * 2
    paid = frame[frame["part_of"].isna() & (frame["type"] == "allocate")]
    assert paid["yuan"].sum() == Decimal(240000)
    first = frame.iloc[0]
    assert (first["agents"], first["start"], first["source"]) == (["秭归县总工会"], "2021-02-03", "a.txt")


def test_rates_are_no_money_paid_and_no_facts_no_rows() -> None:
    (row,) = rows([extract("2021年2月3日，秭归县总工会慰问职工20名，每人300元。")])
    assert (row["yuan"], row["amounts"], row["quantities"]) == (None, ["300元"], ["20名"])
    empty = facts_frame([])
    assert isinstance(empty, pd.DataFrame)
    assert (len(empty), list(empty.columns)) == (0, list(COLUMNS))
