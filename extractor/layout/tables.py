"""Tables in text: rows of cells, one row a line (bars, tabs, blanks) or one cell a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.layers import ZoneKind
from extractor.layout.lines import Line

Span = tuple[int, int]

_BAR = re.compile(r"\s*[|｜│]\s*")
_GAP = re.compile(r"\t+|\s{2,}")
_BLANK = re.compile(r"\s+")
_UNIT = re.compile(r"(?:金额)?单位[：:]\s*([^\s（）()，。]{1,8})")
_UNIT_LINE = re.compile(
    r"（?(?:金额|货币|计量)?单位[：:]\s*(?:人民币)?[十百千万亿]{0,2}[元人户名件个份次吨亩](?:[、，/][十百千万亿]{0,2}[元人户名件个份次吨亩])*）?"
)
_HEAD_WORD = re.compile(
    r"序号|名称|单位|项目|姓名|金额|人数|合计|数量|标准|名次|事由|产业|奖金|备注|时间|类别"
)
_NUMBER = re.compile(r"[-+]?[\d,.，]+%?")
_NO_NUMBER = re.compile("[—－-]{1,2}")
_FIGURE = re.compile(r"\d|[〇○零一二三四五六七八九十百千]{2,}")
_RUNNING = re.compile("[。；]")
_ORDERED = re.compile("[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|第.{1,3}[章节]")
_LONGEST_CELL = 36
_LONGEST_ROW = 200
_WIDEST = 12
_FEWEST_CELLS = 6
_TOTALS = ("合计", "总计", "小计", "共计")


@dataclass(frozen=True, slots=True)
class Row:
    """Lines ``first`` to ``last`` (inclusive) that make one row, and its cells."""

    first: int
    last: int
    cells: tuple[Span, ...]
    head: bool = False


def unit_of(text: str) -> str | None:
    """The unit that a line says for a whole table (单位：万元 → 万元), or None."""
    match = _UNIT.search(text)
    return match[1] if match else None


def is_unit_line(text: str) -> bool:
    """True for a line that says a unit and nothing else."""
    return _UNIT_LINE.fullmatch(text) is not None


def find_tables(lines: Sequence[Line]) -> list[list[Row]]:
    """The tables of the page, each as its rows in order; the first row may be a head."""
    tables: list[list[Row]] = []
    at = free = 0
    while at < len(lines):
        rows, behind = _rows_of_lines(lines, at)
        if rows and not rows[0].head:
            rows = [*_stacked_head(lines, rows, free), *rows]
        if not rows:
            rows = _rows_of_cells(lines, at) or _labelled_rows(lines, at)
        if rows:
            if tables and tables[-1][-1].last + 1 == at == rows[0].first and not rows[0].head:
                tables[-1] += rows
            else:
                tables.append(rows)
            free = rows[-1].last + 1
        at = rows[-1].last + 1 if rows else behind
    return tables


def _stacked_head(lines: Sequence[Line], rows: Sequence[Row], free: int) -> list[Row]:
    """The head whose cells stand one a line over the rows: one for each column, or all below the unit line.
    Lines before ``free`` belong to another table."""
    width, at = max(len(row.cells) for row in rows), rows[0].first
    first = at
    while first > max(free, at - width) and _is_head_cell(lines[first - 1]):
        first -= 1
    under_unit = first > 0 and unit_of(lines[first - 1].text) is not None
    words = any(_HEAD_WORD.search(line.text) for line in lines[first:at])
    if first == at or not (under_unit or (words and at - first in (width, width - 1))):
        return []
    cells = tuple((line.start, line.end) for line in lines[first:at])
    return [Row(first, at - 1, cells, head=True)]


def _is_head_cell(line: Line) -> bool:
    text = line.text
    is_label = not (_is_figure(line) or unit_of(text) or _ORDERED.match(text))
    return line.kind is None and _is_cell(line) and is_label


def _labelled_rows(lines: Sequence[Line], at: int) -> list[Row]:
    """A table flattened to one cell a line without ordinals: head words, then rows of a label and figures;
    under a unit line also rows of a label and a figure with no head."""
    head = lines[at : at + _WIDEST]
    if not (_is_head_cell(head[0]) and len(head) >= _FEWEST_CELLS):
        return []
    figure = next((index for index, line in enumerate(head) if _is_figure(line)), 0)
    width = max(figure - 1, 2)
    over = at > 0 and unit_of(lines[at - 1].text) is not None
    if figure < 1 or not all(map(_is_head_cell, head[:figure])):
        return []
    if not (over or (figure > 2 and _HEAD_WORD.search(head[0].text))):
        return []
    rows = [_row(lines, at, at + width, head=figure > 1)]
    while _is_labelled(lines[rows[-1].last + 1 : rows[-1].last + 1 + width], width):
        rows.append(_row(lines, rows[-1].last + 1, rows[-1].last + 1 + width))
    return rows if len(rows) > 2 else []


def _is_labelled(cells: Sequence[Line], width: int) -> bool:
    return len(cells) == width and _is_head_cell(cells[0]) and all(map(_is_figure, cells[1:]))


def _is_figure(line: Line) -> bool:
    """A small number alone in its line looks like that of a page."""
    plain = line.kind in (None, ZoneKind.NAVIGATION)
    return plain and bool(_NUMBER.fullmatch(line.text) or _NO_NUMBER.fullmatch(line.text))


def _rows_of_lines(lines: Sequence[Line], at: int) -> tuple[list[Row], int]:
    """The rows of a table that begins at line ``at``, or none; and the next line that can begin one."""
    behind = at + 1
    for split, least, rows_least in ((_BAR, 2, 2), (_GAP, 2, 2), (_BLANK, 3, 3)):
        rows = _run_of_rows(lines, at, split, least)
        if len(rows) >= rows_least:
            if _is_numeric(lines, rows):
                return _mark_head(lines, rows), behind
            behind = max(behind, at + len(rows))
    return [], behind


def _run_of_rows(lines: Sequence[Line], at: int, split: re.Pattern[str], least: int) -> list[Row]:
    rows: list[Row] = []
    width = 0
    for index in range(at, len(lines)):
        line = lines[index]
        if line.kind is not None or len(line.text) > _LONGEST_ROW or _RUNNING.search(line.text):
            break
        cells = _cells(line, split)
        if len(cells) < least or any(end - start > _LONGEST_CELL for start, end in cells):
            break
        if split is _BLANK and rows and width - len(cells) not in (0, 1) and not _is_total(line):
            break
        width = width or len(cells)
        rows.append(Row(index, index, cells))
    return rows


def _cells(line: Line, split: re.Pattern[str]) -> tuple[Span, ...]:
    cells, last = [], 0
    for match in [*split.finditer(line.text), None]:
        end = match.start() if match else len(line.text)
        if end > last:
            cells.append((line.start + last, line.start + end))
        last = match.end() if match else end
    return tuple(cells)


def _is_total(line: Line) -> bool:
    return line.text.startswith(_TOTALS)


def _is_numeric(lines: Sequence[Line], rows: Sequence[Row]) -> bool:
    """True where most rows hold a figure."""
    return 2 * sum(_FIGURE.search(lines[row.first].text) is not None for row in rows) >= len(rows)


def _mark_head(lines: Sequence[Line], rows: list[Row]) -> list[Row]:
    first = rows[0]
    line = lines[first.first]
    figures = sum(bool(_NUMBER.fullmatch(line.text[a - line.start : b - line.start])) for a, b in first.cells)
    if figures == 0 and _HEAD_WORD.search(line.text):
        rows[0] = Row(first.first, first.last, first.cells, head=True)
    return rows


def _is_cell(line: Line) -> bool:
    return len(line.text) <= 16 and not re.search("[。，；：]", line.text)


def _rows_of_cells(lines: Sequence[Line], at: int) -> list[Row]:
    """A table flattened to one cell a line: head words, then rows that begin with 1, 2, 3 …"""
    head = lines[at : at + _WIDEST]
    if head[0].kind is not None or not _HEAD_WORD.search(head[0].text) or len(head) < _FEWEST_CELLS:
        return []
    width = next((index for index, line in enumerate(head) if line.text == "1"), 0)
    if width < 2 or not all(map(_is_cell, head[:width])):
        return []
    rows = [_row(lines, at, at + width, head=True)]
    while rows[-1].last + 1 < len(lines):
        first = rows[-1].last + 1
        behind = min(first + width, len(lines))
        if lines[first].text in _TOTALS:
            figures = first + 1
            while figures < behind and _NUMBER.fullmatch(lines[figures].text):
                figures += 1
            behind = figures
        elif not lines[first].text.isdigit():
            break
        if not all(map(_is_cell, lines[first:behind])):
            break
        rows.append(_row(lines, first, behind))
    return rows if len(rows) > 2 else []


def _row(lines: Sequence[Line], first: int, behind: int, *, head: bool = False) -> Row:
    return Row(first, behind - 1, tuple((line.start, line.end) for line in lines[first:behind]), head)
