"""What is kept of an archive while it is compared: a database in a temporary file, sorted by SQLite on disk.

Documents and facts are known by their place in the input, from 0.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from extractor.events.told import ToldDocument, pack, unpack

_TABLES = """
CREATE TABLE documents (
    place INTEGER PRIMARY KEY, day TEXT, id TEXT, source TEXT, first INTEGER, facts INTEGER, told TEXT
);
CREATE TABLE bands (band INTEGER, document INTEGER);
CREATE TABLE pairs (later INTEGER, earlier INTEGER);
CREATE TABLE keys (key INTEGER, recipients INTEGER, document INTEGER, fact INTEGER);
CREATE TABLE names (fact INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE tellings (event INTEGER, standing INTEGER, telling TEXT);
"""
_RECENT = 4096

Order = tuple[str | None, str, str]


class Shelf:
    """``path`` is a new file, which the caller takes away."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for line in ("PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN"):
            self._db.execute(line)
        for statement in filter(str.strip, _TABLES.split(";")):
            self._db.execute(statement)
        self.told = lru_cache(maxsize=_RECENT)(self._told)

    def close(self) -> None:
        self._db.close()

    def put_document(self, place: int, order: Order, first: int, told: ToldDocument) -> None:
        """``order`` are day, id and source; ``first`` is the place of the first fact."""
        row = (place, *order, first, len(told.facts), pack(told))
        self._db.execute("INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def put_bands(self, place: int, bands: list[int]) -> None:
        self._db.executemany("INSERT INTO bands VALUES (?, ?)", [(band, place) for band in bands])

    def put_fact(self, fact: int, name: str) -> None:
        self._db.execute("INSERT INTO names VALUES (?, ?)", (fact, name))

    def put_key(self, key: int, recipients: int, document: int, fact: int) -> None:
        self._db.execute("INSERT INTO keys VALUES (?, ?, ?, ?)", (key, recipients, document, fact))

    def put_pairs(self, pairs: Iterator[tuple[int, int]]) -> None:
        self._db.executemany("INSERT INTO pairs VALUES (?, ?)", pairs)

    def put_telling(self, event: int, standing: int, telling: str) -> None:
        self._db.execute("INSERT INTO tellings VALUES (?, ?, ?)", (event, standing, telling))

    def in_order(self) -> Iterator[tuple[int, int, int]]:
        """Place, first fact and number of facts of each document, the earliest first, then by id; those
        without a date last."""
        return self._db.execute(
            "SELECT place, first, facts FROM documents ORDER BY day IS NULL, day, id, source, place"
        )

    def groups(self) -> Iterator[list[int]]:
        """Documents that share a band, two at least."""
        return self._listed("SELECT group_concat(document) FROM bands GROUP BY band HAVING count(*) > 1")

    def twins(self) -> Iterator[list[int]]:
        """Documents of the same bytes, two at least."""
        return self._listed("SELECT group_concat(place) FROM documents GROUP BY id HAVING count(*) > 1")

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs, each once, in order."""
        return self._db.execute("SELECT DISTINCT later, earlier FROM pairs ORDER BY later, earlier")

    def keyed(self) -> Iterator[list[tuple[int, int, int]]]:
        """Facts of one key, two at least: recipients, document and fact of each."""
        rows = self._db.execute("SELECT key, recipients, document, fact FROM keys ORDER BY key, fact")
        for _, group in groupby(rows, key=lambda row: row[0]):
            facts = [row[1:] for row in group]
            if len(facts) > 1:
                yield facts

    def name(self, fact: int) -> str:
        (name,) = self._db.execute("SELECT name FROM names WHERE fact = ?", (fact,)).fetchone()
        return str(name)

    def tellings(self) -> Iterator[list[str]]:
        """The tellings of each event, in order."""
        rows = self._db.execute("SELECT event, telling FROM tellings ORDER BY event, standing")
        for _, group in groupby(rows, key=lambda row: row[0]):
            yield [row[1] for row in group]

    def _listed(self, query: str) -> Iterator[list[int]]:
        for (places,) in self._db.execute(query):
            yield [int(place) for place in places.split(",")]

    def _told(self, place: int) -> ToldDocument:
        (packed,) = self._db.execute("SELECT told FROM documents WHERE place = ?", (place,)).fetchone()
        return unpack(packed)
