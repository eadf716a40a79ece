"""Alarms as text, JSON and SARIF, and the command's exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from alarmed import page
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from extractor.checks import Switches
from extractor.checks.reports import Checked, Lines, as_sarif
from extractor.errors import UsageError
from extractor.pipeline import Extractor

# The OASIS schema as the npm package @microsoft/jest-sarif 1.0.0-beta.0 (MIT) ships it.
SCHEMA = json.loads((Path(__file__).parent / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))

ERROR = page("县总下拨资金300万元，其中甲县180万元，乙县130万元。")
WARNING = page("县总下拨活动经费3000，专款专用。")
NOTE = page("根据《帮扶办法》（青工发(2021)3号）执行。")
SOUND = page("县总下拨资金300万元，其中甲县180万元，乙县120万元。")


def jianbao(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "extractor", "check", *arguments]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)


def sarif(*texts: str) -> dict[str, Any]:
    analyses = [Extractor().analyse(text, source=f"页 {number}.txt") for number, text in enumerate(texts)]
    documents = [Checked.of(analysis, switches=Switches(), language="zh") for analysis in analyses]
    log: dict[str, Any] = json.loads("\n".join(as_sarif(documents, "zh")))
    return log


def test_sarif_fits_the_schema() -> None:
    log = sarif(ERROR, SOUND, NOTE)
    Draft4Validator(SCHEMA).validate(log)
    levels = [(result["ruleId"], result["level"]) for result in log["runs"][0]["results"]]
    assert levels == [("parts-exceed-total", "error"), ("document-number", "note")]


def test_sarif_regions_hold_what_they_say() -> None:
    (result,) = sarif(ERROR)["runs"][0]["results"]
    lines = ERROR.split("\n")
    for location in [*result["locations"], *result["relatedLocations"]]:
        region = location["physicalLocation"]["region"]
        offset = region["charOffset"]
        told = region["snippet"]["text"]
        assert ERROR[offset : offset + region["charLength"]] == told
        assert region["startLine"] == region["endLine"]
        assert lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1] == told
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%E9%A1%B5%200.txt"


@given(st.text(st.sampled_from("年元\r\n "), max_size=30))
def test_lines_and_columns_lead_back(text: str) -> None:
    ends = text.replace("\r\n", " \n").replace("\r", "\n")  # each end of a line is one mark now
    for offset, character in enumerate(text):
        if character not in "\r\n":
            line, column = Lines(text).at(offset)
            before = ends[:offset]
            assert (line, column) == (before.count("\n") + 1, offset - before.rfind("\n"))


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [
        (SOUND, (), 0),
        (ERROR, (), 1),
        (WARNING, (), 1),
        (WARNING, ("--fail-on", "error"), 0),
        (NOTE, (), 0),
        (NOTE, ("--fail-on", "note"), 1),
        (ERROR, ("--fail-on", "never"), 0),
        (ERROR, ("--disable", "parts-exceed-total"), 0),
        (ERROR, ("--disable", "parts"), 2),
        (ERROR, ("--fail-on", "all"), 2),
    ],
)
def test_exit_status(text: str, options: tuple[str, ...], status: int) -> None:
    assert jianbao(*options, text=text).returncode == status


def test_text_names_file_line_and_column(tmp_path: Path) -> None:
    for name, text in (("a.txt", ERROR), ("b.txt", SOUND)):
        (tmp_path / name).write_text(text, "utf-8")
    done = jianbao(str(tmp_path))
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{tmp_path / 'a.txt'}:4:7: 错误 parts-exceed-total: ")
    assert done.stderr == ""


def test_json_has_a_line_for_every_document(tmp_path: Path) -> None:
    for name, text in (("a.txt", ERROR), ("b.txt", SOUND)):
        (tmp_path / name).write_text(text, "utf-8")
    done = jianbao(str(tmp_path), "--format", "json", "--language", "en")
    first, second = map(json.loads, done.stdout.splitlines())
    assert [ERROR[slice(*span)] for span in first["alarms"][0]["spans"]] == ["300万元", "180万元", "130万元"]
    assert first["alarms"][0]["message"].startswith("the total is 300万元")
    assert second["alarms"] == []


def test_an_unreadable_file_is_told_and_the_others_are_checked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SOUND, "utf-8")
    done = jianbao(str(tmp_path / "none.txt"), str(tmp_path / "a.txt"), "--format", "json")
    assert (done.returncode, len(done.stdout.splitlines())) == (1, 1)
    assert "none.txt" in done.stderr


def test_switches_name_the_nearest_alarm() -> None:
    assert "weekday" not in Switches(disable=["weekday"]).on()
    with pytest.raises(UsageError, match="did you mean weekday"):
        Switches(enable=["weekdays"])
