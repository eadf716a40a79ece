"""Word files: what is printed, in order, once."""

from __future__ import annotations

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor.reading import read_bytes
from tests.reading.samples import saved

_W = nsdecls("w")


def _lines(document: docx.document.Document) -> list[str]:
    return read_bytes(saved(document), source="a.docx").text.split("\n")


def test_runs_join_and_tables_stand_where_they_stand() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("下拨资金")
    for piece in ("3", "00", "万元"):
        paragraph.add_run(piece)
    table = document.add_table(3, 3)
    for index, text in enumerate("单位 项目 金额 甲县 技能 12 - 安全 8".split()):
        table.cell(index // 3, index % 3).text = text
    table.cell(2, 0).text = ""
    table.cell(1, 0).merge(table.cell(2, 0))
    document.add_paragraph("特此通知。")
    rows = ["单位\t项目\t金额", "甲县\t技能\t12", "甲县\t安全\t8"]
    assert _lines(document) == ["下拨资金300万元", *rows, "特此通知。"]


def test_boxed_text_is_no_row() -> None:
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].text = "拨款。" * 50
    assert _lines(document)[0] == "拨款。" * 50


def test_tracked_changes_links_and_controls() -> None:
    document = docx.Document()
    runs = (
        "<w:pPr><w:tabs><w:tab w:val='left' w:pos='9'/></w:tabs></w:pPr><w:r><w:t>拨款</w:t></w:r>"
        "<w:del w:id='1' w:author='a'><w:r><w:delText>3</w:delText></w:r></w:del>"
        "<w:ins w:id='2' w:author='a'><w:r><w:t>5</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t>万元</w:t></w:r></w:hyperlink>"
    )
    control = "<w:sdtContent><w:p><w:r><w:t>落款</w:t></w:r></w:p></w:sdtContent>"
    document.element.body.insert(0, parse_xml(f"<w:p {_W}>{runs}</w:p>"))
    document.element.body.insert(1, parse_xml(f"<w:sdt {_W}>{control}</w:sdt>"))
    assert _lines(document)[:2] == ["拨款5万元", "落款"]


def test_properties_are_no_metadata() -> None:
    document = docx.Document()
    document.add_paragraph("县总工会拨款1万元。")
    document.core_properties.title = "模板"
    given = read_bytes(saved(document), source="a.docx").given
    assert (given.title, given.date) == (None, None)
