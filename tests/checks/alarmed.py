"""Checks on single invented sentences."""

from __future__ import annotations

from functools import cache

from extractor.checks import Alarm, Language, Switches, check, rules
from extractor.pipeline import Extractor

ALL = tuple(rules())


@cache
def _extractor() -> Extractor:
    return Extractor()


def page(*paragraphs: str, title: str = "县总工会近日动态", day: str = "2023-06-15") -> str:
    """A news page with its title and date, and what is to be checked as its paragraphs."""
    return "\n".join([title, f"发布时间：{day}", "", *paragraphs, ""])


def alarms(text: str, *, language: Language = "zh") -> tuple[Alarm, ...]:
    """All alarms, also those that are off by default."""
    return check(_extractor().analyse(text), switches=Switches(enable=ALL), language=language)


def ids(*paragraphs: str) -> set[str]:
    """The kinds of alarms that paragraphs of a page raise."""
    return {alarm.id for alarm in alarms(page(*paragraphs))}
