"""Options that several commands share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from extractor.words import SEGMENTERS

if TYPE_CHECKING:
    from extractor.reading.columns import Columns

_COLUMNS = {
    "text": "the column with the text (default: text, content, 正文 or 内容, else the only column)",
    "id": "the column with the name of each document (default: id or 编号, else the number of the row)",
    "date": "the column with the date of each document (default: date, 日期, 发布日期 or 发布时间)",
    "title": "the column with the title (default: title or 标题)",
    "source": "the column with the publisher (default: source or 来源)",
}


def add_anchor(parser: argparse.ArgumentParser) -> None:
    """``--anchor``."""
    parser.add_argument(
        "--anchor",
        metavar="DATE",
        help="the day (YYYY-MM-DD) from which dates count where the text gives none",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """``--output``, for ``cli.output.opened``."""
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write here instead of to standard output, all or nothing"
    )


def add_segmenter(parser: argparse.ArgumentParser) -> None:
    """``--segmenter``."""
    parser.add_argument(
        "--segmenter",
        choices=SEGMENTERS,
        default=SEGMENTERS[0],
        help=f"what tells where words begin and end (default: {SEGMENTERS[0]})",
    )


def add_columns(parser: argparse.ArgumentParser) -> None:
    """The options that name the columns of JSONL, CSV, TSV and Parquet tables."""
    group = parser.add_argument_group("columns of tables (JSONL, CSV, TSV, Parquet)")
    for role, told in _COLUMNS.items():
        group.add_argument(f"--{role}-column", metavar="NAME", help=told)


def columns_of(args: argparse.Namespace) -> Columns:
    """What the options of ``add_columns`` were set to."""
    from extractor.reading.columns import Columns

    return Columns(**{role: getattr(args, f"{role}_column") for role in _COLUMNS})
