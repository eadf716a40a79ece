"""``jianbao check``: what an editor should look at again."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.cli.options import add_anchor, add_output

if TYPE_CHECKING:
    from extractor.checks import Language, Switches
    from extractor.checks.reports import Checked
    from extractor.cli.inputs import Inputs

_AS_GRAVE = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "note": ("error", "warning", "note"),
    "never": (),
}


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "check",
        help="look for faults in bulletins: sums, dates, units, names, numbering",
        description="Reads bulletins as extract does and tells what does not fit together, each with its "
        "place, the figures and why. Exit status: 0 nothing as grave as --fail-on, 1 something is, or an "
        "input failed, 2 wrong use.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; - or nothing reads standard input"
    )
    add_anchor(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="what to write (default: text)"
    )
    parser.add_argument(
        "--enable", action="append", default=[], metavar="ID", help="also raise this alarm; may be repeated"
    )
    parser.add_argument(
        "--disable", action="append", default=[], metavar="ID", help="leave this alarm out; may be repeated"
    )
    parser.add_argument(
        "--fail-on",
        choices=tuple(_AS_GRAVE),
        default="warning",
        help="the least grave alarm that gives exit status 1 (default: warning)",
    )
    parser.add_argument(
        "--language", choices=("zh", "en"), default="zh", help="of messages and explanations (default: zh)"
    )
    parser.add_argument("--list", action="store_true", help="list all alarms and read nothing")
    add_output(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.checks import Switches
    from extractor.checks.reports import WRITERS, listing
    from extractor.cli.inputs import Inputs
    from extractor.cli.output import opened

    switches = Switches(enable=args.enable, disable=args.disable)
    if args.list:
        for line in listing(switches, language=args.language):
            print(line)
        return 0
    inputs = Inputs(args.paths, anchor=args.anchor, output=args.output)
    seen: set[str] = set()
    documents = _noting(seen, _checked(inputs, switches, args.language))
    with opened(args.output) as out:
        for line in WRITERS[args.format](documents, args.language):
            print(line, file=out)
    return 1 if seen & set(_AS_GRAVE[args.fail_on]) else inputs.status


def _checked(inputs: Inputs, switches: Switches, language: Language) -> Iterator[Checked]:
    from extractor.checks.reports import Checked

    for analysis in inputs.analyses():
        yield Checked.of(analysis, switches=switches, language=language)


def _noting(seen: set[str], documents: Iterator[Checked]) -> Iterator[Checked]:
    """The documents as they come, with the severities of their alarms noted in ``seen``."""
    for document in documents:
        seen.update(alarm.severity for alarm in document.alarms)
        yield document
