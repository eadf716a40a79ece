"""A document as one HTML file to send to a colleague: no script, nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files

from extractor.cells import fact_cells, quantity_words, sum_words
from extractor.desk.words import warning_words, words
from extractor.pages import MARK_STYLE, Highlight, highlight
from extractor.records import Amount, Document, Fact, Located

_LAYERS = {"date": "dates", "amount": "amounts", "quantity": "quantities", "org": "orgs"}
_COLUMNS = ("type", "dates", "agents", "recipients", "sums", "things")


def as_page(document: Document, text: str) -> str:
    """The text with its marks beside the table of facts; a fact and its trigger link to each other."""
    say = words("zh")
    style = MARK_STYLE + files("extractor.desk").joinpath("page", "paper.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    marked = "".join(highlight(text, _marks(document)))
    title = escape(document.title or document.source)
    heads = "".join(f'<th scope="col">{escape(say[f"column.{name}"])}</th>' for name in _COLUMNS)
    rows = "\n".join(_row(number, fact, say) for number, fact in enumerate(document.facts, 1))
    notes = "".join(f"<li>{escape(warning_words(warning, say))}</li>" for warning in document.warnings)
    return f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="jianbao">
<header><h1>{title}</h1><p>{escape(_about(document, say))}</p></header>
<main>
<section aria-label="{escape(say["pane.text"])}" class="text">{marked}</section>
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


def _marks(document: Document) -> Iterator[Highlight]:
    for kind, layer in _LAYERS.items():
        mentions: tuple[Located, ...] = getattr(document.mentions, layer)
        yield from (Highlight(*one.span, kind) for one in mentions)
    for number, fact in enumerate(document.facts, 1):
        yield Highlight(*fact.action.span, "trigger", number=number)


def _row(number: int, fact: Fact, say: dict[str, str]) -> str:
    kind = say[f"type.{fact.action.type}"]
    state = "" if fact.status == "done" else f"（{say[f'status.{fact.status}']}）"
    _, _, dates, agents, recipients, _, things = fact_cells(fact)
    sums = "；".join([*map(_amount, fact.amounts), *map(quantity_words, fact.quantities)])
    share = ' class="share"' if fact.part_of else ""
    link = f'<a id="fact-{number}" href="#text-{number}">{escape(kind)}</a>'
    cells = "".join(f"<td>{escape(cell)}</td>" for cell in (dates, agents, recipients, sums, things))
    return f'<tr{share}><th scope="row">{link}{escape(state)}</th>{cells}</tr>'


def _amount(amount: Amount) -> str:
    """What the editor set, which need not be what the text says."""
    unit = "元" if amount.currency == "CNY" else f" {amount.currency}"
    value = sum_words(amount)
    each, per = "各" if amount.each else "", f"/{amount.per}" if amount.per else ""
    return f"{each}{value}{'' if value == amount.text else unit}{per}"
