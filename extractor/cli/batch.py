"""``jianbao batch``: a whole archive, in one pass that can be stopped at any moment."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from extractor.cli.options import add_columns, add_segmenter, columns_of

_MB = 1_000_000


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "batch",
        help="read an archive of any size, with checkpoints",
        description="Reads files, folders and containers into a folder with the records, the failures and an "
        "account of the run. The same command again goes on where the run was stopped; what has been done is "
        "done once. Exit status 1 where a document gave no record.",
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="files, folders, zip, tar, WARC, tables")
    parser.add_argument("-o", "--output", required=True, metavar="FOLDER", help="where to write")
    parser.add_argument(
        "--workers",
        type=_count,
        default=os.cpu_count() or 1,
        metavar="N",
        help="processes (default: %(default)s)",
    )
    parser.add_argument("--format", choices=("jsonl", "parquet"), default="jsonl", help="of the records")
    parser.add_argument(
        "--resume", action="store_true", help="take over what another command has done in the same folder"
    )
    parser.add_argument("--anchor", metavar="DATE", help="as for extract")
    for name, default, what in (
        ("--time-limit", 10, "seconds for one document"),
        ("--size-limit", 20, "MB of one document"),
        ("--memory-limit", 1024, "MB that a worker may take for its work (Linux)"),
    ):
        parser.add_argument(
            name, type=_count, default=default, metavar="N", help=f"{what} (default: {default})"
        )
    add_segmenter(parser)
    add_columns(parser)
    cluster = parser.add_argument_group("past one machine")
    cluster.add_argument(
        "--engine",
        choices=("local", "ray"),
        default="local",
        help="ray: Parquet in, Parquet out in a new folder, without state and limits (docs/scale.md)",
    )
    cluster.add_argument("--address", help="of a running Ray cluster; without it one on this machine")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    return _run_on_ray(args) if args.engine == "ray" else _run_here(args)


def _run_on_ray(args: argparse.Namespace) -> int:
    from extractor.archive.ray import extract_parquet

    counts = extract_parquet(
        args.inputs,
        args.output,
        columns=columns_of(args),
        anchor=args.anchor,
        segmenter=args.segmenter,
        address=args.address,
    )
    return 1 if counts.failed else 0


def _run_here(args: argparse.Namespace) -> int:
    from extractor.archive.batch import run_batch
    from extractor.archive.request import Request
    from extractor.cli.progress import ProgressLine
    from extractor.reading.raw import Limits
    from extractor.reading.walking import files

    request = Request(
        inputs=tuple(args.inputs),
        format=args.format,
        anchor=args.anchor,
        segmenter=args.segmenter,
        columns=columns_of(args),
        limits=Limits(document=args.size_limit * _MB),
        time_limit=args.time_limit,
        memory_limit=args.memory_limit * _MB,
    )
    out = Path(args.output)
    with ProgressLine(lambda: sum(1 for _ in files(args.inputs, leave_out=[out]))) as line:
        progress = run_batch(request, out, workers=args.workers, resume=args.resume, tell=line.show)
    return 1 if progress.failures else 0


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no count from 1 on")
    return int(text)
