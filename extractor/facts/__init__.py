"""Facts: who did what, when, for whom and with how much."""

from extractor.facts.finder import FactFinder

__all__ = ["FactFinder"]
