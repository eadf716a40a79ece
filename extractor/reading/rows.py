"""Rows of tables as lines of text, their cells parted by tabs, as layout reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence

EMPTY = "—"
"""What stands for an empty cell, so that the cells behind it keep their columns."""

LONGEST_CELL = 120
"""A longer cell holds text that is boxed in, no entry of a table."""


WIDEST_SPAN = 50
"""A cell that claims to span more columns or rows than this is not believed."""

_FIGURE = re.compile(r"[-+]?[\d,.，]+%?")


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure, which is said once even where the cell spans several rows."""
    return _FIGURE.fullmatch(text) is not None


def write_row(cells: Sequence[str]) -> str:
    """One row; just the text where only one cell is filled, "" where none is."""
    said = [text for text in cells if text]
    if len(said) < 2:
        return "".join(said)
    last = max(index for index, text in enumerate(cells) if text)
    return "\t".join(text or EMPTY for text in cells[: last + 1])
