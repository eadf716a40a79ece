"""The lines of a page, cut where one line holds several things: a byline and a paragraph, a heading and
the text under it, a title and the addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.layers import ZoneKind
from extractor.layout.numbers import title_before_number
from extractor.layout.vocabulary import Vocabulary
from extractor.signs import compile_han


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a part of one, blanks at both ends off. ``kind`` is what its looks tell, or None."""

    start: int
    end: int
    text: str
    kind: ZoneKind | None = None

    @property
    def is_prose(self) -> bool:
        """True for running text: it ends sentences, or is long and has commas."""
        if self.kind is not None:
            return self.kind is ZoneKind.PARAGRAPH
        text = self.text
        if len(text) >= 16 and ("。" in text or "；" in text):
            return True
        if len(text) >= 8 and text.endswith("。"):
            return True
        return len(text) >= 90 or (len(text) >= 45 and text.count("，") >= 2)


Cut = tuple[re.Pattern[str], ZoneKind | None, ZoneKind | None]
"""A pattern whose group 1 is the first part, and the kinds of both parts (None: by their looks)."""

_REPORTER = r"（[^（）]{0,24}(?:记者|讯员|编辑|供稿)[^（）]{0,30}）"
_HEADS: tuple[Cut, ...] = (
    (
        compile_han(
            r"((?:【[^】。]{0,18}[讯电]】|（[^（）]{2,8}讯[^（）。]{0,20}）|本[报网刊台站][一-鿿]{0,4}?讯"
            r"|[一-鿿]{2,5}讯(?=[\s\d])|[一-鿿\d]{2,9}(?:网|报|社|在线)[一-鿿]{0,6}?(?:\d{1,2}月\d{1,2}日)?[讯电](?=[\s：（\d]))"
            rf"(?:[\s：]*{_REPORTER})?(?:[\s：]*(?:(?:记者|通讯员)\s?[一-鿿]{{2,3}}\s?报道)[：:]?)?|{_REPORTER})[\s：]*(?=\S.{{10}})"
        ),
        ZoneKind.BYLINE,
        ZoneKind.PARAGRAPH,
    ),
    (
        re.compile(
            r"(【(?:\d{1,2}|[一二三四五六七八九十]{1,2})月】)"
            r"(?=[“\"]?(?:\d{1,2}日|[上中下月]{1,2}[旬初底末]|元旦|春节|[“\"]?五一|国庆|中秋|两节))"
        ),
        ZoneKind.HEADING,
        ZoneKind.PARAGRAPH,
    ),
    (
        re.compile(
            r"((?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^。]{2,40}?)\s{2,}(?=.{20})"
        ),
        ZoneKind.HEADING,
        ZoneKind.PARAGRAPH,
    ),
    (re.compile(r"([★◆][^。，；]{4,40}?)\s(?=.{20})"), ZoneKind.HEADING, ZoneKind.PARAGRAPH),
    (re.compile(r"([^。]{4,60}?)(?=(?:https?[:：])?//[a-z.]+)"), None, None),
    (
        re.compile(r"((?:https?[:：])?//[A-Za-z./]+\s*[-\d]*\s*(?:\d\d?:\d\d(?::\d\d)?)?)(?=[^\s])"),
        ZoneKind.BYLINE,
        None,
    ),
    (re.compile(r"([^。：]{6,60}?)\s*(?=发布(?:日期|时间)：[^。]{4,60}$)"), None, ZoneKind.BYLINE),
    (re.compile(r"([^。：]{6,80}(?:通知|决定|意见|通报|函|方案))(?=各[^。：]{2,60}：$)"), None, None),
)
_LABELLED = compile_han(r"([^。：]{8,60}?)\s{2,}(?=[一-鿿]{1,6}：)")
# a figure, or what a wide gap follows, is the cell of a table
_GAP = re.compile(r"([^。]{2,60}?)\s{12,}(?=\S)(?![\d,.]+(?:\s|$))(?!\S+\s{2,}\S)")
_LONGEST_LABELLED = 240
_LONGEST_TAIL = 90
_MOST_CUTS = 4
_FRAME = re.compile(r"\s*(?:\|{3,}|[│┃┌├└])\s*")
_RIGHT_FRAME = " \t\u3000|｜│┃┐┤┘"
_TAIL = re.compile(r"(?<=[。！？”）])(?:（[^（）。，；\d]{2,24}）|" + _REPORTER + r".{0,24})$")


def cut_lines(norm: str, known: Vocabulary) -> Iterator[Line]:
    """The lines of a page in order, empty ones left out."""
    at = 0
    for row in norm.split("\n"):
        frame = _FRAME.match(row)
        text = row[frame.end() if frame else 0 :].lstrip()
        start = at + len(row) - len(text)
        text = text.rstrip(_RIGHT_FRAME) or text[:1]
        if text:
            yield from _cut(text, start, known)
        at += len(row) + 1


def _cut(text: str, start: int, known: Vocabulary) -> Iterator[Line]:
    kind: ZoneKind | None = None
    for _ in range(_MOST_CUTS):
        kind = kind or known.shape(text)
        cut = _first_cut(text, kind, known)
        if cut is None:
            break
        end, begin, first, kind = cut
        yield Line(start, start + end, text[:end], first)
        text, start = text[begin:], start + begin
    yield Line(start, start + len(text), text, kind)


def _first_cut(
    text: str, own: ZoneKind | None, known: Vocabulary
) -> tuple[int, int, ZoneKind | None, ZoneKind | None] | None:
    """Where the first part of a line ends, where the next begins, and both kinds; None for a whole line."""
    if len(text) <= _LONGEST_LABELLED:
        match = _LABELLED.match(text) or _GAP.match(text)
        if match and known.shape(match[1]) is None:
            return match.end(1), match.end(), None, None
    if own not in (None, ZoneKind.PARAGRAPH):
        return None
    titled = title_before_number(text)
    if titled:
        return titled, titled, None, ZoneKind.NUMBER
    for pattern, first, rest in _HEADS:
        match = pattern.match(text)
        if match and match.end() < len(text):
            return match.end(1), match.end(), first or known.shape(match[1]), rest
    tail = _TAIL.search(text, max(0, len(text) - _LONGEST_TAIL))
    if tail and tail.start() > 0:
        return tail.start(), tail.start(), ZoneKind.PARAGRAPH, ZoneKind.BYLINE
    return None
