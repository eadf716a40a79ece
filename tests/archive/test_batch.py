"""A batch from outside: what it writes, what it says, and that no kill harms it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyarrow import parquet

from extractor.archive.arrow import from_batch

SENTENCES = (
    "3月{day}日，青石县总工会向白水镇工会下拨送温暖资金{day}万元。",
    "3月{day}日，青石县总工会慰问困难职工{day}名，发放慰问金{day}000元。",
    "截至3月{day}日，县总工会累计培训职工{day}00人次，其中白水镇工会{day}0人次。",
)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder of 40 pages, some of them the same, one that is no text."""
    folder = tmp_path / "pages"
    for number in range(40):
        page = folder / f"{number % 3}" / f"{number:02}.txt"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(SENTENCES[number % 3].format(day=number % 25 + 1), "utf-8")
    (folder / "1" / "broken.txt").write_bytes(bytes(range(256)) * 4)
    return folder


def command(pages: Path, out: Path, *options: str) -> list[str]:
    anchor = ("--anchor", "2021-04-01")
    return [sys.executable, "-m", "extractor", "batch", str(pages), "-o", str(out), *anchor, *options]


def batch(pages: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(pages, out, *options), capture_output=True, text=True, check=False)


def sources(file: Path) -> list[str]:
    return [json.loads(line)["source"] for line in file.read_text("utf-8").splitlines()]


def test_records_are_those_of_extract_for_any_number_of_workers(pages: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one", pages / "two"  # what a run writes is no input of it
    extract = [sys.executable, "-m", "extractor", "extract", str(pages), "--anchor", "2021-04-01"]
    extracted = subprocess.run(extract, capture_output=True, check=False).stdout
    for out, workers in ((one, "1"), (two, "2")):
        assert batch(pages, out, "--workers", workers).returncode == 1
        assert (out / "records.jsonl").read_bytes() == extracted
    failure = json.loads((one / "failures.jsonl").read_text("utf-8"))
    assert Path(failure.pop("source")) == pages / "1" / "broken.txt"
    assert failure == {
        "stage": "reading",
        "cause": "unreadable",
        "reason": "cannot be decoded (tried UTF-8, GB18030, BIG5HKSCS)",
        "remedy": "save it as UTF-8 text",
    }


def test_account_of_a_run(pages: Path, tmp_path: Path) -> None:
    done = batch(pages, tmp_path / "out", "--workers", "1")
    account = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert (account["documents"], account["records"], account["failures"]) == (41, 40, {"unreadable": 1})
    assert account["request"]["inputs"] == [str(pages)]
    (row,) = account["coverage"]
    assert (row["kind"], row["year"], row["documents"], row["facts"]) == (
        "news",
        "2021",
        40,
        account["facts"],
    )
    assert 0 <= row["amounts_in_facts"] <= 1
    assert row["amounts"] == 27
    assert done.stderr.splitlines()[-1].startswith("41 documents")


def test_nothing_is_done_twice(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch(pages, out)
    first = (out / "records.jsonl").read_bytes()
    (pages / "2" / "00-copy.txt").write_bytes((pages / "0" / "00.txt").read_bytes())
    (pages / "2" / "99.txt").write_text(SENTENCES[0].format(day=31), "utf-8")
    batch(pages, out)
    account = json.loads((out / "run.json").read_text("utf-8"))
    assert (account["last_run"]["documents"], account["last_run"]["reused"]) == (2, 41)
    grown = (out / "records.jsonl").read_bytes().splitlines()
    assert set(first.splitlines()) < set(grown)
    assert sources(out / "records.jsonl") == sorted(sources(out / "records.jsonl"))
    assert json.loads(grown[-1])["facts"][0]["amounts"][0]["yuan"] == "310000"


@pytest.mark.parametrize("victim", ["parent", "worker"])
def test_killed_at_any_moment_it_ends_with_the_same_files(pages: Path, tmp_path: Path, victim: str) -> None:
    calm, killed = tmp_path / "calm", tmp_path / "killed"
    batch(pages, calm, "--workers", "2")
    chance = random.Random(7)
    for _ in range(3):
        process = subprocess.Popen(command(pages, killed, "--workers", "2"), stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 2.5))
        target = process.pid if victim == "parent" else _a_child(process.pid, chance)
        if target is not None and process.poll() is None:
            os.kill(target, signal.SIGKILL)
        process.wait()
    assert batch(pages, killed, "--workers", "2").returncode == 1
    for name in ("records.jsonl", "failures.jsonl"):
        assert (killed / name).read_bytes() == (calm / name).read_bytes()


def _a_child(parent: int, chance: random.Random) -> int | None:
    listed = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid="], capture_output=True, check=False)
    children = [int(pid) for pid in listed.stdout.split()]
    return chance.choice(children) if children else None


def test_a_document_over_a_limit_is_a_failure_and_the_others_go_on(pages: Path, tmp_path: Path) -> None:
    (pages / "0" / "long.txt").write_text(SENTENCES[0].format(day=5) * 40_000, "utf-8")
    done = batch(pages, tmp_path / "out", "--time-limit", "3")
    failures = [json.loads(line) for line in (tmp_path / "out" / "failures.jsonl").read_text().splitlines()]
    assert [(failure["cause"], failure["stage"]) for failure in failures] == [
        ("time", None),
        ("unreadable", "reading"),
    ]
    assert failures[0]["remedy"] == "raise the time limit"
    assert (done.returncode, len(sources(tmp_path / "out" / "records.jsonl"))) == (1, 40)


def test_parquet_holds_the_same_documents(pages: Path, tmp_path: Path) -> None:
    batch(pages, tmp_path / "out")
    batch(pages, tmp_path / "out", "--format", "parquet", "--resume")
    lines = batch(pages, tmp_path / "lines")
    assert lines.returncode == 1
    table = parquet.read_table(tmp_path / "out" / "records.parquet")
    told = (tmp_path / "lines" / "records.jsonl").read_text("utf-8").splitlines()
    assert [document.model_dump_json() for document in from_batch(table)] == told
    assert not (tmp_path / "out" / "records.jsonl").exists()


def test_what_is_done_is_done_anew_without_its_state(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / os.fsdecode(b"out\xe9")
    assert batch(pages, out).returncode == 1
    (out / "state.sqlite").unlink()
    assert batch(pages, out).returncode == 1
    assert json.loads((out / "run.json").read_text("utf-8"))["last_run"]["reused"] == 0


def test_folders_that_are_no_place_for_a_batch(pages: Path, tmp_path: Path) -> None:
    out, foreign = tmp_path / "out", tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.txt").touch()
    batch(pages, out)
    for refused, why in (
        (batch(pages, foreign), "other files"),
        (batch(pages, out, "--time-limit", "5"), "other time_limit"),
    ):
        assert (refused.returncode, why in refused.stderr) == (2, True), refused.stderr
    assert batch(pages, out, "--time-limit", "5", "--resume").returncode == 1
    assert json.loads((out / "run.json").read_text("utf-8"))["last_run"]["reused"] == 40


def test_two_runs_do_not_write_the_same_folder(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with subprocess.Popen(command(pages, out), stderr=subprocess.DEVNULL) as running:
        while not (out / "state.sqlite-wal").exists():
            time.sleep(0.01)
        other = batch(pages, out)
        running.kill()
    assert (other.returncode, "another run" in other.stderr) == (2, True), other.stderr
