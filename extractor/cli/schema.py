"""``jianbao schema``: the JSON Schema of what ``extract`` writes."""

from __future__ import annotations

import argparse


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the records",
        description="Prints the JSON Schema (2020-12) of one line of `extract --format documents`.",
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--facts", action="store_true", help="of a line of `extract --format facts` instead")
    form.add_argument(
        "--datasette", action="store_true", help="metadata for Datasette on jianbao.db, a store made by load"
    )
    form.add_argument("--markdown", action="store_true", help="all records and fields as a page to read")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.schema import described, packaged

    if args.datasette:
        import json

        from extractor.stores.datasette import metadata

        print(json.dumps(metadata(), ensure_ascii=False, indent=2))
    elif args.markdown:
        for line in described():
            print(line)
    else:
        print(packaged("fact" if args.facts else "document"), end="")
    return 0
