"""What ``extract_parquet`` says before any cluster is there; the runs themselves are in tests/engines."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extractor.archive.ray import extract_parquet
from extractor.errors import UsageError


def test_an_output_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there already"):
        extract_parquet("texts.parquet", str(tmp_path))


def test_without_ray_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(UsageError, match=r"jianbao\[ray\]"):
        extract_parquet("texts.parquet", str(tmp_path / "results"))
