"""``jianbao show``: a bulletin as a page for the browser, with what was found marked in it."""

from __future__ import annotations

import argparse
import sys

from extractor.cli.options import add_anchor, add_output, add_segmenter


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "show",
        help="write a page that shows facts and mentions in the text",
        description="Writes one HTML page, which loads nothing from elsewhere: the text with its mentions "
        "and facts marked, their values as tooltips, and the facts as a table.",
    )
    parser.add_argument("path", metavar="FILE", help="a bulletin; - reads standard input")
    add_anchor(parser)
    add_segmenter(parser)
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.cli.output import opened
    from extractor.pages import page
    from extractor.pipeline import Extractor, as_day
    from extractor.reading import read_bytes, read_path

    anchor = as_day(args.anchor)
    source = read_bytes(sys.stdin.buffer.read(), source="-") if args.path == "-" else read_path(args.path)
    document = Extractor(segmenter=args.segmenter).read(source, anchor=anchor).document
    with opened(args.output) as out:
        out.write(page(document, source.text))
    return 0
