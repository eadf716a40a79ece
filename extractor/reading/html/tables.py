"""Tables of a page as rows of cells. Old pages are laid out with tables too: those are no rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from extractor.reading.html.nodes import is_leaf, is_text, set_inline, walk
from extractor.reading.rows import LONGEST_CELL, WIDEST_SPAN, is_figure, write_row


@dataclass(slots=True)
class _Cell:
    text: str
    columns: int
    rows: int


def rows_of(table: LexborNode) -> list[str] | None:
    """The rows of a table of short cells, or None where the table only lays out the page. A label that spans
    several rows is said in each, a figure only once."""
    rows = _cells(table)
    if rows is None or _is_list_of_links(table):
        return None
    if any(len(cell.text) > LONGEST_CELL for row in rows for cell in row):
        return None
    if 2 * sum(sum(bool(cell.text) for cell in row) > 1 for row in rows) < max(len(rows), 1):
        return None
    return [line for row in _grid(rows) if (line := write_row(row))]


def _cells(table: LexborNode) -> list[list[_Cell]] | None:
    """The cells as written; None where they hold tables."""
    rows: list[list[_Cell]] = []
    parts: list[str] = []
    for event, node in walk(table, is_leaf=is_leaf):
        if event == "start" and node.tag == "table" and node.mem_id != table.mem_id:
            return None
        if event == "start" and node.tag == "tr":
            rows.append([])
        elif event == "start" and node.tag in ("td", "th"):
            parts = []
        elif event == "end" and node.tag in ("td", "th") and rows:
            text = " ".join(set_inline("".join(parts)).split())
            rows[-1].append(_Cell(text, _span(node, "colspan"), _span(node, "rowspan")))
        elif event == "leaf" and is_text(node):
            parts.append(node.text_content or "")
        elif event == "end" and node.tag in ("p", "div", "br", "li"):
            parts.append(" ")
    return rows


def _is_list_of_links(table: LexborNode) -> bool:
    linked = sum(len(link.text(deep=True)) for link in table.css("a"))
    return 2 * linked > len(table.text(deep=True).strip())


def _span(node: LexborNode, name: str) -> int:
    value = node.attributes.get(name) or "1"
    return min(max(int(value), 1), WIDEST_SPAN) if value.isascii() and value.isdigit() else 1


def _grid(rows: list[list[_Cell]]) -> Iterator[list[str]]:
    hanging: dict[int, tuple[int, str]] = {}
    for row in rows:
        line: list[str] = []
        left = iter(row)
        cell = next(left, None)
        while cell is not None or len(line) in hanging:
            column = len(line)
            if column in hanging:
                more, text = hanging.pop(column)
                line.append(text)
                if more > 1:
                    hanging[column] = more - 1, text
            elif cell is not None:
                again = "" if is_figure(cell.text) else cell.text
                line += [cell.text, *[""] * (cell.columns - 1)]
                if cell.rows > 1:
                    hanging |= {column + more: (cell.rows - 1, "") for more in range(cell.columns)}
                    hanging[column] = cell.rows - 1, again
                cell = next(left, None)
        yield line

