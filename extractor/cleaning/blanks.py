"""Blanks that separate nothing: inside numbers, dates and names, beside marks, between spaced-out letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit
from extractor.cleaning.lines import has_cells, is_row

_HAN = "\u3400-\u9fff〇"
_MARKS = "，。、；：！？“”‘’《》〈〉（）【】〔〕「」『』"
_B = "[ \u3000]"

# 山 西 省, 肺 炎 疫 情: three or more single characters, evenly spaced.
_SPACED = re.compile(f"(?<![^\\s{_MARKS}])[{_HAN}0-9](?:(?P<gap>{_B}{{1,3}})[{_HAN}0-9])(?:(?P=gap)[{_HAN}0-9]){{1,60}}(?![^\\s{_MARKS}])")
_DATE = re.compile("(?<=[0-9年月日]) {1,2}(?=[0-9年月日上下])(?<![0-9] )(?<![0-9]  )|(?<=[0-9]) {1,2}(?=[年月日时])")
_BESIDE_MARK = re.compile(f"(?<=[{_MARKS}]) (?=\\S)|(?<=\\S) (?=[{_MARKS}])")
_BESIDE_NUMBER = re.compile(
    f"(?<=[{_HAN}]) (?=[0-9０-９A-Za-z+-])|(?<=[0-9０-９A-Za-z%％‰]) (?=[{_HAN}])"
)
_UNITS = "万亿元余多名人户个份只家件条次期篇吨亩斤"
_SPLIT_NUMBER = re.compile(
    f"(?<![0-9.,]) ?(?:(?<=[{_HAN}（]) ?[0-9]{{1,3}}(?: [0-9]{{3}})+(?![0-9 ])|(?<=[{_HAN}])[0-9] [0-9]{{1,3}})(?=[{_UNITS}])"
)
_TRAILING = re.compile("[ \t\u3000]+(?=\n)")


def close_blanks(draft: Draft) -> None:
    """Take out blanks inside numbers, dates and names; those between names, columns and cells stay."""
    if " " in draft.text or "\u3000" in draft.text:
        draft.apply("blank", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    start = 0
    for line in text.split("\n"):
        if " " in line or "\u3000" in line:
            for first, last in sorted(_stray(line)):
                yield Edit(start + first, start + last, "")
        start += len(line) + 1


def _stray(line: str) -> set[tuple[int, int]]:
    found = {match.span() for match in _DATE.finditer(line)}
    for match in _SPACED.finditer(line):
        found |= {(match.start() + gap.start(), match.start() + gap.end()) for gap in re.finditer(f"{_B}+", match[0])}
    if has_cells(line) or not is_row(line):
        for pattern in (_BESIDE_MARK, _BESIDE_NUMBER):
            found |= {match.span() for match in pattern.finditer(line)}
        for match in _SPLIT_NUMBER.finditer(line):
            found |= {(match.start() + i, match.start() + i + 1) for i, char in enumerate(match[0]) if char == " "}
    return found
