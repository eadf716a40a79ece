"""A document as a table to look at: one fact a row, shares under their totals."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from extractor.cells import HEADINGS, fact_cells, head_words
from extractor.records import Document

_LEAST = (12, 8, 11, 12, 12, 12, 11)  # columns of the screen; what is left over goes by _SHARE
_SHARE = (0, 0, 0, 3, 3, 3, 4)


def lay_table(document: Document, *, width: int) -> Iterator[str]:
    """The lines of the table, at most ``width`` columns wide where that leaves room for all columns."""
    yield document.title or document.source
    yield "  " + " · ".join(head_words(document))
    widths = _widths(width)
    yield from _row(HEADINGS, widths)
    yield " ".join("─" * columns for columns in widths)
    for fact in document.facts:
        yield from _row(fact_cells(fact), widths)
    yield from (f"! {warning}" for warning in document.warnings)
    yield ""


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes: East Asian wide characters take two."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


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
