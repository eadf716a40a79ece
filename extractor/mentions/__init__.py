"""Mentions: the dates, amounts, quantities, organisations and papers of a document, each with its value."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from extractor.layers import CleanText, Layout, MentionLayer

__all__ = ["MentionFinder", "find_mentions"]


def _finder(module: str, name: str) -> Any:  # until every finder is there
    full = f"extractor.mentions.{module}"
    return getattr(import_module(full), name, lambda: None)() if find_spec(full) else None


class MentionFinder:
    """Every finder, compiled once; use it for any number of documents."""

    def __init__(self) -> None:
        self._dates = _finder("dates", "DateFinder")
        self._amounts = _finder("amounts", "AmountFinder")
        self._quantities = _finder("quantities", "QuantityFinder")
        self._orgs = _finder("orgs", "OrgFinder")
        self._papers = _finder("papers", "PaperFinder")

    def find(self, clean: CleanText, layout: Layout, *, anchor: date | None = None) -> MentionLayer:
        """All mentions, in text order. ``anchor`` is the date from which dates without a year count."""
        dates, warnings = self._dates.find(clean, layout, anchor=anchor) if self._dates else ([], [])
        orgs = self._orgs.find(clean, layout) if self._orgs else []
        return MentionLayer(tuple(dates), (), (), tuple(orgs), (), tuple(warnings))


def find_mentions(clean: CleanText, layout: Layout, *, anchor: date | None = None) -> MentionLayer:
    """One document's mentions; for many, keep a ``MentionFinder``."""
    return MentionFinder().find(clean, layout, anchor=anchor)
