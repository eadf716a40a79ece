"""Answers made from gold labels, so that the scorer can be tested without the extractor."""

from __future__ import annotations

from decimal import Decimal

from evaluation.values import GoldItems
from extractor import records
from extractor.additive import summing
from extractor.labels.gold import Gold, GoldAmount, GoldDate, GoldOrg, GoldQuantity
from extractor.labels.page import Span


def perfect_answer(gold: Gold) -> records.Document:
    """The document that says what the labels say."""
    head = gold.labels.document
    return records.Document(
        id="0" * 16,
        source=gold.name,
        title=head.title,
        kind=head.kind,
        number=head.number,
        issuer=_named(head.issuer) if head.issuer else None,
        addressees=tuple(map(_named, head.addressees)),
        publisher=head.publisher,
        date=_day(head.date, head.date) if head.date else None,
        mentions=records.Mentions(
            dates=tuple(
                _date(gold, one, span) for one, span in zip(gold.labels.dates, gold.dates, strict=True)
            ),
            amounts=tuple(
                _amount(one, gold.page.in_text(span))
                for one, span in zip(gold.labels.amounts, gold.amounts, strict=True)
            ),
            quantities=tuple(
                _quantity(one, gold.page.in_text(span))
                for one, span in zip(gold.labels.quantities, gold.quantities, strict=True)
                if one.value is not None
            ),
            orgs=tuple(_org(gold, one, span) for one, span in zip(gold.labels.orgs, gold.orgs, strict=True)),
        ),
        facts=tuple(_fact(gold, index) for index in range(len(gold.labels.facts))),
        warnings=(),
    )


def _named(name: str) -> records.Org:
    return records.Org(text=name, span=(0, 1), name=name, type="union")


def _day(start: str | None, end: str | None) -> records.Date:
    return records.Date(
        text="日", span=(0, 1), start=start, end=end, granularity="day", resolved_by="explicit"
    )


def _date(gold: Gold, label: GoldDate, span: Span) -> records.Date:
    return records.Date(
        text=label.quote,
        span=gold.page.in_text(span),
        start=label.start,
        end=label.end,
        granularity=label.granularity,
        resolved_by="explicit",
    )


def _amount(label: GoldAmount, span: Span) -> records.Amount:
    wanyuan = None
    if label.yuan is not None:
        digits = format(Decimal(label.yuan).scaleb(-4), "f")
        wanyuan = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return records.Amount(
        text=label.quote,
        span=span,
        yuan=label.yuan,
        wanyuan=wanyuan,
        min_yuan=label.min_yuan,
        max_yuan=label.max_yuan,
        mod=label.mod,
        per=label.per,
        each=label.each,
        kind=label.kind,
    )


def _quantity(label: GoldQuantity, span: Span) -> records.Quantity:
    value = label.value or "0"
    return records.Quantity(text=label.quote, span=span, value=value, unit=label.unit, item=label.item)


def _org(gold: Gold, label: GoldOrg, span: Span) -> records.Org:
    return records.Org(
        text=label.quote,
        span=gold.page.in_text(span),
        name=label.name,
        type=label.type,
        collective=label.collective,
    )


def _fact(gold: Gold, index: int) -> records.Fact:
    label = gold.labels.facts[index]
    span = gold.page.in_text(gold.facts[index])
    is_share, amounts = label.part_of is not None, _fact_amounts(gold, index)
    return records.Fact(
        id=f"f{index}",
        action=records.Action(text=label.action.quote, span=span, type=label.action.type),
        status=label.status,
        agents=tuple(map(_named, label.agents)),
        recipients=tuple(
            records.Party(text=name, span=(0, 1), name=name, type="union") for name in label.recipients
        ),
        dates=tuple(_day(*pair) for pair in label.dates),
        amounts=amounts,
        quantities=tuple(
            records.Quantity(text="数", span=(0, 1), value=value, unit=unit, item=item)
            for value, unit, item in label.quantities
            if value is not None
        ),
        documents=tuple(records.Paper(title=title) for title in label.documents),
        object=label.object,
        cumulative=label.cumulative,
        part_of=None if label.part_of is None else f"f{label.part_of}",
        **summing(status=label.status, is_share=is_share, amounts=amounts, evidence=label.evidence),
        evidence=records.Evidence(text=label.evidence, span=span),
        rules=(),
        confidence=1,
    )


def _fact_amounts(gold: Gold, index: int) -> tuple[records.Amount, ...]:
    mentions = [GoldItems(gold).amount_label(index, value) for value in gold.labels.facts[index].amounts]
    return tuple(_amount(mention, (0, 1)) for mention in mentions if mention)
