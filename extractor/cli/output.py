"""Where output goes: UTF-8 whatever the locale, line by line, files whole or not at all."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from extractor.errors import JianbaoError
from extractor.replacing import replaced


def utf8_streams() -> None:
    """Make standard output and standard error write UTF-8, a line at a time."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n", line_buffering=True)


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"jianbao: {message}", file=sys.stderr)


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Standard output, or what takes the place of ``path`` only when all is written."""
    if path is None:
        yield sys.stdout
        return
    try:
        with replaced(Path(path)) as raw, io.TextIOWrapper(raw, "utf-8", newline="\n") as out:
            yield out
    except OSError as error:
        raise JianbaoError(
            f"cannot be written: {error.strerror}", where=path, remedy="check the folder and its permissions"
        ) from error
