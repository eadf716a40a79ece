"""The documents that a command reads, one after the other; those that fail are told and left out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial

from extractor.cli.output import complain
from extractor.errors import JianbaoError, ReadingError, told_fault
from extractor.layers import SourceText
from extractor.reading import SUFFIXES, expand, read_bytes, read_path
from extractor.records import Document


class Inputs:
    """The records of ``paths`` in input order: files, folders with the files in them, - or nothing for
    standard input. ``status`` is 1 once an input has failed. Raises UsageError where ``anchor`` is no day."""

    def __init__(self, paths: list[str], *, anchor: str | None) -> None:
        import gc

        gc.disable()  # what is built here stays to the end: collecting it again and again is time for nothing
        from extractor.pipeline import Extractor, as_day

        self._paths, self._anchor = paths or ["-"], as_day(anchor)
        self._extractor = Extractor()
        gc.freeze()
        gc.enable()
        self.status = 0

    def __iter__(self) -> Iterator[Document]:
        for name, read in _inputs(self._paths):
            try:
                document = self._extractor.read(read(), anchor=self._anchor).document
            except JianbaoError as error:
                complain(str(error))
                self.status = 1
            except Exception as error:  # a fault of ours in one document must not stop the others
                complain(f"{name}: {told_fault(error)} (please report it with this text)")
                self.status = 1
            else:
                yield document


def _inputs(paths: list[str]) -> Iterator[tuple[str, Callable[[], SourceText]]]:
    """Each input's name and how to read it."""
    for path in paths:
        if path == "-":
            yield "-", lambda: read_bytes(sys.stdin.buffer.read(), source="-")
            continue
        files = [str(file) for file in expand([path])]
        for file in files:
            yield file, partial(read_path, file)
        if not files:
            yield path, partial(_refuse_empty, path)


def _refuse_empty(path: str) -> SourceText:
    raise ReadingError(f"holds no {' or '.join(SUFFIXES)} file", where=path, remedy="name the files")
