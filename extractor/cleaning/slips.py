"""Slips of OCR and typing inside numbers, mended only where what stands around proves them."""

from __future__ import annotations

import re

_LETTERS = frozenset("OoIl")
_LOOKALIKES = str.maketrans("OoIl", "0011")
# A run of digits and letters that look like digits: l983, lO7, 2l40, 36O. Never beside other letters.
_MIXED = re.compile("(?<![A-Za-z0-9|.])(?=[0-9.,]{0,12}[OolI])[0-9OolI.,]{2,12}(?![A-Za-z0-9|])")
_LONE = re.compile("(?<![A-Za-z0-9])[lI](?=月|[至—-][0-9]{1,2}月)")  # l月, l至8月
_DIGIT = re.compile("[0-9]")
_UNIT = "年月日曰%万亿元名人户个份件只家条次时延吨米公斤亩"
_UNIT_NEXT = re.compile(f"[{_UNIT}]")
_DAY = re.compile("曰(?:(?<=[0-9].)|(?<=每.)(?=[^，。：“]{0,4}[按加]))")
# 33,741,27元: thousands first, so the last group can only be the cents.
_CENTS = re.compile("(?<![0-9,.])([0-9]{1,3}(?:,[0-9]{3}){1,4}),(?=[0-9]{2}元)")
_WIDE_COMMAS = re.compile(
    f"(?<![0-9，,.])([0-9]{{1,3}})((?:，[0-9]{{3}}){{1,4}})(?=[.0-9]{{0,5}}[余多]?[{_UNIT}])(?![0-9])"
)
_LISTS = re.compile("分别|依次|各")
_LIST_WINDOW = 12
_NUMERALS = "一二三四五六七八九"
_ZERO = re.compile(
    f"[0○OＯ](?:(?<=[{_NUMERALS}].)(?=[{_NUMERALS}〇0○OＯ年月\\s])"
    f"|(?<=[{_NUMERALS}][0○OＯ].)(?=[{_NUMERALS}年月\\s]))"
)
# Katakana that OCR takes for the Chinese characters they look like; real Japanese has others beside it.
_KATAKANA = str.maketrans("エニハカタロト", "工二八力夕口卜")
_KANA = re.compile("[エニハカタロト](?<![\u3040-\u30ff].)(?![\u3040-\u30ff])")


def mend_slips(text: str) -> str:
    """``text``, in half-width digits, with its numbers put right; same length."""
    if not _LETTERS.isdisjoint(text):
        text = _LONE.sub("1", _MIXED.sub(lambda match: _digits(match, text), text))
    if "曰" in text:
        text = _DAY.sub("日", text)
    if "," in text:
        text = _CENTS.sub(r"\1.", text)
    text = _WIDE_COMMAS.sub(lambda match: _thousands(match, text), text)
    text = _ZERO.sub("〇", text)
    return _KANA.sub(lambda match: match[0].translate(_KATAKANA), text)


def _digits(match: re.Match[str], text: str) -> str:
    proven = _DIGIT.search(match[0]) or _UNIT_NEXT.match(text, match.end())
    return match[0].translate(_LOOKALIKES) if proven else match[0]


def _thousands(match: re.Match[str], text: str) -> str:
    """1，200元 is one number; 500，300元 and whatever follows 分别 are lists."""
    one_number = len(match[1]) < 3 or match[2].endswith("，000")
    if not one_number or _LISTS.search(text, max(0, match.start() - _LIST_WINDOW), match.start()):
        return match[0]
    return match[0].replace("，", ",")
