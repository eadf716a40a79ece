"""The matching form of clean text, character for character: simplified, half-width, slips in numbers mended."""

from __future__ import annotations

import re

from extractor.cleaning.script import simplify
from extractor.cleaning.slips import mend_slips

_WIDTHS = {
    **{chr(0xFEE0 + ord(c)): c for c in map(chr, range(0x21, 0x7F)) if c.isalnum()},
    "％": "%", "＋": "+", "－": "-", "／": "/", "～": "~", "．": ".", "＃": "#", "＆": "&", "＊": "*", "＠": "@",
    "＝": "=", "＄": "$", "￥": "¥", "＿": "_", "｜": "|", "＜": "<", "＞": ">", "\u3000": " ", "﹪": "%",
    "(": "（", ")": "）", "［": "[", "］": "]", "∶": "：", "「": "“", "」": "”", "『": "‘", "』": "’",
    "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：", "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）",
    "｡": "。", "｢": "“", "｣": "”", "､": "、", "･": "·", "•": "·", "‧": "·", "・": "·",
}  # fmt: skip
_TABLE = str.maketrans(_WIDTHS)

# Half-width marks after Chinese become full-width ones; between digits the other way round.
_MARK = re.compile("(?<=[\u3400-\u9fff”’》）】〕%])[,;:?!](?![0-9/]{2})|(?<=[\u3400-\u9fff”’》）】〕])[,;:?!]|(?<=[0-9])[,;:](?=[\u3400-\u9fff“《（])")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CLOCK = re.compile("(?<=[0-9])：(?=[0-9]{2})")
_DOT = re.compile("(?<=[\u3400-\u9fff”’》）%])\\.(?=[\u3400-\u9fff“《（\n]|$)")


def normalise(text: str) -> str:
    """The form that patterns match: same length as ``text``."""
    norm = simplify(text).translate(_TABLE)
    norm = _MARK.sub(lambda match: _FULL[match[0]], norm)
    if "：" in norm:
        norm = _CLOCK.sub(":", norm)
    if "。" not in norm:
        norm = _DOT.sub("。", norm)
    return mend_slips(norm)
