"""Databases and files that hold records: one normal form, loaded twice without harm.

``open_store(url)`` gives the store of a URL, ``loading.load`` takes lines of records into it;
``read_store(url)`` gives one that is there, to be asked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import StoreError, UsageError

if TYPE_CHECKING:
    from extractor.stores.store import Store

_FORMS = "sqlite:///FILE, duckdb:///FILE, postgresql://…, parquet:FOLDER or csv:FOLDER"
_REMEDY = "make it with `jianbao load RECORDS --to URL`"


def open_store(url: str) -> Store:
    """The store that ``url`` names: sqlite:///FILE, duckdb:///FILE (a fourth slash begins a path from the
    root), postgresql://USER@HOST/NAME as libpq takes it, parquet:FOLDER, csv:FOLDER. Files and folders are
    made where they are missing.

    Raises UsageError for another URL, StoreError where the store cannot be opened.
    """
    scheme, place = _parted(url, where="--to")
    if scheme == "postgresql":
        from extractor.stores.postgres import PostgresStore

        return PostgresStore(url)
    if scheme in ("parquet", "csv"):
        return _of_folder(scheme, Path(place))
    return _of_file(scheme, Path(place), reading=False)


def read_store(url: str) -> Store:
    """The store that ``url`` names, to be asked only: nothing is made, nothing is written. A folder of CSV or
    Parquet files is asked by the small SQLite store inside it.

    Raises UsageError for a URL that names no store, StoreError where there is none or it is of another
    version.
    """
    scheme, place = _parted(url, where="STORE")
    if scheme == "postgresql":
        from extractor.stores.postgres import PostgresStore

        store: Store = PostgresStore(url)
    elif scheme in ("parquet", "csv"):
        store = _of_file("sqlite", _kept(Path(place)), reading=True)
        store.name = place
    else:
        store = _of_file(scheme, _there(Path(place)), reading=True)
    try:
        store.check_version()
    except BaseException:
        store.close()
        raise
    return store


def _parted(url: str, *, where: str) -> tuple[str, str]:
    """The scheme and what it points to."""
    scheme, _, rest = url.partition(":")
    if scheme in ("postgresql", "postgres") and rest.startswith("//"):
        return "postgresql", rest
    if scheme in ("sqlite", "duckdb") and rest.startswith("///") and len(rest) > len("///"):
        return scheme, rest.removeprefix("///")
    if scheme in ("parquet", "csv") and rest:
        return scheme, rest
    raise UsageError(f"{url!r} names no store", where=where, remedy=f"give {_FORMS}")


def _there(path: Path) -> Path:
    if not path.is_file():
        raise StoreError("there is no such store", where=str(path), remedy=_REMEDY)
    return path


def _kept(folder: Path) -> Path:
    """The file that answers for a folder."""
    from extractor.stores.folder import KEPT

    if folder.is_dir() and not (folder / KEPT).is_file():
        what = f"has no {KEPT}, and tables alone answer no views"
        raise StoreError(what, where=str(folder), remedy="copy that file too, or load the records again")
    return _there(folder / KEPT) if folder.is_dir() else _there(folder)


def _of_file(scheme: str, path: Path, *, reading: bool) -> Store:
    if scheme == "sqlite":
        from extractor.stores.sqlite import SqliteStore

        return SqliteStore(path, reading=reading)
    from extractor.stores.duckdb import DuckdbStore

    return DuckdbStore(path, reading=reading)


def _of_folder(scheme: str, path: Path) -> Store:
    from extractor.stores.folder import CsvStore, ParquetStore

    return CsvStore(path) if scheme == "csv" else ParquetStore(path)
