"""One reading for each stretch of text.

The finders go in order of trust and each leaves out what earlier ones took. Organisations are a layer of
their own: 13个设区市总工会 is a count and a collective body.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from extractor.layers import Mention

M = TypeVar("M", bound=Mention[Any])

Span = tuple[int, int]


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
