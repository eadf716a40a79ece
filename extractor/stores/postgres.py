"""A store in PostgreSQL, by psycopg 3; rows go in by COPY."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from extractor.errors import StoreError
from extractor.stores.dialects import POSTGRES
from extractor.stores.rows import Row
from extractor.stores.store import Store
from extractor.stores.tables import ORGS, Table

_LOCK = 0x6A69616E62616F
"""The advisory lock that one writer at a time holds: "jianbao" in ASCII."""


class PostgresStore(Store):
    """The tables lie in the first schema of the connection's search path. A second writer waits until the
    first is done. Raises StoreError."""

    dialect = POSTGRES
    mark = "%s"
    snapshot = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

    def __init__(self, url: str) -> None:
        try:
            import psycopg
        except ImportError as error:
            remedy = "pip install 'jianbao[postgres]'"
            raise StoreError("needs psycopg", where="postgresql", remedy=remedy) from error
        self._errors = psycopg.Error
        with self._told("PostgreSQL"):
            self._connection = psycopg.connect(url, autocommit=True)
        super().__init__(self._connection.info.dbname)

    def begin(self) -> None:
        self.do("BEGIN")
        self.do(f"SELECT pg_advisory_xact_lock({_LOCK})")

    def commit(self) -> None:
        self.do("COMMIT")

    def rollback(self) -> None:
        if not self._connection.broken:
            self.do("ROLLBACK")

    def close(self) -> None:
        self._connection.close()

    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        with self._told(self.name):
            self._connection.execute(sql.encode(), values or None)

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._told(self.name):
            return self._connection.execute(sql.encode(), values or None).fetchall()

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        self._copy(table.name, table, rows)

    def insert_orgs(self, rows: Iterable[Row]) -> None:
        self.do("CREATE TEMPORARY TABLE IF NOT EXISTS new_orgs (LIKE orgs) ON COMMIT DROP")
        self._copy("new_orgs", ORGS, rows)
        self.do("INSERT INTO orgs SELECT * FROM new_orgs ON CONFLICT DO NOTHING")
        self.do("TRUNCATE new_orgs")

    def tables(self) -> set[str]:
        found = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema"
        return {name for (name,) in self.ask(found)}

    def _copy(self, into: str, table: Table, rows: Iterable[Row]) -> None:
        command = f"COPY {into} ({', '.join(table.names)}) FROM STDIN"
        with (
            self._told(self.name),
            self._connection.cursor() as cursor,
            cursor.copy(command.encode()) as copy,
        ):
            for row in rows:
                copy.write_row(row)

    @contextmanager
    def _told(self, where: str) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            said = " ".join(str(error).split())
            raise StoreError(
                f"PostgreSQL says: {said}", where=where, remedy="check the URL and the server"
            ) from error
