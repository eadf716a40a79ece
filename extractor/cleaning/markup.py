"""Marks of HTML and Markdown that a reader of the page never sees."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit

_ENTITY = re.compile("&(?:[A-Za-z][A-Za-z0-9]{1,24}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TAG = re.compile("<!--[^<>]{0,300}-->|<(/?)([A-Za-z][A-Za-z0-9]{0,9})(?:\\s[^<>]{0,300})?/?>")
_LINE_TAGS = frozenset(
    ("br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol")
)
_CELL_TAGS = frozenset(("td", "th"))

_RULE = "(?::?-{2,60}:?|:-:?|-:)"
_MARKDOWN = re.compile(
    r"(?P<image>!\[[^\[\]\n]{0,120}\]\([^()\s]{0,300}\))"
    r"|\[(?P<label>[^\[\]\n]{1,200})\]\((?P<target>[^()\s]{1,300})(?:\s\"[^\"\n]{0,100}\")?\)"
    r"|(?<![*\\0-9])\*\*(?P<bold>(?![、，。；：,;)）*\s])[^*]{1,400}(?<!\s))\*\*(?!\*)"
    r"|(?P<escape>\\(?=[\\`*_{}\[\]()#+\-.!|~>]))"
    r"|(?P<heading>^ {0,3}#{1,6}[ \t]+)"
    rf"|(?P<rule>^ {{0,3}}\|?(?:[ \t]{{0,9}}{_RULE}[ \t]{{0,9}}\|)+(?:[ \t]{{0,9}}{_RULE})?[ \t]*\n)",
    re.MULTILINE,
)
_MARKDOWN_SIGNS = ("**", "](", "\\", "# ", "--|", "-- |", ":-", "-:")
_LOOKS_LIKE_TARGET = re.compile("[/.#:]")


def strip_tags(draft: Draft) -> None:
    """Drop HTML tags and comments, then resolve entities. Ends of blocks leave a line end, of cells a tab."""
    if "<" in draft.text:
        draft.apply("markup", _tags(draft.text))
    if "&" in draft.text:
        draft.apply("markup", _entities(draft.text))


def strip_markdown(draft: Draft) -> None:
    """Take out Markdown marks; link and bold texts and the bars of tables stay."""
    if any(sign in draft.text for sign in _MARKDOWN_SIGNS):
        draft.apply("markup", _markdown(draft.text))


def _entities(text: str) -> Iterator[Edit]:
    for match in _ENTITY.finditer(text):
        char = html.unescape(match[0])
        if len(char) == 1:
            yield Edit(match.start(), match.end(), char)


def _tags(text: str) -> Iterator[Edit]:
    for match in _TAG.finditer(text):
        name = (match[2] or "").lower()
        closing = match[1] == "/" or name == "br"
        after = "\n" if closing and name in _LINE_TAGS else "\t" if closing and name in _CELL_TAGS else ""
        yield Edit(match.start(), match.end(), after)


def _markdown(text: str) -> Iterator[Edit]:
    """Link and bold texts are searched no further: marks nested in them stay."""
    for match in _MARKDOWN.finditer(text):
        inner = "label" if match["label"] else "bold"
        if match[inner] is None:
            yield Edit(match.start(), match.end(), "")
        elif inner == "bold" or _LOOKS_LIKE_TARGET.search(match["target"]):
            yield Edit(match.start(), match.start(inner), "")
            yield Edit(match.end(inner), match.end(), "")
