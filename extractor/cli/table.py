"""A document as a table to look at: one fact a row, shares under their totals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from extractor.records import Amount, Date, Document, Fact, Quantity

_HEADINGS = ("action", "status", "when", "who", "to whom", "how much", "what")
_LEAST = (12, 8, 11, 12, 12, 12, 11)  # columns of the screen; what is left over goes by _SHARE
_SHARE = (0, 0, 0, 3, 3, 3, 4)
_SIGNS = {
    "approx": "≈", "more_than": ">", "less_than": "<", "at_least": "≥", "at_most": "≤", "vague": "~",
}  # fmt: skip
_ISO_PREFIX = {"month": 7, "year": 4}  # characters of an ISO date


def lay_table(document: Document, *, width: int) -> Iterator[str]:
    """The lines of the table, at most ``width`` columns wide where that leaves room for all columns."""
    yield document.title or document.source
    yield "  " + " · ".join(_about(document))
    widths = _widths(width)
    yield from _row(_HEADINGS, widths)
    yield " ".join("─" * columns for columns in widths)
    for fact in document.facts:
        yield from _row(_cells(fact), widths)
    yield from (f"! {warning}" for warning in document.warnings)
    yield ""


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes: East Asian wide characters take two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _about(document: Document) -> Iterator[str]:
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


def _cells(fact: Fact) -> tuple[str, ...]:
    counts = [*map(_amount, fact.amounts), *map(_quantity, fact.quantities)]
    things = [f"《{paper.title}》" for paper in fact.documents]
    if fact.object:
        things.append(fact.object)
    if fact.purpose:
        things.append(f"({fact.purpose})")
    return (
        ("└ " if fact.part_of else "") + fact.action.type,
        "" if fact.status == "done" else fact.status,
        "; ".join(map(_date, fact.dates)),
        "、".join(org.name for org in fact.agents),
        "、".join(party.name for party in fact.recipients),
        ("Σ " if fact.cumulative else "") + "; ".join(counts),
        " ".join(things),
    )


def _date(date: Date) -> str:
    start, end = date.start, date.end
    if start is None or end is None or start == end:
        return start or date.text
    if date.granularity in _ISO_PREFIX:  # a whole month or year
        return start[: _ISO_PREFIX[date.granularity]]
    return f"{start}– {end}"  # the blank is where a narrow column breaks it


def _amount(amount: Amount) -> str:
    if amount.min_yuan or amount.max_yuan:
        value = f"{amount.min_yuan}–{amount.max_yuan}"
    elif amount.yuan:
        value = f"{_SIGNS.get(amount.mod, '')}{_grouped(amount.yuan)}"
    else:
        value = amount.text
    each = " each" if amount.each else ""
    return f"{value} {amount.currency}{each}" + (f"/{amount.per}" if amount.per else "")


def _quantity(quantity: Quantity) -> str:
    return f"{_SIGNS.get(quantity.mod, '')}{_grouped(quantity.value)}{quantity.unit}{quantity.item or ''}"


def _grouped(digits: str) -> str:
    whole, point, rest = digits.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _widths(width: int) -> tuple[int, ...]:
    spare = max(0, width - sum(_LEAST) - len(_LEAST) + 1)
    return tuple(least + spare * share // sum(_SHARE) for least, share in zip(_LEAST, _SHARE, strict=True))


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrap(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    for line in range(max(map(len, wrapped))):
        parts = [cell[line] if line < len(cell) else "" for cell in wrapped]
        yield " ".join(map(_pad, parts, widths)).rstrip()


def _pad(text: str, columns: int) -> str:
    return text + " " * (columns - columns_of(text))


def _wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``; broken at a blank where one is near the end, else between characters."""
    lines, line = [], ""
    for character in text:
        if columns_of(line + character) <= columns:
            line += character
            continue
        kept, blank, rest = line.rpartition(" ")
        if character == " " or not blank or columns_of(rest) > columns // 2:
            kept, rest = line, ""
        lines.append(kept)
        line = (rest + character).lstrip()
    return [*lines, line]
