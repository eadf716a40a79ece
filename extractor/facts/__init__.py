"""Facts: who did what, when, for whom and with how much."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.facts.finder import FactFinder

if TYPE_CHECKING:
    from extractor.proving import Case

__all__ = ["FactFinder", "cases"]


def cases() -> Iterator[Case]:
    """The action files and cues, proved by their examples: see ``extractor.facts.proving``."""
    from extractor.facts import proving

    return proving.cases()
