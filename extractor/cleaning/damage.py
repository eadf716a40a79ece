"""Runs of broken encoding. They are marked, not mended: nothing in them may be read."""

from __future__ import annotations

import re

_SIGNS = re.compile("[\ufffd锟烫屯锘\u00c2-\u00ef\ue000-\uf8ff](?<![×·])|\\?{3}")
_RUN = re.compile(
    # replacement marks and private-use characters, with the strange letters that broke off beside them
    "[\u0370-\u1fff]{0,3}[\ufffd\ue000-\uf8ff][\ufffd\ue000-\uf8ff\u0370-\u1fff?]*"
    "|(?:锟斤拷|烫烫烫|屯屯屯|锘匡豢)+[锟斤拷]{0,2}"
    "|(?<![A-Za-z])\\?{3,}"
    # UTF-8 read as Latin-1: a lead byte and what follows, at least two characters of the text in a row
    "|(?:[\u00c2-\u00ef][\u0080-\u00bf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122?][^\\s\u3400-\u9fff]?){2,}"
)


def find_damage(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of ``text`` that are broken encoding."""
    if _SIGNS.search(text) is None:
        return ()
    return tuple(match.span() for match in _RUN.finditer(text))
