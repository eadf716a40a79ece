"""Radicals and compatibility forms that PDF programs write in place of the ordinary characters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit

_ODD = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

# CJK Radicals Supplement has no decompositions in Unicode; these are the ones that stand for whole words.
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺊⺋⺎⺏⺒⺓⺗⺙⺝⺟⺠⺫⺬⺰⺳⺶⺼⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳⺩⺮⺥⺤⺌⺍",
        "厂几卜卩兀尢巳幺心攵月母民目示纟网羊肉虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟王竹爪爪小小",
        strict=True,
    )
)


def mend_glyphs(draft: Draft) -> None:
    """Put the ordinary character in place of a radical or compatibility form, one for one."""
    draft.apply("glyph", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _ODD.finditer(text):
        char = match[0]
        plain = _SUPPLEMENT.get(char) or unicodedata.normalize("NFKC", char)
        if plain != char and len(plain) == 1:
            yield Edit(match.start(), match.end(), plain)
