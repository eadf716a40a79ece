"""Title, date and publisher from the meta tags of a page. Names are those that the rules for Chinese
government sites prescribe (ArticleTitle, PubDate, ContentSource), Open Graph and what editing systems use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser

from extractor.layers import Metadata
from extractor.reading.given import parse_day

_TITLES = ("articletitle", "og:title", "twitter:title", "dc.title")
_DATES = (
    "pubdate", "article:published_time", "og:published_time", "datepublished", "publishdate", "publish_time",
    "publishtime", "weibo:article:create_at", "bytedance:published_time", "dc.date", "date",
)  # fmt: skip
_PUBLISHERS = ("contentsource", "og:article:source", "source", "dc.source", "sitename")
_SITE = re.compile(r"\s*(?:[_|｜]|\s[-–—]+\s|--|—|-(?=[^-]{2,16}$))\s*")
_LONGEST = 120


def metadata_of(tree: LexborHTMLParser) -> Metadata:
    """What the meta tags say; the title also from <title>, the name of the site cut off."""
    metas = _metas(tree)
    day = next((day for name in _DATES if (day := parse_day(metas.get(name, "")))), None)
    title = _first(metas, _TITLES) or _SITE.split(_head_title(tree))[0]
    return Metadata(title[:_LONGEST] or None, day, _first(metas, _PUBLISHERS) or None)


def titles_of(tree: LexborHTMLParser) -> list[str]:
    """All that the page says its title is."""
    metas = _metas(tree)
    said = [*(metas.get(name, "") for name in _TITLES), *_SITE.split(_head_title(tree))]
    return [title for title in said if title]


def _metas(tree: LexborHTMLParser) -> dict[str, str]:
    """The first filled meta tag of each name."""
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        attributes = node.attributes
        name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
        content = " ".join((attributes.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _first(metas: dict[str, str], names: Iterable[str]) -> str:
    return next((metas[name] for name in names if name in metas), "")


def _head_title(tree: LexborHTMLParser) -> str:
    node = tree.css_first("title")
    return " ".join(node.text().split()) if node else ""
