"""PDF: lines in reading order, tables as rows, running heads and page numbers left out, pages kept.

The title and date that a PDF carries as properties are those of the file it was printed from, not of the
bulletin; they are not taken.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from extractor.cautions import Caution
from extractor.errors import ReadingError
from extractor.reading.document import Reading, library_of, sound
from extractor.reading.pdf.heads import Sheet, without_heads
from extractor.reading.pdf.lines import Line, set_lines

if TYPE_CHECKING:
    from pdfplumber.page import Page

_TAIL = 2048
_RESOLUTION = 150
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_MOST_UNKNOWN = 0.2


def read(data: bytes, *, source: str) -> Reading:
    """Read one PDF; pages without a text layer by OCR, where that is installed. Raises ReadingError."""
    with library_of("pdf", source=source):
        import pdfplumber

    for name in ("pdfminer", "pdfplumber"):  # their complaints are no messages of ours
        logging.getLogger(name).addHandler(logging.NullHandler())
    warnings = [] if b"%%EOF" in data[-_TAIL:] else [Caution.CUT_OFF()]
    with _opened(source), pdfplumber.open(io.BytesIO(data)) as document:
        sheets = [_sheet(page, source, warnings) for page in document.pages]
    texts = ["".join(line.text + "\n" for line in lines) for lines in without_heads(sheets)]
    if not any(texts):
        raise ReadingError(
            "; ".join(warnings) or "is a PDF without text", where=source, remedy="look at it, or leave it out"
        )
    return Reading("".join(texts), tuple(warnings), pages=tuple(_begins(texts)))


@contextmanager
def _opened(source: str) -> Iterator[None]:
    try:
        with sound("a PDF", source=source):
            yield
    except ReadingError as error:
        if "PDFPasswordIncorrect" not in error.what:
            raise
        raise ReadingError("is locked by a password", where=source, remedy="save it without one") from error


def _sheet(page: Page, source: str, warnings: list[str]) -> Sheet:
    """One page. What is wrong with it is added to ``warnings``; the other pages are read all the same."""
    lines: list[Line] = []
    try:
        with sound("a page", source=source):
            lines = [_known(line) for line in set_lines(page)]
            if page.images and not _is_legible(lines):
                lines = list(_recognised(page, source, warnings))
            elif not _is_legible(lines) and lines:
                warnings.append(Caution.STRANGE_FONT(page=page.page_number))
    except ReadingError as error:
        warnings.append(Caution.PAGE_UNREAD(page=page.page_number, why=error.what + _remedy(error)))
    finally:
        page.close()
    return lines, float(page.height)


def _remedy(error: ReadingError) -> str:
    return f" ({error.remedy})" if error.remedy and error.remedy.startswith("pip") else ""


def _known(line: Line) -> Line:
    return Line(line.left, line.right, line.top, line.bottom, _UNKNOWN.sub("\ufffd", line.text))


def _is_legible(lines: list[Line]) -> bool:
    text = "".join(line.text for line in lines)
    return bool(text.strip()) and text.count("\ufffd") <= _MOST_UNKNOWN * len(text)


def _recognised(page: Page, source: str, warnings: list[str]) -> Iterator[Line]:
    """The lines of a scanned page."""
    from extractor.reading import ocr

    ocr.check(source)
    pieces = ocr.recognise(page.to_image(resolution=_RESOLUTION).original)
    if pieces:
        warnings.append(Caution.PAGE_RECOGNISED(page=page.page_number, certainty=ocr.certainty(pieces)))
    for line in ocr.lines_of(pieces):
        yield Line(0, 0, page.height / 2, page.height / 2, line)


def _begins(texts: list[str]) -> Iterator[int]:
    at = 0
    for text in texts:
        yield at
        at += len(text)
