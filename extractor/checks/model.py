"""What a check finds, and what an editor gets to see of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]
Language = Literal["zh", "en"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault at its clean places, the most telling one first. ``words`` fill the message; ``terms`` name
    terms of the pattern file, which are said in the language of the reader."""

    id: str
    spans: tuple[Span, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    figures: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alarm:
    """What an editor should look at again.

    ``spans`` are half-open places in code points of the source text, the most telling one first; ``text`` is
    what stands at the first, read cleanly. ``figures`` are those that do not fit together, as the text has
    them or as they are reckoned.
    """

    id: str
    severity: Severity
    spans: tuple[Span, ...]
    text: str
    message: str
    figures: tuple[str, ...]
    explanation: str
