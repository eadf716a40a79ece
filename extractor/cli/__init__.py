"""The command ``jianbao``: one file per command; each parses, calls the library and prints.

Data goes to standard output, everything else to standard error. Exit status: 0 fine, 1 some inputs failed,
2 wrong use. Heavy imports stand inside the commands, so that ``--help`` and ``--version`` are instant.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from extractor import __version__
from extractor.cli import (
    batch,
    check,
    convert,
    dedupe,
    desk,
    explain,
    extract,
    load,
    orgs,
    patterns,
    pkuseg,
    report,
    schema,
    show,
)
from extractor.cli.output import complain, utf8_streams
from extractor.errors import JianbaoError, UsageError

_BUILT_IN = {
    "extract": extract, "batch": batch, "check": check, "desk": desk, "dedupe": dedupe, "load": load,
    "report": report, "show": show, "schema": schema, "explain": explain, "orgs": orgs, "patterns": patterns,
    "convert": convert, "pkuseg": pkuseg,
}  # fmt: skip
_GROUP = "jianbao.commands"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    utf8_streams()
    try:
        args = _parser(arguments).parse_args(arguments)
        status: int = args.run(args)
        sys.stdout.flush()
    except JianbaoError as error:
        complain(str(error))
        return 2 if isinstance(error, UsageError) else 1
    except BrokenPipeError:  # whoever read our output has enough: that is no failure
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        complain(f"cannot write: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        complain("stopped")
        return 130
    return status


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jianbao",
        description="Reads Chinese trade-union bulletins and writes down who did what, when, for whom and "
        "with how much money, each value traceable to its characters.",
    )
    parser.add_argument("--version", action="version", version=f"jianbao {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _BUILT_IN.values():
        module.add_command(commands)
    first = arguments[0] if arguments else "--help"
    if first not in _BUILT_IN and first != "--version":  # entry points are slow to look up
        _add_installed(commands)
    return parser


def _add_installed(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Commands of other packages: ``add_command(commands)`` adds a parser whose ``run`` gives a status."""
    from importlib.metadata import entry_points

    for entry in sorted(entry_points(group=_GROUP), key=lambda entry: entry.name):
        try:
            add_command = entry.load()
        except ImportError as error:
            complain(f"the command {entry.name} cannot be loaded: {error}")
        else:
            add_command(commands)
