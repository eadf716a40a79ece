"""``jianbao bench``: how fast the extractor is, beside segmenters on the same text."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from evaluation.runs import commit
from evaluation.speed import WHOLE, Speeds, Spread, machine, measure
from extractor.errors import UsageError

_FILE = Path(__file__).with_name("speed.json")
_CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command with the parser of ``jianbao``."""
    parser = commands.add_parser(
        "bench",
        help="measure the speed of each stage and of the whole",
        description="Measures characters per second of each stage, of all stages, and of segmenters on the "
        "same text; cold start and peak memory; and writes them as JSON.",
    )
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="texts and folders (default: the bundled corpus)"
    )
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="how often (default: 7)")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write the JSON, if not beside the code"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure, print a table, write the figures down. Raises UsageError."""
    if args.rounds < 2:
        raise UsageError("--rounds must be at least 2: one round has no quartiles")
    folders = args.paths or [_CORPUS / "train", _CORPUS / "test"]
    paths = [path for folder in folders for path in _texts(folder)]
    if not paths:
        raise UsageError("no text to measure with", where=" ".join(map(str, folders)), remedy="name a folder")
    speeds = measure(paths, rounds=args.rounds)
    print("\n".join(_table(speeds)))
    figures = {"commit": commit(), "machine": machine(), "rounds": args.rounds, **asdict(speeds)}
    file: Path = args.output or _FILE
    file.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


def _texts(path: Path) -> list[Path]:
    return sorted(path.rglob("*.txt")) if path.is_dir() else [path]


def _table(speeds: Speeds) -> Iterator[str]:
    yield f"{speeds.documents} documents, {speeds.characters} characters, corpus {speeds.corpus}"
    yield f"{'thousand characters a second':<30}{'median':>10}{'quartiles':>20}"
    for name, spread in (*speeds.stages.items(), *speeds.rivals.items()):
        yield _line(name, spread)
    ratio = speeds.stages[WHOLE].middle / speeds.rivals["jieba.lcut"].middle
    yield f"{WHOLE} ÷ jieba.lcut: {ratio:.2f}"
    yield f"cold start: {speeds.cold['jianbao']:.2f} s; jieba {speeds.cold['jieba']:.2f} s"
    if speeds.megabytes is not None:
        yield f"peak memory: {speeds.megabytes} MB"


def _line(name: str, spread: Spread) -> str:
    low, middle, high = (f"{value / 1000:,.1f}" for value in (spread.low, spread.middle, spread.high))
    return f"{name:<30}{middle:>10}{f'{low} – {high}':>20}"
