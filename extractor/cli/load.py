"""``jianbao load``: records into a database, or into a folder of CSV or Parquet files."""

from __future__ import annotations

import argparse

_DEFAULT = "sqlite:///jianbao.db"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "load",
        help="load records into a database",
        description="Loads what `extract` wrote (--format documents). The same records again change nothing; "
        "a document extracted anew takes the place of its old record. A load that fails leaves the store as "
        "it was. Lines that are no record are told and left out.",
    )
    parser.add_argument(
        "records",
        nargs="*",
        metavar="RECORDS",
        help="JSONL files, also .gz; - or nothing reads standard input",
    )
    parser.add_argument(
        "--to",
        metavar="URL",
        default=_DEFAULT,
        help="sqlite:///FILE, duckdb:///FILE, postgresql://…, parquet:FOLDER or csv:FOLDER "
        f"(default: {_DEFAULT})",
    )
    parser.add_argument("--mentions", action="store_true", help="load every mention too")
    parser.add_argument(
        "--all-or-nothing", action="store_true", help="where a line is refused, load none of the others"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import gc

    from extractor.cli.output import complain
    from extractor.stores import open_store
    from extractor.stores.lines import read_lines
    from extractor.stores.loading import load

    store = open_store(args.to)
    gc.disable()  # what a line becomes holds no cycles: counting references frees it
    try:
        done = load(
            store,
            read_lines(args.records or ["-"]),
            mentions=args.mentions,
            all_or_nothing=args.all_or_nothing,
            tell=lambda refused: complain(f"{refused.where}: {refused.why}"),
        )
    finally:
        store.close()
    complain(f"{done.new} documents new, {done.replaced} replaced, {done.unchanged} unchanged")
    return 1 if done.refused else 0
