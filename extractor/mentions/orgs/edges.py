"""The word edges of one run of text, as the segmenter sees them and as places and names cut them further."""

from __future__ import annotations

from bisect import bisect_left, insort

from extractor.mentions.orgs.lexicon import Lexicon
from extractor.words import Segmenter

_GLUED = {"会同县": "会同", "联合国": "联合", "和县": "和"}
"""Words of the segmenter that mostly are a verb and the beginning of a name: 会同|县人社局, 联合|国网公司."""


class Edges:
    """Edges of words, and the tag of the word that ends at each. Phrases of the lexicon that hold a particle
    of their own (劳动和社会保障) are one word."""

    def __init__(self, text: str, start: int, end: int, words: Lexicon, segment: Segmenter) -> None:
        self._text, self._start, self._end, self._words = text, start, end, words
        self._edges: list[int] = []
        self._tags: dict[int, str] = {}
        self._segment(segment)

    def _cut(self, position: int) -> None:
        at = bisect_left(self._edges, position)
        if at == len(self._edges) or self._edges[at] != position:
            if at < len(self._edges):
                self._tags.setdefault(position, self._tags.get(self._edges[at], ""))
            insort(self._edges, position)

    def _segment(self, segment: Segmenter) -> None:
        edge = self._start
        self._edges.append(edge)
        for word, tag in segment(self._text[self._start : self._end]):
            if word in _GLUED:
                self._edges.append(edge + len(_GLUED[word]))
                self._tags[edge + len(_GLUED[word])] = "v"
            for cut in self._inner(word):
                self._edges.append(edge + cut)
                self._tags[edge + cut] = "n"
            edge += len(word)
            self._edges.append(edge)
            works = len(word) == 2 and word[1] in "钢煤" and word not in self._words.inside
            self._tags[edge] = "nz" if works else tag  # 攀钢 is no verb
        for match in self._words.joined.finditer(self._text, self._start, self._end):
            self._cut(match.start())
            self._cut(match.end())
            inside = slice(bisect_left(self._edges, match.start()) + 1, bisect_left(self._edges, match.end()))
            del self._edges[inside]

    def _inner(self, word: str) -> list[int]:
        """Where a name that the segmenter knows as one word is cut: behind an anchor, before its head
        (国家|旅游|局)."""
        if len(word) < 4:
            return []
        words = self._words
        first = next((length for length in (3, 2) if word[:length] in words.anchors), 0)
        if not first or len(word) < first + 2:
            return []
        head = next((at for at in range(first, len(word)) if word[at:] in words.heads), 0)
        return sorted({first, head}) if head else []

    def _word(self, end: int) -> str:
        """The word, or the part of it, that ends at ``end``; "" at the beginning of the run."""
        at = bisect_left(self._edges, end)
        return self._text[self._edges[at - 1] : end] if at else ""

    def _tag(self, end: int) -> str:
        return self._tags.get(self._edges[bisect_left(self._edges, end)], "")
