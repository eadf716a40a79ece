"""Figures as an editor writes them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extractor.checks.figures import MONEY, Figure
from extractor.checks.page import Page
from extractor.values.numerals import decimal_string

_SCALES = (("亿", Decimal(10**8)), ("万", Decimal(10**4)))


def shown(value: Decimal, like: Figure) -> str:
    """``value`` with the unit and in the scale of another figure: 3100000 like 300万元 → 310万元."""
    unit = MONEY if like.unit == MONEY else like.text.lstrip("0123456789.,约近超余多万亿") or like.unit
    unit = unit if like.unit == MONEY or len(unit) <= 2 else like.unit
    for sign, size in _SCALES:
        if sign in like.text and value:
            return f"{_plain(value / size)}{sign}{unit}"
    return f"{_plain(value)}{unit}"


def written(page: Page, figure: Figure) -> str:
    """The figure as it stands in the text."""
    return page.text[figure.start : figure.end]


def joined(page: Page, figures: Iterable[Figure]) -> str:
    return "、".join(written(page, figure) for figure in figures)


def _plain(value: Decimal) -> str:
    return decimal_string(round(value, 4))
