"""Whether a batch survives being killed: the same files after any number of kills as without one.

    python -m evaluation.kills ARCHIVE --kills 30

Kills parent and workers in turn, at moments made by chance, then lets the batch end and compares. Linux.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

_FILES = ("records.jsonl", "failures.jsonl")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("archive")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--workers", default="2")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        calm, killed = Path(folder, "calm"), Path(folder, "killed")
        started = time.monotonic()
        _begin(args, calm).wait()
        length = time.monotonic() - started
        counts = _kill(args, killed, length)
        _begin(args, killed).wait()
        same = all((calm / name).read_bytes() == (killed / name).read_bytes() for name in _FILES)
        records = (calm / _FILES[0]).read_bytes().count(b"\n")
    told = ", ".join(f"{count} of a {victim}" for victim, count in sorted(counts.items()))
    verdict = "the same files" if same else "OTHER FILES"
    print(f"{records:,} records in {length:.0f} s; kills: {told}; {verdict}")
    return 0 if same else 1


def _begin(args: argparse.Namespace, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "extractor", "batch", args.archive, "-o", str(out)]
    return subprocess.Popen([*command, "--workers", args.workers], stderr=subprocess.DEVNULL)


def _kill(args: argparse.Namespace, out: Path, length: float) -> Counter[str]:
    """Kills spread over runs that are begun again and again; each run lives on for a share of ``length``."""
    chance = random.Random(args.seed)
    counts: Counter[str] = Counter()
    process = _begin(args, out)
    while counts.total() < args.kills:
        time.sleep(chance.uniform(0.2, max(2.0, 2 * length / args.kills)))
        victim = chance.choice(("parent", "worker"))
        children = [int(pid) for pid in _children(process.pid)]
        if process.poll() is None and (victim == "parent" or children):
            os.kill(process.pid if victim == "parent" else chance.choice(children), signal.SIGKILL)
            counts[victim] += 1
        if victim == "parent":
            process.wait()
        if process.poll() is not None:
            process = _begin(args, out)
    process.kill()
    process.wait()
    return counts


def _children(parent: int) -> list[bytes]:
    listed = subprocess.run(["ps", "--ppid", str(parent), "-o", "pid="], capture_output=True, check=False)
    return listed.stdout.split()


if __name__ == "__main__":
    sys.exit(main())
