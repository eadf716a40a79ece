"""When two names are the same name (labels.md, "facts, slots")."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

PHRASE = 0.6
TITLE = 0.8

_PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 "
    "广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆"
).replace(" ", "|")
_DIVISION = r"[一-鿿]{2,10}?(?:省|自治区|市|地区|自治州|州|盟|旗|区|县)|[一-鿿]县"
_HIGHER = re.compile(rf"(?:(?:{_PROVINCES})(?!省|市|自治)|{_DIVISION})+")
_OWN = re.compile(rf"{_DIVISION}|[一-鿿]{{2,10}}?(?:镇|乡|街道)")
_PARTY = "中共"


@cache
def fold(name: str) -> str:
    """The name without blanks and punctuation, half-width, in simplified characters."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", name) if sign.isalnum())
    return plain if plain.isascii() else _converter().convert(plain)


@cache
def same_body(one: str, other: str) -> bool:
    """Whether two names of bodies are equal, or differ only by divisions above the body's own."""
    short, long = sorted((fold(one).removeprefix(_PARTY), fold(other).removeprefix(_PARTY)), key=len)
    if short == long:
        return fold(one) == fold(other)
    above = long[: len(long) - len(short)]
    return long.endswith(short) and bool(_HIGHER.fullmatch(above) and _OWN.match(short))


@cache
def likeness(one: str, other: str) -> float:
    """F1 over the characters of two phrases, folded: 1 for the same characters, 0 for none in common."""
    left, right = Counter(fold(one)), Counter(fold(other))
    together = left.total() + right.total()
    return 2 * (left & right).total() / together if together else 0.0


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")
