"""Numerals: written out in every way and read back; what is no certain number is none."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.values.numerals import NUMBER, parse_number

HAN = "零一二三四五六七八九"
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def in_han(number: int) -> str:
    """``number`` below 10^12 in full Chinese numerals."""
    for unit, scale in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= scale:
            count, rest = divmod(number, scale)
            gap = "零" if 0 < rest < scale // 10 else ""
            return in_han(count) + unit + gap + (in_han(rest) if rest else "")
    return HAN[number]


NATURAL = st.integers(min_value=0, max_value=10**12 - 1)


@given(NATURAL)
def test_reads_back_what_is_written_in_chinese(number: int) -> None:
    written = in_han(number)
    assert parse_number(written) == number
    assert parse_number(written.translate(CAPITALS)) == number
    assert parse_number(written.replace("零", "〇")) == number
    assert re.fullmatch(NUMBER, written) or len(written) > 24


@given(NATURAL, st.integers(0, 3))
def test_reads_back_arabic_with_commas_full_width_and_units(number: int, places: int) -> None:
    value = Decimal(number).scaleb(-places)
    written = f"{value:,}" if number >= 1000 else f"{value:f}"
    wide = written.translate(str.maketrans("0123456789.,", "０１２３４５６７８９．，"))
    assert parse_number(written) == parse_number(wide) == value
    assert parse_number(written + "万") == value * 10000
    assert re.fullmatch(NUMBER, written + "万")


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from([("万", 10000), ("亿", 10**8), ("千", 1000)]))
def test_a_last_single_digit_counts_tenths_of_the_unit(head: int, last: int, unit: tuple[str, int]) -> None:
    name, scale = unit
    expected = head * scale + last * scale // 10
    assert parse_number(f"{head}{name}{last}") == expected
    assert parse_number(f"{HAN[head]}{name}{HAN[last]}") == expected


@given(st.text(alphabet="0123456789.,〇一二三四五六七八九十百千万亿两廿点零", max_size=60))
def test_never_fails_on_any_run_of_numerals(text: str) -> None:
    value = parse_number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一○七", 107),
        ("二○一九", 2019),
        ("廿三", 23),
        ("卅", 30),
        ("两百", 200),
        ("两千零二十", 2020),
        ("12万5千", 125000),
        ("2万零500", 20500),
        ("1.2亿", 120000000),
        ("1,200.5万", 12005000),
        ("一点二万", 12000),
        ("一〇五万", 1050000),
        ("壹仟贰佰叁拾万", 12300000),
        ("貳拾萬", 200000),
        ("十五", 15),
        ("百万", 1000000),
        ("1.5万亿", 1500000000000),
    ],
)
def test_forms_of_bulletins(text: str, value: int) -> None:
    assert parse_number(text) == value


UNCERTAIN = ["", "三四百", "一万二三", "5千3万", "1000,000", "12,34", "千千", "1.5亿3000万", "近百"]


@pytest.mark.parametrize("text", UNCERTAIN)
def test_no_certain_number(text: str) -> None:
    assert parse_number(text) is None
