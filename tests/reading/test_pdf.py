"""PDF: lines in reading order, tables, running heads, pages, and what is wrong with broken ones."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extractor import Extractor
from extractor.errors import ReadingError
from extractor.reading import read_bytes
from tests.reading.samples import FONT, pdf

_BODY = [
    "3月5日，青石县总工会向各乡镇工会下拨送温暖专项资金",
    "300.5万元，用于慰问困难职工1,250人。",
]


def _page(number: int, lines: list[str] = _BODY) -> list[tuple[float, float, str]]:
    body = [(90.0 if index == 0 else 66.0, 120.0 + 20 * index, line) for index, line in enumerate(lines)]
    return [(66.0, 40.0, "青石县总工会工作简报"), *body, (290.0, 810.0, f"— {number} —")]


def _solid(text: str) -> str:
    return "".join(text.split())


def test_running_heads_and_page_numbers_go_and_pages_are_kept() -> None:
    read = read_bytes(pdf(_page(1), _page(2), _page(3)), source="a.pdf")
    assert _solid(read.text) == 3 * "".join(_BODY)
    assert [_solid(read.text[start:])[:6] for start in read.pages] == ["3月5日，青"] * 3
    document = Extractor().extract(pdf(_page(1), _page(2)), source="a.pdf")
    (start, end), (again, _) = document.pages
    assert (start, end == again) == (0, True)
    amounts = [(amount.yuan, amount.span[0] >= end) for amount in document.mentions.amounts]
    assert amounts == [("3005000", False), ("3005000", True)]


def test_first_lines_keep_their_indent_so_that_wraps_can_be_joined() -> None:
    assert read_bytes(pdf(_page(1)), source="a").text.split("\n")[1] == f"　　{_BODY[0]}"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏第{n}行，职工之家建设" for n in range(8)]
    right = [f"右栏第{n}行，劳模工作室" for n in range(8)]
    lines = [(66.0, 120.0 + 20 * n, line) for n, line in enumerate(left)]
    lines += [(320.0, 120.0 + 20 * n, line) for n, line in enumerate(right)]
    head = (66.0, 90.0, "横贯两栏的一行标题文字，从左边一直到右边，不可拆开来读，应当在前面")
    text = read_bytes(pdf([head, *lines]), source="a").text
    assert _solid(text) == _solid("".join([head[2], *left, *right]))


def test_tables_are_rows() -> None:
    out = io.BytesIO()
    style = ParagraphStyle("plain", fontName=FONT)
    cells = [["单位", "项目", "金额"], ["白水镇工会", "", "35"], ["合计", "", "35.5"]]
    frame = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), FONT)]
    story = [Paragraph("表前的话。", style), Table(cells, style=frame), Paragraph("表后的话。", style)]
    SimpleDocTemplate(out).build(story)
    rows = ["单位\t项目\t金额", "白水镇工会\t—\t35", "合计\t—\t35.5"]
    assert read_bytes(out.getvalue(), source="a").text.split() == "\n".join(
        ["表前的话。", *rows, "表后的话。"]
    ).split()


def test_a_file_cut_off_gives_what_is_left_with_a_warning_or_an_error() -> None:
    data = pdf(_page(1), _page(2))
    with pytest.raises(ReadingError, match="PDF"):
        read_bytes(data[: len(data) // 3], source="a.pdf")
    read = read_bytes(data[:-8], source="a.pdf")
    assert "".join(_BODY) in _solid(read.text)
    assert "cut off" in read.warnings[0]


def test_a_locked_file_is_told() -> None:
    with pytest.raises(ReadingError, match="password"):
        read_bytes(pdf(_page(1), encrypt=StandardEncryption("geheim")), source="a.pdf")


def test_a_file_locked_against_changes_only_is_read() -> None:
    data = pdf([(66.0, 120.0, "300.5")], font="Helvetica", encrypt=StandardEncryption("", "owner"))
    assert read_bytes(data, source="a.pdf").text == "300.5\n"


def test_a_file_without_text_is_told() -> None:
    with pytest.raises(ReadingError, match="without text"):
        read_bytes(pdf([]), source="a.pdf")
