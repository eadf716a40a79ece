"""Running heads, running feet and page numbers: what stands at the same place on page after page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractor.reading.pdf.lines import Line

Sheet = tuple[list[Line], float]
"""The lines of a page and its height in points."""

_MARGIN = 0.1
_NUMBER = re.compile(
    r"[-—–－·•\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－·•\s]*"
)
_DIGITS = re.compile(r"\d+")
_FEWEST = 2


def without_heads(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """The lines of each page, without those in its margins that are a page number or, digits aside, stand in
    the margins of half of the pages, two at least."""
    counts = Counter(key for lines, height in sheets for key in {*_keys(lines, height)})
    repeated = {key for key, count in counts.items() if count >= max(_FEWEST, len(sheets) / 2)}
    return [
        [line for line in lines if not _is_head(line, height, repeated)] for lines, height in sheets
    ]


def _is_head(line: Line, height: float, repeated: set[str]) -> bool:
    if not _is_in_margin(line, height):
        return False
    return _NUMBER.fullmatch(line.text) is not None or _key(line) in repeated


def _keys(lines: Sequence[Line], height: float) -> Iterator[str]:
    return (_key(line) for line in lines if _is_in_margin(line, height))


def _is_in_margin(line: Line, height: float) -> bool:
    return line.bottom < _MARGIN * height or line.top > (1 - _MARGIN) * height


def _key(line: Line) -> str:
    return _DIGITS.sub("#", "".join(line.text.split()))
