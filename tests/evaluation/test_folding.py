"""The archive made for measuring copies, and how pairs of it are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evaluation.folding import by_change, found_pairs, made_pairs, summed
from evaluation.reposts import archive


def _line(source: str, *events: str, yuan: str | None = None) -> dict[str, Any]:
    facts = [{"event_id": one, "additive": yuan is not None, "additive_yuan": yuan} for one in events]
    return {"source": source, "facts": facts}


LINES = [
    _line("1/first", "a", "b", yuan="20"),
    _line("1/cut+title", "a"),
    _line("1/byline", "c", "d", "e"),
    _line("2/first", "c", "f", "g"),
    _line("2/cut"),
]


def test_pairs_made_and_found() -> None:
    made, found = made_pairs(LINES), found_pairs(LINES)
    assert made == {(0, 1), (0, 2), (1, 2)}  # who tells nothing has nothing to fold
    assert found == {(0, 1)}  # one event of three makes no copy
    assert dict(by_change(LINES, made, found)) == {"byline": 0.0, "cut": 1.0, "title": 1.0}
    assert summed(LINES) == (2, 40)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    line = "3月5日，青石县总工会向白水镇工会下拨慰问资金12万元，走访困难职工35户，每户发放800元。"
    (tmp_path / "page.txt").write_text("\n".join(["青石县总工会送温暖", *[line] * 12]), "utf-8")
    return tmp_path


def test_the_archive_is_the_same_again_and_holds_copies(folder: Path) -> None:
    made = list(archive(folder, 60))
    assert made == list(archive(folder, 60))
    assert len(made) == 60
    assert 8 <= sum(one.how != "first" for one in made) <= 30
    origins = [one.origin for one in made if one.how == "first"]
    assert sorted(origins) == list(range(len(origins)))
