"""``jianbao evaluate``: score the extractor on labelled documents."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from evaluation.figures import reckon
from evaluation.report import Scored, as_data, table
from evaluation.runs import commit, judge_all, rows_of
from extractor.cli.output import complain


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
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Score the folders; the exit status."""
    from extractor import Extractor

    rows = [row for folder in args.folders for row in rows_of(folder)]
    documents = {id(gold): gold for row in rows for gold in row.documents}
    judged, faults = judge_all(documents.values(), Extractor().extract)
    counts = {key: judgement.counts() for key, judgement in zip(documents, judged, strict=True)}
    made_by = commit()
    for place, row in enumerate(rows):
        scored = Scored(row, reckon([counts[id(gold)] for gold in row.documents]))
        if args.json:
            print(json.dumps(as_data(scored, made_by), ensure_ascii=False))
        else:
            print("\n" * bool(place) + "\n".join(table(scored)))
    for line in (*faults, f"scored at commit {made_by or 'unknown'}"):
        complain(line)
    return 1 if faults else 0
