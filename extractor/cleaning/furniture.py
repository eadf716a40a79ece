"""Page numbers and running heads that printing put between the lines of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.cleaning.draft import Draft, Edit
from extractor.cleaning.lines import Line, lines_of

_PAGE_NUMBER = re.compile(
    r"[—–\-－─·•]{1,3} {0,4}[0-9０-９]{1,4} {0,4}[—–\-－─·•]{1,3}"
    r"|第 {0,2}[0-9]{1,4} {0,2}页(?:[ ,，/]{0,3}共 {0,2}[0-9]{1,4} {0,2}页)?"
    r"|[0-9]{1,4} {0,2}/ {0,2}[0-9]{1,4}"
    r"|[Pp]age {0,2}[0-9]{1,4}(?: {0,2}(?:of|/) {0,2}[0-9]{1,4})?"
)
_BARE_NUMBER = re.compile("[0-9]{1,3}")
_MAX_HEAD = 40
_DEEP = 10


def drop_furniture(draft: Draft) -> None:
    """Take out page numbers and, beside them, running heads. A bare number counts only deep in the line."""
    lines = list(lines_of(draft.text))
    numbers = [i for i, line in enumerate(lines) if _is_page_number(line)]
    if numbers:
        draft.apply("furniture", _edits(lines, numbers))


def _is_page_number(line: Line) -> bool:
    if _PAGE_NUMBER.fullmatch(line.text):
        return True
    return line.indent >= _DEEP and _BARE_NUMBER.fullmatch(line.text) is not None


def _edits(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[Edit]:
    """The line end after a head or number goes with it, so that the text around closes up."""
    for i in sorted({*numbers, *_running_heads(lines, numbers)}):
        yield Edit(lines[i].start, lines[i].end, "")


def _running_heads(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[int]:
    """Short lines right after a page number that stand there twice, repeat the first line of the page, or
    part a line that ends in mid-number or mid-sentence from its rest."""
    taken = set(numbers)
    beside = [i + 1 for i in numbers if i + 1 < len(lines) and i + 1 not in taken]
    beside = [i for i in beside if 4 <= len(lines[i].text) <= _MAX_HEAD and not lines[i].prose]
    repeats = Counter(lines[i].text for i in beside)
    first = lines[0].text
    for i in beside:
        if repeats[lines[i].text] >= 2 or lines[i].text in first or _parts_sentence(lines, i):
            yield i


def _parts_sentence(lines: Sequence[Line], head: int) -> bool:
    """Whether the line before the page number is cut off in mid-sentence and the head a scrap."""
    if not 2 <= head < len(lines) - 1 or lines[head].indent > lines[head + 1].indent:
        return False
    cut, rest = lines[head - 2], lines[head + 1]
    cut_off = cut.prose and cut.text[-1] not in "。！？：；!?:;”）)"
    return cut_off and rest.prose and 2 * lines[head].width < cut.width
