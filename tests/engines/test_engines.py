"""Each engine on a cluster of this machine: the rows of a single process, also when a worker is lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import dataset, parquet

from extractor.archive.arrow import extract_batch
from tests.engines.recipes import kill_a_worker, started

pytestmark = pytest.mark.engines

_TIMEOUT = 600  # seconds, for a machine with much else to do; a run takes 20 to 40
_PLACES = "青石县 白水县 云岭县 长汀镇 北溪镇 南桥区 石门乡".split()
_ROWS = 600


@pytest.fixture(scope="module")
def texts() -> pa.Table:
    return pa.table({"id": [f"{row:04}" for row in range(_ROWS)], "text": list(map(_text, range(_ROWS)))})


def _text(row: int) -> str | None:
    if row % 100 == 99:
        return None
    place, other = _PLACES[row % 7], _PLACES[(row + 3) % 7]
    return (
        f"{place}总工会慰问困难职工\n{2015 + row % 8}年{1 + row % 12}月{1 + row % 28}日，{place}总工会向"
        f"{other}工会下拨送温暖资金{row + 1}万元，其中{row % 9 + 1}万元用于慰问一线职工，并走访慰问困难职工"
        f"{row + 20}名。"
    )


@pytest.fixture(scope="module")
def expected(texts: pa.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = extract_batch(texts).to_pylist()
    return rows


@pytest.fixture
def source(texts: pa.Table, tmp_path: Path) -> Path:
    parquet.write_table(texts, tmp_path / "texts.parquet", row_group_size=100)
    return tmp_path / "texts.parquet"


def _log(target: Path) -> str:
    return target.with_suffix(".log").read_text()


def _results(folder: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = dataset.dataset(folder, format="parquet").to_table().to_pylist()
    return sorted(rows, key=lambda row: str(row["source"]))


@pytest.mark.parametrize("engine", ["ray", "spark"])
def test_a_killed_worker_changes_nothing(
    engine: str, source: Path, expected: list[dict[str, Any]], tmp_path: Path
) -> None:
    target = tmp_path / "results"
    with started(engine, source, target) as process:
        kill_a_worker(engine, process)
        status = process.wait(_TIMEOUT)
    assert status == 0, _log(target)
    assert _results(target) == expected


@pytest.mark.parametrize("engine", ["pyarrow", "daft"])
def test_undisturbed(engine: str, source: Path, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    target = tmp_path / "results"
    with started(engine, source, target) as process:
        status = process.wait(_TIMEOUT)
    assert status == 0, _log(target)
    assert _results(target) == expected


def test_ray_names_a_missing_column_before_it_reads(tmp_path: Path) -> None:
    source, target = tmp_path / "texts.parquet", tmp_path / "results"
    parquet.write_table(pa.table({"id": ["1"], "txt": ["市总工会下拨12万元。"]}), source)
    with started("ray", source, target) as process:
        assert process.wait(_TIMEOUT) == 1
    assert "has none of the columns text, content, 正文, 内容, but 'id', 'txt'" in _log(target)
