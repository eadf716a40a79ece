"""One reading for each stretch of text: which mentions of different kinds may share characters.

A date wins over a quantity and an amount over both where they overlap; a mention inside a longer one of the
same kind goes. Organisations are a layer of their own: 13个设区市总工会 is a count and a collective body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from extractor.layers import Mention

M = TypeVar("M", bound=Mention)  # type: ignore[type-arg]

Span = tuple[int, int]


def longest(mentions: Iterable[M]) -> list[M]:
    """In text order, without any that overlaps a longer one (or an earlier one of the same length)."""
    kept: list[M] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def outside(mentions: Sequence[M], spans: Iterable[Span]) -> list[M]:
    """Those mentions that share no character with any of ``spans``; both may come in any order."""
    blocks = sorted(spans)
    kept: list[M] = []
    first = 0
    for mention in sorted(mentions, key=lambda one: one.start):
        while first < len(blocks) and blocks[first][1] <= mention.start:
            first += 1
        if first == len(blocks) or blocks[first][0] >= mention.end:
            kept.append(mention)
    return kept
