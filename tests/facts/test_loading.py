"""Faults of action files are told with file, line and the nearest right name."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.errors import PatternError
from extractor.facts.proving import SentenceReader, cases, read_examples, read_files

_HEAD = "type: allocate\ntriggers:\n  - words: 下拨\n"


def _folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (_HEAD + "look_alike: 下拨率\n", 4, "unknown key 'look_alike'; did you mean 'look_alikes'"),
        ("type: allocate\ntriggers:\n  - {words: 下拨, ancor: A}\n", 3, "did you mean 'anchor'"),
        (
            _HEAD + "examples:\n  - '[某](agnet)[下拨](trigger)。'\n",
            5,
            "unknown label 'agnet'; did you mean 'agent'",
        ),
        (
            _HEAD + "examples:\n  - '[下拨](trigger=planed)。'\n",
            5,
            "unknown flag 'planed'; did you mean 'planned'",
        ),
        (_HEAD + "examples:\n  - '下拨[1万元](amount=10000)。'\n", 5, "marks no trigger"),
        (
            _HEAD + "constructions:\n  - {id: a.x, pattern: T}\n  - {id: a.x, pattern: TT}\n",
            6,
            "construction id 'a.x' is taken",
        ),
    ],
)
def test_fault_is_told_in_its_place(tmp_path: Path, text: str, line: int, words: str) -> None:
    folder = _folder(tmp_path, allocate=text)
    with pytest.raises(PatternError) as raised:
        list(cases(folder))
    assert raised.value.where == f"{folder / 'allocate.yaml'}:{line}"
    assert words in raised.value.what


def test_a_look_alike_may_not_silence_a_trigger(tmp_path: Path) -> None:
    give = "type: give\ntriggers:\n  - words: 送\nlook_alikes: 下拨\n"
    with pytest.raises(PatternError, match=r"give\.yaml:4: look-alike '下拨' is a trigger of .*allocate"):
        read_files(_folder(tmp_path, allocate=_HEAD, give=give))


@pytest.mark.parametrize(
    ("example", "fault"),
    [
        ("[市总工会](agent)[下拨](trigger)[30万元](amount=300000)。", None),
        ("[市总工会](agent)[下拨](trigger)[30万元](amount=30000)。", "amount 300000, not 30000"),
        ("[市总工会](agent)[下拨](trigger=planned)[30万元](amount=300000)。", "is not planned"),
        ("市总工会[下拨](trigger)[30万元](amount=300000)。", "has agent 市总工会"),
        ("[市总工会](agent)[下拨](trigger)30万元。", "amount 300000, not –"),
        (
            "[市总工会](agent)[下拨](trigger)[30万元](amount=300000)，[另拨](trigger)。",
            "yields 1 facts, not 2",
        ),
    ],
)
def test_what_an_example_holds_to(tmp_path: Path, example: str, fault: str | None) -> None:
    from extractor.facts import FactFinder

    source = read_files(_folder(tmp_path, allocate=f"{_HEAD}examples:\n  - '{example}'\n"))[0]
    [line] = read_examples(source, SentenceReader())
    said = line.fault(FactFinder())
    assert (said is None) if fault is None else (said is not None and fault in said)
