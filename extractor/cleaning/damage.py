"""Runs of broken encoding. They are marked, not mended: nothing in them may be read."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.signs import HAN

_SIGNS = re.compile("[\ufffd锟烫屯锘\u00c2-\u00d6\u00d8-\u00ef\ue000-\uf8ff]|\\?{3}")


@lru_cache(maxsize=1)
def _runs() -> re.Pattern[str]:
    strange = "[\u0370-\u08ff]"
    broken = "\ufffd\ue000-\uf8ff"
    continuation = "[\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122?]"
    return re.compile(
        # replacement marks and private-use characters, with the strange letters that broke off beside them
        f"{strange}{{0,3}}[{broken}](?:[{broken}?]|{strange})*"
        "|(?:锟斤拷|烫烫烫|屯屯屯|锘匡豢)+[锟斤拷]{0,2}"
        "|(?<![A-Za-z])\\?{3,}"
        # UTF-8 read as Latin-1: at least two lead bytes with what follows them
        f"|(?:[\u00c2-\u00ef]{continuation}(?:(?!\\s|{HAN}).)?){{2,}}"
    )


def find_damage(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of ``text`` that are broken encoding."""
    if _SIGNS.search(text) is None:
        return ()
    return tuple(match.span() for match in _runs().finditer(text))
