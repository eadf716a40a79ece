"""Gold labels: quotes are found as a reader reads, and nothing else passes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from extractor.errors import GoldError
from extractor.labels.gold import Gold, Labels, load_gold, resolve
from extractor.labels.page import Page

CORPUS = Path(__file__).parents[2] / "corpus"


def labels(**parts: Any) -> Labels:
    return Labels.model_validate({"document": {"kind": "news"}, **parts})


def amounts(*quotes: str) -> dict[str, Any]:
    return {"amounts": [{"quote": quote, "yuan": "1"} for quote in quotes]}


@pytest.mark.parametrize(
    ("text", "quote", "found"),
    [
        ("拨付3\n0 万元", "30万元", "3\n0 万元"),
        ("拨付30萬(wàn)元", "30萬元", "30萬(wàn)元"),
        ("拨付30萬(wàn)元", "30萬(wàn)元", "30萬(wàn)元"),
        ("工会(huì )拨付", "工会拨", "工会(huì )拨"),
        ("工会（hui）拨付", "工会拨付", "工会（hui）拨付"),
    ],
)
def test_blanks_and_pinyin_may_be_left_out(text: str, quote: str, found: str) -> None:
    gold = resolve("made", text, labels(ignored=[quote]))
    start, end = gold.page.in_text(gold.ignored[0])
    assert text[start:end] == found


@pytest.mark.parametrize("quote", ["30万元", "30萬, 元", "30萬 元整", "(30萬元)"])
def test_nothing_else_may_differ(quote: str) -> None:
    with pytest.raises(GoldError, match=r"made: ignored: .* is not in the text"):
        resolve("made", "拨付30萬(wàn)元", labels(ignored=[quote]))


def test_real_brackets_are_read() -> None:
    assert Page.of("莲花区(县)总工会(LH)").letters == "莲花区(县)总工会(LH)"


def test_mentions_take_their_turns_outside_ignored_words_and_whole_numbers() -> None:
    text = "拨付5万元\n拨付15万元,发放5万元,又5万元。"
    gold = resolve("made", text, labels(**amounts("15万元", "5万元", "5万元"), ignored=["拨付5万元\n"]))
    assert gold.amounts == ((7, 11), (14, 17), (19, 22))


def test_mentions_out_of_turn_are_an_error() -> None:
    with pytest.raises(GoldError, match="amounts: '5万元' is not in the text after"):
        resolve("made", "5万元,8万元", labels(**amounts("8万元", "5万元")))


@pytest.mark.parametrize("totals", [[0], [1, 0], [5]])
def test_a_share_is_part_of_another_fact(totals: list[int]) -> None:
    fact = {"action": {"quote": "拨", "type": "allocate"}, "status": "done", "evidence": "拨款"}
    with pytest.raises(GoldError, match=r"facts\.0: part_of"):
        resolve("made", "拨款", labels(facts=[fact | {"part_of": total} for total in totals]))


@pytest.mark.parametrize(
    ("label", "fault"),
    [
        ({"amounts": [{"quote": "5万元", "yuan": "5万"}]}, r"amounts\.0\.yuan"),
        ({"amounts": [{"quote": "5万元", "yuan": "50000", "mode": "exact"}]}, r"amounts\.0\.mode"),
        ({"facts": [{"action": {"quote": "拨", "type": "pay"}}]}, r"facts\.0\.action\.type"),
    ],
)
def test_a_label_file_that_breaks_the_schema_names_file_and_place(
    tmp_path: Path, label: dict[str, Any], fault: str
) -> None:
    (tmp_path / "x.txt").write_text("拨5万元", "utf-8")
    (tmp_path / "x.json").write_text(json.dumps({"document": {"kind": "news"}, **label}), "utf-8")
    with pytest.raises(GoldError, match=rf"x\.json: {fault}"):
        load_gold(tmp_path / "x.json")


def test_the_corpus_is_split_by_its_rule(documents: list[Gold]) -> None:
    """In each of a–d the three names that come first by the SHA-256 of ``1:<name>`` are held out."""
    names = [gold.name for gold in documents]
    held_out = set()
    for prefix in "abcd":
        mine = [name for name in names if name.startswith(prefix)]
        held_out |= set(sorted(mine, key=lambda name: sha256(f"1:{name}".encode()).hexdigest())[:3])
    assert {path.stem for path in (CORPUS / "test").glob("*.json")} == held_out
    assert (CORPUS / "splits.tsv").read_text("utf-8").splitlines()[1:] == [
        f"{name}\t{'test' if name in held_out else 'train'}\t{'yes' if name[0] in 'abcd' else 'no'}"
        for name in sorted(names)
    ]
