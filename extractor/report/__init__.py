"""A report on what a store holds: one HTML page with its figures, charts and evidence, for people who look.

``report(store)`` writes it. Nothing is loaded from elsewhere and nothing runs: links and folded parts lead
from a figure to the words that say it. The same store gives the same bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.stores.store import Store


def report(store: Store, *, language: str = "zh") -> str:
    """The page, in Chinese (``zh``) or English (``en``). The store is only read.

    Its length is bounded: of each action type some hundred figures, of each figure ten facts.

    Raises UsageError where vl-convert is missing, StoreError where the store does not answer.
    """
    from extractor.report import charts, page
    from extractor.report.gathering import gathered

    charts.require()
    return page.page(gathered(store), language=language)
