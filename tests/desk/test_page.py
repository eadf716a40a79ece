"""The files of the page: complete in both languages, at one with the records, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest
from starlette.testclient import TestClient

from extractor import records
from extractor.cautions import Caution
from extractor.desk.words import warning_words

PAGE = Path(__file__).parents[2] / "extractor" / "desk" / "page"
WORDS = json.loads((PAGE / "words.json").read_text("utf-8"))
_MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(")
GOLDEN = Path(__file__).parents[1] / "golden"
SCRIPTS = sorted(PAGE.glob("*.js"))


def test_both_languages_say_the_same_things() -> None:
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    for key, words in WORDS["zh"].items():
        assert set(re.findall(r"\{\w+\}", words)) == set(re.findall(r"\{\w+\}", WORDS["en"][key])), key


def test_every_word_that_is_said_is_there() -> None:
    said = {key for script in SCRIPTS for key in re.findall(r'say\("([^"]+)"', script.read_text("utf-8"))}
    said |= set(re.findall(r'data-say="([^"]+)"', (PAGE / "index.html").read_text("utf-8")))
    assert len(said) > 50
    assert said <= WORDS["zh"].keys()


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("type", records.ActionType), ("status", records.Status), ("kind", records.Kind),
        ("org", records.PartyType), ("role", records.DateRole), ("granularity", records.Granularity),
        ("mod", records.Modifier), ("cash", records.AmountKind), ("unused", records.UnusedReason),
    ],
)  # fmt: skip
def test_every_value_of_the_records_has_a_word(group: str, names: object) -> None:
    assert {f"{group}.{name}" for name in get_args(names)} <= WORDS["zh"].keys()


def test_every_warning_has_chinese_words() -> None:
    assert {key for key in WORDS["en"] if key.startswith("warning.")} == {
        f"warning.{caution.name.lower()}" for caution in Caution
    }
    for caution in Caution:
        fields = {name: f"<{name}>" for name in re.findall(r"\{(\w+)\}", caution.value)}
        assert WORDS["en"][f"warning.{caution.name.lower()}"] == caution.value
        said = warning_words(caution(**fields), WORDS["zh"])
        assert said == WORDS["zh"][f"warning.{caution.name.lower()}"].format(**fields)
    assert warning_words("of another version", WORDS["zh"]) == "of another version"


def test_the_warnings_of_seven_documents_are_of_known_kinds() -> None:
    golden = [json.loads(path.read_text("utf-8")) for path in sorted(GOLDEN.glob("?-*.json"))]
    warnings = [warning for document in golden for warning in document["warnings"]]
    assert warnings
    assert [one for one in warnings if warning_words(one, WORDS["zh"]) == one] == []


def test_the_page_offers_what_the_records_know() -> None:
    offered = (PAGE / "slots.js").read_text("utf-8")
    for names in (records.ActionType, records.Status, records.Kind, records.OrgType, records.Granularity):
        assert all(f'"{name}"' in offered for name in get_args(names))


def test_nothing_comes_from_elsewhere_and_no_markup_is_made_of_text() -> None:
    for file in PAGE.iterdir():
        text = file.read_text("utf-8")
        remote = set(re.findall(r"(?:https?:)?//[\w.-]+\.\w+", text)) - {"http://www.w3.org"}
        assert not remote, file.name
        assert not _MARKUP.search(text), file.name
    assert not re.search(r"<script>|<style|\son\w+=|style=", (PAGE / "index.html").read_text("utf-8"))


def test_files_are_served_by_name_only(client: TestClient) -> None:
    assert client.get("/").headers["content-type"].startswith("text/html")
    assert client.get("/page/main.js").headers["content-type"].startswith("text/javascript")
    for path in ("/page/", "/page/..%2fapp.py", "/page/%2e%2e/app.py", "/page/none.js"):
        assert client.get(path).status_code == 404
