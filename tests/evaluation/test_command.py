"""``jianbao evaluate`` on small folders, with the real extractor behind it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import accepted, runs
from evaluation.figures import HEADLINES, Counts, Figure
from evaluation.report import Scored
from extractor.cli import main
from extractor.errors import UsageError
from extractor.labels.gold import Labels, resolve

TEXT = "2021年3月5日，衡阳市总工会向衡南县总工会拨付专项资金30万元。\n"
LABELS: dict[str, Any] = {
    "document": {"kind": "news"},
    "dates": [{"quote": "2021年3月5日", "start": "2021-03-05", "end": "2021-03-05", "granularity": "day"}],
    "amounts": [{"quote": "30万元", "yuan": "300000"}],
}


def write(folder: Path, name: str, **changes: Any) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(TEXT, "utf-8")
    (folder / f"{name}.json").write_text(json.dumps(LABELS | changes, ensure_ascii=False), "utf-8")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Two documents to learn from, one of them reviewed, and one held out."""
    write(tmp_path / "train", "a-1")
    write(tmp_path / "train", "e-1")
    write(tmp_path / "test", "a-2")
    (tmp_path / "test" / "HELD_OUT").touch()
    (tmp_path / "splits.tsv").write_text(
        "name\tsplit\treviewed\na-1\ttrain\tyes\na-2\ttest\tyes\ne-1\ttrain\tno\n", "utf-8"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("part", "rows"),
    [
        ("", {"reviewed": 2, "train-reviewed": 1, "train": 2, "test": 1}),
        ("train", {"train-reviewed": 1, "train": 2}),
        ("test", {"test": 1}),
    ],
)
def test_rows(corpus: Path, capsys: pytest.CaptureFixture[str], part: str, rows: dict[str, int]) -> None:
    assert main(["evaluate", str(corpus / part), "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {line["row"]: line["documents"] for line in lines} == rows
    for line in lines:
        assert line["figures"]["amounts"]["f1"] == line["figures"]["dates"]["f1"] == 1
        assert line["figures"]["slot documents"]["f1"] is None


def test_the_table_shows_support_and_undefined_scores(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(corpus / "test")]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0].startswith("test: 1 documents, corpus ")
    assert "dates 1.00 1.00 1.00 [1.00, 1.00] 1 1 1" in lines
    assert "slot part_of – – – [–, –] 0 0 0" in lines


def test_faults_are_listed_by_cause(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(corpus / "train", "a-1", amounts=[{"quote": "30万元", "yuan": "3000"}])
    assert main(["evaluate", str(corpus / "train"), "--errors", "--json"]) == 0
    faults = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    wrong = [fault for fault in faults if fault["cause"] == "amounts: value wrong"]
    assert [(fault["document"], fault["quote"], fault["gold"]) for fault in wrong] == [
        ("a-1", "30万元", "3000 exact")
    ]


@pytest.mark.parametrize("part", ["", "test"])
def test_faults_of_held_out_documents_are_refused(
    corpus: Path, capsys: pytest.CaptureFixture[str], part: str
) -> None:
    assert main(["evaluate", str(corpus / part), "--errors"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "held out" in said.err


def test_splits_that_do_not_fit_the_files_are_an_error(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(corpus / "train", "f-9")
    assert main(["evaluate", str(corpus)]) == 1
    assert "does not fit the files of train: f-9" in capsys.readouterr().err


def test_a_document_on_which_the_extractor_fails_counts_as_empty() -> None:
    gold = resolve("bad", TEXT, Labels.model_validate(LABELS))

    def fail(text: str) -> Any:
        raise ValueError(text)

    judged, faults = runs.judge_all([gold], fail)
    assert judged[0].counts()["amounts"] == Counts(0, 0, 1)
    assert faults[0].startswith("bad: ValueError at ")
    assert TEXT.strip() not in faults[0]


def scored(name: str, right: int) -> Scored:
    gold = resolve("x", TEXT, Labels.model_validate(LABELS))
    figures = {figure: Figure(Counts(right, 1000, 1000), None) for figure in HEADLINES}
    return Scored(runs.Row(name, (gold,)), figures)


def test_figures_that_fall_are_reported_and_noise_is_not(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    accepted.accept([scored("train", 900), scored("test", 800)], "abc", file=file)
    assert list(accepted.fallen([scored("train", 896), scored("test", 850)], file=file)) == []
    fallen = list(accepted.fallen([scored("train", 890)], file=file))
    assert len(fallen) == len(HEADLINES) - 1  # money has a wider margin
    assert "train: dates fell from 0.9000 to 0.8900" in fallen
    with pytest.raises(UsageError, match="no accepted figures"):
        list(accepted.fallen([scored("other", 900)], file=file))
