"""Labels and records → items, mention by mention and slot by slot (labels.md, "Scoring")."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evaluation.comparing import Item, Key, same_name
from evaluation.names import fold
from extractor import records
from extractor.labels.gold import Gold, GoldAmount
from extractor.labels.page import Span, merged, overlap, within

_UNSCORED = ("vague", "recurring")
_RANGE = re.compile(r"([0-9.]+)-([0-9.]+)")

Slots = dict[str, tuple[Item, ...]]


def money(yuan: str | None, low: str | None, high: str | None) -> Key:
    return _number(yuan), _number(low), _number(high)


def _number(value: str | None) -> str | None:
    return None if value is None else format(Decimal(value).normalize(), "f")


def _in_words(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class GoldItems:
    """The items of one gold document."""

    gold: Gold

    def dates(self) -> list[Item]:
        labelled = zip(self.gold.labels.dates, self.gold.dates, strict=True)
        return [Item((one.start, one.end), one.quote, span) for one, span in labelled if one.scored]

    def amounts(self) -> list[Item]:
        labelled = zip(self.gold.labels.amounts, self.gold.amounts, strict=True)
        return [
            Item((*money(one.yuan, one.min_yuan, one.max_yuan), one.mod), one.quote, span)
            for one, span in labelled
        ]

    def quantities(self) -> list[Item]:
        labelled = zip(self.gold.labels.quantities, self.gold.quantities, strict=True)
        return [
            Item((_number(one.value), fold(one.unit)), one.quote, span)
            for one, span in labelled
            if one.value is not None
        ]

    def orgs(self) -> list[Item]:
        labelled = zip(self.gold.labels.orgs, self.gold.orgs, strict=True)
        return [Item((one.name,), one.quote, span) for one, span in labelled if not one.collective]

    def document(self) -> list[Item]:
        head = self.gold.labels.document
        return _fields(
            {
                "title": head.title,
                "kind": head.kind,
                "number": head.number,
                "issuer": head.issuer,
                "addressees": head.addressees,
                "publisher": head.publisher,
                "date": head.date,
            }
        )

    def slots(self, index: int) -> Slots:
        """The values of one fact, by slot; ``part_of`` is the place of the total."""
        fact = self.gold.labels.facts[index]
        certain = {one.name for one in self.gold.labels.orgs if not one.collective}
        return {
            "agents": tuple(Item((name,), name, many=name not in certain) for name in fact.agents),
            "recipients": tuple(Item((name,), name) for name in fact.recipients),
            "dates": tuple(Item(pair, _in_words(*pair)) for pair in fact.dates if pair != (None, None)),
            "amounts": tuple(Item(gold_amount_key(value), value) for value in fact.amounts),
            "quantities": tuple(
                Item((_number(value), fold(unit)), _in_words(value, unit, item))
                for value, unit, item in fact.quantities
                if value is not None
            ),
            "documents": tuple(Item((title,), title) for title in fact.documents),
            "status": (Item((fact.status,), fact.status),),
            "cumulative": (Item(("cumulative",), "cumulative"),) if fact.cumulative else (),
            "part_of": () if fact.part_of is None else (Item((str(fact.part_of),), f"fact {fact.part_of}"),),
        }

    def amount_label(self, index: int, value: str) -> GoldAmount | None:
        """The mention of a fact's amount: in its evidence, else nearest to it."""
        evidence = self.gold.facts[index]
        labelled = [
            (one, span)
            for one, span in zip(self.gold.labels.amounts, self.gold.amounts, strict=True)
            if gold_amount_key(value) in (money(one.yuan, one.min_yuan, one.max_yuan), (fold(one.quote),))
        ]
        nearest = min(labelled, key=lambda pair: _distance(pair[1], evidence), default=None)
        return nearest[0] if nearest else None


def gold_amount_key(value: str) -> Key:
    """The key of a fact's amount: yuan, ``min-max``, or a quote where nothing is fixed."""
    if bounds := _RANGE.fullmatch(value):
        return money(None, bounds[1], bounds[2])
    return money(value, None, None) if value.replace(".", "", 1).isdecimal() else (fold(value),)


def _distance(one: Span, other: Span) -> int:
    """Negative where the spans share letters."""
    return max(one[0] - other[1], other[0] - one[1])


def _fields(values: Mapping[str, str | Sequence[str] | None]) -> list[Item]:
    """One item for each field that is set."""
    items = []
    for field, value in values.items():
        parts = (value,) if isinstance(value, str) else tuple(value or ())
        if parts:
            items.append(Item((field, *parts), f"{field}: " + "、".join(parts)))
    return items


class AnswerItems:
    """The items of one extracted document, placed on the page of its gold."""

    def __init__(self, answer: records.Document, gold: Gold) -> None:
        self._answer = answer
        self._page = gold.page
        self._ignored = gold.ignored
        counted = zip(gold.labels.quantities, gold.quantities, strict=True)
        unscored = [span for one, span in counted if one.value is None]
        self._uncounted = merged([*gold.ignored, *unscored])

    def span(self, located: records.Located) -> Span:
        return self._page.on_page(located.span)

    def in_ignored(self, located: records.Located) -> bool:
        return within(self.span(located), self._ignored)

    def dates(self) -> list[Item]:
        found = self._answer.mentions.dates
        return [self._item(one, (one.start, one.end)) for one in found if one.granularity not in _UNSCORED]

    def amounts(self) -> list[Item]:
        found = self._answer.mentions.amounts
        return [self._item(one, (*money(one.yuan, one.min_yuan, one.max_yuan), one.mod)) for one in found]

    def quantities(self) -> list[Item]:
        return [self._item(one, _quantity_key(one)) for one in self._answer.mentions.quantities]

    def orgs(self) -> list[Item]:
        """Each certain body once: at its first place outside the ignored words, if it has one."""
        found = [self._item(one, (one.name,)) for one in self._answer.mentions.orgs if not one.collective]
        once: list[Item] = []
        for item in sorted(found, key=lambda item: item.forgiven):
            if not any(same_name(item, other) for other in once):
                once.append(item)
        return once

    def document(self) -> list[Item]:
        answer = self._answer
        return _fields(
            {
                "title": answer.title,
                "kind": answer.kind,
                "number": answer.number,
                "issuer": answer.issuer.name if answer.issuer else None,
                "addressees": [body.name for body in answer.addressees],
                "publisher": answer.publisher,
                "date": answer.date.start if answer.date else None,
            }
        )

    def slots(self, fact: records.Fact) -> Slots:
        """The values of one fact, by slot, without ``part_of``. A value is forgiven only where it stands in
        ignored words of the fact's own evidence: one taken from a title or letterhead is answered for."""
        evidence = self.span(fact.evidence)

        def item(located: records.Located, *key: str | None) -> Item:
            span = self.span(located)
            forgiven = overlap(span, evidence) == span[1] - span[0] and within(span, self._uncounted)
            words = _in_words(located.text, *(part for part in key if part != located.text))
            return Item(key, words, span, forgiven)

        return {
            "agents": tuple(item(one, one.name) for one in fact.agents),
            "recipients": tuple(item(one, one.name, one.text) for one in fact.recipients),
            "dates": tuple(item(one, one.start, one.end) for one in fact.dates if one.start or one.end),
            "amounts": tuple(item(one, *_amount_key(one)) for one in fact.amounts),
            "quantities": tuple(item(one, *_quantity_key(one)) for one in fact.quantities),
            "documents": tuple(Item((one.title,), one.title) for one in fact.documents),
            "status": (Item((fact.status,), fact.status),),
            "cumulative": (Item(("cumulative",), "cumulative"),) if fact.cumulative else (),
        }

    def _item(self, located: records.Located, key: Key) -> Item:
        span = self.span(located)
        return Item(key, located.text, span, forgiven=within(span, self._uncounted))


def _amount_key(amount: records.Amount) -> Key:
    if amount.yuan is None and amount.min_yuan is None:
        return (fold(amount.text),)
    return money(amount.yuan, amount.min_yuan, amount.max_yuan)


def _quantity_key(quantity: records.Quantity) -> Key:
    return _number(quantity.value), fold(quantity.unit)
