from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from own_postgres import DEMANDED, binaries, running

from extractor import Document, Extractor

ROOT = Path(__file__).parents[2]
SAMPLE = sorted((ROOT / "corpus" / "train").glob("*.txt"))[::12]


@pytest.fixture(scope="session")
def documents() -> list[Document]:
    """Some documents of the corpus."""
    extractor = Extractor()
    return [extractor.extract(path.read_bytes(), source=path.name) for path in SAMPLE]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The URL of a PostgreSQL server's own database."""
    folder = binaries()
    if folder is None:
        missing = "PostgreSQL is not installed (Debian: apt-get install postgresql)"
        if os.environ.get(DEMANDED):
            pytest.fail(missing)
        pytest.skip(missing)
    with running(folder) as url:
        yield url


@pytest.fixture
def postgres(server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    import psycopg

    name = "made_for_a_test"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "duckdb", "postgresql", "csv", "parquet"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store of each kind."""
    made: dict[str, Callable[[], str]] = {
        "sqlite": lambda: f"sqlite:///{tmp_path}/store.db",
        "duckdb": lambda: f"duckdb:///{tmp_path}/store.duckdb",
        "postgresql": lambda: str(request.getfixturevalue("postgres")),
        "csv": lambda: f"csv:{tmp_path}/csv",
        "parquet": lambda: f"parquet:{tmp_path}/parquet",
    }
    return made[request.param]()
