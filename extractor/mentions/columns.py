"""Numbers alone in table cells: the unit comes from the column's head or from the line over the table."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.layers import CleanText, Layout, Table

_IN_BRACKETS = re.compile(
    r"[（(【\[]?单?位?[：:]?([万亿]?元|人次|户次|人|户|家|件|名|个|份|张|套|台|次)[）)】\]]?"
)
_COUNTS = {
    "人数": "人",
    "户数": "户",
    "人次": "人次",
    "会员数": "人",
    "职工数": "人",
    "名额": "名",
    "件数": "件",
    "户次": "户次",
}
_MONEY = re.compile(
    r"金额|经费|资金|款|拨付|补助|补贴|奖金|支出|收入|合计|总计|小计|费|自筹|配套|预算|决算|余额|结余|下拨|分配"
)
_NEITHER = re.compile(r"序号|编号|名次|得分|比例|占比|%|年份|时间|日期|电话|备注|成绩|率|排名|分数")
_NUMBER = re.compile(r"[0-9][0-9,，.]*(?:万|亿)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds a bare number. ``basis`` is the clean span that gave the unit, where one did."""

    start: int
    end: int
    unit: str
    basis: tuple[int, int] | None


def bare_cells(clean: CleanText, layout: Layout) -> list[Cell]:
    """Cells of all tables that hold a number only and whose column has a unit, in text order."""
    cells: list[Cell] = []
    for table in layout.tables:
        units = _column_units(clean.norm, layout, table)
        for row in table.rows:
            filled = layout.zones[row].cells
            shift = max(0, len(units) - len(filled))  # 合计 rows leave out the first columns
            for (start, end), (unit, basis) in zip(filled, units[shift:], strict=False):
                text = clean.norm[start:end]
                if unit and _NUMBER.fullmatch(text.strip(" *")):
                    offset = len(text) - len(text.lstrip(" *"))
                    cells.append(Cell(start + offset, start + offset + len(text.strip(" *")), unit, basis))
    return cells


def _column_units(norm: str, layout: Layout, table: Table) -> list[tuple[str, tuple[int, int] | None]]:
    if table.head is None:
        return []
    units: list[tuple[str, tuple[int, int] | None]] = []
    for start, end in layout.zones[table.head].cells:
        units.append((_unit_of(norm[start:end].strip(" *"), table.unit), (start, end)))
    return units


def _unit_of(head: str, over: str | None) -> str:
    """The unit of a column by its head (金额（万元）, 人数) and by the unit over the table; "" for none."""
    named = (
        _IN_BRACKETS.search(head, max(0, len(head) - 8)) if head.endswith(("）", ")", "】", "]")) else None
    )
    if named:
        return named[1]
    for word, unit in _COUNTS.items():
        if head.endswith(word):
            return unit
    if over and not _NEITHER.search(head) and (_MONEY.search(head) or over.endswith("元")):
        return over
    return "元" if _MONEY.search(head) and not _NEITHER.search(head) and head.endswith("金额") else ""
