"""Mentions: the dates, amounts, quantities, organisations and papers of a document, each with its value."""

from __future__ import annotations

from datetime import date

from extractor.additive import in_old_money
from extractor.cautions import Caution
from extractor.layers import CleanText, Field, Layout, Mention, MentionLayer, OrgMention
from extractor.mentions.amounts import AmountFinder
from extractor.mentions.columns import bare_cells
from extractor.mentions.dates import DateFinder
from extractor.mentions.numbers import Surroundings, find_numbers
from extractor.mentions.orgs import OrgFinder
from extractor.mentions.orgs.finder import OrgReading
from extractor.mentions.overlap import outside
from extractor.mentions.papers import PaperFinder
from extractor.mentions.quantities import QuantityFinder
from extractor.words import Segmenter

__all__ = ["MentionFinder", "find_mentions"]


class MentionFinder:
    """Every finder, compiled once; use it for any number of documents. ``cut`` segments where names and
    counted things begin and end."""

    def __init__(self, cut: Segmenter | None = None) -> None:
        surroundings = Surroundings()
        self._dates = DateFinder()
        self._amounts = AmountFinder(surroundings)
        self._quantities = QuantityFinder(surroundings, cut)
        self._orgs = OrgFinder(cut)
        self._papers = PaperFinder()

    def find(self, clean: CleanText, layout: Layout, *, anchor: date | None = None) -> MentionLayer:
        """All mentions, in text order. ``anchor`` is the date from which dates without a year count.

        Where kinds overlap, papers (with their numbers) go before dates, dates before money, money before
        counts; organisations are a layer of their own. Nothing is read in damaged text.
        """
        papers = self._papers.find(clean, layout)
        taken = [(paper.start, paper.end) for paper in papers]
        dates, warnings = self._dates.find(clean, layout, anchor=anchor)
        dates = outside(dates, [*taken, *clean.damaged])
        numbers, cells = find_numbers(clean, layout), bare_cells(clean, layout)
        taken += [*clean.damaged, *((one.start, one.end) for one in dates)]
        amounts = outside(self._amounts.find(clean, numbers, cells), taken)
        taken += [(one.start, one.end) for one in amounts]
        quantities = outside(self._quantities.find(clean, numbers, cells), taken)
        last = anchor.isoformat() if anchor else None
        if any(one.value.currency == "CNY" for one in amounts) and in_old_money(clean.norm, last):
            warnings = [*warnings, Caution.OLD_MONEY()]
        reading = self._orgs.study(clean, layout)
        fields = layout.fields
        return MentionLayer(
            tuple(dates),
            tuple(amounts),
            tuple(quantities),
            tuple(outside(list(reading.mentions), clean.damaged)),
            tuple(papers),
            issuer=_stated(fields.issuer, reading) if fields.issuer else None,
            addressees=tuple(_stated(field, reading) for field in fields.addressees),
            warnings=tuple(warnings),
        )


def find_mentions(clean: CleanText, layout: Layout, *, anchor: date | None = None) -> MentionLayer:
    """One document's mentions; for many, keep a ``MentionFinder``."""
    return MentionFinder().find(clean, layout, anchor=anchor)


def _stated(field: Field[str], reading: OrgReading) -> OrgMention:
    return Mention(field.start or 0, field.end or 0, reading.read(field.value), "org.stated")
