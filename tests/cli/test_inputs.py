"""What the commands read: archives, tables with named columns, and not their own output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

_TEXT = "县总工会下拨资金1万元。"


def _extract(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "extractor", "extract", *arguments]
    return subprocess.run(command, capture_output=True, check=False)


def test_columns_by_name_and_dates_from_them(tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text(f"body,when,no\n3月5日，{_TEXT},2021-03-10,甲\n", "utf-8")
    named = ["--text-column", "body", "--date-column", "when", "--id-column", "no"]
    done = _extract(str(table), *named, "--anchor", "1999-01-01")
    (record,) = map(json.loads, done.stdout.splitlines())
    assert record["source"] == f"{table}:甲"
    assert record["from_metadata"] == ["date"]
    assert (record["date"]["start"], record["date"]["span"]) == ("2021-03-10", [0, 0])
    assert record["facts"][0]["dates"][0]["start"] == "2021-03-05"


def test_a_column_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n", "utf-8")
    done = _extract(str(tmp_path))
    assert done.returncode == 1
    assert "--text-column" in done.stderr.decode()


def test_the_output_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_TEXT, "utf-8")
    out = tmp_path / "out.jsonl"
    for _ in range(2):
        done = _extract(str(tmp_path), "-o", str(out))
        assert (done.returncode, done.stderr) == (0, b"")
        assert out.read_text("utf-8").count("\n") == 1
