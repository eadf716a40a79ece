"""Blanks that separate nothing: inside numbers, dates and names, beside marks, between spaced-out letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit
from extractor.cleaning.lines import has_cells, is_row

_HAN = "\u3400-\u9fff〇"
_MARKS = "，。、；：！？“”‘’《》〈〉（）【】〔〕「」『』"
_B = "[ \u3000]"

# 山 西 省, 肺 炎 疫 情, 1 9 9 8 年: three or more single characters, evenly spaced.
_SPACED = re.compile(
    f"(?<![^\\s{_MARKS}])[{_HAN}0-9](?P<gap>{_B}{{1,3}})[{_HAN}0-9](?:(?P=gap)[{_HAN}0-9]){{1,60}}(?![^\\s{_MARKS}])"
)
_GAP = re.compile(f"{_B}+")
_IN_DATE = re.compile("(?<=[年月日]) {1,2}(?=[0-9])|(?<=[0-9]) {1,2}(?=[年月日时])")
_BESIDE_MARK = re.compile(f"(?<=[{_MARKS}]) (?=\\S)|(?<=\\S) (?=[{_MARKS}])")
# Not before a label (浏览量：) nor after one (表2 …), which are fields of their own.
_BESIDE_NUMBER = re.compile(
    f"(?<=[{_HAN}]) (?=[0-9０-９A-Za-z+-])"
    f"|(?<=[0-9０-９A-Za-z%％‰])(?<!^[表图][0-9])(?<!^附[件表][0-9]) (?=[{_HAN}])(?![{_HAN}]{{2,5}}[:：])"
)
_UNITS = "万亿元余多名人户个份只家件条次期篇吨亩斤"
# 12 746件, 1 5万元: one number in two, where a sentence stands before and a unit after.
_SPLIT_NUMBER = re.compile(
    f"(?<=[{_HAN}（])(?: ?[0-9]{{1,3}}(?: [0-9lO]{{3}}){{1,4}}|[0-9] [0-9lO]{{1,3}})"
    f"(?=\\.?[0-9]{{0,4}}[{_UNITS}])"
)


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
    found = {match.span() for match in _IN_DATE.finditer(line)}
    for match in _SPACED.finditer(line):
        if not match[0].isascii():  # 1 2 3 is a row of page links
            found |= _gaps(match)
    if has_cells(line) or not is_row(line):
        found |= {match.span() for match in _BESIDE_MARK.finditer(line)}
        found |= {match.span() for match in _BESIDE_NUMBER.finditer(line)}
        for match in _SPLIT_NUMBER.finditer(line):
            found |= _gaps(match)
    return found


def _gaps(match: re.Match[str]) -> set[tuple[int, int]]:
    return {(match.start() + gap.start(), match.start() + gap.end()) for gap in _GAP.finditer(match[0])}
