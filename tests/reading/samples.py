"""One small bulletin in every format, made on the spot."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from functools import lru_cache

import docx
import pyarrow
import pyarrow.parquet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

TITLE = "青石县总工会下拨送温暖资金"
SENTENCE = "3月5日，青石县总工会向各乡镇工会下拨送温暖资金300.5万元，慰问困难职工1,250人。"
TEXT = f"{TITLE}\n{SENTENCE}\n"
PAGE = (
    f"<!DOCTYPE html><html><head><title>{TITLE}</title></head>"
    f"<body><h1>{TITLE}</h1><p>{SENTENCE}</p></body></html>"
)
FONT = "STSong-Light"
ROWS = [("甲", "2021年3月5日", TITLE, SENTENCE), ("乙", "2021-03-06", "又一题目", "县总工会拨款2万元。")]


def pdf(*pages: list[tuple[float, float, str]], font: str = FONT, **options: object) -> bytes:
    """Pages of ``(x, y from the top, text)``, set in 12 points."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(595, 842), invariant=True, **options)
    for page in pages:
        canvas.setFont(font, 12)
        for x, y, text in page:
            canvas.drawString(x, 842 - y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.add_heading(TITLE, 1)
    document.add_paragraph(SENTENCE)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def tarred(files: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def warc(answers: dict[str, tuple[str, bytes]], *, status: str = "200 OK") -> bytes:
    """Answers by address: content type and body."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    for address, (kind, body) in answers.items():
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        payload = io.BytesIO(body)
        writer.write_record(
            writer.create_warc_record(
                address, "response", payload=payload, length=len(body), http_headers=headers
            )
        )
    return out.getvalue()


def jsonl() -> bytes:
    names = ("id", "date", "title", "text")
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in ROWS)
    return "".join(f"{line}\n" for line in lines).encode()


def table(delimiter: str, encoding: str = "gb18030") -> bytes:
    lines = ["编号 日期 标题 正文".split(), *map(list, ROWS)]
    text = "\r\n".join(delimiter.join(f'"{cell}"' for cell in line) for line in lines)
    return text.encode(encoding)


def parquet() -> bytes:
    columns = dict(zip(("id", "date", "title", "text"), zip(*ROWS, strict=True), strict=True))
    out = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({name: list(cells) for name, cells in columns.items()}), out)
    return out.getvalue()


@lru_cache(maxsize=1)
def one_of_each() -> dict[str, bytes]:
    """A file of each format that can be read, every one with SENTENCE."""
    text = TEXT.encode()
    lines = [(90.0, 100.0, TITLE), (90.0, 130.0, SENTENCE[:30]), (66.0, 150.0, SENTENCE[30:])]
    return {
        "a.txt": text,
        "b.md": f"# {TEXT}".encode("gb18030"),
        "c.html": PAGE.encode("gb18030"),
        "d.pdf": pdf(lines),
        "e.docx": word(),
        "f.jsonl": jsonl(),
        "g.csv": table(","),
        "h.tsv": table("\t", "utf-16"),
        "i.parquet": parquet(),
        "j.zip": zipped({"甲/乙.txt": text}),
        "k.tar": tarred({"a.txt": text}),
        "l.tar.gz": tarred({"a.txt": text}, "w:gz"),
        "m.txt.gz": gzip.compress(text),
        "n.html.bz2": bz2.compress(PAGE.encode()),
        "o.jsonl.xz": lzma.compress(jsonl()),
        "p.warc.gz": warc({"http://a.example/b.html": ("text/html", PAGE.encode())}),
        "q.zip": zipped({"inner.tar.gz": tarred({"c.zip": zipped({"d.txt": text})}, "w:gz")}),
    }
