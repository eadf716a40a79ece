"""The linker: options, weights, and how they decide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor import Extractor
from extractor.errors import PatternError
from extractor.explain import Explainer
from extractor.facts import FactFinder
from extractor.facts.drafts import UNJUDGED
from extractor.facts.linking import Linker, Options
from extractor.facts.linking.linker import FOLDER, OUTCOMES, pick
from extractor.facts.model import Evidence

_LINKER = Linker.load()
_TEXT = "2021年3月5日，衡阳市总工会搬运消毒水2吨、口罩3万只。"


def test_options_with_one_key_are_one_option_with_all_features() -> None:
    options = Options("agents", [], ["省总"], ("省总",))
    options.add(["省总"], ("省总",), "subject")
    options.add(["市总"], ("市总",), "heading")
    assert options.values == [[], ["省总"], ["市总"]]
    options.describe(("size 0",))
    options.describe(("size 1", "many"))
    options.describe(("size 1",), ())
    features = [options.features(place) for place in range(3)]
    assert features == [("none", "size 0"), ("rule", "subject", "size 1", "many"), ("heading", "size 1")]
    assert options.rule == 1


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=8), st.floats(0, 1))
def test_caution_only_ever_moves_a_choice_off_the_empty_option(scores: list[float], caution: float) -> None:
    plain, careful = pick(scores, None), pick(scores, caution)
    assert careful in (0, plain) or plain == 0
    assert scores[careful] == max(scores[1:] or scores) or careful == 0


@given(
    st.lists(st.sampled_from(["verb 拨付", "A behind", "no verb", "unknown"]), max_size=4),
    st.lists(st.tuples(st.just("reading"), st.sampled_from(OUTCOMES[:-1]), st.floats(0, 2)), max_size=3),
)
def test_chances_add_up_to_one(names: list[str], pointers: list[tuple[str, str, float]]) -> None:
    chances = _LINKER.chances(Evidence(tuple(names), tuple(pointers)))  # type: ignore[arg-type]
    assert len(chances) == len(OUTCOMES)
    assert sum(chances) == pytest.approx(1)


def test_evidence_for_a_type_raises_its_chance() -> None:
    nothing = Evidence((), ())
    pointed = Evidence((), (("reading", "sign", 1.0),))
    place = OUTCOMES.index("sign")
    assert _LINKER.chances(pointed)[place] > _LINKER.chances(nothing)[place]
    assert _LINKER.shares(pointed, "sign")[0][0] == "reading: sign"


def test_only_the_linker_reads_verbs_that_no_file_lists() -> None:
    assert Extractor(facts=FactFinder()).extract(_TEXT).facts == ()
    (fact,) = Extractor().extract(_TEXT).facts
    assert fact.action.text == "搬运"
    assert "facts.unlisted" in fact.rules


def test_without_a_linker_nothing_is_judged() -> None:
    (fact,) = Extractor(facts=FactFinder()).extract("市总工会下拨县总工会专项经费5万元。").facts
    assert fact.confidence == UNJUDGED


def test_explain_tells_what_spoke_for_type_and_slots() -> None:
    lines = [line.strip() for line in Explainer(Extractor().analyse(_TEXT)).whole()]
    told = [line.split(":")[0] for line in lines if line.startswith("speaks for")]
    slots = ("agents", "recipients", "dates", "totals")
    assert told[1:] == [f"speaks for these {slot}" for slot in slots]
    (shares,) = (line for line in lines if line.startswith("speaks for these agents"))
    assert re.search(r"[+-]\d+\.\d\d", shares)


@pytest.mark.parametrize("name", ["acts.tsv", "agents.tsv"])
def test_a_broken_weight_is_told_with_its_line(tmp_path: Path, name: str) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / name).write_text("# head\nverb 拨付 1.0\n", "utf-8")
    with pytest.raises(PatternError, match=rf"{name}:2: is no feature with its weight"):
        Linker.load(tmp_path)


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(PatternError, match=r"acts\.tsv: cannot be read"):
        Linker.load(tmp_path)
