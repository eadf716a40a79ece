"""What may import what, and what a plain extraction must not load."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "extractor"

# Lowest first. A room may import from rooms below it and from itself.
RANKS = {
    "cautions": 0,
    "errors": 0,
    "records": 0,
    "memory": 0,
    "replacing": 0,
    "cells": 1,
    "pages": 2,
    "frames": 1,
    "patterns": 1,
    "proving": 1,
    "schema": 1,
    "signs": 1,
    "workers": 1,
    "wordlist": 1,
    "values": 2,
    "pkuseg": 2,
    "additive": 3,
    "layers": 3,
    "words": 3,
    "reading": 4,
    "labels": 5,
    "cleaning": 4,
    "layout": 5,
    "mentions": 6,
    "facts": 7,
    "recording": 8,
    "pipeline": 9,
    "archive": 10,
    "census": 10,
    "events": 11,
    "stores": 10,
    "checks": 10,
    "explain": 10,
    "spacy": 10,
    "desk": 11,
    "report": 12,
    "cli": 13,
    "__main__": 14,
}
UPWARD = {("records", "pages")}  # a notebook asks a record itself how it is shown
HEAVY = (
    "jieba", "spacy", "spacy_pkuseg", "numpy", "pandas", "polars", "pyarrow", "duckdb", "psycopg", "sqlite3",
    "ray", "rensa", "starlette", "uvicorn", "vl_convert", "evaluation",
)  # fmt: skip


def _room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _violations(path: Path) -> Iterator[str]:
    own = _room(path)
    for line, name in _imports(path):
        parts = name.split(".")
        if parts[0] == "evaluation":
            yield f"{path.name}:{line} imports {name}"
        if parts[0] != "extractor" or len(parts) < 2 or parts[1] not in RANKS or parts[1] == own:
            continue
        if RANKS[parts[1]] >= RANKS[own] and (own, parts[1]) not in UPWARD:
            yield f"{own}: {path.name}:{line} imports {name}"


def test_rooms_import_only_from_below() -> None:
    files = [path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py"]
    assert {_room(path) for path in files} <= RANKS.keys(), "a room without a rank"
    assert [line for path in files for line in _violations(path)] == []


@pytest.mark.parametrize(
    "statement",
    ["import extractor.pipeline", "import evaluation.scoring", "from extractor import cli"],
)
def test_what_counts_as_a_violation(statement: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[__name__], "PACKAGE", tmp_path)
    (tmp_path / "values").mkdir()
    module = tmp_path / "values" / "made.py"
    module.write_text(statement, "utf-8")
    assert list(_violations(module))


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import extractor", (*HEAVY, "pydantic", "yaml", "rjieba", "opencc")),
        ("from extractor import extract; extract('3月5日，市总工会下拨资金12万元。')", HEAVY),
        ("from extractor.cli import main", (*HEAVY, "pydantic", "yaml", "rjieba", "opencc")),
    ],
)
def test_heavy_libraries_are_not_loaded(code: str, absent: tuple[str, ...]) -> None:
    tell = f"import sys; print(*sorted(sys.modules.keys() & set({absent!r})))"
    loaded = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.split() == []
