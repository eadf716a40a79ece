"""What becomes of one document of an archive: a record or a failure. This is what workers do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Literal

from pydantic_core import to_json

from extractor.archive.coverage import Tally, tally
from extractor.errors import JianbaoError, told_fault
from extractor.pipeline import Analysis, Extractor
from extractor.reading import read_raw
from extractor.reading.raw import Raw
from extractor.words import SegmenterName

Stage = Literal["reading", "extraction"]
Cause = Literal["unreadable", "time", "memory", "death", "fault"]

_FIRST = "3月5日，市总工会向县总工会下拨资金12万元。"
"""Read before any document: what is loaded when it is first needed is no document's time."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """A record as one line of JSON, cut where its ``source`` stands: the same bytes found in another place
    give the same record but for that."""

    before: bytes
    after: bytes
    tally: Tally

    def line(self, source: str) -> bytes:
        return self.before + to_json(source) + self.after


@dataclass(frozen=True, slots=True)
class Failure:
    """A document without a record. ``cause`` names the kind of failure, for counting; ``stage`` is None where
    its worker came to an end over it."""

    stage: Stage | None
    cause: Cause
    reason: str
    remedy: str | None

    def line(self, source: str) -> bytes:
        return to_json({"source": source, **asdict(self)})


Outcome = Extracted | Failure


def make_work(anchor: date | None, segmenter: SegmenterName) -> Callable[[Raw], Outcome]:
    """The function that turns one document into its outcome."""
    extractor = Extractor(segmenter=segmenter)
    extractor.extract(_FIRST)
    return partial(_outcome, extractor, anchor)


def _outcome(extractor: Extractor, anchor: date | None, raw: Raw) -> Outcome:
    done = attempt(extractor, raw, anchor=anchor)
    if isinstance(done, Failure):
        return done
    document = done.document
    before, mark, rest = to_json(document).partition(b'"source":')
    after = rest[len(to_json(document.source)) :]
    return Extracted(before + mark, after, tally(document, characters=len(done.source.text)))


def attempt(extractor: Extractor, raw: Raw, *, anchor: date | None) -> Analysis | Failure:
    """Read and analyse one document, whatever is wrong with it. Raises MemoryError only: that is the worker's
    limit, not a fault."""
    stage: Stage = "reading"
    try:
        source = read_raw(raw)
        stage = "extraction"
        return extractor.read(source, anchor=anchor)
    except MemoryError:
        raise
    except JianbaoError as error:
        return Failure(stage, "unreadable", error.what, error.remedy)
    except Exception as error:
        return Failure(stage, "fault", told_fault(error), "please report it with this document")
