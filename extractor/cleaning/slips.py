"""Slips of OCR and typing inside numbers, mended only where what stands around proves them."""

from __future__ import annotations

import re

_HAN = "\u3400-\u9fff"
_LOOKALIKES = str.maketrans("OoIl|Zz○Ｏ", "00111 2200"[:9].replace(" ", "1")) if False else str.maketrans(
    {"O": "0", "o": "0", "○": "0", "I": "1", "l": "1", "|": "1"}
)
# A run of digits and letters that look like digits: l983, lO7, 2l40, 36O. Never beside other letters.
_MIXED = re.compile("(?<![A-Za-z0-9|])(?=[0-9OolI.,]{2,12}(?![A-Za-z|]))[0-9OolI.,]*[OolI][0-9OolI.,]*")
_DIGIT = re.compile("[0-9]")
_UNIT_NEXT = re.compile("[年月日曰%％万亿元名人户个份件号只家条次时延]")
_DAY = re.compile("(?<=[0-9])曰|(?<=每)曰(?=[^，。：“]{0,4}[按加])")
_LAST_GROUP = re.compile("(?<![0-9,.])([0-9]{1,3}(?:,[0-9]{3}){1,4}),(?=[0-9]{2}元)")
_WIDE_COMMA = re.compile("(?<![0-9，,.])([0-9]{1,3})，(?=[0-9]{3}(?:[.．][0-9]{1,4})?(?:余|多)?[万亿]?元)")
_EACH = re.compile("分别|依次|各|分|为[0-9]")
_ZERO = re.compile("(?<=[一二三四五六七八九])[0○oO](?=[一二三四五六七八九〇0○年])|(?<=[一二三四五六七八九][0○])[0○](?=[一二三四五六七八九年])")
_KATAKANA = {"エ": "工", "ニ": "二", "ハ": "八", "カ": "力", "タ": "夕", "ロ": "口", "ト": "卜", "一": "一"}
_KANA = re.compile("(?<![\u3040-\u30ff])[エニハカタロト](?![\u3040-\u30ff])")


def mend_slips(text: str) -> str:
    """``text`` with digits put right, same length."""
    if "O" in text or "o" in text or "l" in text or "I" in text:
        text = _MIXED.sub(lambda match: _digits(match, text), text)
    if "曰" in text:
        text = _DAY.sub("日", text)
    if "," in text:
        text = _LAST_GROUP.sub(r"\1.", text)
    if "，" in text:
        text = _WIDE_COMMA.sub(lambda match: _thousands(match, text), text)
    text = _ZERO.sub("〇", text)
    return _KANA.sub(lambda match: _KATAKANA[match[0]], text)


def _digits(match: re.Match[str], text: str) -> str:
    proven = _DIGIT.search(match[0]) or _UNIT_NEXT.match(text, match.end())
    return match[0].translate(_LOOKALIKES) if proven else match[0]


def _thousands(match: re.Match[str], text: str) -> str:
    before = text[max(0, match.start() - 12) : match.start() + 1]
    return match[0] if _EACH.search(before) else f"{match[1]},"
