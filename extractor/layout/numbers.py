"""发文字号: the numbers that papers carry, and their normal form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layers import Field, Zone, ZoneKind
from extractor.signs import compile_han
from extractor.values.numerals import parse_number

_YEAR = r"(?:19|20)?\d\d|[一二][〇○零一二三四五六七八九]{3}"
_NUMBER = re.compile(
    rf"(?P<word>[一-鿿（）]{{0,24}}?)\s*[〔\[（【［]\s*(?P<year>{_YEAR})\s*[〕\]）】］]"
    r"\s*(?P<ordinal>第)?\s*0*(?P<count>\d{1,4}|[一二三四五六七八九十百]{1,5})\s*(?P<unit>[号次])"
)
_TRAILING = compile_han(
    r"([^。]{8,}?)\s*（?[一-鿿]{1,16}[字发办函通工]\s*[〔\[（【［]\d{2,4}[〕\]）】］]\s*第?\d{1,4}号）?$"
)
_LINE = re.compile(rf"（?{_NUMBER.pattern}）?(?:\s.*|\s*签发人.*)?$")
_LONGEST_LINE = 120


def is_number_line(text: str) -> bool:
    """True for a line that gives the number of the paper itself, whatever stands behind it."""
    return len(text) <= _LONGEST_LINE and _LINE.match(text) is not None


def title_before_number(text: str) -> int | None:
    """Where the title ends in a line that ends with the number (…的通知（某工发〔2019〕3号）), or None."""
    if len(text) > _LONGEST_LINE or is_number_line(text):
        return None
    match = _TRAILING.match(text)
    return match.end(1) if match else None


def find_number(zones: Sequence[Zone], norm: str) -> Field[str] | None:
    """The number of the paper in its normal form (青总办通〔2021〕4号), or None.

    It stands before the running text, and not in the title; numbers in the body are those of other papers.
    """
    for zone in zones:
        if zone.kind.is_body:
            break
        match = _NUMBER.search(norm, zone.start, zone.end)
        if match and zone.kind not in (ZoneKind.TITLE, ZoneKind.RELATED):
            value = _normal(match)
            if value:
                return Field(value, match.start("word") + len(match["word"]) - len(_word(match)), match.end())
    return None


def _normal(match: re.Match[str]) -> str | None:
    """〔〕 whatever was written, Arabic numerals, no 第 before a 号 and no leading zeros."""
    year, count = parse_number(match["year"]), parse_number(match["count"])
    if year is None or count is None:
        return None
    ordinal = "第" if match["unit"] == "次" and match["ordinal"] else ""
    return f"{_word(match)}〔{year}〕{ordinal}{count}{match['unit']}"


def _word(match: re.Match[str]) -> str:
    return match["word"].lstrip("（")
