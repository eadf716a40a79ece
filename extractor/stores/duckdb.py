"""A store in one DuckDB file; rows go in as Arrow tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from extractor.errors import StoreError
from extractor.stores.dialects import DUCKDB
from extractor.stores.rows import Row
from extractor.stores.store import Store
from extractor.stores.tables import ORGS, Table, Type

_ARROW: dict[Type, str] = {"integer": "int32", "real": "float64", "boolean": "bool_"}


class DuckdbStore(Store):
    """``path`` is made where it is missing, unless it is opened for ``reading`` only. DuckDB lets one program
    at a time write a file, or several read it. Raises StoreError."""

    dialect = DUCKDB
    mark = "?"

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        super().__init__(str(path))
        try:
            import duckdb
            import pyarrow
        except ImportError as error:
            remedy = "pip install 'jianbao[duckdb]'"
            raise StoreError(f"needs {error.name}", where=str(path), remedy=remedy) from error
        self._arrow, self._errors = pyarrow, duckdb.Error
        self._ended = duckdb.TransactionException  # a commit that failed has rolled back already
        with self._told():
            self._connection = duckdb.connect(str(path), read_only=reading)

    def begin(self) -> None:
        self.do("BEGIN")

    def commit(self) -> None:
        self.do("COMMIT")

    def rollback(self) -> None:
        with suppress(self._ended):
            self._connection.execute("ROLLBACK")

    def close(self) -> None:
        self._connection.close()

    def do(self, sql: str, values: Sequence[Any] = ()) -> None:
        with self._told():
            self._connection.execute(sql, list(values))

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self._told():
            return self._connection.execute(sql, list(values)).fetchall()

    def insert(self, table: Table, rows: Iterable[Row]) -> None:
        self._insert(table, rows, "INSERT")

    def insert_orgs(self, rows: Iterable[Row]) -> None:
        self._insert(ORGS, rows, "INSERT OR IGNORE")

    def tables(self) -> set[str]:
        return {name for (name,) in self.ask("SELECT table_name FROM duckdb_tables()")}

    def _insert(self, table: Table, rows: Iterable[Row], verb: str) -> None:
        """Decimals and days go in as text, and DuckDB casts them: exactly, or with an error."""
        columns = list(zip(*rows, strict=True))
        if not columns:
            return
        arrays = [
            self._arrow.array(values, type=getattr(self._arrow, _ARROW.get(column.type, "string"))())
            for column, values in zip(table.columns, columns, strict=True)
        ]
        casts = (f"CAST({column.name} AS {DUCKDB.types[column.type]})" for column in table.columns)
        names = ", ".join(table.names)
        with self._told():
            self._connection.register("incoming", self._arrow.table(arrays, names=list(table.names)))
            self._connection.execute(
                f"{verb} INTO {table.name} ({names}) SELECT {', '.join(casts)} FROM incoming"
            )
            self._connection.unregister("incoming")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except self._errors as error:
            said = str(error).partition("\n")[0]
            raise StoreError(
                f"DuckDB says: {said}", where=self.name, remedy="check the path; close other programs on it"
            ) from error
