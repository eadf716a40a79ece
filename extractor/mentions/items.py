"""What is counted: the nouns behind the measure word (19名职工), or those before the number (棉被860床)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.words import Segmenter, TaggedWord, segmenter

_WINDOW = 16
_BEHIND_END = re.compile(r"[^\u4e00-\u9fff“”、]|、(?![\u4e00-\u9fff])")
_AHEAD_START = re.compile(r".*[^\u4e00-\u9fff“”、]", re.DOTALL)
_NOMINAL = ("n", "vn", "an", "a", "b", "j", "l", "i", "s", "z", "k", "x", "g")
_ATTRIBUTIVE = ("a", "b")
_MONEY = ("金", "款", "费")
_ASPECTS = ("了", "过", "着")
_MODIFYING = ("v", "f", "d", "m")
_PRIZE = re.compile("(?:(?:团体|个人|单项|优秀)[\u4e00-\u9fff]{0,4})?[特一二三四五六]等奖$")
_LINKS = ("、", "和", "及", "与")


class ItemReader:
    """Reads items by a segmenter's tags, which are asked for the few words around a count only."""

    def __init__(self, segment: Segmenter | None = None, *, stops: Sequence[str]) -> None:
        self._segment = segment or segmenter()
        self._stops = frozenset(stops)

    def read(self, norm: str, floor: int, start: int, end: int | None) -> str | None:
        """The item of a count that begins at ``start`` and ends at ``end``, or None.

        It is looked for behind ``end`` (where that is given) and then before ``start``, not before ``floor``.
        """
        if end is not None and "\u4e00" <= norm[end : end + 1] <= "\u9fff":
            behind = norm[end : end + _WINDOW]
            stop = _BEHIND_END.search(behind)
            paid = stop is not None and behind[stop.start()].isdigit()
            item = self._behind(behind[: stop.start()] if stop else behind, paid=paid)
            if item:
                return item
        ahead = _AHEAD_START.sub("", norm[max(floor, start - _WINDOW) : start])
        return self._ahead(ahead.lstrip("、")) if ahead else None

    def _nominal(self, word: TaggedWord) -> bool:
        return word[0] not in self._stops and (word[1].startswith(_NOMINAL) or word[0] in ("“", "”"))

    def _behind(self, text: str, *, paid: bool) -> str | None:
        """The item at the beginning of ``text``; behind it stands a sum where ``paid`` (学子|助学金317元)."""
        words = list(self._segment(text.removeprefix("的")))
        if paid and len(words) > 1 and words[-1][0].endswith(_MONEY):
            words.pop()
        taken: list[str] = []
        begun = False  # with more than adjectives: 新|就业|形态, but not 职工|就业
        for word, following in pairwise([*words, ("", "")]):
            before_noun = self._nominal(following)
            joins = word[0] in _LINKS if begun else self._modifies(word)
            told = following[0] in _ASPECTS  # 子女|圆|了: what they did
            if told or not (self._nominal(word) or (joins and before_noun)):
                break
            taken.append(word[0])
            begun = begun or not word[1].startswith(_ATTRIBUTIVE)
        return _trim("".join(taken))

    def _modifies(self, word: TaggedWord) -> bool:
        """Whether a word before a noun belongs to it: 受灾|职工, 外来|职工; not what is done (慰问)."""
        return word[1].startswith(_MODIFYING) and len(word[0]) > 1 and word[0] not in self._stops

    def _ahead(self, text: str) -> str | None:
        prize = _PRIZE.search(text)
        if prize:
            return prize[0]
        words = list(self._segment(text))
        while words and not self._nominal(words[-1]):
            if words[-1][0] in ("的", "等"):
                return None
            words.pop()
        taken: list[str] = []
        for place in range(len(words) - 1, -1, -1):
            word = words[place]
            linked = word[0] in _LINKS and place > 0 and self._nominal(words[place - 1])
            if not (self._nominal(word) or linked or (taken and self._modifies(word))):
                break
            taken.append(word[0])
        return _trim("".join(reversed(taken)))


def _trim(item: str) -> str | None:
    return item.strip("、和及与“”" if item.count("“") != item.count("”") else "、和及与") or None
