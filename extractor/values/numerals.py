"""Chinese and Arabic numerals of all kinds, to exact decimals.

Covers 120, 1,200.5, full-width digits, 一百二十, 壹佰贰拾, 廿三, 一点五, positional 一○七 and the mixed
forms of bulletins: 12万5千, 3万4 (34000), 1.2亿, 1,200.5万, 三千二 (3200).
"""

from __future__ import annotations

import re
from decimal import Decimal

HAN_DIGITS = "〇○零一二三四五六七八九两"
HAN_UNITS = "十百千万亿廿卅"
CAPITALS = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"  # one alone may be a surname or a verb: 陆, 拾

#: Sources for patterns over *normalised* text. All repetition is bounded and nothing captures. What they
#: match may still be no number (三四百): ask ``parse_number``.
ARABIC = r"(?:[0-9]{1,3}(?:[,，][0-9]{3}){1,5}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,6})?"
MIXED = (
    rf"{ARABIC}(?:[十百千万亿]{{1,2}}(?:零?[0-9]{{1,4}}[十百千万]{{1,2}}){{0,3}}"
    r"(?:零?[0-9]{1,4}(?![0-9]*[.,%][0-9]|%))?)?"
)
HAN = (
    rf"(?:[{HAN_DIGITS}{HAN_UNITS}]{{1,24}}(?:点[{HAN_DIGITS}]{{1,6}}[万亿]{{0,2}})?"
    rf"|[壹贰叁肆伍陆柒捌玖拾佰仟][{CAPITALS}十百千]{{1,23}}"
    rf"|[{CAPITALS}]{{1,24}}(?<=[{CAPITALS}]{{2}}))"
)
NUMBER = rf"(?:{MIXED}|{HAN})"

_LONGEST = 48
_FOLD = str.maketrans(
    "０１２３４５６７８９，．○零壹弌贰貳弍叁參叄弎肆伍陆陸柒捌玖拾佰仟萬億兩两点點",
    "0123456789,.〇〇一一二二二三三三三四五六六七八九十百千万亿二二点点",
)
_VALUES = str.maketrans("〇一二三四五六七八九", "0123456789")
_ARABIC = r"[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])(?:\.[0-9]{1,9})?|[0-9]{1,18}(?:\.[0-9]{1,9})?"
_WRITTEN = re.compile(_ARABIC)
_HAN_RUN = "[〇一二三四五六七八九]+"
_TOKEN = re.compile(rf"{_ARABIC}|{_HAN_RUN}(?:点{_HAN_RUN})?|[十百千万亿]")
_SCALES = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}


def parse_number(text: str) -> Decimal | None:
    """The value of ``text``, all of which must be one numeral; None where it is none or not one certain one.

    A unit that leads counts once (十五, 近百, 近万), so the caller decides whether a bare unit is a number
    where it stands. Neighbouring digits before a unit (三四百) are a guess between two and give None.
    """
    if _WRITTEN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if not text or len(text) > _LONGEST:
        return None
    folded = text.translate(_FOLD).replace("廿", "二十").replace("卅", "三十")
    tokens, position = [], 0
    while position < len(folded):
        match = _TOKEN.match(folded, position)
        if match is None:
            return None
        tokens.append(match[0])
        position = match.end()
    if len(tokens) == 1 and tokens[0] not in _SCALES:
        return _digits(tokens[0])
    return _compose(tokens, tail=True)


def _digits(token: str) -> Decimal:
    """A run of digits read by place: 一〇七 is 107, 三点五 is 3.5."""
    return Decimal(token.translate(_VALUES).replace("点", ".").replace(",", ""))


def _compose(tokens: list[str], *, tail: bool, within: int = 1) -> Decimal | None:
    """The value of tokens by their greatest unit. ``tail`` is true where the numeral ends with them and
    ``within`` is the unit before them, whose tenth a single last digit counts (三千二, 3万4)."""
    for unit, scale in _SCALES.items():
        if unit in tokens:
            place = tokens.index(unit)
            return _around(tokens[:place], tokens[place + 1 :], scale=scale, tail=tail)
    if len(tokens) != 1:
        return None if tokens else Decimal(0)
    token = tokens[0]
    if token[0] == "〇" and within > 1:
        token = token.lstrip("〇") or "〇"
        within = 1
    if token[0] not in "0123456789" and len(token) > 1 and "点" not in token and "〇" not in token:
        return None
    value = _digits(token)
    if within > 10 and len(token) == 1 and value:
        return value * within / 10 if tail else None
    return value


def _around(left: list[str], right: list[str], *, scale: int, tail: bool) -> Decimal | None:
    count = _compose(left, tail=False) if left else Decimal(1)
    if right[:1] == ["〇"] and len(right) > 1:  # 2万零500, 一千零十五
        right, scale_before = right[1:], 1
    else:
        scale_before = scale
    rest = _compose(right, tail=tail, within=scale_before)
    if count is None or rest is None or rest >= scale:
        return None
    if (scale <= 1000 and len(left) > 1) or (rest and count != int(count)):
        return None
    return count * scale + rest


def decimal_string(value: Decimal) -> str:
    """The exact value without exponent or trailing zeros: ``3.50E+6`` → ``3500000``."""
    digits = format(value, "f")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits
