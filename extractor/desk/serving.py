"""The desk on a socket."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import uvicorn

from extractor.desk.app import create_app
from extractor.desk.guard import is_loopback
from extractor.desk.shelf import Input, Shelf
from extractor.errors import UsageError
from extractor.reading import read_path

_LEAST_TOKEN = 16  # characters
_PATIENCE = 2  # seconds that requests under way are given at the end


def serve(
    *,
    data: Path,
    host: str,
    port: int,
    token: str | None,
    first: str | None,
    tell: Callable[[str], None],
) -> None:
    """Serve until stopped; ``tell`` gets the address to open. ``first`` is the path of a bulletin that the
    page opens with. Raises UsageError for an address that cannot be served or lacks its token, ReadingError
    for a ``first`` that cannot be read."""
    _check_token(host, token)
    work = _begin(data, first) if first is not None else None
    app = create_app(data=data, host=host, token=token)
    with _bound(host, port) as listening:
        tell(_address(host, listening.getsockname()[1], token, work))
        config = uvicorn.Config(
            app, access_log=False, log_level="warning", server_header=False, ws="none",
            timeout_graceful_shutdown=_PATIENCE,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listening])


def _check_token(host: str, token: str | None) -> None:
    if token is None and not is_loopback(host):
        raise UsageError(
            "is seen by other machines", where=f"--host {host}", remedy="give a token, or serve 127.0.0.1"
        )
    if token is not None and (len(token) < _LEAST_TOKEN or not token.isascii() or not token.isprintable()):
        raise UsageError(f"is not {_LEAST_TOKEN} or more plain characters", where="--token")


def _begin(data: Path, path: str) -> str:
    source = read_path(path)
    return Shelf(data / "works").add(Input(Path(path).read_bytes(), source.source, None), source.text)


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Only where TCP is named does asyncio send small answers at once; else each waits 40 ms for its receipt.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        what = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UsageError(
            f"cannot be served: {what}", where=f"{host}:{port}", remedy="choose another --port or --host"
        ) from error
    return listening


def _address(host: str, port: int, token: str | None, work: str | None) -> str:
    name = f"[{host}]" if ":" in host else host
    query = f"?token={quote(token, safe='')}" if token else ""
    return f"http://{name}:{port}/{query}" + (f"#{work}" if work else "")
