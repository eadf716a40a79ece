"""Layers → records: clean positions become source spans, values become exact strings and ISO dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from typing import Any, TypeVar

from extractor import records
from extractor.additive import summing
from extractor.cautions import Caution
from extractor.facts.model import FactLayer, FoundFact, PartyMention, Unused
from extractor.layers import (
    AmountMention,
    CleanText,
    DateMention,
    Field,
    Layout,
    Mention,
    MentionLayer,
    OrgMention,
    QuantityMention,
    SourceText,
    V,
    ZoneKind,
)
from extractor.values.model import AmountValue, DateValue, OrgValue
from extractor.values.numerals import decimal_string

M = TypeVar("M")
R = TypeVar("R", bound=records.Located)


def build_document(
    source: SourceText,
    clean: CleanText,
    layout: Layout,
    mentions: MentionLayer,
    facts: FactLayer,
) -> records.Document:
    """Put the layers of one document together."""
    record = _Recorder(clean)
    fields = layout.fields
    ids = fact_ids(clean, facts.facts)
    return records.Document(
        id=source.id,
        source=source.source.encode("utf-8", "backslashreplace").decode(),  # a path may be no text
        title=fields.title.value if fields.title else None,
        kind=fields.kind,
        number=fields.number.value if fields.number else None,
        issuer=record.stated(fields.issuer, mentions.issuer) if fields.issuer and mentions.issuer else None,
        addressees=tuple(map(record.stated, fields.addressees, mentions.addressees)),
        publisher=fields.publisher.value if fields.publisher else None,
        date=record.day(fields.date, given="date" in fields.from_metadata) if fields.date else None,
        from_metadata=fields.from_metadata,
        pages=_pages(source),
        mentions=records.Mentions(
            dates=tuple(map(record.date, _of_body(mentions.dates, layout))),
            amounts=tuple(map(record.amount, _of_body(mentions.amounts, layout))),
            quantities=tuple(map(record.quantity, _of_body(mentions.quantities, layout))),
            orgs=tuple(map(record.org, _of_body(mentions.orgs, layout, also=ZoneKind.ADDRESSEE))),
        ),
        facts=tuple(record.fact(fact, id=id, ids=ids) for id, fact in zip(ids, facts.facts, strict=True)),
        unused=tuple(map(record.unused, facts.unused)),
        warnings=_warnings(source, clean, layout, mentions, facts, ids),
    )


def fact_lines(document: records.Document) -> Iterator[records.FactLine]:
    """The document's facts, each with the document's own fields beside it."""
    head = records.Head(**{name: getattr(document, name) for name in records.Head.model_fields})
    return (records.FactLine(**dict(fact), document=head) for fact in document.facts)


def fact_ids(clean: CleanText, facts: Iterable[FoundFact]) -> list[str]:
    """One id for each fact, made from what stands in its own evidence: its action, its words, and where its
    slots lie among them. So the same document gives the same ids, and a change elsewhere in the text leaves
    them alone. Facts alike in all of this are counted."""
    seen: Counter[str] = Counter()
    ids = []
    for fact in facts:
        digest = sha256("\x1f".join(_traits(clean, fact)).encode()).hexdigest()[:12]
        seen[digest] += 1
        ids.append(digest if seen[digest] == 1 else f"{digest}-{seen[digest]}")
    return ids


def _traits(clean: CleanText, fact: FoundFact) -> Iterable[str]:
    begin, end = fact.evidence
    yield fact.type
    yield clean.text[slice(*fact.trigger)]
    yield clean.text[begin:end]
    slots = {
        "trigger": [fact.trigger],
        "agent": [(one.start, one.end) for one in fact.agents],
        "recipient": [(one.start, one.end) for one in fact.recipients],
        "date": [(one.start, one.end) for one in fact.dates],
        "amount": [(one.start, one.end) for one in fact.amounts],
        "quantity": [(one.start, one.end) for one in fact.quantities],
        "paper": [(one.start, one.end) for one in fact.papers],
        "object": [fact.object] if fact.object else [],
    }
    for slot, spans in slots.items():
        yield f"{slot} {_within(spans, begin, end) if spans else ''}"


def _within(spans: list[tuple[int, int]], begin: int, end: int) -> str:
    """The spans that lie in [begin, end), counted from there."""
    inside = [span for span in sorted(spans) if begin <= span[0] and span[1] <= end]
    return " ".join([f"{first - begin}-{last - begin}" for first, last in inside])


def in_wan(yuan: Decimal) -> Decimal:
    """Yuan in 万元, exact whatever the decimal context."""
    sign, digits, exponent = yuan.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"{yuan} is no sum of money")
    return Decimal((sign, digits, exponent - 4))


def _of_body(
    mentions: Iterable[Mention[V]], layout: Layout, *, also: ZoneKind | None = None
) -> list[Mention[V]]:
    """The mentions of the text, and those that are all of a heading (1951年 over the entries of a year)."""
    placed = ((mention, layout.zone_at(mention.start)) for mention in mentions)
    return [
        mention
        for mention, zone in placed
        if zone.kind.is_body
        or zone.kind is also
        or (zone.kind is ZoneKind.HEADING and (mention.start, mention.end) == (zone.start, zone.end))
    ]


def _once(make: Callable[[_Recorder, M], R]) -> Callable[[_Recorder, M], R]:
    """One record for each mention, however many facts share it. Layers outlive the recorder, so that the
    identity of a mention is a safe key."""

    def made(self: _Recorder, mention: M) -> R:
        found: R | None = self.made.get(id(mention))
        if found is None:
            found = self.made[id(mention)] = make(self, mention)
        return found

    return made


class _Recorder:
    """Writes single records of one document."""

    def __init__(self, clean: CleanText) -> None:
        self._clean = clean
        self.made: dict[int, Any] = {}

    @_once
    def date(self, mention: DateMention) -> records.Date:
        text, span = self._place(mention.start, mention.end)
        basis = self._clean.source_span(*mention.basis) if mention.basis else None
        return _date(mention.value, text, span, basis)

    def day(self, field: Field[DateValue], *, given: bool) -> records.Date | None:
        """The document's date; None where only the caller gave it. One that the format has ``given`` stands
        nowhere in the text."""
        if given:
            return _date(field.value, _iso(field.value.start) or "", (0, 0), None)
        if field.start is None or field.end is None:
            return None
        return _date(field.value, *self._place(field.start, field.end), None)

    @_once
    def amount(self, mention: AmountMention) -> records.Amount:
        text, span = self._place(mention.start, mention.end)
        value = mention.value
        return records.Amount(
            text=text,
            span=span,
            yuan=_string(value.yuan),
            wanyuan=None if value.yuan is None else decimal_string(in_wan(value.yuan)),
            min_yuan=_string(value.min_yuan),
            max_yuan=_string(value.max_yuan),
            mod=value.mod,
            per=value.per,
            each=value.each,
            kind=value.kind,
            currency=value.currency,
            confidence=value.confidence,
        )

    @_once
    def quantity(self, mention: QuantityMention) -> records.Quantity:
        text, span = self._place(mention.start, mention.end)
        value = mention.value
        return records.Quantity(
            text=text,
            span=span,
            value=decimal_string(value.value),
            unit=value.unit,
            item=value.item,
            mod=value.mod,
            per=value.per,
            each=value.each,
        )

    @_once
    def org(self, mention: OrgMention) -> records.Org:
        return _org(mention.value, *self._place(mention.start, mention.end))

    def stated(self, field: Field[str], body: OrgMention) -> records.Org:
        """An issuer or addressee."""
        if body.start == body.end:
            return _org(body.value, field.value, (0, 0))
        return self.org(body)

    def unused(self, one: Unused) -> records.Unused:
        text, span = self._place(one.start, one.end)
        return records.Unused(text=text, span=span, reason=one.reason)

    def party(self, mention: PartyMention) -> records.Party:
        text, span = self._place(mention.start, mention.end)
        return records.Party(text=text, span=span, name=mention.name, type=mention.type)

    def fact(self, fact: FoundFact, *, id: str, ids: list[str]) -> records.Fact:
        """``ids`` are those of all the document's facts, in order."""
        trigger, trigger_span = self._place(*fact.trigger)
        evidence, evidence_span = self._place(*fact.evidence)
        amounts = tuple(map(self.amount, fact.amounts))
        dates = tuple(map(self.date, fact.dates))
        is_share = fact.part_of is not None
        return records.Fact(
            id=id,
            action=records.Action(text=trigger, span=trigger_span, type=fact.type),
            status=fact.status,
            agents=tuple(map(self.org, fact.agents)),
            recipients=tuple(map(self.party, fact.recipients)),
            dates=dates,
            amounts=amounts,
            quantities=tuple(map(self.quantity, fact.quantities)),
            documents=tuple(records.Paper(title=p.value.title, number=p.value.number) for p in fact.papers),
            object=self._phrase(fact.object),
            purpose=self._phrase(fact.purpose),
            cumulative=fact.cumulative,
            part_of=None if fact.part_of is None else ids[fact.part_of],
            **summing(
                status=fact.status,
                is_share=is_share,
                amounts=amounts,
                evidence=evidence,
                ends=[date.end for date in dates],
            ),
            evidence=records.Evidence(text=evidence, span=evidence_span),
            rules=fact.rules,
            confidence=fact.confidence,
        )

    def _place(self, start: int, end: int) -> tuple[str, records.Span]:
        text = self._clean.text[start:end]
        assert text.strip() == text != "", f"[{start}, {end}) is no clean span: {text!r}"
        return text, self._clean.source_span(start, end)

    def _phrase(self, span: tuple[int, int] | None) -> str | None:
        return self._clean.norm[slice(*span)] if span else None


def _pages(source: SourceText) -> tuple[records.Span, ...]:
    return tuple(pairwise((*source.pages, len(source.text)))) if source.pages else ()


def _date(value: DateValue, text: str, span: records.Span, basis: records.Span | None) -> records.Date:
    return records.Date(
        text=text,
        span=span,
        start=_iso(value.start),
        end=_iso(value.end),
        granularity=value.granularity,
        role=value.role,
        mod="approx" if value.approx else None,
        resolved_by=value.resolved_by,
        resolved_from=basis,
        time=value.time,
        confidence=value.confidence,
    )


def _org(value: OrgValue, text: str, span: records.Span) -> records.Org:
    return records.Org(
        text=text,
        span=span,
        name=value.name,
        type=value.type,
        region=value.region,
        collective=value.collective,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _string(value: Decimal | None) -> str | None:
    return None if value is None else decimal_string(value)


def _warnings(
    source: SourceText,
    clean: CleanText,
    layout: Layout,
    mentions: MentionLayer,
    facts: FactLayer,
    ids: list[str],
) -> tuple[str, ...]:
    """Those of all stages in their order, each once."""
    lines = [*source.warnings, *clean.warnings, *layout.warnings, *mentions.warnings]
    return tuple(dict.fromkeys([*lines, *_overdrawn(facts, ids)]))


def _overdrawn(facts: FactLayer, ids: list[str]) -> Iterable[str]:
    """Totals whose shares add up to more than they hold."""
    shares: dict[int, Decimal] = {}
    for fact in facts.facts:
        paid = _paid(fact)
        if fact.part_of is not None and paid is not None:
            shares[fact.part_of] = shares.get(fact.part_of, Decimal(0)) + paid
    for index, shared in shares.items():
        total = _paid(facts.facts[index])
        if total is not None and shared > total:
            yield Caution.OVERDRAWN(
                fact=ids[index], shared=decimal_string(shared), total=decimal_string(total)
            )


def _paid(fact: FoundFact) -> Decimal | None:
    """The one sum of cash that a fact names, or None."""
    sums = [one.value.yuan for one in fact.amounts if _is_plain_cash(one.value)]
    return sums[0] if len(sums) == 1 else None


def _is_plain_cash(value: AmountValue) -> bool:
    return value.yuan is not None and value.kind == "cash" and value.per is None and not value.each
