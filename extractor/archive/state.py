"""What a batch has done so far, by content: kept in one SQLite file, so that a killed run loses nothing.

A record is kept under the hash of all that it was made from. A run that starts again walks its input anew and
takes what is here; so there is no position to restore, and an input that changed in between is no trouble.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from time import monotonic

from extractor.archive.coverage import Tally
from extractor.archive.outcomes import Extracted, Failure, Outcome
from extractor.archive.request import Request
from extractor.errors import UsageError
from extractor.reading.kinds import suffix_of
from extractor.reading.raw import Raw

_COMMIT_SECONDS = 1.0
_TABLES = (
    "CREATE TABLE IF NOT EXISTS run (request TEXT NOT NULL, program TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS content"
    " (key BLOB PRIMARY KEY, before BLOB, after BLOB, tally TEXT, failure TEXT) WITHOUT ROWID",
)


class State:
    """The state file of one output folder, held by one run at a time.

    ``program`` is the hash of what makes the records: those of another program are dropped. Raises UsageError
    where another run holds the file, or where it belongs to another request and ``resume`` is not given.
    """

    def __init__(self, path: Path, *, request: Request, program: str, resume: bool) -> None:
        self._store = sqlite3.connect(path, timeout=0, isolation_level=None)
        self._committed = monotonic()
        try:
            self._open()
            self._claim(request, program, path.parent, resume)
        except BaseException as error:
            self._store.close()
            if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                raise UsageError(
                    "is being written by another run",
                    where=str(path.parent),
                    remedy="wait until it has ended",
                ) from error
            raise

    def _open(self) -> None:
        self._store.execute("PRAGMA locking_mode = EXCLUSIVE")  # ends with the process, however that ends
        self._store.execute("PRAGMA journal_mode = WAL")
        self._store.execute("PRAGMA synchronous = NORMAL")
        self._store.execute("BEGIN IMMEDIATE")
        for table in _TABLES:
            self._store.execute(table)

    def _claim(self, request: Request, program: str, folder: Path, resume: bool) -> None:
        asked = json.loads(json.dumps(request.as_dict()))
        row = self._store.execute("SELECT request, program FROM run").fetchone()
        before, maker = (json.loads(row[0]), row[1]) if row else (asked, program)
        if before != asked:
            if not resume:
                other = ", ".join(name for name in asked if asked[name] != before.get(name))
                raise UsageError(
                    f"holds a batch with other {other}",
                    where=str(folder),
                    remedy="choose another folder, or --resume to take over what that batch has done",
                )
            self.forget_failures()
        if maker != program:
            self._store.execute("DELETE FROM content")
        self._store.execute("DELETE FROM run")
        self._store.execute("INSERT INTO run VALUES (?, ?)", (json.dumps(asked), program))

    def find(self, key: bytes) -> Outcome | None:
        """What is kept under ``key``."""
        row = self._store.execute(
            "SELECT before, after, tally, failure FROM content WHERE key = ?", (key,)
        ).fetchone()
        if row is None:
            return None
        before, after, counted, failure = row
        if failure is not None:
            return Failure(**json.loads(failure))
        return Extracted(before, zlib.decompress(after), Tally(*json.loads(counted)))

    def keep(self, key: bytes, outcome: Outcome) -> None:
        """Keep ``outcome``; what is kept is on disk within a second or two."""
        row: tuple[bytes | str | None, ...]
        if isinstance(outcome, Failure):
            row = None, None, None, json.dumps(asdict(outcome))
        else:
            row = outcome.before, zlib.compress(outcome.after, 1), json.dumps(outcome.tally), None
        # Two copies may be on their way at once: whichever came first stays.
        self._store.execute("INSERT OR IGNORE INTO content VALUES (?, ?, ?, ?, ?)", (key, *row))
        if monotonic() - self._committed > _COMMIT_SECONDS:
            self._store.execute("COMMIT")
            self._store.execute("BEGIN IMMEDIATE")
            self._committed = monotonic()

    def forget_failures(self) -> None:
        """For the end of a run: the next one tries those documents again."""
        self._store.execute("DELETE FROM content WHERE failure IS NOT NULL")

    def close(self) -> None:
        try:
            if self._store.in_transaction:  # a full disk has ended it
                self._store.execute("COMMIT")
        finally:
            self._store.close()


def content_key(raw: Raw, request: Request) -> bytes:
    """The hash of all that a record is made from, but for the program and the name of its source."""
    given = raw.given
    kind = None if raw.plain else suffix_of(raw.source)
    stated = given.title, str(given.date), given.publisher, raw.warnings
    circumstances = json.dumps([request.anchor, request.segmenter, kind, *stated])
    return sha256(circumstances.encode("utf-8", "surrogatepass") + b"\0" + raw.data).digest()
