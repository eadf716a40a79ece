"""Folders, archives and tables: every good document read, every bad thing named, in a fixed order."""

from __future__ import annotations

import gzip
import io
import os
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.errors import ReadingError
from extractor.layers import SourceText
from extractor.reading import read_raw
from extractor.reading.columns import Columns
from extractor.reading.raw import DEFAULT_LIMITS, Limits, Raw
from extractor.reading.walking import walk
from tests.reading.samples import (
    ROWS,
    SENTENCE,
    TEXT,
    jsonl,
    one_of_each,
    table,
    tarred,
    warc,
    word,
    zipped,
)


def _read(*paths: Path, limits: Limits = DEFAULT_LIMITS, **columns: str) -> list[SourceText | ReadingError]:
    return list(_reading(walk(paths, columns=Columns(**columns), limits=limits)))


def _reading(found: Iterator[Raw | ReadingError]) -> Iterator[SourceText | ReadingError]:
    for one in found:
        try:
            yield one if isinstance(one, ReadingError) else read_raw(one)
        except ReadingError as error:
            yield error


def _told(found: list[SourceText | ReadingError], folder: Path) -> dict[str, str]:
    """What was made of each thing by its name: "read", or what is wrong with it."""
    return {
        str(one.where if isinstance(one, ReadingError) else one.source).removeprefix(f"{folder}/"): (
            one.what if isinstance(one, ReadingError) else "read"
        )
        for one in found
    }


def _solid(text: str) -> str:
    return "".join(text.split())


def test_one_of_each_format(tmp_path: Path) -> None:
    for name, data in one_of_each().items():
        (tmp_path / name).write_bytes(data)
    read = [one for one in _read(tmp_path) if isinstance(one, SourceText)]
    firsts = [one for one in read if SENTENCE[:20] in _solid(one.text)]
    assert [one.source.removeprefix(f"{tmp_path}/") for one in firsts] == [
        "a.txt", "b.md", "c.html", "d.pdf", "e.docx", "f.jsonl:甲", "g.csv:甲", "h.tsv:甲", "i.parquet:甲",
        "j.zip!甲/乙.txt", "k.tar!a.txt", "l.tar.gz!a.txt", "m.txt.gz", "n.html.bz2", "o.jsonl.xz:甲",
        "p.warc.gz!http://a.example/b.html", "q.zip!inner.tar.gz!c.zip!d.txt",
    ]  # fmt: skip
    assert all(SENTENCE in _solid(one.text) for one in firsts)


def test_every_kind_of_damage_is_named_and_the_good_ones_are_read(tmp_path: Path) -> None:
    good, limits = one_of_each(), Limits(document=1_000_000, depth=2)
    bad = {
        "truncated.pdf": good["d.pdf"][:700],
        "bomb.docx": _bomb(word()),
        "large.html": b"<html>" + b"<p>a</p>" * 200_000,
        "empty.txt": b"",
        "binary.dat": bytes(range(256)) * 8,
        "french.txt": "où êtes-vous allés, élèves".encode("latin-1"),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "letter.rtf": b"{\\rtf1 abc}",
        "script.js": b"var a = 1;",
        "bomb.txt.gz": gzip.compress(bytes(3_000_000)),
        "deep.zip": zipped({"a.zip": zipped({"b.zip": zipped({"c.txt": TEXT.encode()})})}),
        "half.tar.gz": tarred({"a.txt": TEXT.encode(), "b.bin": os.urandom(50_000)}, "w:gz")[:9000],
        "half.zip": zipped({"a.txt": TEXT.encode(), "b.bin": os.urandom(5000)})[:4000],
        "two.jsonl": jsonl() + b'{"text": \n{"text": 5}\n[1]\n',
        "wide.csv": table(",", "utf-8") + '\r\n甲,乙,丙,丁,戊\r\n"open,'.encode(),
        "nameless.csv": "一,二\r\n甲,乙\r\n".encode(),
    }
    folder = tmp_path / "档案 ? ü%"
    (folder / "empty").mkdir(parents=True)
    for name, data in (bad | {"good 好.txt": TEXT.encode(), ".DS_Store": b"\x00"}).items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to(folder)
    (folder / "nowhere").symlink_to(folder / "missing")
    os.mkfifo(folder / "pipe")
    (folder / "gone.txt").write_bytes(TEXT.encode())

    found = walk([folder], limits=limits)
    first = next(found)  # the folder is listed: what goes now, goes between listing and reading
    (folder / "gone.txt").unlink()
    told = _told(list(_reading(iter([first, *found]))), folder)

    assert {name for name, what in told.items() if what == "read"} == {
        "good 好.txt", "half.tar.gz!a.txt", "half.zip!a.txt", "two.jsonl:甲", "two.jsonl:乙",
        "wide.csv:甲", "wide.csv:乙",
    }  # fmt: skip
    expected = {
        "bomb.docx": "bomb", "large.html": "larger", "empty.txt": "no text", "binary.dat": "decoded",
        "french.txt": "decoded", "old.doc": "old Word", "letter.rtf": "RTF", "script.js": "code",
        "bomb.txt.gz": "bomb", "deep.zip!a.zip!b.zip": "too deep", "half.tar.gz": "breaks off",
        "half.zip": "breaks off", "two.jsonl:3": "no JSON", "two.jsonl:4": "no text",
        "two.jsonl:5": "no JSON object", "wide.csv:3": "5 cells under 4 heads",
        "wide.csv:line 5": "unexpected end", "nameless.csv": "'一', '二'",
        "truncated.pdf": "PDF", "empty": "no file", "loop": "link back", "nowhere": "No such file",
        "pipe": "pipe", "gone.txt": "No such file",
    }  # fmt: skip
    wrong = {name: told.get(name) for name, what in expected.items() if what not in told.get(name, "")}
    assert wrong == {}
    assert len(told) == len(expected) + 7


def _bomb(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.bin", bytes(30_000_000))
    return out.getvalue()


@pytest.mark.parametrize("name", ["f.jsonl", "g.csv", "h.tsv", "i.parquet"])
def test_columns_give_name_date_and_title(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(one_of_each()[name])
    read = _read(path)
    texts = [one for one in read if isinstance(one, SourceText)]
    assert [(one.source, one.text) for one in texts] == [(f"{path}:{row[0]}", row[3]) for row in ROWS]
    assert [one.given.title for one in texts] == [row[2] for row in ROWS]
    assert [str(one.given.date) for one in texts] == ["2021-03-05", "2021-03-06"]


def test_columns_can_be_named_and_a_wrong_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b,when\n县总拨款1万元。,甲,1 May\n", "utf-8")
    (read,) = _read(tmp_path, text="a", source="b", date="when")
    assert isinstance(read, SourceText)
    assert (read.text, read.given.publisher, read.given.date) == ("县总拨款1万元。", "甲", None)
    assert "'1 May'" in read.warnings[0]
    (error,) = _read(tmp_path, text="c")
    assert "no column 'c', but 'a', 'b', 'when'" in str(error)
    assert "--text-column" in str(error)


class _Named(zipfile.ZipInfo):
    """Writes its name as Chinese programs do: in GBK, without the flag for UTF-8."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gb18030"), self.flag_bits


def test_chinese_names_in_zip_archives_without_the_flag_for_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(_Named("通知.txt"), TEXT)
    (read,) = _read(tmp_path)
    assert isinstance(read, SourceText)
    assert "!通知.txt" in read.source


def test_of_a_crawl_only_answers_with_documents_are_read(tmp_path: Path) -> None:
    page = TEXT.encode()
    picture = ("image/png", b"\x89PNG")
    crawl = warc({"http://a.example/1": ("text/plain", page), "http://a.example/2.png": picture})
    crawl += warc({"http://a.example/3": ("text/html", page)}, status="404 Not Found")
    (tmp_path / "a.warc.gz").write_bytes(crawl)
    assert list(_told(_read(tmp_path), tmp_path)) == ["a.warc.gz!http://a.example/1"]


def test_too_many_members(tmp_path: Path) -> None:
    for name, make in (("a.zip", zipped), ("b.tar", tarred)):
        (tmp_path / name).write_bytes(make({f"{n}.txt": TEXT.encode() for n in range(3)}))
    told = _told(_read(tmp_path, limits=Limits(members=2)), tmp_path)
    assert told["a.zip"] == told["b.tar"] == "holds more than 2 things"
    assert list(told.values()).count("read") == 4


def _archive(name: str, texts: list[str]) -> bytes:
    lines = "".join(f'{{"text": "{text}"}}\n' for text in texts).encode()
    if name.startswith("a.jsonl"):
        return gzip.compress(lines) if name.endswith(".gz") else lines
    if name == "a.csv":
        return "\n".join(["text", *texts]).encode()
    files = {f"{n}.txt": text.encode() for n, text in enumerate(texts)}
    return tarred(files) if name == "a.tar" else zipped(files)


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.tar", "a.zip"])
def test_memory_does_not_grow_with_the_archive(name: str, tmp_path: Path) -> None:
    """3 MB in pieces of 8 kB."""
    texts = [f"工会拨款{os.urandom(100).hex()}" * 40 for _ in range(400)]
    (tmp_path / name).write_bytes(_archive(name, texts))
    del texts
    found = walk([tmp_path])
    next(found)
    tracemalloc.start()
    try:
        assert sum(isinstance(one, Raw) for one in found) == 399
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()
