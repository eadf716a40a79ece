"""Word lists find what an alternation of their words finds."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from extractor.wordlist import WordList

_TEXTS = st.text("总工会下拨款 ", max_size=24)
_WORDS = st.sets(st.text("总工会下拨款", min_size=1, max_size=4), min_size=1, max_size=8)


@given(_WORDS, _TEXTS, st.integers(0, 24), st.integers(0, 24))
def test_as_an_alternation_longest_first(words: set[str], text: str, start: int, end: int) -> None:
    alternation = re.compile("|".join(sorted(words, key=len, reverse=True)))
    listed = WordList(words)
    start, end = min(start, len(text)), min(end, len(text))
    assert listed.find(text) == [(match.start(), match[0]) for match in alternation.finditer(text)]
    inside = [(match.start(), match[0]) for match in alternation.finditer(text, start, end)]
    assert listed.find_at(listed.places(text), text, start, end) == inside
