"""Sentences and clauses of a stretch of text.

A sentence ends at 。！？ or with its stretch, a clause also at ，；：. Marks inside brackets and quotes end
neither, unless the bracket is never closed: then it counts as an ordinary character. Commas and colons
between digits belong to the number (1,200; 8:30). ASCII marks count as their Chinese counterparts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.layers import Clause

_LONGEST_INSERT = 300
"""Characters a bracket or quotation may hold; one that runs on longer is taken for unclosed."""

_PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "〈": "〉", "‘": "’", "「": "」", "『": "』",
          "〔": "〕", "［": "］", "[": "]"}  # fmt: skip
_MARKS = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_MARK = re.compile(r"[。！？，；：（“《〈‘「『〔［(\[]|(?<![0-9])[,:]|[,:](?![0-9])|[;!?]")
_STOPS = frozenset("。！？")
_TRAILING = frozenset("。！？!?…”’）)」』")
_OPENERS = frozenset(_PAIRS)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int, tuple[Clause, ...]]]:
    """The sentences of ``text[start:end]`` with their clauses: (start, end, clauses), blanks trimmed.

    Ends include the closing mark. Time is linear: a bracket looks for its partner at most 300 characters on.
    """
    clauses: list[Clause] = []
    begin, at = start, start
    while at < end:
        match = _MARK.search(text, at, end)
        if match is None:
            break
        mark, at = match[0], match.end()
        if mark in _OPENERS:
            at = _behind(text, match.start(), end)
            if text[at - 1] != "”" or text[at - 2] not in _STOPS or not _quote_is_sentence(text, at, end):
                continue
            mark = text[at - 2]
        mark = _MARKS.get(mark, mark)
        if mark in _STOPS:
            while at < end and text[at] in _TRAILING:
                at += 1
        clause = _trim(text, begin, at, mark)
        if clause is not None:
            clauses.append(clause)
        begin = at
        if mark in _STOPS and clauses:
            yield clauses[0].start, clauses[-1].end, tuple(clauses)
            clauses = []
    last = _trim(text, begin, end, "")
    if last is not None:
        clauses.append(last)
    if clauses:
        yield clauses[0].start, clauses[-1].end, tuple(clauses)


def _behind(text: str, opener: int, end: int) -> int:
    """The position behind the partner of the bracket at ``opener``, or behind the bracket itself."""
    sign, partner = text[opener], _PAIRS[text[opener]]
    limit = min(end, opener + _LONGEST_INSERT)
    at, inner = opener, opener
    while (at := text.find(partner, at + 1, limit)) >= 0:
        inner = text.find(sign, inner + 1, at)
        if inner < 0:
            return at + 1
    return opener + 1


def _quote_is_sentence(text: str, at: int, end: int) -> bool:
    """True where a quotation that ends in a full stop ends the sentence around it (…了。”市总…)."""
    return at >= end or text[at] not in "，。；：、！？的,;:"


def _trim(text: str, start: int, end: int, closing: str) -> Clause | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Clause(start, end, closing) if start < end else None
