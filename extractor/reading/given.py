"""Dates as formats write them: 2021-03-05T08:00:00+08:00, 2021/3/5, 2021年3月5日, 20210305."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(
    r"\s*((?:19|20)\d\d)(?:([-/.])(\d{1,2})\2(\d{1,2})(?!\d)|年(\d{1,2})月(\d{1,2})日|(\d\d)(\d\d)(?!\d))"
)


def parse_day(text: str) -> date | None:
    """The day with which ``text`` begins, as it stands, whatever time and zone follow; None for none."""
    match = _DAY.match(text)
    if match is None:
        return None
    month, day = match[3] or match[5] or match[7], match[4] or match[6] or match[8]
    try:
        return date(int(match[1]), int(month), int(day))
    except ValueError:
        return None
