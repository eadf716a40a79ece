"""A document as one HTML file to send to a colleague: no script, nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import pairwise

from extractor.desk.words import words
from extractor.records import Date, Document, Fact, Quantity, Span

_LAYERS = ("dates", "amounts", "quantities", "orgs")
_COLUMNS = ("type", "dates", "agents", "recipients", "sums", "things")


def as_page(document: Document, text: str) -> str:
    """The text with its marks beside the table of facts; a fact links to its trigger."""
    say = words("zh")
    style = files("extractor.desk").joinpath("page", "paper.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = escape(document.title or document.source)
    heads = "".join(f'<th scope="col">{escape(say[f"column.{name}"])}</th>' for name in _COLUMNS)
    rows = "\n".join(_row(number, fact, say) for number, fact in enumerate(document.facts, 1))
    notes = "".join(f"<li>{escape(warning)}</li>" for warning in document.warnings)
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1><p>{escape(_about(document, say))}</p></header>
<main>
<section aria-label="{escape(say["pane.text"])}" class="text">{_marked(document, text)}</section>
<section aria-label="{escape(say["pane.facts"])}">
<table><thead><tr>{heads}</tr></thead>
<tbody>
{rows}
</tbody></table>
<ul>{notes}</ul>
</section>
</main>
</body>
</html>
"""


def _about(document: Document, say: dict[str, str]) -> str:
    day = document.date.start if document.date else None
    issuer = document.issuer.name if document.issuer else None
    told = (say[f"kind.{document.kind}"], document.number, day, issuer, document.publisher)
    return " · ".join(filter(None, told))


def _marked(document: Document, text: str) -> str:
    """The text in runs of one kind each. A run may lie in several marks; all its kinds are classes of it."""
    kinds: list[tuple[Span, str, str]] = []
    for layer in _LAYERS:
        kinds += [(one.span, layer, "") for one in getattr(document.mentions, layer)]
    kinds += [(fact.action.span, "trigger", f"f{n}") for n, fact in enumerate(document.facts, 1)]
    return "".join(_runs(text, kinds))


def _runs(text: str, kinds: Iterable[tuple[Span, str, str]]) -> Iterator[str]:
    opening: dict[int, list[tuple[int, str, str]]] = {}
    edges = {0, len(text)}
    for (start, end), kind, anchor in kinds:
        opening.setdefault(start, []).append((end, kind, anchor))
        edges |= {start, end}
    places = sorted(edges)
    open_now: list[tuple[int, str, str]] = []
    for start, end in pairwise(places):
        begun = opening.get(start, [])
        open_now = [one for one in open_now if one[0] > start] + begun
        yield from (f'<a id="{anchor}"></a>' for _, _, anchor in begun if anchor)
        run = escape(text[start:end])
        names = " ".join(sorted({kind for _, kind, _ in open_now}))
        yield f'<mark class="{names}">{run}</mark>' if names else run


def _row(number: int, fact: Fact, say: dict[str, str]) -> str:
    sums = [*(amount.text for amount in fact.amounts), *map(_quantity, fact.quantities)]
    things = [f"《{paper.title}》" for paper in fact.documents]
    things += [thing for thing in (fact.object, fact.purpose) if thing]
    kind = say[f"type.{fact.action.type}"]
    state = "" if fact.status == "done" else f"（{say[f'status.{fact.status}']}）"
    cells = (
        "；".join(map(_date, fact.dates)),
        "、".join(org.name for org in fact.agents),
        "、".join(party.name for party in fact.recipients),
        "；".join(sums),
        "；".join(things),
    )
    share = ' class="share"' if fact.part_of else ""
    first = f'<th scope="row"><a href="#f{number}">{escape(kind)}</a>{escape(state)}</th>'
    return f"<tr{share}>{first}" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _date(date: Date) -> str:
    if date.start is None:
        return date.text
    return date.start if date.start == date.end else f"{date.start}—{date.end or '?'}"


def _quantity(quantity: Quantity) -> str:
    return f"{quantity.value}{quantity.unit}{quantity.item or ''}"
