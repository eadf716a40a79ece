"""``jianbao dedupe``: facts told by several documents get one event, and sums count it once."""

from __future__ import annotations

import argparse

from extractor.cli.options import add_output


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "dedupe",
        help="find copies and events told by several documents",
        description="Reads the records of an archive (extract --format documents -o) and writes them again, "
        "each fact with its event_id: the first telling of the same event. Tellings are copies of one "
        "bulletin, or facts with the same action, agent, date and amounts. Of the tellings of an event at "
        "most one stays additive; the others are kept as evidence.",
    )
    parser.add_argument("records", nargs="+", metavar="RECORDS", help="files of records; each is read twice")
    add_output(parser)
    parser.add_argument(
        "--events",
        metavar="FILE",
        help="write a line for each event told more than once, its tellings side by side",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from contextlib import ExitStack

    from extractor.cli.output import opened
    from extractor.events import dedupe

    with ExitStack() as stack:
        out = stack.enter_context(opened(args.output))
        events_out = stack.enter_context(opened(args.events)) if args.events else None
        dedupe(args.records, out, events_out=events_out)
    return 0
