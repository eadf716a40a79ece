"""``jianbao desk``: the editor's page, served on this machine."""

from __future__ import annotations

import argparse
import os

from extractor.errors import UsageError

TOKEN = "JIANBAO_DESK_TOKEN"


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "desk",
        help="read and correct bulletins in the browser",
        description="Serves a page on which an editor reads a bulletin beside its records, corrects them and "
        "takes them along; the same as a JSON service (see /openapi.json). Needs the extra jianbao[desk].",
    )
    parser.add_argument("path", nargs="?", metavar="FILE", help="a bulletin to begin with")
    parser.add_argument("--port", type=int, default=8747, help="default: 8747; 0 takes a free one")
    parser.add_argument(
        "--host", default="127.0.0.1", help="the address to serve (default: 127.0.0.1, this machine only)"
    )
    parser.add_argument(
        "--token",
        help="ask every caller for this secret (16 characters or more); needed beyond this machine; "
        f"a command line is seen by others on the machine, the environment variable {TOKEN} is not",
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    try:
        from platformdirs import user_data_path

        from extractor.desk.serving import serve
    except ImportError as error:
        raise UsageError(f"needs {error.name}", remedy="pip install 'jianbao[desk]'") from error

    data = user_data_path("jianbao", appauthor=False) / "desk"
    token = args.token if args.token is not None else os.environ.get(TOKEN) or None
    serve(
        data=data, host=args.host, port=args.port, token=token, first=args.path,
        tell=lambda address: print(f"desk at {address} (Ctrl+C ends it; works are kept in {data})"),
    )  # fmt: skip
    return 0
