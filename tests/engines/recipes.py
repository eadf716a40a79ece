"""The recipes of docs/scale.md as they stand there, run as programs; and the loss of a worker."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import psutil

_DOC = Path(__file__).parents[2] / "docs" / "scale.md"
_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENGINES = {"pyarrow": "ParquetWriter", "ray": "extractor.archive.ray", "spark": "pyspark", "daft": "daft"}
"""Each engine, and what only its recipe holds. pyarrow is none: one process, to compare with."""

_WORKERS = {"ray": "ray::MapBatches", "spark": "pyspark.daemon"}
_AT_WORK = 0.6  # seconds of processor time: it has been started and has begun


def recipe(engine: str) -> str:
    """The one block of the doc that uses an engine."""
    (code,) = [block for block in _BLOCK.findall(_DOC.read_text("utf-8")) if ENGINES[engine] in block]
    return code


@contextmanager
def started(engine: str, source: Path, target: Path) -> Iterator[subprocess.Popen[str]]:
    """The recipe at work; whatever it started is ended at the end."""
    import psutil

    command = [sys.executable, "-c", recipe(engine), str(source), str(target)]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    log = target.with_suffix(".log")
    with log.open("w") as out:
        process = subprocess.Popen(
            command, cwd=target.parent, env=environment, stdout=out, stderr=subprocess.STDOUT, text=True
        )
    own = psutil.Process(process.pid)
    try:
        yield process
    finally:
        for one in [*own.children(recursive=True), own] if own.is_running() else []:
            one.kill()
        process.wait()


def kill_a_worker(engine: str, process: subprocess.Popen[str]) -> None:
    """SIGKILL for the first worker that is at work."""
    import psutil

    while process.poll() is None:
        for worker in _workers(engine, psutil.Process(process.pid)):
            worker.kill()
            return
        time.sleep(0.05)
    raise AssertionError("the run was over before a worker was seen")


def _workers(engine: str, root: psutil.Process) -> Iterator[psutil.Process]:
    import psutil

    for child in root.children(recursive=True):
        try:
            line, used = " ".join(child.cmdline()), child.cpu_times()
        except psutil.NoSuchProcess:
            continue
        if _WORKERS[engine] in line and used.user + used.system > _AT_WORK and not child.children():
            yield child
