"""Which facts a sum may take in, and with how much: the rule behind ``additive`` of a record.

A sum over one action type takes each yuan once. So it takes money that was paid, in cash, as a sum of its
own: not a share of a total that is there too, not a rate whose receivers nobody has counted, not a limit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Protocol, TypedDict

from extractor.records import AdditiveReason, Amount, AmountKind, Modifier, Status
from extractor.values.numerals import decimal_string

_NEAR = "[^，,；;。]"
_TO = rf"{_NEAR}{{0,12}}(?:到|至|为|成){_NEAR}{{0,2}}"
_AGAIN = r"整?[，,]?[（(即合¥￥]{1,2}[^，。；0-9]{0,4}"
_FEWEST_PARTS = 2
_NEW_MONEY = "1955-03-01"
"""From this day on RMB is counted as it is now."""
_OLD_MONEY = re.compile("旧(?:人民)?币")
_FROM = rf"[由从自]{_NEAR}{{0,8}}"


class Money(Protocol):
    """What the rule reads of an amount, in records and in gold labels alike."""

    @property
    def yuan(self) -> str | None: ...
    @property
    def mod(self) -> Modifier: ...
    @property
    def per(self) -> str | None: ...
    @property
    def each(self) -> bool: ...
    @property
    def kind(self) -> AmountKind: ...
    @property
    def currency(self) -> str: ...


class Summing(TypedDict):
    """The fields of a fact that say whether a sum takes it in."""

    additive: bool
    additive_reason: AdditiveReason | None
    additive_yuan: str | None


def summing(
    *,
    status: Status,
    is_share: bool,
    amounts: Sequence[Amount],
    evidence: str,
    ends: Sequence[str | None] = (),
) -> Summing:
    """The fields for a fact of this status, with these amounts, told in these words. ``ends`` are the last
    days of its dates."""
    words = [one.text for one in amounts]
    reason = reason_against(
        status=status, is_share=is_share, amounts=amounts, words=words, evidence=evidence, ends=ends
    )
    return {
        "additive": reason is None,
        "additive_reason": reason,
        "additive_yuan": None if reason else decimal_string(summed(amounts, words=words, evidence=evidence)),
    }


def summed(amounts: Sequence[Money], *, words: Sequence[str], evidence: str) -> Decimal:
    """The yuan that ``amounts`` of one fact add to a sum; ``words`` and ``evidence`` as for
    ``reason_against``. A sum that is said again (叁佰万元（3000000元）), and one that the others make up
    (50万元、30万元共80万元), is taken once."""
    told = [(Decimal(one.yuan), word) for one, word in zip(amounts, words, strict=True)
            if _obstacle(one) is None and one.yuan]  # fmt: skip
    once = told[:1] + [
        (yuan, word)
        for (former, before), (yuan, word) in pairwise(told)
        if yuan != former or not re.search(re.escape(before) + _AGAIN + re.escape(word), evidence)
    ]
    values = [yuan for yuan, _ in once]
    total, most = sum(values, Decimal(0)), max(values, default=Decimal(0))
    return most if len(values) > _FEWEST_PARTS and total == 2 * most else total


def reason_against(
    *,
    status: Status,
    is_share: bool,
    amounts: Sequence[Money],
    words: Sequence[str],
    evidence: str,
    ends: Sequence[str | None] = (),
) -> AdditiveReason | None:
    """Why a sum leaves this fact out; None where it takes it in.

    ``words`` are the amounts as they stand in ``evidence``, in the order of ``amounts``. A fact with several
    amounts is taken in with those that nothing speaks against, if there is one.
    """
    if is_share:
        return "part_of"
    if status != "done":
        return status
    if not amounts:
        return "no cash"
    obstacles = [_obstacle(one) for one in amounts]
    if None not in obstacles:
        return obstacles[0]
    if in_old_money(evidence, max(filter(None, ends), default=None)):
        return "currency"
    return "comparison" if _compares(words, evidence) else None


def in_old_money(words: str, last_day: str | None) -> bool:
    """Whether what is told until ``last_day`` (YYYY-MM-DD) is of the time of the old RMB, of which 10,000
    became 1 yuan, or its words say so."""
    return (last_day is not None and last_day < _NEW_MONEY) or _OLD_MONEY.search(words) is not None


def _obstacle(amount: Money) -> AdditiveReason | None:
    """Why a sum leaves this amount out."""
    if amount.kind != "cash":
        return amount.kind
    if amount.currency != "CNY":
        return "currency"
    if amount.per is not None or amount.each:
        return "rate"
    if amount.mod == "at_most":
        return "ceiling"
    return "unfixed" if amount.yuan is None else None


def _compares(words: Sequence[str], evidence: str) -> bool:
    """Whether the fact tells of a level that moved (由12万元压到7.4万元): neither figure is a payment."""
    return any(
        re.search(_FROM + re.escape(one) + _TO + re.escape(other), evidence)
        for one, other in pairwise(words)
    )
