"""The alarms beside the text."""

from __future__ import annotations

from dataclasses import asdict

from extractor.checks import check
from extractor.desk.contract import Alarm, Language
from extractor.pipeline import Analysis


def alarms_of(analysis: Analysis, *, language: Language) -> tuple[Alarm, ...]:
    """What ``extractor.checks`` finds in one document."""
    return tuple(Alarm(**asdict(alarm)) for alarm in check(analysis, language=language))
