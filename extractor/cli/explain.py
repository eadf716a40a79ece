"""``jianbao explain``: what each stage saw in a document, or at one place of it."""

from __future__ import annotations

import argparse
import sys

from extractor.cli.options import add_anchor, add_segmenter


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "explain",
        help="say why there is a fact, or none",
        description="Says what each stage saw: what cleaning changed, zone, sentence, clause, mentions, the "
        "pattern that fired, and why a number or date reached no fact.",
    )
    parser.add_argument("path", metavar="FILE", help="a bulletin; - reads standard input")
    parser.add_argument(
        "--at", metavar="TEXT|OFFSET", help="only this place: words that stand there, or a source offset"
    )
    add_anchor(parser)
    add_segmenter(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.explain import Explainer
    from extractor.pipeline import Extractor, as_day
    from extractor.reading import read_bytes, read_path

    anchor = as_day(args.anchor)
    source = read_bytes(sys.stdin.buffer.read(), source="-") if args.path == "-" else read_path(args.path)
    analysis = Extractor(segmenter=args.segmenter).read(source, anchor=anchor)
    explainer = Explainer(analysis, segmenter=args.segmenter)
    if args.at is None:
        for line in explainer.whole():
            print(line)
        return 0
    for number, place in enumerate(explainer.places(args.at)):
        if number:
            print()
        for line in explainer.at(place):
            print(line)
    return 0
