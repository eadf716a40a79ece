"""The lines of one page, from where its words stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from extractor.reading.rows import LONGEST_CELL, write_row

if TYPE_CHECKING:
    from pdfplumber.page import Page

_INDENT = "\u3000"
_DEEPEST_INDENT = 20
_MOST_BLANKS = 12
_FEWEST_COLUMN_LINES = 5
_MOST_ACROSS = 0.3
"""A gutter parts columns where few lines run across it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line and where it stands, in points from the left and the top of the page."""

    left: float
    right: float
    top: float
    bottom: float
    text: str


def set_lines(page: Page) -> list[Line]:
    """The lines of ``page`` in reading order: its columns one after the other, tables as rows."""
    page = page.dedupe_chars()
    tables = [table for table in page.find_tables() if _is_table(table.extract())]
    boxes = [table.bbox for table in tables]
    words = [word for word in page.extract_words(x_tolerance_ratio=0.3) if not _is_inside(word, boxes)]
    rows = [row for table in tables for row in _rows(table)]
    lines = [line for column in _columns(words, page.width) for line in _lines(column)]
    return _merge(lines, rows)


def _is_table(cells: list[list[str | None]]) -> bool:
    rows = [[cell for cell in row if cell] for row in cells]
    longest = max((len(cell) for row in rows for cell in row), default=0)
    return sum(len(row) > 1 for row in rows) > 1 and longest <= LONGEST_CELL


def _rows(table: Any) -> Iterator[Line]:
    for row, cells in zip(table.rows, table.extract(), strict=True):
        text = write_row(["".join((cell or "").split("\n")) for cell in cells])
        if text:
            left, top, right, bottom = row.bbox
            yield Line(left, right, top, bottom, text)


def _is_inside(word: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in boxes)


def _columns(words: list[dict[str, Any]], width: float) -> list[list[dict[str, Any]]]:
    """The words of each column; those that run across all columns part what is above from what is below."""
    rows = _cluster(words)
    gutter = _gutter(rows, width)
    if gutter is None:
        return [words]
    columns: list[list[dict[str, Any]]] = []
    left: list[dict[str, Any]] = []
    right: list[dict[str, Any]] = []
    for row in rows:
        if _crosses(row, gutter):
            columns += [left, right, row]
            left, right = [], []
        else:
            left += [word for word in row if word["x1"] <= gutter]
            right += [word for word in row if word["x0"] >= gutter]
    return [*columns, left, right]


def _gutter(rows: Sequence[list[dict[str, Any]]], width: float) -> float | None:
    """Where between two columns nothing is printed, on almost all of the lines; None for one column."""
    best, most = None, 0
    for step in range(30, 71):
        at = width * step / 100
        both = sum(row[0]["x1"] < at < row[-1]["x0"] and not _crosses(row, at) for row in rows)
        across = sum(_crosses(row, at) for row in rows)
        if both > most and both >= _FEWEST_COLUMN_LINES and across <= _MOST_ACROSS * both:
            best, most = at, both
    return best


def _crosses(row: Sequence[dict[str, Any]], at: float) -> bool:
    return any(word["x0"] < at < word["x1"] for word in row)


def _cluster(words: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The words by the line on which they stand, from the top, each line from the left."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"], word["x0"])):
        last = rows[-1][-1] if rows else None
        middle = (word["top"] + word["bottom"]) / 2
        if last is not None and last["top"] < middle < last["bottom"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word["x0"]) for row in rows]


def _lines(words: list[dict[str, Any]]) -> Iterator[Line]:
    """Lines with their indents and gaps as full-width blanks and blanks."""
    rows = _cluster(words)
    margin = min((row[0]["x0"] for row in rows), default=0)
    for row in rows:
        size = max(row[0]["bottom"] - row[0]["top"], 1)
        indent = _INDENT * min(round((row[0]["x0"] - margin) / size), _DEEPEST_INDENT)
        text = row[0]["text"]
        for before, word in pairwise(row):
            blanks = round(2 * (word["x0"] - before["x1"]) / size)
            text += " " * min(max(blanks, 1), _MOST_BLANKS) + word["text"]
        top, bottom = min(word["top"] for word in row), max(word["bottom"] for word in row)
        yield Line(row[0]["x0"], row[-1]["x1"], top, bottom, indent + text)


def _merge(lines: list[Line], rows: list[Line]) -> list[Line]:
    """The rows of tables put before the first line that stands below them."""
    merged: list[Line] = []
    for line in lines:
        while rows and rows[0].top < line.top and (not merged or merged[-1].top <= line.top):
            merged.append(rows.pop(0))
        merged.append(line)
    return merged + rows
