"""Bare numbers of table cells get their unit from the head of the column or from over the table."""

from __future__ import annotations

from array import array

from extractor.layers import CleanText, DocumentFields, Layout, Table, Zone, ZoneKind
from extractor.mentions.columns import bare_cells


def read(head: str | None, row: str, unit: str | None) -> list[tuple[str, str, int]]:
    """What the cells of ``row`` yield as (number, unit, factor); cells are divided by |."""
    text = f"{head or ''}\n{row}"
    zones = []
    for kind, line in ((ZoneKind.TABLE_HEAD, head or ""), (ZoneKind.TABLE_ROW, row)):
        start = at = 0 if kind is ZoneKind.TABLE_HEAD else text.index("\n") + 1
        cells = []
        for cell in line.split("|"):
            cells.append((at, at + len(cell)))
            at += len(cell) + 1
        zones.append(Zone(kind, start, start + len(line), 0, cells=tuple(cells)))
    fields = DocumentFields(None, "other", None, None, (), None, None)
    layout = Layout(tuple(zones), (), (), (Table(None if head is None else 0, (1,), unit),), fields)
    clean = CleanText(text, text, text, array("l", range(len(text))))
    return [(text[cell.start : cell.end], cell.unit, int(cell.factor)) for cell in bare_cells(clean, layout)]


def test_head_in_brackets_and_by_name() -> None:
    cells = read("序号|单位|人数|金额（万元）", "1|甲县|35|4.5", None)
    assert cells == [("35", "人", 1), ("4.5", "元", 10000)]


def test_head_with_a_stroke() -> None:
    assert read("项目|金额/万元", "救助|4.5", None) == [("4.5", "元", 10000)]


def test_unit_over_the_table() -> None:
    assert read("项目|市级|占比", "救助|41.30|12", "万元") == [("41.30", "元", 10000)]
    assert read("产业|去年", "铁路|五一二", "千人") == [("五一二", "人", 1000)]


def test_a_total_row_without_its_first_cells() -> None:
    assert read("序号|单位|人数|金额（元）", "合计|35|900", None) == [("35", "人", 1), ("900", "元", 1)]


def test_a_row_without_a_remark() -> None:
    assert read("序号|单位|金额|备注", "1|甲县|61", "万元") == [("61", "元", 10000)]
    assert read("序号|单位|金额|备注", "合计|61", "万元") == [("61", "元", 10000)]


def test_no_head_but_a_unit_over_names_with_numbers() -> None:
    assert read(None, "王某 一队8931|李某 二队", "公斤") == [("8931", "公斤", 1)]


def test_no_unit_no_cell() -> None:
    assert read("姓名|年龄（岁）|得分", "王某|35|96", None) == []
