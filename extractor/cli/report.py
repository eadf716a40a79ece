"""``jianbao report``: one page with figures, charts and evidence of a store."""

from __future__ import annotations

import argparse


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "report",
        help="write a page with the figures of a store",
        description="Writes one HTML page for people who would rather look: sums by action, time, province, "
        "agent and recipient, each leading to the words that say it; conflicts, what is left out, coverage. "
        "It loads nothing from elsewhere. The store is only read. Needs the extra jianbao[report].",
    )
    parser.add_argument("store", metavar="STORE", help="the URL given to `load --to`: sqlite:///FILE …")
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write here instead of to standard output, all or nothing"
    )
    parser.add_argument(
        "--lang", choices=("zh", "en"), default="zh", help="language of the page (default: zh)"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.cli.output import opened
    from extractor.report import report
    from extractor.stores import read_store

    store = read_store(args.store)
    try:
        written = report(store, language=args.lang)
    finally:
        store.close()
    with opened(args.output) as out:
        out.write(written)
    return 0
