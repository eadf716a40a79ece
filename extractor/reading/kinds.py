"""Which format a file is: by its first bytes, and only where these leave it open by its suffix."""

from __future__ import annotations

import re
from enum import Enum
from typing import BinaryIO

from extractor.errors import ReadingError


class Kind(Enum):
    """The formats that can be read. A document is one bulletin, a table or container holds many."""

    TEXT = "text"
    HTML = "a web page"
    PDF = "a PDF"
    DOCX = "a Word file"
    IMAGE = "an image"
    JSONL = "JSON lines"
    CSV = "a CSV table"
    TSV = "a TSV table"
    PARQUET = "a Parquet file"
    ZIP = "a zip archive"
    TAR = "a tar archive"
    GZIP = "a gzip file"
    BZIP2 = "a bzip2 file"
    XZ = "an xz file"
    WARC = "a WARC archive"

    @property
    def is_table(self) -> bool:
        return self in (Kind.JSONL, Kind.CSV, Kind.TSV, Kind.PARQUET)

    @property
    def is_document(self) -> bool:
        return self in (Kind.TEXT, Kind.HTML, Kind.PDF, Kind.DOCX, Kind.IMAGE)


HEAD = 8192
"""How many bytes of a file tell its format."""

_MAGIC = (
    (b"%PDF-", Kind.PDF),
    (b"\x89PNG\r\n", Kind.IMAGE),
    (b"\xff\xd8\xff", Kind.IMAGE),
    (b"GIF8", Kind.IMAGE),
    (b"II*\x00", Kind.IMAGE),
    (b"MM\x00*", Kind.IMAGE),
    (b"PAR1", Kind.PARQUET),
    (b"\x1f\x8b", Kind.GZIP),
    (b"BZh", Kind.BZIP2),
    (b"\xfd7zXZ\x00", Kind.XZ),
    (b"WARC/", Kind.WARC),
)
_AS_WORD, _UNPACK = "save it as .docx or PDF", "unpack it first"
_REFUSED_MAGIC = (
    (b"\xd0\xcf\x11\xe0", "an old Word, Excel or WPS file", "save it as .docx, tables as .csv"),
    (b"{\\rtf", "an RTF file", _AS_WORD),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd file", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", "export its table as .csv"),
)
_OFFICE = (
    ("xl/workbook.xml", "an Excel file", "save it as .csv"),
    ("ppt/presentation.xml", "a PowerPoint file", "save it as PDF"),
    ("OFD.xml", "an OFD file", "save it as PDF"),
    ("META-INF/manifest.xml", "an OpenDocument file", _AS_WORD),
)
_REFUSED_SUFFIX = re.compile(r"\.(?:js|mjs|css|svg|xml|rss|json|mht|mhtml|eml|ya?ml|py)$")
_SUFFIXES = (
    (".jsonl", Kind.JSONL), (".ndjson", Kind.JSONL), (".csv", Kind.CSV), (".tsv", Kind.TSV),
    (".tar", Kind.TAR),
)  # fmt: skip
_PLAIN = (".txt", ".text", ".md", ".markdown")
_COMMENT = r"<!--(?:(?!-->).)*-->"
_ROOT = re.compile(
    rf"\s*(?:<\?xml[^>]*>\s*|{_COMMENT}\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MARKUP = re.compile(
    r"\s*(?=<)(?=.*<(?:meta|title|div|table|script|link|center|p|span|style|br)\b)", re.I | re.S
)
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8"))


def find_kind(file: BinaryIO, *, source: str) -> Kind:
    """The format of a seekable ``file``, which is left at its beginning. What is neither one of these nor
    another known format counts as text. Raises ReadingError for formats that nobody here can read."""
    head = file.read(HEAD)
    file.seek(0)
    name = suffix_of(source)
    kind = _by_content(head, name, file, source)
    return kind or _by_suffix(head, name, source)


def suffix_of(source: str) -> str:
    """The suffix in lower case of a path, of a member of an archive or of a web address; "" for none."""
    name = re.sub(r"\.(?:gz|bz2|xz)$", "", source.rpartition("!")[2], flags=re.I)
    if "://" in name:
        name = re.split("[?#]", name)[0].partition("://")[2].partition("/")[2]
    match = re.search(r"[^/\\.](\.[A-Za-z0-9]{1,8})$", name)
    return match[1].lower() if match else ""


def _by_content(head: bytes, name: str, file: BinaryIO, source: str) -> Kind | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    for magic, what, remedy in _REFUSED_MAGIC:
        if head.startswith(magic):
            raise _refusal(what, source, remedy)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(file, name, source)
    if head[257:262] == b"ustar":
        return Kind.TAR
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Kind.IMAGE
    if head[:2] == b"BM" and name == ".bmp":
        return Kind.IMAGE
    text = _glimpse(head)
    is_page = _ROOT.match(text) or (name not in _PLAIN and not _is_xml(text) and _MARKUP.match(text))
    return Kind.HTML if is_page else None


def _of_zip(file: BinaryIO, name: str, source: str) -> Kind:
    from extractor.reading.zipped import names_in

    names = names_in(file)
    file.seek(0)
    if "word/document.xml" in names or name == ".docx":
        return Kind.DOCX
    for member, what, remedy in _OFFICE:
        if member in names:
            raise _refusal(what, source, remedy)
    return Kind.ZIP


def _by_suffix(head: bytes, name: str, source: str) -> Kind:
    for suffix, kind in _SUFFIXES:
        if name == suffix:
            return kind
    if name == ".json" and re.match(rb"(?:\xef\xbb\xbf)?\s*\{[^\n]*\}\s*(?:\n|$)", head):
        return Kind.JSONL
    if name == ".json":
        raise _refusal("one piece of JSON", source, "write one object a line, as .jsonl")
    if _REFUSED_SUFFIX.search(name) or (name not in _PLAIN and _is_xml(_glimpse(head))):
        raise _refusal("code, data or mail, no bulletin", source, "leave it out, or save its text as .txt")
    return Kind.TEXT


def _is_xml(text: str) -> bool:
    return text.lstrip().startswith("<?xml")


def _glimpse(head: bytes) -> str:
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    return head.decode("latin-1")


def _refusal(what: str, source: str, remedy: str) -> ReadingError:
    return ReadingError(f"is {what}", where=source, remedy=remedy)
