"""Whatever the bytes and the suffix: a text or one clear error."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor.errors import ReadingError
from extractor.layers import SourceText
from extractor.reading import read_bytes, read_raw
from extractor.reading.raw import Raw
from extractor.reading.walking import walk
from tests.reading.samples import one_of_each

SUFFIXES = "txt html pdf docx png jsonl csv parquet zip tar gz warc none".split()
HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"PK\x05\x06", b"<html>", b"\x1f\x8b\x08", b"WARC/1.0\n", b"PAR1"]
RELAXED = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@RELAXED
@given(head=st.sampled_from(HEADS), data=st.binary(max_size=300), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_under_any_suffix(head: bytes, data: bytes, suffix: str, tmp_path: Path) -> None:
    _check(head + data, f"a.{suffix}", tmp_path)


@RELAXED
@given(
    name=st.sampled_from(sorted(one_of_each())),
    cut=st.floats(0, 1),
    flips=st.lists(st.tuples(st.floats(0, 1), st.integers(1, 255)), max_size=8),
)
def test_any_damage_to_a_good_file(
    name: str, cut: float, flips: list[tuple[float, int]], tmp_path: Path
) -> None:
    data = bytearray(one_of_each()[name])
    for place, bits in flips:
        data[int(place * (len(data) - 1))] ^= bits
    _check(bytes(data[: int(cut * len(data))] if not flips else data), name, tmp_path)


def _check(data: bytes, name: str, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data)
    for found in walk([path]):
        if isinstance(found, Raw):
            _told(partial(read_raw, found))
        else:
            assert "\n" not in str(found)
    _told(partial(read_bytes, data, source=str(path)))


def _told(read: Callable[[], SourceText]) -> None:
    fault = None
    try:
        source = read()
    except ReadingError as error:
        fault = error
    if fault is not None:
        assert fault.where
        assert "\n" not in str(fault)
        return
    source.text.encode()
    assert list(source.pages) == sorted(source.pages)
    assert all(0 <= page <= len(source.text) for page in source.pages)


@pytest.mark.parametrize(
    ("name", "extra", "library"),
    [
        ("c.html", "html", "selectolax"),
        ("d.pdf", "pdf", "pdfplumber"),
        ("e.docx", "docx", "docx"),
        ("i.parquet", "parquet", "pyarrow"),
        ("p.warc.gz", "warc", "warcio"),
        ("x.png", "ocr", "rapidocr"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    name: str, extra: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    path.write_bytes(one_of_each().get(name, b"\x89PNG\r\n\x1a\n"))
    for loaded in [module for module in sys.modules if module.split(".")[0] == library]:
        monkeypatch.delitem(sys.modules, loaded)
    monkeypatch.setitem(sys.modules, library, None)
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    (found,) = walk([path])
    with pytest.raises(ReadingError, match=rf"pip install 'jianbao\[{extra}\]'"):
        raise found if isinstance(found, ReadingError) else _error(found)


def _error(raw: Raw) -> ReadingError:
    with pytest.raises(ReadingError) as caught:
        read_raw(raw)
    return caught.value


def test_reading_a_text_loads_no_library_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("县总工会拨款1万元。", "utf-8")
    heavy = "selectolax lxml pdfplumber pdfminer docx pyarrow warcio rapidocr PIL numpy".split()
    code = (
        "import sys, extractor\nfrom extractor.cli import main\n"
        f"main(['extract', {str(tmp_path)!r}])\n"
        f"print(*(sys.modules.keys() & set({heavy!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "10000" in done.stdout
    assert done.stderr.strip() == ""
