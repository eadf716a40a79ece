"""Numbers alone in table cells: the unit comes from the column's head or from the line over the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import repeat

from extractor.layers import CleanText, Layout, Table
from extractor.values.numerals import parse_number

_UNIT = r"([十百千万亿]{0,2})([\u4e00-\u9fff㎡][\u4e00-\u9fff（）]{0,3})"
_IN_BRACKETS = re.compile(rf"[（(【\[](?:单位[：:]?)?{_UNIT}[）)】\]]$")
_BEHIND_STROKE = re.compile(rf"[/／]{_UNIT}$")
_OVER = re.compile(_UNIT)
_COUNT_HEAD = re.compile(
    r"(?:(?P<人次>人次)|(?P<人>人|会员|职工)数|(?P<户>户)数|(?P<户次>户次)|(?P<名>名额)|(?P<件>件)数)$"
)
_MONEY_HEAD = re.compile(r"金额$|(?:经费|资金|补助|补贴|奖金|支出|收入|款)额?$")
_NO_UNIT = frozenset({"岁", "年", "月", "日", "天", "分", "级", "小时", "分钟", "届", "签字", "盖章"})
_NO_COUNT = re.compile(r"序号|编号|名次|得分|比例|占比|%|年份|时间|日期|电话|备注|成绩|率|排名|分数|年龄")
_BARE = re.compile(r"[0-9][0-9,，.]*[万亿]?|[〇零一二三四五六七八九]{3,6}")
_TRAILING = re.compile(r"(?<![0-9.,-])[0-9][0-9,，.]*$")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of a cell, which counts ``factor`` of ``unit``: 12 under 万元 has 10000 and 元.

    ``basis`` is the clean span that gave the unit, where a column's head did.
    """

    start: int
    end: int
    unit: str
    factor: Decimal
    basis: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    factor: Decimal = Decimal(1)
    basis: tuple[int, int] | None = None


def bare_cells(clean: CleanText, layout: Layout) -> list[Cell]:
    """Cells of all tables that hold a number only and whose column has a unit, in text order.

    In a table without a head that has a unit over it, a number at the end of a cell counts too.
    """
    cells: list[Cell] = []
    for table in layout.tables:
        over, money = _units_over(table)
        units = _column_units(clean.norm, layout, table, over, money)
        columns = len(units) - _remarks(clean.norm, layout, table)
        for row in table.rows:
            filled = layout.zones[row].cells
            shift = max(0, columns - len(filled))  # 合计 rows leave out the first columns
            of_cells = units[shift:] if table.head is not None else repeat(over)
            for (start, end), unit in zip(filled, of_cells, strict=False):
                place = _number_in(clean.norm[start:end], trailing=table.head is None) if unit else None
                if unit and place:
                    cells.append(Cell(start + place[0], start + place[1], unit.name, unit.factor, unit.basis))
    return cells


def _number_in(text: str, *, trailing: bool) -> tuple[int, int] | None:
    bare = text.strip(" *")
    if _BARE.fullmatch(bare):
        start = text.index(bare)
        return start, start + len(bare)
    match = _TRAILING.search(text) if trailing else None
    return match.span() if match else None


def _remarks(norm: str, layout: Layout, table: Table) -> int:
    """1 where the last column is for remarks, which most rows leave out."""
    start, end = layout.zones[table.head].cells[-1] if table.head is not None else (0, 0)
    return norm[start:end].strip(" *") in ("备注", "说明")


def _column_units(
    norm: str, layout: Layout, table: Table, over: _Unit | None, money: _Unit | None
) -> Sequence[_Unit | None]:
    if table.head is None:
        return ()
    cells = layout.zones[table.head].cells
    return [_unit_of(norm[start:end].strip(" *"), (start, end), over, money) for start, end in cells]


def _unit_of(head: str, place: tuple[int, int], over: _Unit | None, money: _Unit | None) -> _Unit | None:
    """The unit of a column by its head (金额（万元）, 人数) or else by the units over the table."""
    named = _IN_BRACKETS.search(head) or _BEHIND_STROKE.search(head)
    if named and named[2] not in _NO_UNIT:
        return _Unit(named[2], _factor(named[1]), place)
    if _NO_COUNT.search(head) or named:
        return None
    counted = _COUNT_HEAD.search(head)
    if counted:
        return _Unit(str(counted.lastgroup), basis=place)
    if _MONEY_HEAD.search(head):
        return money or _Unit("元", basis=place)
    return over


def _units_over(table: Table) -> tuple[_Unit | None, _Unit | None]:
    """The unit over a table, where it says one only, and that of its sums (单位：户、万元)."""
    matches = [_OVER.fullmatch(unit) for unit in re.split("[、，/]", table.unit or "")]
    units = [_Unit(match[2], _factor(match[1])) for match in matches if match]
    money = next((unit for unit in units if unit.name == "元"), None)
    only = units[0] if len(units) == 1 else None
    return only, money or only


def _factor(scale: str) -> Decimal:
    return parse_number(scale) or Decimal(1)
