"""Facts in few words, for people: one cell for each question that a table of facts answers."""

from __future__ import annotations

from collections.abc import Iterator

from extractor.records import Amount, Date, Document, Fact, Quantity

HEADINGS = ("action", "status", "when", "who", "to whom", "how much", "what")
_SIGNS = {
    "approx": "≈", "more_than": ">", "less_than": "<", "at_least": "≥", "at_most": "≤", "vague": "~",
}  # fmt: skip
_ISO_PREFIX = {"month": 7, "year": 4}  # characters of an ISO date


def head_words(document: Document) -> Iterator[str]:
    """What a document says of itself, field by field, and how many facts it holds."""
    yield document.kind
    if document.number:
        yield document.number
    if document.date and document.date.start:
        yield document.date.start
    if document.issuer:
        yield document.issuer.name
    if document.addressees:
        yield "→ " + "、".join(org.name for org in document.addressees)
    if document.publisher:
        yield document.publisher
    yield f"{len(document.facts)} facts"


def fact_cells(fact: Fact) -> tuple[str, ...]:
    """The cells of a fact, under HEADINGS; a share begins with └, a running total with Σ."""
    counts = [*map(amount_words, fact.amounts), *map(quantity_words, fact.quantities)]
    things = [f"《{paper.title}》" for paper in fact.documents]
    if fact.object:
        things.append(fact.object)
    if fact.purpose:
        things.append(f"({fact.purpose})")
    return (
        ("└ " if fact.part_of else "") + fact.action.type,
        "" if fact.status == "done" else fact.status,
        "; ".join(map(date_words, fact.dates)),
        "、".join(org.name for org in fact.agents),
        "、".join(party.name for party in fact.recipients),
        ("Σ " if fact.cumulative else "") + "; ".join(counts),
        " ".join(things),
    )


def date_words(date: Date) -> str:
    """A date by its days, month or year, or its words where nothing is fixed."""
    start, end = date.start, date.end
    if start is None or end is None or start == end:
        return start or date.text
    if date.granularity in _ISO_PREFIX:  # a whole month or year
        return start[: _ISO_PREFIX[date.granularity]]
    return f"{start}– {end}"  # the blank is where a narrow column breaks it


def amount_words(amount: Amount) -> str:
    """A sum with its currency, and what it is for each."""
    each = " each" if amount.each else ""
    return f"{sum_words(amount)} {amount.currency}{each}" + (f"/{amount.per}" if amount.per else "")


def sum_words(amount: Amount) -> str:
    """The figures of a sum, or its words where nothing is fixed."""
    if amount.min_yuan or amount.max_yuan:
        return f"{amount.min_yuan}–{amount.max_yuan}"
    if amount.yuan:
        return f"{_SIGNS.get(amount.mod, '')}{_grouped(amount.yuan)}"
    return amount.text


def quantity_words(quantity: Quantity) -> str:
    """A count with its unit and what is counted."""
    return f"{_SIGNS.get(quantity.mod, '')}{_grouped(quantity.value)}{quantity.unit}{quantity.item or ''}"


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"
