"""Bytes of any encoding become text with its warnings, or one clear error."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor.errors import ReadingError
from extractor.reading import read_bytes, read_path

_SIMPLE = "丰和市总工会拨付专项资金20万元，用于慰问一线职工。各县（区）总工会：\n"
_FULL = "豐和市總工會撥付專項資金20萬元，用於慰問一線職工。各縣（區）總工會：\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_and_plain_unicode_needs_no_warning(encoding: str) -> None:
    data = _SIMPLE.encode(encoding)
    read = read_bytes(data, source="a.txt")
    assert (read.text, read.warnings, read.source) == (_SIMPLE, (), "a.txt")
    assert read.id == hashlib.sha256(data).hexdigest()[:16]


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (_SIMPLE, "gb18030", "GB18030"),
        (_FULL, "gbk", "GB18030"),
        (_FULL, "big5", "Big5"),
        (_SIMPLE, "utf-16-le", "UTF-16 LE"),
        (_SIMPLE, "utf-16-be", "UTF-16 BE"),
        ("工会通知", "gbk", "GB18030"),
        ("联通", "gbk", "GB18030"),
    ],
)
def test_other_encodings_are_guessed_and_said(text: str, encoding: str, name: str) -> None:
    read = read_bytes(text.encode(encoding), source="a.txt")
    assert read.text == text
    (warning,) = read.warnings
    assert name in warning
    assert "certainty" in warning


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_few_broken_bytes_are_marked(encoding: str) -> None:
    data = bytearray((_SIMPLE * 10).encode(encoding))
    data[len(data) // 2] = 0xFF
    read = read_bytes(bytes(data), source="a.txt")
    assert "\ufffd" in read.text
    assert read.text.startswith(_SIMPLE)
    assert "broken" in read.warnings[0]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no text"),
        (b"\xef\xbb\xbf \n", "no text"),
        (b"%PDF-1.7 ...", "as a PDF"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"caf\xe9 et th\xe9", "cannot be decoded"),
        (b"\xff\xfe\x00\xd8\x00\xd8\x00\xd8", "cannot be decoded"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(data: bytes, what: str) -> None:
    with pytest.raises(ReadingError, match=what) as caught:
        read_bytes(data, source="box/a.txt")
    assert caught.value.where == "box/a.txt"
    assert caught.value.remedy


@settings(deadline=None)  # the first page loads a library
@given(st.binary(max_size=200) | st.text().map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read = read_bytes(data, source="x")
    except ReadingError:
        return
    read.text.encode("utf-8")
    assert len(read.id) == 16


def test_content_comes_before_the_suffix(tmp_path: Path) -> None:
    named = tmp_path / "d.pdf"
    named.write_text(_SIMPLE, "utf-8")
    assert read_path(named).text == _SIMPLE


@pytest.mark.parametrize("name", ["a.zip", "a.jsonl", "a.csv"])
def test_what_holds_many_documents_is_none(name: str) -> None:
    with pytest.raises(ReadingError, match="holds documents"):
        read_bytes(b"PK\x05\x06" + bytes(18) if name == "a.zip" else b'{"text": 1}', source=name)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match=r"nowhere\.txt"):
        read_path(tmp_path / "nowhere.txt")


def test_many_comments_before_a_page_are_read_in_no_time() -> None:
    page = b"<!-- made by a template -->\n" * 200 + "<html><body><p>工会</p></body></html>".encode()
    assert read_bytes(page, source="page").text.strip() == "工会"
