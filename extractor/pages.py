"""Documents as HTML: the text with its mentions and facts marked in it, and the facts in a table.

Everything is escaped, and nothing is loaded from elsewhere. A mark inside another stays readable: facts are
underlined, mentions coloured, each with its value as a tooltip.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from extractor.cells import HEADINGS, amount_words, date_words, fact_cells, head_words, quantity_words
from extractor.records import Document, Fact, Located, Mentions, Span

MARK_STYLE = """
.jianbao mark {color: inherit; background: none; border-radius: .2em; padding: .1em .15em}
.jianbao mark.date {background: #cfe2f3}
.jianbao mark.amount {background: #f9cfcf}
.jianbao mark.quantity {background: #fde3bf}
.jianbao mark.org {background: #d3ecd0}
.jianbao mark.fact {border-bottom: 2px solid #888; border-radius: 0; padding: 0}
.jianbao sup {color: #666; font-size: .65em; margin-right: .2em}
.jianbao sup a {color: inherit; text-decoration: none}
"""
_STYLE = f"""{MARK_STYLE}
.jianbao {{font-family: system-ui, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif}}
.jianbao .text {{white-space: pre-wrap; line-height: 2.1; max-width: 50em}}
.jianbao .warning {{color: #a33}}
.jianbao table {{border-collapse: collapse; margin-top: 1em}}
.jianbao th, .jianbao td {{text-align: left; vertical-align: top; padding: .2em .6em}}
.jianbao tr {{border-top: 1px solid #ddd}}
"""
_LEGEND = "".join(
    f'<mark class="{kind}">{kind}</mark> ' for kind in ("date", "amount", "quantity", "org", "fact")
)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A stretch [start, end) to be marked: ``kind`` is its class, ``title`` its tooltip, ``number`` that of a
    fact, whose row has the id ``fact-NUMBER``."""

    start: int
    end: int
    kind: str
    title: str = ""
    number: int | None = None


def page(document: Document, text: str) -> str:
    """A whole page for a browser; ``text`` is the source text of the document."""
    marks = [
        *_mentions(document.mentions),
        *(
            Highlight(*fact.evidence.span, "fact", " · ".join(filter(None, fact_cells(fact))), number)
            for number, fact in enumerate(document.facts, 1)
        ),
    ]
    title = escape(document.title or document.source)
    return (
        f'<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{_STYLE}</style></head>\n"
        f'<body class="jianbao">\n{_head(document)}<p>{_LEGEND}</p>\n'
        f'<div class="text">{"".join(highlight(text, marks))}</div>\n{_table(document, linked=True)}'
        "</body></html>\n"
    )


def summary(document: Document) -> str:
    """What a notebook shows: the facts in a table, mentions marked in their evidence."""
    body = _head(document) + _table(document, linked=False)
    return f'<div class="jianbao"><style>{_STYLE}</style>{body}</div>'


def highlight(text: str, marks: Iterable[Highlight]) -> Iterator[str]:
    """``text`` as HTML. Marks may lie in each other; of two that cross, one is closed and opened again."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(edge for mark in inside for edge in (mark.start, mark.end))})
    starting: dict[int, list[Highlight]] = {}
    for mark in inside:
        starting.setdefault(mark.start, []).append(mark)
    still_open: list[Highlight] = []
    for here, there in pairwise(edges):
        depth = next((at for at, mark in enumerate(still_open) if mark.end == here), len(still_open))
        yield "</mark>" * (len(still_open) - depth)
        again = [mark for mark in still_open[depth:] if mark.end > here]
        opened = sorted([*again, *starting.get(here, ())], key=lambda mark: -mark.end)
        yield from (_opening(mark, first=mark.start == here) for mark in opened)
        still_open = [*still_open[:depth], *opened]
        yield escape(text[here:there])
    yield "</mark>" * len(still_open)


def _opening(mark: Highlight, *, first: bool) -> str:
    number = f'<sup id="text-{mark.number}"><a href="#fact-{mark.number}">{mark.number}</a></sup>'
    shown = number if mark.number is not None and first else ""
    title = f' title="{escape(mark.title)}"' if mark.title else ""
    return f'<mark class="{mark.kind}"{title}>{shown}'


def _mentions(mentions: Mentions) -> list[Highlight]:
    found = [Highlight(*one.span, "date", f"{date_words(one)} {one.role}") for one in mentions.dates]
    found += [Highlight(*one.span, "amount", amount_words(one)) for one in mentions.amounts]
    found += [Highlight(*one.span, "quantity", quantity_words(one)) for one in mentions.quantities]
    found += [Highlight(*one.span, "org", f"{one.name} {one.type}") for one in mentions.orgs]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def _head(document: Document) -> str:
    warnings = "".join(f'<p class="warning">{escape(warning)}</p>\n' for warning in document.warnings)
    title = escape(document.title or document.source)
    return f"<h3>{title}</h3>\n<p>{escape(' · '.join(head_words(document)))}</p>\n{warnings}"


def _table(document: Document, *, linked: bool) -> str:
    """The facts, one a row; where they are not ``linked`` to the text, each with its evidence."""
    headings = ("", *HEADINGS) if linked else ("", *HEADINGS, "evidence")
    rows = ["".join(f"<th>{heading}</th>" for heading in headings)]
    for number, fact in enumerate(document.facts, 1):
        first = f'<a id="fact-{number}" href="#text-{number}">{number}</a>' if linked else str(number)
        cells = [first, *map(escape, fact_cells(fact))]
        if not linked:
            cells.append("".join(highlight(fact.evidence.text, _in_evidence(fact, document.mentions))))
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    return "<table>" + "".join(f"<tr>{row}</tr>\n" for row in rows) + "</table>\n"


def _in_evidence(fact: Fact, mentions: Mentions) -> Iterator[Highlight]:
    """The mentions of a fact's evidence, found in its clean text by their own, in their order."""
    records: Sequence[Located] = (*mentions.dates, *mentions.amounts, *mentions.quantities, *mentions.orgs)
    words: dict[Span, str] = {one.span: one.text for one in records}
    text, place = fact.evidence.text, 0
    for mark in _mentions(mentions):
        if fact.evidence.span[0] <= mark.start and mark.end <= fact.evidence.span[1]:
            shown = words[mark.start, mark.end]
            start = text.find(shown, place)
            if start >= 0:
                yield Highlight(start, start + len(shown), mark.kind, mark.title)
                place = start
