"""``jianbao bench``: the shape of what it writes; no figure is judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractor.cli import main

TEXT = "2021年3月5日，衡阳市总工会向衡南县总工会拨付专项资金30万元，慰问困难职工60名。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "texts").mkdir()
    for number in range(3):
        (tmp_path / "texts" / f"{number}.txt").write_text(TEXT * (number + 1), "utf-8")
    return tmp_path


def test_every_stage_and_rival_is_measured(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "speed.json"
    assert main(["bench", str(folder / "texts"), "--rounds", "2", "-o", str(out)]) == 0
    figures = json.loads(out.read_text("utf-8"))
    assert (figures["documents"], figures["characters"]) == (3, 6 * len(TEXT))
    assert {"facts by rules and linker", "JSON", "all stages"} <= figures["stages"].keys()
    assert {"jieba.lcut", "rjieba.cut"} <= figures["rivals"].keys()
    for spread in (*figures["stages"].values(), *figures["rivals"].values()):
        assert 0 < spread["low"] <= spread["middle"] <= spread["high"]
    assert figures["cold"].keys() == {"jianbao", "jieba"}
    assert {"commit", "corpus", "machine"} <= figures.keys()
    assert "all stages ÷ jieba.lcut" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--rounds", "1"], []])
def test_wrong_use(tmp_path: Path, wrong: list[str]) -> None:
    assert main(["bench", str(tmp_path), *wrong]) == 2
