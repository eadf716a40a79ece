"""Work in other processes: order, limits, deaths."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from extractor import Extractor
from extractor.errors import ReadingError, UsageError
from extractor.facts import FactFinder
from extractor.workers import WorkerError, Workers

TEXT = "3月{}日，青石县总工会向白水镇工会下拨送温暖资金{}万元。"


def make_work(folder: str) -> Callable[[str], str]:
    return partial(_work, Path(folder))


def make_nothing() -> Callable[[str], str]:
    raise ReadingError("no rules", where="rules.yaml")


def make_death() -> Callable[[str], str]:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _work(folder: Path, order: str) -> str:
    match order.split():
        case ["sleep", seconds]:
            time.sleep(float(seconds))
        case ["mark"]:
            (folder / "pid").write_text(str(os.getpid()))
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case ["die", "once"]:
            died = folder / "died"
            if not died.exists():
                died.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case ["eat"]:
            bytearray(1 << 40)
        case ["fail"]:
            raise ReadingError("is no text", where="page.txt", remedy="leave it out")
    return order


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers[str, str]]:
    make = partial(make_work, str(tmp_path))
    with Workers(make, count=2, time_limit=0.5, memory_limit=1 << 30) as pool:
        yield pool


def test_results_come_in_order(workers: Workers[str, str]) -> None:
    pieces = ["sleep 0.2", *map(str, range(100)), "sleep 0.1", "last"]
    assert list(workers.map(pieces)) == pieces


@pytest.mark.parametrize(("piece", "cause"), [("sleep 9", "time"), ("die", "death"), ("eat", "memory")])
def test_a_piece_that_breaks_its_worker_is_named_and_the_others_are_done(
    workers: Workers[str, str], piece: str, cause: str
) -> None:
    futures = [workers.submit(order) for order in ("before", piece, "after")]
    error = futures[1].exception()
    assert isinstance(error, WorkerError)
    assert error.cause == cause
    assert [futures[0].result(), futures[2].result()] == ["before", "after"]


def test_a_piece_whose_worker_was_killed_is_done_again(workers: Workers[str, str]) -> None:
    assert list(workers.map(["die once", "after"])) == ["die once", "after"]


def test_errors_of_the_work_arrive_whole(workers: Workers[str, str]) -> None:
    with pytest.raises(ReadingError) as told:
        workers.submit("fail").result()
    assert (told.value.what, told.value.where, told.value.remedy) == (
        "is no text",
        "page.txt",
        "leave it out",
    )


def test_a_busy_worker_ends_with_its_parent(tmp_path: Path) -> None:
    code = f"""
import os, signal, time
from test_workers import make_work
from functools import partial
from extractor.workers import Workers
if __name__ == "__main__":
    pool = Workers(partial(make_work, {str(tmp_path)!r}), count=1)
    pool.submit("mark")
    while not os.path.exists({str(tmp_path / "pid")!r}): time.sleep(0.01)
    pool.submit("sleep 60")
    time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGKILL)
"""
    script = tmp_path / "script.py"
    script.write_text(code, "utf-8")
    path = os.pathsep.join([str(Path(__file__).parent), str(Path(__file__).parents[1])])
    subprocess.run([sys.executable, str(script)], env={**os.environ, "PYTHONPATH": path}, check=False)
    worker = int((tmp_path / "pid").read_text())
    for _ in range(100):
        if not _lives(worker):
            return
        time.sleep(0.05)
    raise AssertionError("the worker lives on")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "zombie" not in Path(f"/proc/{pid}/status").read_text()


def test_workers_that_cannot_start_say_so() -> None:
    with Workers(make_nothing, count=1) as pool, pytest.raises(ReadingError, match=r"rules\.yaml"):
        list(pool.map(["piece"]))
    with Workers(make_death, count=1) as pool, pytest.raises(WorkerError, match="as it started"):
        list(pool.map(["piece"]))


def test_pipe_gives_the_same_documents_with_any_number_of_workers() -> None:
    texts = [TEXT.format(day, day * 3) for day in range(1, 25)]
    extractor = Extractor()
    alone = list(extractor.pipe(texts, anchor="2021-04-01"))
    assert list(extractor.pipe(texts, anchor="2021-04-01", workers=2)) == alone
    with pytest.raises(ReadingError):
        list(extractor.pipe([TEXT, b"\0\1\2"], workers=2))
    with pytest.raises(UsageError, match="fact finder"):
        Extractor(facts=FactFinder()).pipe(texts, workers=2)
