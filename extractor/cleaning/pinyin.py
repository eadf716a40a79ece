"""Readings in brackets after a character: 發(fā)布, 学 (xué) 院, 幫(bang)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from extractor.cleaning.draft import Draft, Edit

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿĀÁǍÀĒÉĚÈŌÓǑÒ\u0300\u0301\u0304\u030c"
_TONE = re.compile(f"[{_TONED}]")
_SYLLABLE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|an|en|in"
    "|un|vn|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|ue|ve|a|o|e|i|u|v)|er|hm|hng|m|ng|n)"
)


@lru_cache(maxsize=1)
def _bracketed() -> re.Pattern[str]:
    letter = f"[A-Za-zü\u0251\u0261ê\u0308{_TONED}]"
    # before it a Chinese character, or what a broken one became: F(xiàn), ?(xiàn)
    return re.compile(
        "(?<=[^\\W0-9]|[?？])\\s{0,2}[(（]\\s{0,2}"
        f"({letter}(?:(?:{letter}|[ '’]){{0,22}}{letter})?)\\s{{0,2}}[)）](?P<after>[ \\t]?)"
    )


@lru_cache(maxsize=1)
def _reading() -> re.Pattern[str]:
    return re.compile(f"{_SYLLABLE}(?:[ '’]?{_SYLLABLE}){{0,3}}")


def drop_pinyin(draft: Draft) -> None:
    """Take out bracketed readings. A toneless one only goes where the page has others: (bang) beside (fā)."""
    if _TONE.search(draft.text):
        draft.apply("pinyin", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    found = [match for match in _bracketed().finditer(text) if _is_pinyin(match[1])]
    if not any(_TONE.search(match[1]) for match in found):
        return
    for match in found:
        # A blank after the bracket goes too where one was put in before it: 学 (xué) 院.
        end = match.end() if text[match.start()].isspace() else match.start("after")
        yield Edit(match.start(), end, "")


def _is_pinyin(letters: str) -> bool:
    """Whether ``letters`` are one to four syllables, in capitals only with a tone: (WAN) is none."""
    if letters.isascii() and not letters.islower():
        return False
    plain = unicodedata.normalize("NFD", letters.lower()).replace("u\u0308", "v")
    plain = "".join(char for char in plain if not "\u0300" <= char <= "\u036f")
    return _reading().fullmatch(plain.replace("\u0251", "a").replace("\u0261", "g")) is not None
