"""Alarms of documents as text, as JSON lines and as SARIF 2.1.0."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from extractor import __version__
from extractor.checks import check
from extractor.checks.model import Alarm, Language, Span
from extractor.checks.rules import Rule, Switches, rules
from extractor.pipeline import Analysis

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_NAMES: dict[Language, dict[str, str]] = {
    "zh": {"error": "错误", "warning": "警告", "note": "提示"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A document with its alarms. ``text`` is the source text, in which the spans lie."""

    source: str
    id: str
    text: str
    alarms: tuple[Alarm, ...]

    @classmethod
    def of(cls, analysis: Analysis, *, switches: Switches, language: Language) -> Checked:
        source = analysis.source
        alarms = check(analysis, switches=switches, language=language)
        return cls(analysis.document.source, source.id, source.text, alarms)


class Lines:
    """Lines and columns of a text, both from 1; a column counts code points."""

    def __init__(self, text: str) -> None:
        self._starts = [0]
        for place, character in enumerate(text):
            if character == "\n" or (character == "\r" and text[place + 1 : place + 2] != "\n"):
                self._starts.append(place + 1)

    def at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def as_text(documents: Iterable[Checked], language: Language) -> Iterator[str]:
    """FILE:LINE:COLUMN: severity id: message, an alarm a line."""
    for document in documents:
        lines = Lines(document.text)
        for alarm in document.alarms:
            line, column = lines.at(alarm.spans[0][0])
            severity = _NAMES[language][alarm.severity]
            yield f"{document.source}:{line}:{column}: {severity} {alarm.id}: {alarm.message}"


def as_json(documents: Iterable[Checked], language: Language) -> Iterator[str]:
    """A document a line: source, id, and alarms with spans in the source text."""
    for document in documents:
        alarms = [asdict(alarm) for alarm in document.alarms]
        record = {"source": document.source, "id": document.id, "alarms": alarms}
        yield json.dumps(record, ensure_ascii=False)


def as_sarif(documents: Iterable[Checked], language: Language) -> Iterator[str]:
    """One SARIF log for all documents."""
    indices = {name: index for index, name in enumerate(rules())}
    results = [
        _result(document, alarm, indices[alarm.id]) for document in documents for alarm in document.alarms
    ]
    driver = {
        "name": "jianbao",
        "version": __version__,
        "language": "zh-CN" if language == "zh" else "en",
        "rules": [_rule(rule, language) for rule in rules().values()],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def listing(switches: Switches, *, language: Language) -> Iterator[str]:
    """All alarms: id, severity, on or off, name, explanation."""
    on = switches.on()
    for rule in rules().values():
        wording = rule.wording(language)
        state = "on" if rule.id in on else "off"
        yield f"{rule.id}\t{rule.severity}\t{state}\t{wording.name}\t{wording.why}"


WRITERS: dict[str, Callable[[Iterable[Checked], Language], Iterator[str]]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
}


def _rule(rule: Rule, language: Language) -> dict[str, Any]:
    wording = rule.wording(language)
    return {
        "id": rule.id,
        "shortDescription": {"text": wording.name},
        "fullDescription": {"text": wording.why},
        "defaultConfiguration": {"level": rule.severity, "enabled": rule.enabled},
    }


def _result(document: Checked, alarm: Alarm, index: int) -> dict[str, Any]:
    lines = Lines(document.text)
    first, *others = [_location(document, lines, span) for span in alarm.spans]
    result: dict[str, Any] = {
        "ruleId": alarm.id,
        "ruleIndex": index,
        "level": alarm.severity,
        "message": {"text": alarm.message},
        "locations": [first],
    }
    if others:
        result["relatedLocations"] = [{"id": number, **one} for number, one in enumerate(others, start=1)]
    return result


def _location(document: Checked, lines: Lines, span: Span) -> dict[str, Any]:
    (line, column), (end_line, end_column) = lines.at(span[0]), lines.at(span[1])
    region = {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": span[0],
        "charLength": span[1] - span[0],
        "snippet": {"text": document.text[slice(*span)]},
    }
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(document.source)}, "region": region}}


def _uri(source: str) -> str:
    path = Path(source)
    return path.as_uri() if path.is_absolute() else quote(source.replace("\\", "/"))
