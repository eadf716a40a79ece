"""Databases and files that hold records: one normal form, loaded twice without harm.

``open_store(url)`` gives the store of a URL, ``loading.load`` takes lines of records into it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import UsageError

if TYPE_CHECKING:
    from extractor.stores.store import Store

_FORMS = "sqlite:///FILE, duckdb:///FILE, postgresql://…, parquet:FOLDER or csv:FOLDER"


def open_store(url: str) -> Store:
    """The store that ``url`` names: sqlite:///FILE, duckdb:///FILE (a fourth slash begins a path from the
    root), postgresql://USER@HOST/NAME as libpq takes it, parquet:FOLDER, csv:FOLDER. Files and folders are
    made where they are missing.

    Raises UsageError for another URL, StoreError where the store cannot be opened.
    """
    scheme, _, rest = url.partition(":")
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        from extractor.stores.postgres import PostgresStore

        return PostgresStore(url)
    if scheme in ("sqlite", "duckdb") and rest.startswith("///") and len(rest) > len("///"):
        return _of_file(scheme, Path(rest.removeprefix("///")))
    if scheme in ("parquet", "csv") and rest:
        return _of_folder(scheme, Path(rest))
    raise UsageError(f"{url!r} names no store", where="--to", remedy=f"give {_FORMS}")


def _of_file(scheme: str, path: Path) -> Store:
    if scheme == "sqlite":
        from extractor.stores.sqlite import SqliteStore

        return SqliteStore(path)
    from extractor.stores.duckdb import DuckdbStore

    return DuckdbStore(path)


def _of_folder(scheme: str, path: Path) -> Store:
    from extractor.stores.folder import CsvStore, ParquetStore

    return CsvStore(path) if scheme == "csv" else ParquetStore(path)
