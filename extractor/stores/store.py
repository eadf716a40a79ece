"""What a store does: take the rows of documents in, within one transaction."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from extractor.errors import StoreError
from extractor.stores.dialects import Dialect
from extractor.stores.migrations import MIGRATIONS, Migration
from extractor.stores.rows import Row
from extractor.stores.tables import DOCUMENTS, OF_DOCUMENTS, OF_FACTS, ORGS, TABLES, VERSION, Table

VERSIONS = "jianbao_store"
"""The table that says of which version the tables are."""

_REFERRING = [table for table in TABLES if table is not ORGS and "org_key" in table.names]
_NEWER = "was made by a newer jianbao"


class Store(ABC):
    """A database with the tables of ``tables.py``.

    All changes are made inside ``changing``: one transaction, begun with a lock that one program at a time
    holds. What a subclass adds is how its database locks, asks and takes rows in bulk.
    """

    dialect: Dialect
    mark: str
    """The placeholder of a parameter."""
    snapshot = "BEGIN"
    """Begins a transaction in which all questions see the same rows."""

    def __init__(self, name: str) -> None:
        self.name = name

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A transaction: what is done in it stands when it ends well, and never was where it does not. The
        tables are made, or brought to this version, first. Raises StoreError."""
        self.begin()
        try:
            self._migrate()
            yield
            self.commit()
        except BaseException:
            self.rollback()
            raise

    @contextmanager
    def asking(self) -> Iterator[None]:
        """A transaction for questions: a load that ends meanwhile changes no answer. Raises StoreError."""
        self.do(self.snapshot)
        try:
            yield
        finally:
            self.rollback()

    def check_version(self) -> None:
        """Raises StoreError unless the tables are there, and of this version."""
        if VERSIONS not in self.tables():
            raise StoreError("holds no records of jianbao", where=self.name, remedy="load them first")
        version = self._version()
        if version < VERSION:
            remedy = "load records into it: that brings it up to date"
            raise StoreError(f"is of an older jianbao: version {version}", where=self.name, remedy=remedy)

    def keys_of(self, digests: Sequence[str]) -> dict[str, str]:
        """The keys of those documents that are there, by digest."""
        found = f"SELECT digest, document_key FROM documents WHERE digest IN ({self._marks(digests)})"
        return dict(self.ask(found, digests))

    def known(self, keys: Sequence[str]) -> set[str]:
        """Those of the documents that are there."""
        found = f"SELECT document_key FROM documents WHERE document_key IN ({self._marks(keys)})"
        return {key for (key,) in self.ask(found, keys)} if keys else set()

    def remove(self, keys: Sequence[str]) -> None:
        """Take documents out, with all that belongs to them."""
        documents = f"document_key IN ({self._marks(keys)})"
        for table in OF_FACTS:
            chosen = f"fact_key IN (SELECT fact_key FROM facts WHERE {documents})"
            self.do(f"DELETE FROM {table.name} WHERE {chosen}", keys)
        for name in ("facts", *(table.name for table in OF_DOCUMENTS), DOCUMENTS.name):
            self.do(f"DELETE FROM {name} WHERE {documents}", keys)

    def forget_orgs(self) -> None:
        """Take out the organisations that nothing names any more."""
        unnamed = " AND ".join(
            f"NOT EXISTS (SELECT 1 FROM {table.name} WHERE {table.name}.org_key = orgs.org_key)"
            for table in _REFERRING
        )
        self.do(f"DELETE FROM orgs WHERE {unnamed}")

    @abstractmethod
    def begin(self) -> None:
        """Begin a transaction and lock out other writers."""

    @abstractmethod
    def commit(self) -> None: ...

    @abstractmethod
    def rollback(self) -> None: ...

    @abstractmethod
    def close(self) -> None: ...

    @abstractmethod
    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run one statement."""

    @abstractmethod
    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query."""

    @abstractmethod
    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        """Add rows in bulk."""

    @abstractmethod
    def insert_orgs(self, rows: Iterable[Row]) -> None:
        """Add those organisations that are not there yet."""

    @abstractmethod
    def tables(self) -> set[str]:
        """The names of the tables that are there."""

    def _marks(self, values: Sequence[Any]) -> str:
        return ", ".join([self.mark] * len(values))

    def _migrate(self) -> None:
        there = self.tables()
        if VERSIONS not in there:
            self._create(there)
            return
        version = self._version()
        for migration in MIGRATIONS[version - 1 :]:
            self._take(migration)
        if version < VERSION:
            self.do(f"UPDATE {VERSIONS} SET version = {self.mark}", [VERSION])

    def _version(self) -> int:
        ((version,),) = self.ask(f"SELECT version FROM {VERSIONS}")
        if version > VERSION:
            raise StoreError(f"{_NEWER}: version {version}", where=self.name, remedy="update jianbao")
        return int(version)

    def _create(self, there: set[str]) -> None:
        if taken := sorted(there & {table.name for table in TABLES}):
            raise StoreError(
                f"has tables that jianbao did not make: {', '.join(taken)}",
                where=self.name,
                remedy="name another database or schema",
            )
        for statement in self.dialect.create():
            self.do(statement)
        self.do(f"CREATE TABLE {VERSIONS} (version INTEGER NOT NULL)")
        self.do(f"INSERT INTO {VERSIONS} VALUES ({self.mark})", [VERSION])

    def _take(self, migration: Migration) -> None:
        for statement in migration(self.dialect):
            self.do(statement)
