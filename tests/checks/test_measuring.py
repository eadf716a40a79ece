"""How alarms are measured: planted faults are found where they were put, verdicts are held against alarms."""

from __future__ import annotations

from pathlib import Path

import pytest
from alarmed import page

from evaluation.alarms import Kind, judged_report, load_verdicts, plant, planted_report
from extractor.errors import GoldError
from extractor.pipeline import Extractor

HOST = Extractor().analyse(page("县总工会召开会议。", "职工书屋开放，人人称好。", title="职工书屋开放"))
KIND = Kind(id="impossible-date", texts=["2月30日召开会议。", "2月28日召开会议。"])


def test_planted_faults_are_counted() -> None:
    outcomes = list(plant([KIND], {"host": HOST}))
    assert [outcome.found for outcome in outcomes] == [True, False]
    assert not any(outcome.others for outcome in outcomes)
    lines = list(planted_report(outcomes, missed=True))
    assert lines[1].split() == ["impossible-date", "1", "2"]
    assert "2月28日" in lines[2]


def test_days_are_counted_from_the_date_of_the_host() -> None:
    kind = Kind(id="event-after-date", hosts="dated", texts=["{+20y}，工会走访慰问了8户职工。"])
    (outcome,) = plant([kind], {"host": HOST})
    assert outcome.found


def test_alarms_are_held_against_verdicts(tmp_path: Path) -> None:
    texts = {"a": page("2月30日开会。"), "b": page("4月31日开会。")}
    documents = {name: Extractor().analyse(text) for name, text in texts.items()}
    file = tmp_path / "verdicts.tsv"
    file.write_text("document\talarm\ttext\tverdict\twhy\na\timpossible-date\t2月30日\tright\t\n", "utf-8")
    lines = list(judged_report(documents, load_verdicts(file), quote=False))
    assert lines[-1].split() == ["all", "1", "0", "1"]
    assert "4月31日" not in "".join(lines)


def test_a_verdict_is_right_or_false(tmp_path: Path) -> None:
    file = tmp_path / "verdicts.tsv"
    file.write_text("document\talarm\ttext\tverdict\twhy\na\tweekday\t周三\tmaybe\t\n", "utf-8")
    with pytest.raises(GoldError, match="is no verdict"):
        load_verdicts(file)
