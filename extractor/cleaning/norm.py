"""The matching form of clean text, of the same length: simplified, half-width, slips in numbers mended."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from extractor.cleaning.script import simplify
from extractor.cleaning.slips import mend_slips
from extractor.layers import Change, CleanText
from extractor.signs import HAN

_ALPHANUMERIC = {chr(0xFEE0 + ord(char)): char for char in map(chr, range(0x21, 0x7F)) if char.isalnum()}
# Signs of numbers and addresses to half width, brackets and quotes to the Chinese ones, small forms to full.
_SIGNS = str.maketrans(
    "％＋－／～．＃＆＊＠＝＄￥＿｜＜＞\u3000﹪()［］∶「」『』﹐﹑﹒﹔﹕﹖﹗﹙﹚｡｢｣､･•‧・",
    "%+-/~.#&*@=$¥_|<> %（）[]:“”‘’，、.；：？！（）。“”、····",
)
_TABLE = {**{ord(wide): ord(plain) for wide, plain in _ALPHANUMERIC.items()}, **_SIGNS}

# Half-width marks after Chinese become full-width ones, and so before Chinese after a number.
_MARK = re.compile(f"[,;:?!](?:(?<={HAN}.)|(?<=[”’》）】〕].)|(?<=[0-9%][,;:])(?={HAN}|[“《（]))")
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_CLOCK = re.compile("：(?<=[0-9]：)(?=[0-9]{2})")
_DOT = re.compile(f"\\.(?:(?<={HAN}.)|(?<=[”’》）%].))(?={HAN}|[“《（\n]|$)")


def normalise(text: str) -> str:
    """The form that patterns match: same length as ``text``."""
    for _, step in _STEPS:
        text = step(text)
    return text


def norm_changes(clean: CleanText) -> tuple[Change, ...]:
    """What stands otherwise in ``clean.norm`` than in ``clean.text``, kind by kind, for who asks why."""
    changes = []
    before = clean.text
    for noise, step in _STEPS:
        after = step(before)
        if after != before:
            changes += [
                Change(noise, *clean.source_span(*span), before[slice(*span)], after[slice(*span)])
                for span in _differences(before, after)
            ]
        before = after
    return tuple(changes)


def _widths(text: str) -> str:
    return text.translate(_TABLE)


def _marks(text: str) -> str:
    text = _MARK.sub(lambda match: _FULL[match[0]], text)
    if "：" in text:
        text = _CLOCK.sub(":", text)
    return text if "。" in text else _DOT.sub("。", text)


def _differences(before: str, after: str) -> Iterator[tuple[int, int]]:
    """Runs in which two texts of the same length differ."""
    places = [i for i, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        indices = [place for _, place in run]
        yield indices[0], indices[-1] + 1


_STEPS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("script", simplify), ("width", _widths), ("mark", _marks), ("slip", mend_slips)
)  # fmt: skip
