"""``python -m evaluation.desk_load``: the desk's API under load over loopback, from a second process.

Requests per second and p99 at several numbers of clients, then memory over a long run of small requests.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from time import perf_counter

CLIENTS = (1, 8, 32)
TEXT = "2021年2月3日，秭归县总工会向各乡镇工会下拨送温暖资金{}元，其中水田坝乡工会3万元。"
_HEADERS = {"Content-Type": "application/json"}
_MIB = 1 << 20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=1000, help="for each number of clients")
    parser.add_argument("--long", type=int, default=20_000, help="requests over which memory is watched")
    args = parser.parse_args()
    with served() as (process, port):
        run(port, clients=8, requests=200)
        for clients in CLIENTS:
            print(f"{clients:>3} clients: {figures(run(port, clients=clients, requests=args.requests))}")
        for step in range(5):
            print(f"memory after {step * args.long // 4:>6} requests: {memory(process.pid) / _MIB:.1f} MiB")
            if step < 4:
                run(port, clients=8, requests=args.long // 4)
    return 0


@contextmanager
def served() -> Iterator[tuple[subprocess.Popen[str], int]]:
    """``jianbao desk`` on a free port, with a data folder that goes with it."""
    with tempfile.TemporaryDirectory() as data:
        command = [sys.executable, "-m", "extractor", "desk", "--port", "0"]
        environment = {**os.environ, "XDG_DATA_HOME": data}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
            assert process.stdout is not None
            address = re.search(r":(\d+)/", process.stdout.readline())
            assert address is not None, "the desk did not start"
            try:
                yield process, int(address[1])
            finally:
                process.terminate()


def run(port: int, *, clients: int, requests: int) -> tuple[list[float], float]:
    """Seconds of each request, and of them all. Raises AssertionError for any other answer than 200."""
    begun = perf_counter()
    with ThreadPoolExecutor(clients) as threads:
        parts = list(threads.map(lambda number: client(port, number, requests // clients), range(clients)))
    return [seconds for part in parts for seconds in part], perf_counter() - begun


def client(port: int, number: int, requests: int) -> list[float]:
    """Every text is another: none is answered from memory."""
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    took = []
    for turn in range(requests):
        body = json.dumps({"text": TEXT.format(100_000 * (number + 1) + turn)}).encode()
        begun = perf_counter()
        connection.request("POST", "/extract", body, _HEADERS)
        answer = connection.getresponse()
        told = answer.read()
        took.append(perf_counter() - begun)
        assert answer.status == 200, told
    connection.close()
    return took


def figures(result: tuple[list[float], float]) -> str:
    took, total = result
    p99 = quantiles(took, n=100)[98]
    return f"{len(took)} requests, {len(took) / total:.0f}/s, p99 {1000 * p99:.0f} ms, no error"


def memory(pid: int) -> int:
    """Bytes that a process and its children hold in memory (Linux)."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    children = [child for task in tasks for child in (task / "children").read_text().split()]
    status = Path(f"/proc/{pid}/statm").read_text().split()
    return int(status[1]) * os.sysconf("SC_PAGE_SIZE") + sum(memory(int(child)) for child in children)


if __name__ == "__main__":
    raise SystemExit(main())
