"""``jianbao dedupe`` from outside."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from archives import document, fact


def _dedupe(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", "dedupe", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_records_of_two_files(tmp_path: Path) -> None:
    paths = [tmp_path / "a.jsonl", tmp_path / "b.jsonl"]
    for number, path in enumerate(paths):
        line = document(number, fact("f", f"第{number}处说下拨20万元")).model_dump_json()
        path.write_text(f"{line}\n", "utf-8")
    events = tmp_path / "events.jsonl"
    done = _dedupe(*map(str, paths), "--events", str(events))
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["facts"][0]["additive"] for line in lines] == [True, False]
    assert len(json.loads(events.read_text("utf-8"))["tellings"]) == 2


def test_a_line_that_is_no_record_is_named(tmp_path: Path) -> None:
    records, out = tmp_path / "a.jsonl", tmp_path / "out.jsonl"
    records.write_text(document(1).model_dump_json() + '\n{"id": 1}\n', "utf-8")
    done = _dedupe(str(records), "-o", str(out))
    assert done.returncode == 1
    assert f"{records}:2" in done.stderr
    assert not out.exists()
