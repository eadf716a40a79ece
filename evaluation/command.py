"""``jianbao evaluate``: score the extractor on labelled documents."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from evaluation.accepted import accept, fallen
from evaluation.errors import by_cause, faults_of
from evaluation.figures import reckon
from evaluation.report import Scored, as_data, in_words, table
from evaluation.runs import commit, is_held_out, judge_all, rows_of
from evaluation.scoring import Judgement
from extractor.cli.options import add_segmenter
from extractor.cli.output import complain
from extractor.errors import UsageError
from extractor.labels.gold import Gold, load_folder


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register the command with the parser of ``jianbao``."""
    parser = commands.add_parser(
        "evaluate",
        help="score the extractor on labelled documents",
        description="Scores what is extracted from NAME.txt against the labels in NAME.json.",
    )
    parser.add_argument(
        "folders", nargs="+", type=Path, metavar="DIR", help="folders of NAME.txt and NAME.json, or a corpus"
    )
    parser.add_argument("--json", action="store_true", help="write JSON, one line for each row")
    parser.add_argument(
        "--errors", action="store_true", help="list the faults by cause instead, the most frequent first"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="with --errors: at most N of each cause")
    add_segmenter(parser)
    parser.add_argument(
        "--baseline", action="store_true", help="score regular expressions in place of the extractor"
    )
    keeping = parser.add_mutually_exclusive_group()
    keeping.add_argument(
        "--check", action="store_true", help="fail where a figure has fallen below the accepted one"
    )
    keeping.add_argument("--accept", action="store_true", help="make these figures the accepted ones")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Score the folders or list what is wrong in them; the exit status."""
    if (args.check or args.accept) and (args.errors or args.baseline):
        raise UsageError("--check and --accept go with neither --errors nor --baseline")
    complaints = _list_errors(args) if args.errors else _score(args)
    for line in complaints:
        complain(line)
    return 1 if complaints else 0


def _score(args: argparse.Namespace) -> list[str]:
    """Print the figures of every row; what there is to complain about."""
    rows = [row for folder in args.folders for row in rows_of(folder)]
    documents = {id(gold): gold for row in rows for gold in row.documents}
    judged, complaints = _judge(args, documents.values())
    counts = {key: judgement.counts() for key, judgement in zip(documents, judged, strict=True)}
    made_by = commit()
    scored = [Scored(row, reckon([counts[id(gold)] for gold in row.documents])) for row in rows]
    for place, one in enumerate(scored):
        if args.json:
            print(json.dumps(as_data(one, made_by), ensure_ascii=False))
        else:
            print("\n" * bool(place) + "\n".join(table(one, made_by)))
    if args.check:
        complaints.extend(fallen(scored))
    if args.accept:
        accept(scored, made_by)
    return complaints


def _list_errors(args: argparse.Namespace) -> list[str]:
    """Print what is wrong, by cause. Raises UsageError for held-out documents."""
    for folder in args.folders:
        if is_held_out(folder):
            raise UsageError(
                "is held out: it is scored, and its errors are never read",
                where=str(folder),
                remedy="name the folder of the training part",
            )
    documents = [gold for folder in args.folders for gold in load_folder(folder)]
    judged, faults = _judge(args, documents)
    for cause, group in by_cause(fault for judgement in judged for fault in faults_of(judgement)):
        if not args.json:
            print(f"{len(group)}  {cause}")
        for fault in group[: args.limit]:
            print(json.dumps(asdict(fault), ensure_ascii=False) if args.json else in_words(fault))
    return faults


def _judge(args: argparse.Namespace, documents: Iterable[Gold]) -> tuple[list[Judgement], list[str]]:
    if args.baseline:
        from evaluation.baselines import regular_expressions

        return judge_all(documents, regular_expressions)
    from extractor import Extractor

    return judge_all(documents, Extractor(segmenter=args.segmenter).extract)
