"""Words and the white space between them are the text, whatever the segmenter drops."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractor import Extractor, pkuseg
from extractor.cli import main
from extractor.errors import UsageError
from extractor.words import edges, segmenter, tagged
from tests.pkuseg_made import pkuseg_wheel

SAMPLE = "3月5日,青石县总工会\n向白水镇 工会下拨　送温暖资金12万元。"


class _Intruder:
    def __reduce__(self) -> tuple[Any, ...]:
        return print, ("code of a stranger",)


def _blind_to_blanks(text: str) -> list[str]:
    return [run[at : at + 2] for run in text.split() for at in range(0, len(run), 2)]


@settings(deadline=None)  # the segmenter is loaded in the first example
@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n\t\u3000\x1f工会")))
def test_white_space_that_a_segmenter_drops_is_put_back(text: str) -> None:
    words = [word for word, _ in tagged(_blind_to_blanks)(text)]
    assert "".join(words) == text
    assert [word for word in words if not word.isspace()] == _blind_to_blanks(text)


def test_a_segmenter_that_changes_its_text_is_found_out() -> None:
    with pytest.raises(AssertionError, match="工会"):
        list(tagged(lambda _: ["工会"])("工  会"))


@pytest.mark.parametrize("name", ["rjieba", "jieba"])
def test_words_are_the_text(name: Any) -> None:
    words = list(segmenter(name)(SAMPLE))
    assert "".join(word for word, _ in words) == SAMPLE
    assert {SAMPLE.index("青"), SAMPLE.index("下拨"), len(SAMPLE)} <= edges(words)


def test_pkuseg_with_a_model_of_its_own(pkuseg_model: Path) -> None:
    words = list(segmenter("pkuseg")(SAMPLE))
    assert "".join(word for word, _ in words) == SAMPLE
    assert [word for word, _ in words][:3] == ["3月", "5日", ",青"]
    (fact,) = Extractor(segmenter="pkuseg").extract(SAMPLE).facts
    assert fact.amounts[0].yuan == "120000"


def test_a_model_that_names_code_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = pkuseg_wheel(tmp_path / "made.whl", {"unigram": _Intruder()})
    with pytest.raises(UsageError, match="plain data"):
        pkuseg.convert(wheel, tmp_path / "data" / "model")
    assert list((tmp_path / "data").iterdir()) == []
    assert capsys.readouterr().out == ""


def test_a_missing_model_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pkuseg, "model_path", lambda: tmp_path / "none")
    with pytest.raises(UsageError, match="jianbao pkuseg"):
        Extractor(segmenter="pkuseg")


def test_half_a_model_is_replaced_and_a_whole_one_stays(pkuseg_model: Path, tmp_path: Path) -> None:
    (pkuseg_model / "weights.npz").unlink()
    (pkuseg_model / "features.msgpack").write_bytes(b"half")
    with pytest.raises(UsageError, match="jianbao pkuseg"):
        pkuseg.load()
    pkuseg.convert(tmp_path / "made.whl", pkuseg_model)
    assert pkuseg.load().cut(SAMPLE)
    (pkuseg_model / "mine").touch()
    pkuseg.convert(tmp_path / "made.whl", pkuseg_model)
    assert (pkuseg_model / "mine").exists()
    assert [path.name for path in pkuseg_model.parent.iterdir()] == [pkuseg_model.name]


def test_commands_take_a_segmenter(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text(SAMPLE, "utf-8")
    said = []
    for name in ("rjieba", "jieba"):
        assert main(["explain", str(path), "--segmenter", name]) == 0
        said.append(capsys.readouterr())
    assert said[0] == said[1]
    assert "fact " in said[0].out
    with pytest.raises(SystemExit):
        main(["orgs", str(path), "--segmenter", "thulac"])


def test_an_unknown_segmenter_is_told() -> None:
    with pytest.raises(UsageError, match="rjieba, jieba, pkuseg"):
        Extractor(segmenter="thulac")  # type: ignore[arg-type]
