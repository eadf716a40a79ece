"""A PostgreSQL server of our own: Debian's binaries, a data folder and a socket that are thrown away."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

DEMANDED = "JIANBAO_POSTGRES"
"""Set by ``.ci/run``: without PostgreSQL the tests then fail, and are not skipped."""
_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off"


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, or None."""
    newest = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = shutil.which("initdb")
    return newest[0].parent if newest else Path(found).parent if found else None


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """A server with the binaries of ``folder``: the URL of its database ``postgres``."""
    home = Path(mkdtemp(prefix="jianbao-pg-", dir="/tmp"))  # a socket's path must be short
    try:
        if os.geteuid() == 0:
            shutil.chown(home, "postgres")
        data = ("-D", home / "data")
        _run(folder / "initdb", *data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync")
        options = f"-k {home} {_SETTINGS}"
        _run(folder / "pg_ctl", *data, "-o", options, "-l", home / "log", "-w", "start")
        try:
            yield f"postgresql://postgres@/postgres?host={home}"
        finally:
            _run(folder / "pg_ctl", *data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home)


def _run(*command: str | Path) -> None:
    """Run as postgres where we are root: initdb refuses to be run by root."""
    user: dict[str, object] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam("postgres")
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    words: Sequence[str] = [str(word) for word in command]
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(
        words, check=True, cwd="/", env=environment, stdout=subprocess.DEVNULL, **user  # type: ignore[call-overload]
    )
