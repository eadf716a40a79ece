"""A store in one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.errors import StoreError
from extractor.stores.dialects import SQLITE
from extractor.stores.rows import SCALE, Row
from extractor.stores.store import Store
from extractor.stores.tables import ORGS, Table

_WAIT = 600
"""Seconds for which a second writer waits for the first."""
_CACHE = 256 * 1024
"""KiB of pages kept in memory: a load that fits in writes nothing before its end."""
_OLDEST = (3, 35)
_FACTOR = 10**SCALE


class SqliteStore(Store):
    """``path`` is made where it is missing, unless it is opened for ``reading`` only. A second writer waits
    until the first is done. Raises StoreError."""

    dialect = SQLITE
    mark = "?"

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        super().__init__(str(path))
        if sqlite3.sqlite_version_info < _OLDEST:
            what = f"this Python has SQLite {sqlite3.sqlite_version}, too old for full-text search"
            raise StoreError(what, remedy="use a Python with SQLite 3.35 or newer")
        with self._told():
            name = f"{path.absolute().as_uri()}?mode={'ro' if reading else 'rwc'}"
            self._connection = sqlite3.connect(name, timeout=_WAIT, isolation_level=None, uri=True)
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")

    def begin(self) -> None:
        self.do("BEGIN IMMEDIATE")

    def commit(self) -> None:
        self.do("COMMIT")

    def rollback(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()

    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        with self._told():
            self._connection.execute(sql, values)

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        self._insert(table, rows, "INSERT")

    def insert_orgs(self, rows: Iterable[Row]) -> None:
        self._insert(ORGS, rows, "INSERT OR IGNORE")

    def tables(self) -> set[str]:
        return {name for (name,) in self.ask("SELECT name FROM sqlite_master WHERE type = 'table'")}

    def _insert(self, table: Table, rows: Iterable[Row], verb: str) -> None:
        names, kept = columns_of(table)
        marks = ", ".join("?" * len(names))
        sql = f"{verb} INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
        with self._told():
            self._connection.executemany(sql, map(kept, rows))

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StoreError(
                f"SQLite says: {error}", where=self.name, remedy="check the path and the file"
            ) from error


def columns_of(table: Table) -> tuple[list[str], Callable[[Row], Row]]:
    """The columns of a table as SQLite has it, and how a row becomes one of theirs: each decimal is followed
    by the integer that adds up exactly."""
    names: list[str] = []
    decimals = [place for place, column in enumerate(table.columns) if column.type == "decimal"]
    for column in table.columns:
        names.append(column.name)
        if column.type == "decimal":
            names.append(f"{column.name}_e{SCALE}")
    return names, (lambda row: _with_integers(row, decimals)) if decimals else tuple


def _with_integers(row: Row, decimals: Sequence[int]) -> Row:
    kept = list(row)
    for place in reversed(decimals):
        value = row[place]
        kept.insert(place + 1, None if value is None else _integer(str(value)))
    return tuple(kept)


def _integer(decimal: str) -> int:
    return int(Decimal(decimal) * _FACTOR)
