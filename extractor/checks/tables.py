"""The 合计 row of a table against the rows over it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import dropwhile

from extractor.checks.figures import Room, room_of, total_room
from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.checks.rules import words
from extractor.layers import Table, Zone
from extractor.mentions.numbers import any_of
from extractor.values.numerals import decimal_string, parse_number

_TOTAL = re.compile(r"合\s*计|总\s*计|共\s*计")
_SHORT_TOTAL = re.compile(rf"(?P<label>{_TOTAL.pattern})[\s：:]*(?P<number>[0-9][0-9,.]*)")
_PARTLY = re.compile("小计|其中|合计|总计|共计")
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_NONE = re.compile("[—－-]{0,2}")
_FEWEST = 2
_OVER = 40  # characters before a table that may call it an excerpt


@dataclass(frozen=True, slots=True)
class Cell:
    """A number in a table; ``unit`` is what stands behind it, if anything."""

    span: tuple[int, int]
    value: Decimal
    unit: str


def check_tables(page: Page) -> Iterator[Finding]:
    """Columns whose rows do not come to the number in the row 合计."""
    for table in page.layout.tables:
        rows = _below_head(page, [page.layout.zones[row] for row in table.rows])
        last = next((n for n, row in enumerate(rows) if _label(page, row, _TOTAL)), len(rows))
        total = rows[last] if last < len(rows) else _total_behind(page, table)
        if total is not None and _is_whole(page, table, rows[:last], total):
            yield from _columns(page, rows[:last], total)


def _total_behind(page: Page, table: Table) -> Zone | None:
    """A line 合计 right behind a table that was too short to be one of its rows."""
    number = max(table.rows, default=0) + 1
    zone = page.layout.zones[number] if number < len(page.layout.zones) else None
    match = zone and _SHORT_TOTAL.fullmatch(page.norm, zone.start, zone.end)
    if zone is None or not match:
        return None
    return replace(zone, cells=(match.span("label"), match.span("number")))


def _below_head(page: Page, rows: list[Zone]) -> list[Zone]:
    """Without first rows that hold no number: heads that layout did not mark."""
    return list(dropwhile(lambda row: not any(map(str.isdigit, page.norm[row.start : row.end])), rows))


def _label(page: Page, row: Zone, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(page.norm, start, end) for start, end in row.cells[:2])


def _is_whole(page: Page, table: Table, rows: Sequence[Zone], total: Zone) -> bool:
    """No excerpt, no subtotals."""
    first = table.head if table.head is not None else table.rows[0]
    over = page.norm[max(0, page.layout.zones[first].start - _OVER) : total.end]
    excerpt = re.search(any_of(words().excerpt), over)
    return len(rows) >= _FEWEST and not excerpt and not any(_label(page, row, _PARTLY) for row in rows)


def _columns(page: Page, rows: Sequence[Zone], total: Zone) -> Iterator[Finding]:
    """Columns are counted from the right: a row 合计 leaves out the first ones."""
    sums = [_cell(page, span) for span in total.cells]
    for place in range(1, len(sums) + 1):
        told = sums[-place]
        if told is None:
            continue
        cells = [_cell(page, row.cells[-place]) for row in rows if len(row.cells) >= max(place, 2)]
        numbers = [cell for cell in cells if cell is not None]
        if len(numbers) < len(rows) or any(cell.unit != numbers[0].unit for cell in numbers):
            continue
        value = sum((cell.value for cell in numbers), Decimal(0))
        if total_room(_room(page, cell) for cell in numbers).meets(_room(page, told)):
            continue
        figures = (page.text[slice(*told.span)], decimal_string(value))
        shown = {"total": figures[0], "sum": figures[1]}
        shown |= {"difference": decimal_string(abs(value - told.value))}
        yield Finding("table-total", (told.span, *(cell.span for cell in numbers)), shown, figures)


def _room(page: Page, cell: Cell) -> Room:
    return room_of(page.norm[slice(*cell.span)], cell.value)


def _cell(page: Page, span: tuple[int, int]) -> Cell | None:
    text = page.norm[slice(*span)].strip(" *")
    match = _NUMBER.match(text)
    if match is None or len(text) - match.end() > 4:
        return Cell(span, Decimal(0), "") if _NONE.fullmatch(text) else None
    value = parse_number(match[0])
    start = span[0] + page.norm[slice(*span)].index(text)
    return None if value is None else Cell((start, start + match.end()), value, text[match.end() :].strip())
