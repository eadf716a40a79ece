"""``jianbao patterns``: check the pattern files against their own examples, and try a sentence on one."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.proving import Case

_FAMILIES = (
    "extractor.mentions.dates",
    "extractor.mentions.amounts",
    "extractor.mentions.quantities",
    "extractor.mentions.orgs",
    "extractor.facts",
)


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("patterns", help="check pattern files, or try a sentence on one")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    checking = actions.add_parser(
        "check",
        help="run all examples and counter-examples",
        description="Runs the examples and counter-examples of all pattern files. Faults are printed as "
        "FILE:LINE, and give exit status 1.",
    )
    checking.set_defaults(run=check)
    trying = actions.add_parser(
        "try",
        help="show what one action file makes of a sentence",
        description="Reads the sentence with FILE in the place of the file of the same action type.",
    )
    trying.add_argument("file", metavar="FILE", help="an action file, as in patterns/actions")
    trying.add_argument("sentence", metavar="SENTENCE")
    trying.set_defaults(run=try_file)


def check(args: argparse.Namespace) -> int:
    from extractor.errors import PatternError

    held = faults = 0
    for family in _FAMILIES:
        try:
            for case in _cases(family):
                if case.fault is None:
                    held += 1
                else:
                    faults += 1
                    print(f"{case.file}:{case.line}: {case.id}: {case.fault}")
        except PatternError as error:
            faults += 1
            print(error)
    print(f"{held} examples hold, {faults} do not")
    return 1 if faults else 0


def _cases(family: str) -> Iterator[Case]:
    from importlib import import_module

    yield from import_module(family).cases()


def try_file(args: argparse.Namespace) -> int:
    from pathlib import Path

    from extractor.facts.lexicon import ActionFile, Lexicon
    from extractor.facts.trying import try_sentence
    from extractor.patterns import load_path

    tried = load_path(Path(args.file), ActionFile)
    others = [file for file in Lexicon.load().files if file.type != tried.type]
    for line in try_sentence(args.sentence, lexicon=Lexicon([*others, tried])):
        print(line)
    return 0
