"""Lines of records into a store: each checked, the good ones taken in, the others told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from pydantic import ValidationError

from extractor.records import SCHEMA_VERSION, Document
from extractor.stores.rows import Row, Rows, UnfitError, document_key, rows_of
from extractor.stores.store import Store
from extractor.stores.tables import ORGS, TABLES, VERSION

_LINES_AT_ONCE = 500
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of records and where it stands (``file:12``)."""

    where: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Refused:
    """A line, or a whole file, that is not taken in, and why."""

    where: str
    why: str


@dataclass(slots=True)
class Loaded:
    """What a load did: documents that are new, replaced or there already, and lines refused."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    refused: int = 0


class _Nothing(Exception):
    """Lines were refused in a load that takes all or nothing."""


def load(
    store: Store,
    lines: Iterable[Line | Refused],
    *,
    mentions: bool = False,
    all_or_nothing: bool = False,
    tell: Callable[[Refused], None],
) -> Loaded:
    """Take the documents of ``lines`` into ``store``, in one transaction.

    A document is known by its id and source. Where the same record is there already, nothing changes; where
    another one is, it goes with its facts and this one takes its place; the last of several in ``lines``
    stays. Lines that are no record are told and left out; with ``all_or_nothing`` they leave the store as it
    was. ``mentions`` takes in every mention of each document.

    Raises StoreError, after which the store is as it was.
    """
    loader = _Loader(store, mentions=mentions, tell=tell)
    rest = iter(lines)
    try:
        with store.changing():
            while batch := list(islice(rest, _LINES_AT_ONCE)):
                loader.take(batch)
            if loader.done.replaced:
                store.forget_orgs()
            if all_or_nothing and loader.done.refused:
                raise _Nothing
    except _Nothing:
        return Loaded(refused=loader.done.refused)
    return loader.done


class _Loader:
    """One load under way."""

    def __init__(self, store: Store, *, mentions: bool, tell: Callable[[Refused], None]) -> None:
        self._store, self._mentions, self._tell = store, mentions, tell
        self._orgs: set[Row] = set()
        self.done = Loaded()

    def take(self, batch: Sequence[Line | Refused]) -> None:
        """Take a few lines in. A line that the store has been given before is not even read."""
        digests = [self._digest(one.raw) if isinstance(one, Line) else "" for one in batch]
        there = self._store.keys_of(digests)
        last: dict[str, Rows | None] = {}  # the last word on each document; None: as it is
        for one, digest in zip(batch, digests, strict=True):
            if isinstance(one, Refused):
                self._refuse(one.where, one.why)
            elif key := there.get(digest):
                last[key] = None
            else:
                self._read(one, digest, last)
        changed = {key: rows for key, rows in sorted(last.items()) if rows is not None}  # in index order
        known = self._store.known(list(changed))
        self.done.unchanged += len(last) - len(changed)
        self.done.replaced += len(known)
        self.done.new += len(changed) - len(known)
        if known:
            self._store.remove(sorted(known))
        self._insert(list(changed.values()))

    def _read(self, line: Line, digest: str, last: dict[str, Rows | None]) -> None:
        try:
            document = _document(line.raw)
            rows = rows_of(document, digest=digest, mentions=self._mentions)
        except UnfitError as error:
            self._refuse(line.where, str(error))
        else:
            last[document_key(document.id, document.source)] = rows

    def _insert(self, documents: Sequence[Rows]) -> None:
        orgs = {row for rows in documents for row in rows[ORGS.name]} - self._orgs
        self._store.insert_orgs(sorted(orgs, key=lambda row: str(row[0])))
        self._orgs |= orgs
        for table in TABLES:
            if table is not ORGS:
                self._store.insert(table, (row for rows in documents for row in rows[table.name]))

    def _refuse(self, where: str, why: str) -> None:
        self.done.refused += 1
        self._tell(Refused(where, why))

    def _digest(self, raw: bytes) -> str:
        """What the store would make of the line, in short: of other tables or with mentions it is another."""
        asked = f"{VERSION} {'mentions' if self._mentions else ''}\n".encode()
        return sha256(asked + raw).hexdigest()[:32]


def _document(raw: bytes) -> Document:
    """The record of a line. Raises UnfitError."""
    if rb"\u0000" in raw and _NUL.search(raw):
        raise UnfitError("holds a NUL character, which no database keeps")
    try:
        return Document.model_validate_json(raw)
    except ValidationError as error:
        raise UnfitError(_why(error)) from error


def _why(error: ValidationError) -> str:
    """What is wrong first, in one line."""
    faults = {".".join(map(str, one["loc"])): one for one in reversed(error.errors(include_url=False))}
    if version := faults.get("schema_version"):
        return f"has schema_version {version['input']!r}; this jianbao loads {SCHEMA_VERSION!r}"
    if "document" in faults:
        return "is a line of --format facts; load takes those of --format documents"
    place, first = list(faults.items())[-1]
    return f"{place}: {first['msg']}" if place else str(first["msg"])
