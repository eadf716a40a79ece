"""Where output goes: UTF-8 whatever the locale, line by line, files whole or not at all."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from extractor.errors import JianbaoError


def utf8_streams() -> None:
    """Make standard output and standard error write UTF-8, a line at a time."""
    for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n", line_buffering=True)


def complain(message: str) -> None:
    """One line on standard error."""
    print(f"jianbao: {message}", file=sys.stderr)


def draft_of(path: str) -> Path:
    """The file that takes the place of ``path`` once it is complete."""
    target = Path(path)
    return target.with_name(f".{target.name}.{os.getpid()}")


@contextmanager
def opened(path: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that takes the place of ``path`` only when all is written. A device or a
    pipe is written to as it is."""
    if path is None:
        yield sys.stdout
        return
    target, draft = Path(path), draft_of(path)
    is_file = target.is_file() or not target.exists()
    try:
        with (draft if is_file else target).open("w", encoding="utf-8", newline="\n") as out:
            yield out
        if is_file:
            draft.replace(target)
    except OSError as error:
        raise JianbaoError(
            f"cannot be written: {error.strerror}", where=path, remedy="check the folder and its permissions"
        ) from error
    finally:
        draft.unlink(missing_ok=True)
