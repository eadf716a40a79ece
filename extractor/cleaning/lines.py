"""Lines of the draft and what can be seen of each on its own: indent, width, whether it is a table row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractor.signs import HAN

_WIDE_GAP = re.compile("  |[|│┃┆┊║\t\u3000]")
_PROSE = re.compile(f"[，。；！？]|[,;!?](?:(?<={HAN}.)|(?<=[”）].))(?=.)")
_DATE_BLANK = re.compile("(?<=[年月]) (?=[0-9])|(?<=[0-9]) (?=[年月日])")
_FIRST_HEAD = re.compile("序号|编号|代码|姓名|县区|地区|类别|科目|部门|(?:项目|单位)(?:名称)?|名称")
_LONGEST_HEAD = 10
_NUMBER = re.compile(r"[-+]?[0-9０-９][0-9０-９.,，．]*[%％‰]?|[—-]{1,2}")


@dataclass(slots=True)
class Line:
    """A non-blank line. [start, end) is its content without the blanks around it; ``indent`` and ``width``
    (which includes the indent) are in columns: two for a full-width character, one for a half-width one.
    ``prose`` says whether marks of running sentences stand in it, ``cells`` whether it is a table row."""

    start: int
    end: int
    text: str
    indent: int
    width: int
    prose: bool
    cells: bool


def lines_of(text: str) -> Iterator[Line]:
    """The non-blank lines of ``text``."""
    offset = 0
    for raw in text.split("\n"):
        bare = raw.lstrip()
        if bare:
            content = bare.rstrip()
            lead = len(raw) - len(bare)
            start, indent = offset + lead, columns(raw[:lead])
            prose = is_prose(content)
            cells = not prose and (has_cells(content) or is_row(content))
            yield Line(start, start + len(content), content, indent, indent + columns(content), prose, cells)
        offset += len(raw) + 1


def columns(text: str) -> int:
    """The width of ``text`` on a page of fixed pitch."""
    return 2 * len(text) - len(text.encode("ascii", "ignore"))


def is_prose(text: str) -> bool:
    """Whether the marks of running sentences stand in ``text``."""
    return _PROSE.search(text) is not None


def has_cells(text: str) -> bool:
    """Whether wide gaps, tabs or bars part ``text``, which has no blanks around it, into cells."""
    return _WIDE_GAP.search(text) is not None


def is_row(text: str) -> bool:
    """Whether single blanks part ``text`` into cells: numbers side by side, or several and one at the end, or
    the heads of columns."""
    if " " not in text or is_prose(text):
        return False
    cells = _DATE_BLANK.sub("", text).split()
    if len(cells) < 3:
        return False
    if _FIRST_HEAD.fullmatch(cells[0]) and max(map(len, cells)) <= _LONGEST_HEAD:
        return True
    numeric = [_NUMBER.fullmatch(cell) is not None for cell in cells]
    if any(left and right for left, right in pairwise(numeric)):
        return True
    return numeric[-1] and sum(numeric) >= 2 and "、" not in text
