"""Which money of a fact a sum takes in, and why not the rest."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.additive import summing
from extractor.records import Amount


def _amount(text: str, yuan: str | None, **more: Any) -> Amount:
    return Amount(text=text, span=(0, 1), yuan=yuan, wanyuan=None, **more)


PLAIN = _amount("9万元", "90000")
RATE = _amount("500元", "500", per="人")


@pytest.mark.parametrize(
    ("amounts", "yuan"),
    [
        ([PLAIN], "90000"),
        ([RATE, PLAIN], "90000"),
        ([PLAIN, _amount("各3万元", "30000", each=True)], "90000"),
        ([PLAIN, _amount("约1.5万元", "15000.5", mod="approx")], "105000.5"),
        ([PLAIN, _amount("价值2万元", "20000", kind="in_kind")], "90000"),
        ([PLAIN, _amount("不超过1000元", "1000", mod="at_most")], "90000"),
    ],
)
def test_cash_of_its_own_is_summed(amounts: list[Amount], yuan: str) -> None:
    told = summing(status="done", is_share=False, amounts=amounts, evidence="共发放9万元")
    assert told == {"additive": True, "additive_reason": None, "additive_yuan": yuan}


@pytest.mark.parametrize(
    ("evidence", "amounts", "yuan"),
    [
        ("叁佰万元整（3000000元）", {"叁佰万元": "3000000", "3000000元": "3000000"}, "3000000"),
        ("9万元，即90000元", {"9万元": "90000", "90000元": "90000"}, "90000"),
        ("两次各拨9万元、90000元", {"9万元": "90000", "90000元": "90000"}, "180000"),
        ("拨50万元、30万元共80万元", {"50万元": "500000", "30万元": "300000", "80万元": "800000"}, "800000"),
        ("拨50万元、30万元、70万元", {"50万元": "500000", "30万元": "300000", "70万元": "700000"}, "1500000"),
    ],
)
def test_a_sum_said_again_is_taken_once(evidence: str, amounts: dict[str, str], yuan: str) -> None:
    told = summing(
        status="done",
        is_share=False,
        amounts=[_amount(text, value) for text, value in amounts.items()],
        evidence=evidence,
    )
    assert told["additive_yuan"] == yuan


@pytest.mark.parametrize(
    ("amounts", "more", "reason"),
    [
        ([PLAIN], {"is_share": True, "status": "planned"}, "part_of"),
        ([PLAIN], {"status": "planned"}, "planned"),
        ([PLAIN], {"status": "required"}, "required"),
        ([PLAIN], {"status": "negated"}, "negated"),
        ([], {}, "no cash"),
        ([RATE], {}, "rate"),
        ([_amount("各3万元", "30000", each=True)], {}, "rate"),
        ([_amount("不超过1000元", "1000", mod="at_most")], {}, "ceiling"),
        ([_amount("价值2万元", "20000", kind="in_kind")], {}, "in_kind"),
        ([_amount("2万元", "20000", kind="price")], {}, "price"),
        ([_amount("2万美元", "20000", currency="USD")], {}, "currency"),
        ([PLAIN], {"ends": [None, "1953-02-28"]}, "currency"),
        ([PLAIN], {"evidence": "发放旧币9万元"}, "currency"),
        ([_amount("数十万元", None, mod="vague")], {}, "unfixed"),
        (
            [_amount("12万元", "120000"), _amount("9万元", "90000")],
            {"evidence": "把经费由12万元压到9万元"},
            "comparison",
        ),
    ],
)
def test_the_rest_is_left_out_with_a_reason(amounts: list[Amount], more: Any, reason: str) -> None:
    usual = {"status": "done", "is_share": False, "evidence": "发放9万元"}
    told = summing(**{**usual, **more, "amounts": amounts})
    assert told == {"additive": False, "additive_reason": reason, "additive_yuan": None}
