"""``jianbao orgs``: the bodies of an archive, for a person to check."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_output, add_segmenter


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "orgs",
        help="list the bodies of an archive under their full names",
        description="Writes a table (TSV): each body with type, division (GB/T 2260), in how many documents "
        "and how often it is named, how it is written, where first, and whether a person should look at it: "
        "unresolved (the text does not tell whose it is) or no division. Names that are right and widely "
        "known may be added to patterns/orgs/.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; - or nothing reads standard input"
    )
    add_segmenter(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.census import COLUMNS, Census
    from extractor.cli.inputs import Inputs
    from extractor.cli.output import opened

    census, inputs = Census(), Inputs(args.paths, segmenter=args.segmenter, output=args.output)
    for document in inputs:
        census.add(document)
    with opened(args.output) as out:
        print(*COLUMNS, sep="\t", file=out)
        for body in census.bodies():
            print(*body.row(), sep="\t", file=out)
    return inputs.status
