"""Stores of plain files: a folder with one CSV or Parquet file for each table.

What has been loaded is kept in a small SQLite store inside the folder; the files are written from it, sorted
by key, and take the place of the old ones when the load has ended well: all of them, or none. Where a load is
killed just then, the next program that opens the folder writes them anew.
"""

from __future__ import annotations

import csv
from abc import abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date as Day
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from extractor.errors import StoreError
from extractor.stores.rows import SCALE, Row
from extractor.stores.sqlite import SqliteStore
from extractor.stores.tables import TABLES, Table, Type

KEPT = ".jianbao.sqlite"
_AT_ONCE = 50_000
_RISKY = tuple("=+-@\t\r\n＝＋－＠'")
"""Beginnings of a text that a spreadsheet may run as a formula, and the mark that tells them."""


class FolderStore(SqliteStore):
    """``folder`` is made where it is missing. ``commit`` writes the files. Raises StoreError."""

    suffix: str

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = f"cannot be made: {error.strerror}"
            raise StoreError(what, where=str(folder), remedy="name a folder") from error
        super().__init__(folder / KEPT)
        self._files = {table: _File(folder / f"{table.name}{self.suffix}") for table in TABLES}
        if any(file.before.exists() for file in self._files.values()):  # a load was killed while it put them
            with self.changing():
                pass

    def commit(self) -> None:
        try:
            for table, file in self._files.items():
                self.write(file.draft, table, self._rows(table))
            with ExitStack() as undoing:
                for file in self._files.values():
                    file.replace(undoing)
                super().commit()
                undoing.pop_all()
            for file in self._files.values():
                file.before.unlink(missing_ok=True)
        except OSError as error:
            what = f"cannot be written: {error.strerror}"
            raise StoreError(what, where=str(error.filename), remedy="check disk and permissions") from error
        finally:
            for file in self._files.values():
                file.draft.unlink(missing_ok=True)

    @abstractmethod
    def write(self, path: Path, table: Table, rows: Iterable[Row]) -> None:
        """Write one table."""

    def _rows(self, table: Table) -> Iterator[Row]:
        names, order = ", ".join(table.names), ", ".join(table.key)
        cursor = self._connection.execute(f"SELECT {names} FROM {table.name} ORDER BY {order}")
        return iter(cursor)


class _File:
    """One file of a folder: ``draft`` is to take its place, ``before`` is what stood there until then."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.draft = path.with_name(f".{path.name}.draft")
        self.before = path.with_name(f".{path.name}.before")

    def replace(self, undoing: ExitStack) -> None:
        """Put the draft in place; ``undoing`` puts back what was there."""
        if self._path.exists():
            self._path.replace(self.before)
            undoing.callback(self.before.replace, self._path)
        else:
            undoing.callback(self._path.unlink, missing_ok=True)
        self.draft.replace(self._path)


class CsvStore(FolderStore):
    """UTF-8 with a byte order mark, commas, CRLF. Null is an empty field; booleans are true and false."""

    suffix = ".csv"

    def write(self, path: Path, table: Table, rows: Iterable[Row]) -> None:
        types = [column.type for column in table.columns]
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(table.names)
            for row in rows:
                writer.writerow(map(_cell, types, row))


def _cell(type: Type, value: Any) -> Any:
    if value is None:
        return None
    if type == "boolean":
        return "true" if value else "false"
    return defused(value) if type == "text" else value


def defused(text: str) -> str:
    """A text that no spreadsheet runs as a formula: one ' goes before a risky beginning, and before a '. To
    read it back, take one ' off wherever a text begins with it."""
    return f"'{text}" if text.startswith(_RISKY) else text


class ParquetStore(FolderStore):
    """Decimals are DECIMAL(24,4), days are dates; what a column means stands in its metadata."""

    suffix = ".parquet"

    def __init__(self, folder: Path) -> None:
        try:
            import pyarrow
            import pyarrow.parquet
        except ImportError as error:
            remedy = "pip install 'jianbao[parquet]'"
            raise StoreError("needs pyarrow", where=str(folder), remedy=remedy) from error
        self._arrow, self._parquet = pyarrow, pyarrow.parquet
        super().__init__(folder)

    def write(self, path: Path, table: Table, rows: Iterable[Row]) -> None:
        schema = self._schema(table)
        with self._parquet.ParquetWriter(path, schema, compression="zstd") as writer:
            rest = iter(rows)
            while batch := list(islice(rest, _AT_ONCE)):
                columns = zip(table.columns, schema.types, zip(*batch, strict=True), strict=True)
                arrays = [
                    self._arrow.array([_typed(column.type, value) for value in values], type=type)
                    for column, type, values in columns
                ]
                writer.write_table(self._arrow.Table.from_arrays(arrays, schema=schema))

    def _schema(self, table: Table) -> Any:
        arrow = self._arrow
        types = {
            "text": arrow.string(),
            "integer": arrow.int32(),
            "real": arrow.float64(),
            "boolean": arrow.bool_(),
            "date": arrow.date32(),
            "decimal": arrow.decimal128(24, SCALE),
        }
        return arrow.schema(
            [
                arrow.field(column.name, types[column.type], column.null, {"comment": column.meaning})
                for column in table.columns
            ],
            {"comment": table.meaning},
        )


def _typed(type: Type, value: Any) -> Any:
    if value is None:
        return None
    if type == "boolean":
        return bool(value)
    if type == "date":
        return Day.fromisoformat(value)
    return Decimal(value) if type == "decimal" else value
