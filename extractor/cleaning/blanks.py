"""Blanks that separate nothing: inside numbers, dates and names, beside marks, between spaced-out letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit
from extractor.cleaning.lines import has_cells, is_prose, is_row
from extractor.signs import HAN

_MARKS = "，。、；：！？“”‘’《》〈〉（）【】〔〕「」『』"
_ONE = "[^\\Wa-zA-Z_]"  # a Chinese character or a digit

# 山 西 省, 肺 炎 疫 情, 1 9 9 8 年: three or more single characters, evenly spaced.
_SPACED = re.compile(
    f"(?<![^\\s{_MARKS}]){_ONE}(?P<gap>[ \u3000]{{1,3}}){_ONE}(?:(?P=gap){_ONE}){{1,60}}(?![^\\s{_MARKS}])"
)
_DATE = re.compile(
    "[0-9]{4} {0,2}年(?: {0,2}[0-9]{1,2} {0,2}月(?: {0,2}[0-9]{1,2} {0,2}日)?)?"
    "|[0-9]{1,2} {0,2}月 {0,2}[0-9]{1,2} {0,2}日"
)
_BESIDE_MARK = re.compile(f"(?<=[{_MARKS}]) (?=\\S)|(?<=\\S) (?=[{_MARKS}])")
_BESIDE_NUMBER = re.compile(
    f"(?<={HAN}) (?=[0-9０-９A-Za-z+-])"
    f"|(?<=[0-9０-９A-Za-z%％‰])(?<!^[表图][0-9])(?<!^附[件表][0-9]) (?={HAN})"
)
# Outside of sentences a label begins a field of its own: 2022-09-06 浏览量：312.
_LABEL = re.compile(f" {HAN}{{2,5}}[:：]")
_UNITS = "万亿元余多名人户个份只家件条次期篇吨亩斤"
# 12 746件, 1 5万元: one number in two, where a sentence stands before and a unit after.
_SPLIT_NUMBER = re.compile(
    f"(?:(?<={HAN})|(?<=（))(?: ?[0-9]{{1,3}}(?: [0-9lO]{{3}}){{1,4}}|[0-9] [0-9lO]{{1,3}})"
    f"(?=\\.?[0-9]{{0,4}}[{_UNITS}])"
)
# 33 000 among cells that wider gaps part: one number.
_THOUSANDS = re.compile("(?<![0-9,.] )(?<![0-9,.])[0-9]{1,3}(?: [0-9]{3}){1,3}(?![0-9]| [0-9])")


def close_blanks(draft: Draft) -> None:
    """Take out blanks inside numbers, dates and names; those between names, columns and cells stay."""
    if " " in draft.text or "\u3000" in draft.text:
        draft.apply("blank", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    start = 0
    for line in text.split("\n"):
        if " " in line or "\u3000" in line:
            for place in sorted(_stray(line)):
                yield Edit(start + place, start + place + 1, "")
        start += len(line) + 1


def _stray(line: str) -> set[int]:
    """Places of blanks in ``line`` that separate nothing."""
    runs = [match.span() for match in _DATE.finditer(line)]
    runs += [
        match.span() for match in _SPACED.finditer(line) if not match[0].isascii()
    ]  # 1 2 3 are page links
    if "  " in line:
        runs += [match.span() for match in _THOUSANDS.finditer(line)]
    if has_cells(line) or not is_row(line):
        prose = is_prose(line)
        runs += [match.span() for match in _BESIDE_MARK.finditer(line)]
        runs += [match.span() for match in _SPLIT_NUMBER.finditer(line)]
        runs += [
            match.span()
            for match in _BESIDE_NUMBER.finditer(line)
            if prose or not _LABEL.match(line, match.start())
        ]
    return {place for start, end in runs for place in range(start, end) if line[place] in " \u3000"}
