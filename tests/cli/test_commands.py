"""The command line from outside: data, messages, exit status."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.cli.table import columns_of

SAMPLE = "3月5日，青石县总工会向白水镇工会下拨送温暖资金12万元。"


def jianbao(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extractor", *arguments]
    return subprocess.run(
        command, input=stdin, capture_output=True, env={**os.environ, **environment}, check=False
    )


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(SAMPLE, "utf-8")
    return path


def test_documents_in_input_order(page: Path, tmp_path: Path) -> None:
    other = tmp_path / "a.txt"
    other.write_text("职工之家今日开放。", "gb18030")
    done = jianbao("extract", str(page), str(other))
    sources = [json.loads(line)["source"] for line in done.stdout.splitlines()]
    assert (done.returncode, sources, done.stderr) == (0, [str(page), str(other)], b"")


def test_folder_and_standard_input(page: Path) -> None:
    from_folder, from_stdin = jianbao("extract", str(page.parent)), jianbao("extract", stdin=SAMPLE.encode())
    assert json.loads(from_folder.stdout)["id"] == json.loads(from_stdin.stdout)["id"]


def test_one_fact_a_line_with_its_document(page: Path) -> None:
    done = jianbao("extract", str(page), "--format", "facts", "--anchor", "2021-03-10")
    (line,) = (json.loads(line) for line in done.stdout.splitlines())
    assert line["document"]["source"] == str(page)
    assert [date["start"] for date in line["dates"]] == ["2021-03-05"]
    assert [amount["yuan"] for amount in line["amounts"]] == ["120000"]


def test_table_is_aligned_and_within_its_width(page: Path) -> None:
    done = jianbao("extract", str(page), "--format", "table", COLUMNS="100")
    lines = done.stdout.decode().splitlines()
    assert any("120,000 CNY" in line for line in lines)
    assert max(map(columns_of, lines)) <= 100


def test_bodies_of_a_folder_as_a_table(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text("3月5日，衡南县总工会向白水镇工会拨款，县总另拨2万元。", "utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = jianbao("orgs", str(tmp_path))
    header, *rows = (line.split("\t") for line in done.stdout.decode().splitlines())
    assert header[:5] == ["name", "type", "region", "division", "documents"]
    assert [row[:4] + row[6:7] for row in rows] == [
        ["衡南县总工会", "union", "430422", "湖南省衡阳市衡南县", "县总 1、衡南县总工会 1"],
        ["白水镇工会", "union", "430422", "湖南省衡阳市衡南县", "白水镇工会 1"],
    ]
    assert done.returncode == 1
    assert b"empty.txt" in done.stderr


def test_bad_inputs_are_told_and_the_others_go_on(page: Path, tmp_path: Path) -> None:
    binary, missing, empty = tmp_path / "b.bin", tmp_path / "none.txt", tmp_path / "folder"
    binary.write_bytes(bytes(range(256)) * 8)
    empty.mkdir()
    done = jianbao("extract", str(binary), str(missing), str(empty), str(page))
    messages = done.stderr.decode().splitlines()
    assert done.returncode == 1
    assert [json.loads(line)["source"] for line in done.stdout.splitlines()] == [str(page)]
    assert [str(path) in line for path, line in zip((binary, missing, empty), messages, strict=True)] == [
        True
    ] * 3


@pytest.mark.parametrize(
    "arguments",
    [(), ("extract", "--anchor", "5 March"), ("extract", "--format", "xml"), ("unknown",), ("patterns",)],
)
def test_wrong_use(arguments: tuple[str, ...]) -> None:
    done = jianbao(*arguments, stdin=SAMPLE.encode())
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"Traceback" not in done.stderr


def test_output_file_is_written_whole(page: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_text("before", "utf-8")
    done = jianbao("extract", str(page), "-o", str(target))
    assert (done.returncode, done.stdout) == (0, b"")
    assert json.loads(target.read_text("utf-8"))["source"] == str(page)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "page.txt"]


def test_a_pipe_is_written_to_and_not_replaced(page: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    command = [sys.executable, "-m", "extractor", "extract", str(page), "-o", str(pipe)]
    with subprocess.Popen(command), pipe.open("rb") as reader:
        assert json.loads(reader.read())["source"] == str(page)
    assert pipe.is_fifo()


def test_output_that_cannot_be_written(page: Path, tmp_path: Path) -> None:
    done = jianbao("extract", str(page), "-o", str(tmp_path / "none" / "out.jsonl"))
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


def test_utf8_whatever_the_locale(page: Path) -> None:
    done = jianbao("extract", str(page), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "青石县总工会" in done.stdout.decode("utf-8")


def test_reader_that_has_enough(page: Path) -> None:
    command = [sys.executable, "-m", "extractor", "extract", *[str(page)] * 50]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_explain_a_place(page: Path) -> None:
    by_text = jianbao("explain", str(page), "--at", "12万元").stdout.decode()
    assert "amount 120000 CNY" in by_text
    assert "fact      " in by_text
    by_offset = jianbao("explain", str(page), "--at", str(SAMPLE.index("12万元"))).stdout.decode()
    assert "amount 120000 CNY" in by_offset


@pytest.mark.parametrize("at", ["999", "没有的话"])
def test_explain_a_place_that_is_not_there(page: Path, at: str) -> None:
    done = jianbao("explain", str(page), "--at", at)
    assert done.returncode == 2
    assert str(page) in done.stderr.decode()


def test_explain_a_whole_document(page: Path) -> None:
    shown = jianbao("explain", str(page)).stdout.decode()
    assert all(stage in shown for stage in ("reading", "cleaning", "layout", "skeleton", "fact"))


def test_try_a_pattern_file_in_place_of_the_bundled_one(tmp_path: Path) -> None:
    file = tmp_path / "allocate.yaml"
    file.write_text("type: allocate\ntriggers:\n  - {words: 打给}\n", "utf-8")
    shown = jianbao("patterns", "try", str(file), "市总工会打给白水镇工会12万元。").stdout.decode()
    assert "打给 means allocate.1" in shown
    assert "recipient: 白水镇工会" in shown


def test_a_broken_pattern_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "allocate.yaml"
    file.write_text("type: allocate\ntriggers:\n  - {words: 打给, neer: 资金}\n", "utf-8")
    done = jianbao("patterns", "try", str(file), "市总工会打给白水镇工会12万元。")
    assert done.returncode == 1
    assert f"{file}:3" in done.stderr.decode()
    assert "near" in done.stderr.decode()


@pytest.mark.parametrize("flags", [(), ("--facts",)])
def test_schema_is_json(flags: tuple[str, ...]) -> None:
    schema = json.loads(jianbao("schema", *flags).stdout)
    assert ("document" in schema["properties"]) == bool(flags)
