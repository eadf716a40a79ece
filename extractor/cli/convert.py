"""``jianbao convert``: labels from one format to another."""

from __future__ import annotations

import argparse
from pathlib import Path

from extractor.labels import SOURCES, TARGETS


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "convert",
        help="take labels, or records, to a labelling tool and back",
        description="Reads labels, or the records of `extract`, and writes them for another tool. gold, brat "
        "and labelstudio are folders (labelstudio: tasks.json and config.xml, the labelling configuration; "
        "an export is read as it is); docbin, conll, doccano and records are files. Records become "
        "predictions in Label Studio; their texts are read again from where they came: files, archives, and "
        "tables whose columns have the usual names, but not standard input. Documents of one name are told "
        "apart by their ids.",
    )
    parser.add_argument("source", metavar="SOURCE", type=Path, help="a file or folder of labels")
    parser.add_argument("--from", dest="reads", choices=SOURCES, default="gold", help="its format (gold)")
    parser.add_argument("--to", dest="writes", choices=TARGETS, required=True, help="the format wanted")
    parser.add_argument(
        "-o", "--output", metavar="PATH", type=Path, required=True, help="the file or folder to write"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.labels import reader, writer

    writer(args.writes)(reader(args.reads)(args.source), args.output)
    return 0
