"""Word segmentation behind one small interface.

Mentions are found on characters; a segmenter is only asked where words begin and end, and which of them are
verbs. HMM is off: it glues dates and names to their neighbours. Segmenters are loaded when first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, Literal, get_args

from extractor.errors import UsageError

SegmenterName = Literal["rjieba", "jieba", "pkuseg"]
TaggedWord = tuple[str, str]
Segmenter = Callable[[str], Iterable[TaggedWord]]

SEGMENTERS: Final[tuple[SegmenterName, ...]] = get_args(SegmenterName)
_BLANKS = re.compile(r"\s*")


def segmenter(name: SegmenterName = "rjieba") -> Segmenter:
    """A function from a text to its words in order, each with its part of speech (ICTCLAS tags: v, n, …).

    The words together are the text, white space included. rjieba and jieba give the same words, rjieba 25
    times faster; pkuseg needs its extra and its model, and takes the parts of speech from rjieba. Raises
    UsageError for a name that is none of these, or where pkuseg or its model is missing.
    """
    if name == "rjieba":
        return _rjieba
    if name == "jieba":
        return _jieba
    if name == "pkuseg":
        from extractor.pkuseg import load

        return tagged(load().cut)
    raise UsageError(f"{name!r} is no segmenter", remedy=f"choose one of {', '.join(SEGMENTERS)}")


def tagged(cut: Callable[[str], Sequence[str]]) -> Segmenter:
    """A segmenter from a function that gives words alone and may leave white space out."""

    def segment(text: str) -> Iterator[TaggedWord]:
        for word in with_blanks(text, cut(text)):
            yield word, "x" if word.isspace() else _tag(word)

    return segment


def with_blanks(text: str, words: Iterable[str]) -> Iterator[str]:
    """``words`` of ``text`` with the white space between them, so that together they are the text."""
    place = 0
    for word in [*words, ""]:
        blanks = _BLANKS.match(text, place)
        assert blanks is not None
        assert text.startswith(word, blanks.end()), f"{word!r} does not stand at {place}"
        yield from filter(None, (blanks.group(), word))
        place = blanks.end() + len(word)


def _tag(word: str) -> str:
    """The part of speech of a word: that of its last part, which is the head in Chinese nouns."""
    parts = list(_rjieba(word))
    return parts[-1][1]


def _rjieba(text: str) -> Iterable[TaggedWord]:
    import rjieba

    words: list[TaggedWord] = rjieba.tag(text, False)
    return words


def _jieba(text: str) -> Iterable[TaggedWord]:
    import jieba
    from jieba import posseg

    jieba.setLogLevel("WARNING")  # it tells of its dictionary on standard error
    return [(pair.word, pair.flag) for pair in posseg.lcut(text, HMM=False)]


def edges(words: Iterable[TaggedWord]) -> frozenset[int]:
    """The positions at which a word begins or ends."""
    return frozenset(accumulate([len(word) for word, _ in words], initial=0))
