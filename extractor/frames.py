"""Facts as a data frame, one row a fact."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError
from extractor.records import Amount, Document, Fact

if TYPE_CHECKING:
    from pandas import DataFrame

COLUMNS = (
    "document", "source", "title", "fact", "type", "status", "agents", "recipients", "start", "end", "yuan",
    "amounts", "quantities", "documents", "object", "purpose", "cumulative", "part_of", "evidence",
    "confidence",
)  # fmt: skip


def facts_frame(documents: Iterable[Document]) -> DataFrame:
    """The facts of the documents as a pandas data frame with COLUMNS.

    ``start`` and ``end`` are ISO days: the first and last of the fact's dates. ``yuan`` is the exact sum
    (Decimal) of its cash that is no rate, or None: over rows without ``part_of`` it counts no money twice.
    ``agents`` to ``documents`` hold lists of names, words and titles. ``polars.DataFrame(rows(documents))``
    is the same for polars, without pandas. Raises UsageError without the extra ``frames``.
    """
    try:
        from pandas import DataFrame
    except ImportError as error:
        remedy = "python -m pip install 'jianbao[frames]'"
        raise UsageError("pandas is not installed", remedy=remedy) from error
    return DataFrame(rows(documents), columns=list(COLUMNS))


def rows(documents: Iterable[Document]) -> list[dict[str, Any]]:
    """The same rows as plain dicts, for polars and others."""
    return [_row(document, fact) for document in documents for fact in document.facts]


def _row(document: Document, fact: Fact) -> dict[str, Any]:
    values = (
        document.id, document.source, document.title, fact.id, fact.action.type, fact.status,
        [one.name for one in fact.agents], [one.name for one in fact.recipients],
        min((one.start for one in fact.dates if one.start), default=None),
        max((one.end for one in fact.dates if one.end), default=None),
        _cash(fact.amounts), [one.text for one in fact.amounts], [one.text for one in fact.quantities],
        [one.title for one in fact.documents], fact.object, fact.purpose, fact.cumulative, fact.part_of,
        fact.evidence.text, fact.confidence,
    )  # fmt: skip
    return dict(zip(COLUMNS, values, strict=True))


def _cash(amounts: Iterable[Amount]) -> Decimal | None:
    cash = [one for one in amounts if one.kind == "cash" and one.per is None and one.currency == "CNY"]
    sums = [Decimal(one.yuan) for one in cash if one.yuan]
    return sum(sums, Decimal(0)) if sums else None
