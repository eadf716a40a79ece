"""Organisations: every body under its full official name, from how bodies are named, a gazetteer of
divisions, and the document itself."""

from __future__ import annotations

from extractor.mentions.orgs.cases import cases
from extractor.mentions.orgs.finder import OrgFinder, OrgReading

__all__ = ["OrgFinder", "OrgReading", "cases"]
