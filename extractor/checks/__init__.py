"""What an editor should look at again: checks on all layers of one document.

Each module knows one kind of fault; its functions take a ``Page`` and give findings in clean positions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.checks import (
    days,
    names,
    numbering,
    papers,
    percents,
    rates,
    sums,
    tables,
    timing,
    told,
    units,
)
from extractor.checks.model import Alarm, Finding, Language, Severity
from extractor.checks.page import Page
from extractor.checks.rules import Rule, Switches, rules, terms
from extractor.pipeline import Analysis

__all__ = ["Alarm", "Language", "Rule", "Severity", "Switches", "check", "rules"]

_CHECKS: tuple[Callable[[Page], Iterator[Finding]], ...] = (
    sums.check_sums,
    tables.check_tables,
    rates.check_rates,
    percents.check_percents,
    told.check_title,
    told.check_twice,
    told.check_people,
    days.check_calendar,
    days.check_weekdays,
    days.check_ranges,
    timing.check_years,
    timing.check_events,
    timing.check_deadlines,
    units.check_size,
    units.check_doubled,
    units.check_missing,
    units.check_mixed,
    names.check_names,
    names.check_divisions,
    papers.check_numbers,
    papers.check_attachments,
    numbering.check_numbering,
)


def check(
    analysis: Analysis, *, switches: Switches | None = None, language: Language = "zh"
) -> tuple[Alarm, ...]:
    """The alarms of one document, in the order of their first places.

    ``switches`` says which are raised (those on by default); ``language`` is that of messages and
    explanations. The same analysis gives the same alarms.
    """
    page = Page(analysis)
    on = (switches or Switches()).on()
    found = [finding for run in _CHECKS for finding in run(page) if finding.id in on]
    alarms = {_alarm(page, finding, language): None for finding in found}
    return tuple(sorted(alarms, key=lambda alarm: (alarm.spans[0], alarm.id, alarm.spans)))


def _alarm(page: Page, finding: Finding, language: Language) -> Alarm:
    rule = rules()[finding.id]
    wording = rule.wording(language)
    clean = page.analysis.clean
    spans = tuple(clean.source_span(*span) for span in finding.spans)
    text = page.text[slice(*finding.spans[0])]
    message = wording.message.format_map({**finding.words, "terms": terms(finding.terms, language)})
    return Alarm(finding.id, rule.severity, spans, text, message, finding.figures, wording.why)
