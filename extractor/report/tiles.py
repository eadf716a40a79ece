"""Where each of the 34 units of province level stands in the tile map."""

from __future__ import annotations

from extractor.mentions.orgs.divisions import gazetteer

NATIONAL = "100000"
"""The code of bodies of the whole country."""

_ROWS = (
    "       230000",
    "    150000 110000  220000",
    "650000   640000 140000 130000 120000 210000",
    " 630000 620000 610000 410000 370000",
    " 540000 510000 500000 420000 340000 320000 310000",
    "  530000 520000 430000 360000 330000",
    "   450000 440000 350000  710000",
    "   460000 820000 810000",
)
"""One blank goes one tile to the right."""


def tiles() -> dict[str, tuple[int, int]]:
    """Code of GB/T 2260 → column and row, from 0."""
    return {
        code: (column, row)
        for row, line in enumerate(_ROWS)
        for column, code in enumerate(line.split(" "))
        if code
    }


def province(code: str) -> str | None:
    """The short Chinese name of a province, None for another code."""
    division = gazetteer().by_code.get(code)
    return division.short if division else None
