"""Loads by several programs, loads that are killed, and records read from a pipe."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from stored import a_document, a_fact, ask, contents, put

from extractor import Document

DOCUMENTS = [a_document(f"{n}.txt", *(a_fact(f"f{m}", "5") for m in range(20))) for n in range(60)]


def jianbao(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, check=False)


def _lines(documents: list[Document]) -> bytes:
    return b"".join(document.model_dump_json().encode() + b"\n" for document in documents)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    path.write_bytes(_lines(DOCUMENTS))
    return path


def _loading(url: str, *paths: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor", "load", *paths, "--to", url]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("url", ["sqlite", "postgresql", "csv"], indirect=True)
def test_two_loads_at_once(url: str, records: Path, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    more.write_bytes(_lines([a_document("more.txt", a_fact("one", "5")), *DOCUMENTS[:30]]))
    loads = [_loading(url, str(path)) for path in (records, more)]
    assert [(load.communicate()[0], load.returncode) for load in loads] == [(None, 0)] * 2
    assert ask(url, "SELECT COUNT(*) FROM documents") == [("61",)]
    assert ask(url, "SELECT COUNT(*) FROM facts") == [("1201",)]


@pytest.mark.parametrize("url", ["sqlite", "duckdb", "postgresql", "csv"], indirect=True)
def test_killed_in_the_load_and_loaded_again(url: str, records: Path, tmp_path: Path) -> None:
    put(url, DOCUMENTS[:1])
    before = contents(url)
    load = _loading(url, "-")
    assert load.stdin is not None
    assert load.stderr is not None
    load.stdin.write(_lines(DOCUMENTS) * 9 + b"{\n" * 500)
    load.stdin.flush()
    load.stderr.readline()  # the first bad line is told: more than five hundred good ones are in by then
    load.send_signal(signal.SIGKILL)
    load.stdin.close()
    load.stderr.close()
    assert load.wait() == -signal.SIGKILL
    assert contents(url) == before
    assert jianbao("load", str(records), "--to", url).returncode == 0
    put(whole := f"sqlite:///{tmp_path}/whole.db", DOCUMENTS)
    assert contents(url) == contents(whole)


def test_records_come_from_files_and_from_a_pipe(records: Path, tmp_path: Path) -> None:
    packed = tmp_path / "more.jsonl.gz"
    packed.write_bytes(gzip.compress(b"\xef\xbb\xbf" + _lines([a_document("more.txt")]) + b"\nnone\n"))
    url = f"sqlite:///{tmp_path}/a.db"
    done = jianbao("load", "-", str(packed), "none.jsonl", "--to", url, stdin=records.read_bytes())
    told = done.stderr.decode().splitlines()
    assert (done.returncode, done.stdout) == (1, b"")
    assert told[0].startswith(f"jianbao: {packed}:3: Invalid JSON")
    assert told[1:] == [
        "jianbao: none.jsonl: cannot be read: No such file or directory",
        "jianbao: 61 documents new, 0 replaced, 0 unchanged",
    ]


def test_facts_reach_the_reader_before_the_input_ends(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    sentence = "2021年3月5日，青石县总工会向白水镇工会下拨送温暖资金12万元。"
    page.write_text(sentence, "utf-8")
    command = [sys.executable, "-m", "extractor", "extract", str(page), "-", "--format", "facts"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as extract:
        assert extract.stdin is not None
        assert extract.stdout is not None
        assert b'"120000"' in extract.stdout.readline()
        assert extract.poll() is None
        extract.stdin.write(sentence.replace("12万元", "7万元").encode())
        extract.stdin.close()
        assert b'"70000"' in extract.stdout.read()
    assert extract.returncode == 0


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    done = jianbao("load", "--to", f"postgresql:///none?host={tmp_path}")
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1
    assert "check the URL and the server" in done.stderr.decode()
