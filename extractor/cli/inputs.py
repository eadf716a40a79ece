"""The documents that a command reads, one after the other; those that fail are told and left out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.cli.output import complain
from extractor.errors import JianbaoError, ReadingError, told_fault
from extractor.memory import lasting
from extractor.replacing import draft_of

if TYPE_CHECKING:
    from extractor.pipeline import Analysis
    from extractor.reading.columns import Columns
    from extractor.reading.raw import Raw
    from extractor.records import Document
    from extractor.words import SegmenterName


class Inputs:
    """The records of ``paths`` in input order: files, and what is in folders, archives and tables; - or
    nothing for standard input. ``output`` is where the records go: it is passed over. ``status`` is 1 once an
    input has failed. Raises UsageError where ``anchor`` is no day or ``segmenter`` is not installed."""

    def __init__(
        self,
        paths: list[str],
        *,
        anchor: str | None = None,
        columns: Columns | None = None,
        segmenter: SegmenterName = "rjieba",
        output: str | None = None,
    ) -> None:
        with lasting():
            from extractor.pipeline import Extractor, as_day
            from extractor.reading.columns import Columns

            self._anchor = as_day(anchor)
            self._extractor = Extractor(segmenter=segmenter)
        self._paths, self._columns = paths or ["-"], columns or Columns()
        self._leave_out: list[str] = [output, str(draft_of(Path(output)))] if output else []
        self.status = 0

    def __iter__(self) -> Iterator[Document]:
        return (analysis.document for analysis in self.analyses())

    def analyses(self) -> Iterator[Analysis]:
        """The same with all the layers in between."""
        from extractor.reading import read_raw

        for found in self._found():
            if isinstance(found, ReadingError):
                self._fail(str(found))
                continue
            try:
                analysis = self._extractor.read(read_raw(found), anchor=self._anchor)
            except JianbaoError as error:
                self._fail(str(error))
            except Exception as error:  # a fault of ours in one document must not stop the others
                self._fail(f"{found.source}: {told_fault(error)} (please report it with this document)")
            else:
                yield analysis

    def _found(self) -> Iterator[Raw | ReadingError]:
        from extractor.reading.raw import Raw
        from extractor.reading.walking import walk

        for path in self._paths:
            if path == "-":
                yield Raw("-", sys.stdin.buffer.read())
            else:
                yield from walk([path], columns=self._columns, leave_out=self._leave_out)

    def _fail(self, message: str) -> None:
        complain(message)
        self.status = 1
