"""A whole archive in one pass: every document gives a record or a failure, in input order."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path
from time import monotonic
from typing import BinaryIO, NamedTuple

from extractor.archive.coverage import Coverage
from extractor.archive.outcomes import Failure, Outcome, make_work
from extractor.archive.outputs import Lines, Output, Parquet, written
from extractor.archive.program import program_hash
from extractor.archive.request import Format, Request
from extractor.archive.state import State, content_key
from extractor.archive.summary import write_summary
from extractor.errors import JianbaoError, ReadingError, UsageError
from extractor.reading.raw import Raw
from extractor.reading.walking import documents_in, files
from extractor.workers import WorkerError, Workers

_OWN = re.compile(
    r"(records\.(jsonl|parquet)|failures\.jsonl|run\.json)(\.part)?|state\.sqlite(-wal|-shm|-journal)?"
)
_OUTPUTS: dict[Format, Callable[[BinaryIO], Output]] = {"jsonl": Lines, "parquet": Parquet}


@dataclass(slots=True)
class Progress:
    """How far a batch is: input files gone through, documents met, how many of them were known already,
    failures by cause, and what the others hold. ``characters`` are those read in this run."""

    files: int = 0
    documents: int = 0
    reused: int = 0
    characters: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    coverage: Coverage = field(default_factory=Coverage)


def run_batch(
    request: Request, out: Path, *, workers: int, resume: bool, tell: Callable[[Progress], None]
) -> Progress:
    """Take the inputs of ``request`` through extraction. In the folder ``out`` it writes

    - ``records.jsonl`` or ``records.parquet``: the records, in input order, the same bytes for any number of
      workers;
    - ``failures.jsonl``: what gave no record, with source, stage, cause, reason and remedy;
    - ``run.json``: what was run, how it went, and what share of amounts and dates reached facts;
    - ``state.sqlite``: what is done, by content. A run that was stopped, however hard, goes on when it is
      started again, and ends with the same files; nothing is done twice, even when the archive has grown.

    ``tell`` is called after each document. With ``resume`` what another request did in ``out`` is taken over;
    without it such a folder is refused. Raises UsageError, and JianbaoError where the state cannot be kept.
    """
    _make_folder(out)
    started = monotonic()
    try:
        with closing(
            State(out / "state.sqlite", request=request, program=program_hash(), resume=resume)
        ) as state:
            batch = _Batch(state, request, out, workers)
            _write(batch, out, request.format, tell)
            write_summary(
                out / "run.json", request, batch.progress, workers=workers, seconds=monotonic() - started
            )
            state.forget_failures()
    except sqlite3.Error as error:
        raise JianbaoError(
            f"cannot be kept: {error}",
            where=str(out / "state.sqlite"),
            remedy="make room on the disk; a broken file can be deleted, then all is done anew",
        ) from error
    return batch.progress


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        foreign = [path.name for path in out.iterdir() if not _OWN.fullmatch(path.name)]
    except OSError as error:
        raise UsageError(
            f"cannot be a folder for the output: {error.strerror}", where=str(out), remedy="choose another"
        ) from error
    if foreign:
        raise UsageError(
            f"holds other files than a batch's ({foreign[0]} …)", where=str(out), remedy="choose a new folder"
        )


def _write(batch: _Batch, out: Path, kind: Format, tell: Callable[[Progress], None]) -> None:
    with (
        written(out / "failures.jsonl") as failed,
        written(out / f"records.{kind}") as done,
        closing(_OUTPUTS[kind](done)) as records,
    ):
        failures = Lines(failed)
        for source, outcome in batch.outcomes():
            (failures if isinstance(outcome, Failure) else records).write(outcome.line(source))
            tell(batch.progress)
    for other in _OUTPUTS.keys() - {kind}:
        (out / f"records.{other}").unlink(missing_ok=True)  # of a request before this one


class _Begun(NamedTuple):
    """A document on its way. ``key`` is where its outcome is to be kept; None where it is, or need not be."""

    source: str
    key: bytes | None
    size: int = 0
    reused: bool = False


class _Batch:
    def __init__(self, state: State, request: Request, out: Path, workers: int) -> None:
        self._state, self._request, self._out, self._count = state, request, out, workers
        self.progress = Progress()

    def outcomes(self) -> Iterator[tuple[str, Outcome]]:
        """The source and the outcome of each document, in input order."""
        request = self._request
        with Workers(
            partial(make_work, request.day, request.segmenter),
            count=self._count,
            time_limit=request.time_limit,
            memory_limit=request.memory_limit,
        ) as workers:
            for begun, future in workers.in_order(self._begin(workers), size=attrgetter("size")):
                outcome = _outcome(future)
                if begun.key is not None:
                    self._state.keep(begun.key, outcome)
                self._note(begun, outcome)
                yield begun.source, outcome

    def _begin(self, workers: Workers[Raw, Outcome]) -> Iterator[tuple[_Begun, Future[Outcome]]]:
        for entry in self._entries():
            if isinstance(entry, ReadingError):
                failure = Failure("reading", "unreadable", entry.what, entry.remedy)
                yield _Begun(_shown(entry.where), None), _ready(failure)
                continue
            key = content_key(entry, self._request)
            known = self._state.find(key)
            if known is None:
                yield _Begun(_shown(entry.source), key, len(entry.data)), workers.submit(entry)
            else:
                yield _Begun(_shown(entry.source), None, reused=True), _ready(known)

    def _entries(self) -> Iterator[Raw | ReadingError]:
        request = self._request
        for file in files(request.inputs, leave_out=[self._out]):
            if isinstance(file, ReadingError):
                yield file
            else:
                yield from documents_in(file, columns=request.columns, limits=request.limits)
            self.progress.files += 1

    def _note(self, begun: _Begun, outcome: Outcome) -> None:
        progress = self.progress
        progress.documents += 1
        progress.reused += begun.reused
        if isinstance(outcome, Failure):
            progress.failures[outcome.cause] += 1
            return
        progress.coverage.add(outcome.tally)
        if not begun.reused:
            progress.characters += outcome.tally.characters


def _ready(outcome: Outcome) -> Future[Outcome]:
    future: Future[Outcome] = Future()
    future.set_result(outcome)
    return future


def _outcome(future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except WorkerError as error:
        if error.cause == "start":  # that is no document's fault
            raise
        return Failure(None, error.cause, error.what, error.remedy)


def _shown(source: str | None) -> str:
    """A path may be no text."""
    return (source or "").encode("utf-8", "backslashreplace").decode()
