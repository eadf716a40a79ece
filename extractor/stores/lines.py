"""Files of records, line by line."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext

from extractor.stores.loading import Line, Refused

_MARK = b"\xef\xbb\xbf"


def read_lines(paths: Iterable[str]) -> Iterator[Line | Refused]:
    """The lines of JSONL files, those of standard input for ``-``; ``.gz`` is unpacked. Empty lines are left
    out; a file that cannot be read is told as refused, and the others go on."""
    for path in paths:
        number = 0
        try:
            with _opened(path) as file:
                for number, raw in enumerate(file, start=1):
                    line = (raw.removeprefix(_MARK) if number == 1 else raw).strip()
                    if line:
                        yield Line(f"{path}:{number}", line)
        except (OSError, EOFError, zlib.error) as error:
            why = getattr(error, "strerror", None) or str(error)
            yield Refused(f"{path}:{number + 1}" if number else path, f"cannot be read: {why}")


def _opened(path: str) -> AbstractContextManager[Iterable[bytes]]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    return gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb")
