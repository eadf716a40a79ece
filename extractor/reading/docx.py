"""Word files: paragraphs and headings a line each, tables as rows, footnotes in brackets where they stand.

The title and dates among a Word file's properties are those of the template it began with and of the copy on
this disk, not of the bulletin; they are not taken.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from extractor.errors import ReadingError
from extractor.reading.document import Reading, library_of, sound
from extractor.reading.raw import bomb
from extractor.reading.rows import LONGEST_CELL, WIDEST_SPAN, is_figure, write_row

if TYPE_CHECKING:
    from docx.document import Document

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
_MOST_UNPACKED = 200_000_000
_MOST_RATIO = 200
_FREE = 1_000_000
_UNSEEN = frozenset((*(f"{_W}{tag}" for tag in ("del", "moveFrom", "pPr", "rPr", "sectPr")), _FALLBACK))
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read(data: bytes, *, source: str) -> Reading:
    """Read one Word file (.docx). Raises ReadingError, also where it would unpack beyond all measure."""
    with library_of("docx", source=source):
        import docx

    with sound("a Word file", source=source):
        _refuse_bomb(data, source)
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(document.element.body, _footnotes(document)))
    if not text.strip():
        raise ReadingError("is a Word file without text", where=source, remedy="look at it, or leave it out")
    return Reading(text)


def _refuse_bomb(data: bytes, source: str) -> None:
    with ZipFile(io.BytesIO(data)) as parts:
        sizes = [(part.file_size, part.compress_size) for part in parts.infolist()]
    swollen = any(size > _FREE and size > _MOST_RATIO * packed for size, packed in sizes)
    if swollen or sum(size for size, _ in sizes) > _MOST_UNPACKED:
        raise bomb(source)


def _footnotes(document: Document) -> dict[str, str]:
    """The text of each footnote by its id."""
    from lxml import etree

    parts = [rel.target_part for rel in document.part.rels.values() if rel.reltype == _FOOTNOTES]
    if not parts:
        return {}
    root = etree.fromstring(parts[0].blob, etree.XMLParser(resolve_entities=False))
    notes = root.iter(f"{_W}footnote")
    return {note.get(f"{_W}id"): " ".join("".join(_pieces(note, {})).split()) for note in notes}


def _lines(body: Any, notes: dict[str, str]) -> Iterator[str]:
    """The lines of ``body`` (or of a cell) in order, also of those inside content controls."""
    for child in body:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, notes)
        elif child.tag == f"{_W}tbl":
            yield from _table(child, notes)
        elif child.tag not in _UNSEEN:
            yield from _lines(child, notes)


def _paragraph(paragraph: Any, notes: dict[str, str]) -> Iterator[str]:
    text = "".join(_pieces(paragraph, notes))
    yield from (line.rstrip() for line in text.split("\n"))


def _pieces(node: Any, notes: dict[str, str]) -> Iterator[str]:
    """What is printed of ``node``: no tracked deletions, text boxes once."""
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag == f"{_W}footnoteReference":
            note = notes.get(child.get(f"{_W}id"), "")
            yield f"（注：{note}）" if note else ""
        elif child.tag == f"{_W}txbxContent":
            yield from (f"{line}\n" for line in _lines(child, notes))
        elif child.tag not in _UNSEEN:
            yield from _pieces(child, notes)


def _table(table: Any, notes: dict[str, str]) -> Iterator[str]:
    """Rows of short cells as rows; a table that boxes text in, as its text."""
    rows = [list(row.iter(f"{_W}tc")) for row in table.iter(f"{_W}tr")]
    is_nested = next(table.iterdescendants(f"{_W}tbl"), None) is not None
    texts = [] if is_nested else [[_entry(cell, notes) for cell in row] for row in rows]
    if is_nested or any(len(text) > LONGEST_CELL for row in texts for text in row):
        for row in table:
            yield from _lines(row, notes)
        return
    above: dict[int, str] = {}
    for row, entries in zip(rows, texts, strict=True):
        cells: list[str] = []
        for cell, text in zip(row, entries, strict=True):
            label = above.get(len(cells), "") if _hangs(cell) else text
            above[len(cells)] = "" if is_figure(label) else label
            cells += [label, *[""] * (_columns(cell) - 1)]
        if line := write_row(cells):
            yield line


def _entry(cell: Any, notes: dict[str, str]) -> str:
    return " ".join(" ".join(_lines(cell, notes)).split())


def _hangs(cell: Any) -> bool:
    """Whether the cell above reaches down into this one."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _columns(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return min(int(span.get(f"{_W}val", "1")), WIDEST_SPAN) if span is not None else 1
