"""Skeletons keep their places; trigger words are found longest first, and look-alikes hide them."""

from __future__ import annotations

import pytest

from extractor.facts.lexicon import ActionFile, Lexicon
from extractor.facts.proving import SentenceReader
from extractor.facts.skeleton import SkeletonMaker

_TEXT = "1月28日，省总工会向汉阴县总工会拨付救灾款30万元，印发《办法》，慰问120人。"


def test_marks_stand_for_mentions_and_lead_back_to_them() -> None:
    read = SentenceReader().read(_TEXT)
    skeleton = SkeletonMaker(read.clean.norm, read.mentions).make(read.layout.sentences[0])
    assert skeleton.shown() == "⟨D⟩，⟨O⟩向⟨O⟩拨付救灾款⟨A⟩，印发⟨P⟩，慰问⟨Q⟩。"
    for element in skeleton.elements:
        place = (element.mention.start, element.mention.end)
        assert skeleton.clean(element.at, element.at + 1) == place
    assert skeleton.words(0, len(skeleton.text)) == _TEXT
    assert [skeleton.index(skeleton.clean(i, i + 1)[0]) for i in range(len(skeleton.text))] == list(
        range(len(skeleton.text))
    )


@pytest.mark.parametrize(
    ("skeleton", "words"),
    [
        ("市里下拨到县里", ["下拨到"]),
        ("市里下拨了", ["下拨"]),
        ("下拨率不低", []),
        ("下拨率不低，下拨了", ["下拨"]),
        ("他捐了", ["捐"]),
        ("苛捐杂税", []),
    ],
)
def test_longest_word_wins_and_look_alikes_hide(skeleton: str, words: list[str]) -> None:
    file = ActionFile.model_validate(
        {"type": "allocate", "triggers": [{"words": "下拨 下拨到 捐"}], "look_alikes": "下拨率"}
    )
    assert [trigger.word for trigger in Lexicon([file]).find(skeleton)] == words
