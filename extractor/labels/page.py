"""A text as its reader sees it: white space and bracketed pinyin aside. Quotes are found on this page.

It knows nothing of ``extractor.cleaning``, so that gold cannot be bent by what is to be measured.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

_TONED = "a-zü\u0300-\u036fāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_ASIDE = re.compile(rf"(?<=[^\W\d_])\s{{0,9}}[(（]\s{{0,9}}[{_TONED}]{{1,8}}\s{{0,9}}[)）]|[\s\u200b\ufeff]")


@dataclass(frozen=True, slots=True)
class Page:
    """``letters`` are the characters that count; ``origin[i]`` is the place of ``letters[i]`` in the text.
    Spans on a page are half-open and count letters."""

    letters: str
    origin: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Page:
        kept: list[int] = []
        last = 0
        for match in _ASIDE.finditer(text):
            kept.extend(range(last, match.start()))
            last = match.end()
        kept.extend(range(last, len(text)))
        return cls("".join(text[place] for place in kept), tuple(kept))

    def on_page(self, span: Span) -> Span:
        """The letters that a span of the text covers."""
        return bisect_left(self.origin, span[0]), bisect_left(self.origin, span[1])

    def in_text(self, span: Span) -> Span:
        """The span of the text from the first letter of a non-empty span to its last."""
        return self.origin[span[0]], self.origin[span[1] - 1] + 1

    def places(self, quote: str) -> list[Span]:
        """Everywhere that ``quote`` stands, in order, overlapping places too."""
        letters = Page.of(quote).letters
        return list(_places(self.letters, letters)) if letters else []

    def cuts_number(self, span: Span) -> bool:
        """Whether an edge of the span falls inside a run of digits."""
        return any(
            0 < place < len(self.letters)
            and self.letters[place - 1 : place + 1].isdecimal()
            and self.origin[place] - self.origin[place - 1] == 1
            for place in span
        )


def _places(letters: str, quote: str) -> Iterator[Span]:
    start = letters.find(quote)
    while start >= 0:
        yield start, start + len(quote)
        start = letters.find(quote, start + 1)


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch or overlap made one."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = result[-1][0], max(end, result[-1][1])
        else:
            result.append((start, end))
    return tuple(result)


def within(span: Span, zones: Sequence[Span]) -> bool:
    """Whether the span lies inside one of the zones."""
    return any(start <= span[0] and span[1] <= end for start, end in zones)


def overlap(one: Span, other: Span) -> int:
    """How many letters two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
