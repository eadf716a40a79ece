"""Trying a sentence tells which condition failed, where a construction stopped, and what came out."""

from __future__ import annotations

from extractor.facts.lexicon import ActionFile, Lexicon
from extractor.facts.trying import try_sentence

_FILE = {
    "type": "commend",
    "triggers": [{"words": "表彰"}, {"words": "奖", "anchor": "A", "recipient": "people"}],
    "constructions": [
        {"id": "passive", "pattern": "<recipient>…被<agent>T"},
        {"id": "won", "pattern": "<recipient>(?:荣获|获)<agent>…T"},
    ],
}


def test_each_step_is_told() -> None:
    lexicon = Lexicon([ActionFile.model_validate(_FILE)])
    lines = list(try_sentence("2月3日，武汉市第三医院获湖北省总工会表彰，很高兴得了奖。", lexicon=lexicon))
    assert lines == [
        "skeleton  ⟨D⟩，⟨O⟩获⟨O⟩表彰，很高兴得了奖。",
        "trigger   表彰",
        "          commend.1: all conditions hold",
        "trigger   奖",
        "          commend.2: no A in the clause; gives to nobody named, not to people",
        "piece     2月3日，武汉市第三医院获湖北省总工会表彰，: 表彰 means commend.1",
        "          passive: read 武汉市第三医院, stopped before 被",
        "          won: fits 武汉市第三医院获湖北省总工会表彰",
        "fact      commend (done) by commend.1, won",
        "          agent: 湖北省总工会",
        "          recipient: 武汉市第三医院",
        "          date: 2020-02-03",
    ]
