"""Labels made from records: a corpus document that the scorer takes, and on which the records are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.runs import judge_all
from extractor import Extractor
from extractor.desk.contract import Reading
from extractor.desk.jobs import Hand, Job
from extractor.desk.labels import file_name, labels_from
from extractor.errors import GoldError
from extractor.labels.gold import resolve
from extractor.records import Document
from tests.desk.conftest import ARTICLE

TRAIN = Path(__file__).parents[2] / "corpus" / "train"


@pytest.fixture(scope="module")
def hand() -> Hand:
    return Hand()


@pytest.mark.parametrize("name", ["a-04", "b-08", "c-05", "e-15", "h-01"])
def test_records_score_full_marks_on_their_own_labels(hand: Hand, name: str) -> None:
    """Through the scorer's own reading of quotes: wrapped lines, pinyin, tables, traditional script."""
    data = (TRAIN / f"{name}.txt").read_bytes()
    reading = Reading.model_validate_json(hand(Job("analyse", data, name)))
    labels = labels_from(reading.document, data.decode(), reading.zones)
    gold = resolve(name, data.decode(), labels)
    (judged,), faults = judge_all([gold], Extractor().extract)
    assert faults == []
    for layer in ("dates", "amounts", "quantities", "orgs", "detection"):
        counts = judged.counts()[layer]
        assert (counts.right, counts.right) == (counts.answered, counts.expected), layer


def test_words_of_a_heading_that_stand_in_the_body_too_are_not_ignored(hand: Hand) -> None:
    text = "送温暖活动\n2月3日，秭归县总工会开展送温暖活动，发放慰问金2万元。\n"
    reading = Reading.model_validate_json(hand(Job("analyse", text.encode(), "a")))
    labels = labels_from(reading.document, text, reading.zones)
    assert "送温暖活动" not in labels.ignored


def test_a_fact_that_is_a_share_of_itself(hand: Hand) -> None:
    document = Document.model_validate_json(hand(Job("extract", ARTICLE.encode(), "a")))
    turned = document.facts[0].model_copy(update={"part_of": document.facts[0].id})
    with pytest.raises(GoldError, match="part_of 0 is no total"):
        labels_from(document.model_copy(update={"facts": (turned,)}), ARTICLE, ())


def test_a_fact_says_what_its_editor_set_whatever_the_mention_says(hand: Hand) -> None:
    document = Document.model_validate_json(hand(Job("extract", ARTICLE.encode(), "a")))
    fact = document.facts[0]
    changed = fact.amounts[0].model_copy(update={"yuan": "7"})
    fact = fact.model_copy(update={"amounts": (changed,), "part_of": "gone"})
    labels = labels_from(document.model_copy(update={"facts": (fact,)}), ARTICLE, ())
    assert (labels.facts[0].amounts, labels.facts[0].part_of) == (("7",), None)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etcpasswd-01234567"),
        ("秭归：“送温暖”", "秭归送温暖-01234567"),
        (None, "01234567"),
        ("…", "01234567"),
    ],
)
def test_file_names_are_letters(hand: Hand, title: str | None, name: str) -> None:
    document = Document.model_validate_json(hand(Job("extract", ARTICLE.encode(), "a")))
    assert file_name(document.model_copy(update={"title": title}), "0123456789abcdef") == name
