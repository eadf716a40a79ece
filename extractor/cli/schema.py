"""``jianbao schema``: the JSON Schema of what ``extract`` writes."""

from __future__ import annotations

import argparse


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of the records",
        description="Prints the JSON Schema of one line of `extract --format documents`.",
    )
    parser.add_argument("--facts", action="store_true", help="of a line of `extract --format facts` instead")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import json

    from extractor.records import Document, FactLine

    model = FactLine if args.facts else Document
    print(json.dumps(model.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2))
    return 0
