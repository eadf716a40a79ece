"""The lines of a page, cut where one line holds several things: a byline and a paragraph, a heading and
the text under it, a title and the addressees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.layers import ZoneKind
from extractor.layout.vocabulary import Vocabulary


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
        return len(text) >= 40 and "，" in text


Cut = tuple[re.Pattern[str], ZoneKind | None, ZoneKind | None]
"""A pattern whose group 1 is the first part, and the kinds of both parts (None: by their looks)."""

_REPORTER = r"（[^（）]{0,24}(?:记者|讯员|编辑|供稿)[^（）]{0,30}）"
_HEADS: tuple[Cut, ...] = (
    (
        re.compile(
            r"((?:【[^】。]{0,18}[讯电]】|（[^（）]{2,8}讯[^（）。]{0,20}）|本[报网刊台站][一-鿿]{0,4}?讯"
            rf"|[一-鿿]{{2,9}}(?:网|报|社|在线)[一-鿿]{{0,4}}?讯(?=[\s：（\d]))(?:[\s：]*{_REPORTER})?"
            rf"(?:[\s：]*(?:记者\s?[一-鿿]{{2,3}}\s?报道)[：:]?)?|{_REPORTER})[\s：]*(?=\S.{{10}})"
        ),
        ZoneKind.BYLINE,
        ZoneKind.PARAGRAPH,
    ),
    (
        re.compile(r"(【(?:\d{1,2}|[一二三四五六七八九十]{1,2})月】)(?=\S)"),
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
    (
        re.compile(
            r"((?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、])"
            r"(?!会议)[^。，；：《\d]{2,14}。)(?=.{8})"
        ),
        ZoneKind.HEADING,
        ZoneKind.PARAGRAPH,
    ),
    (re.compile(r"([^。]{4,60}?)(?=(?:https?:)?//[a-z.]+)"), None, None),
    (
        re.compile(r"((?:https?:)?//[A-Za-z./]+\s*[-\d]*\s*(?:\d\d?:\d\d(?::\d\d)?)?)(?=[^\s])"),
        ZoneKind.BYLINE,
        None,
    ),
    (re.compile(r"([^。：]{6,60}?)\s*(?=发布(?:日期|时间)：[^。]{4,60}$)"), None, ZoneKind.BYLINE),
    (re.compile(r"([^。：]{6,80}(?:通知|决定|意见|通报|函|方案))(?=各[^。：]{2,60}：$)"), None, None),
)
_TAIL = re.compile(r"(?<=[。！？”）])(?:（[^（）。，；\d]{2,24}）|" + _REPORTER + r".{0,24})$")


def cut_lines(norm: str, known: Vocabulary) -> Iterator[Line]:
    """The lines of a page in order, empty ones left out."""
    at = 0
    for row in norm.split("\n"):
        text = row.strip()
        if text:
            start = at + row.index(text[0])
            yield from _cut(text, start, None, known)
        at += len(row) + 1


def _cut(text: str, start: int, kind: ZoneKind | None, known: Vocabulary) -> Iterator[Line]:
    own = kind or known.shape(text)
    if own in (None, ZoneKind.PARAGRAPH):
        for pattern, first, rest in _HEADS:
            match = pattern.match(text)
            if match and match.end() < len(text):
                yield Line(
                    start, start + match.end(1), match[1].rstrip(), first or known.shape(match[1].strip())
                )
                yield from _cut(text[match.end() :], start + match.end(), rest, known)
                return
        tail = _TAIL.search(text, max(0, len(text) - 90))
        if tail and tail.start() > 0:
            yield Line(start, start + tail.start(), text[: tail.start()], ZoneKind.PARAGRAPH)
            yield Line(start + tail.start(), start + len(text), tail[0], ZoneKind.BYLINE)
            return
    yield Line(start, start + len(text), text, own)
