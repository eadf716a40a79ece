"""Why this fact, and why not: what each stage saw at a place of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from extractor import words
from extractor.errors import UsageError
from extractor.facts.lexicon import Lexicon
from extractor.facts.linking import Linker
from extractor.facts.model import FoundFact
from extractor.facts.skeleton import AnyMention, SkeletonMaker
from extractor.layers import MentionLayer, Sentence
from extractor.pipeline import Analysis
from extractor.recording import fact_ids
from extractor.values.model import AmountValue, DateValue, OrgValue, PaperValue, QuantityValue
from extractor.values.numerals import decimal_string
from extractor.words import SegmenterName

Span = tuple[int, int]

_SHOWN = 60  # characters of a long text
_STRONGEST = 6  # pieces of evidence that are shown


class Explainer:
    """Tells the story of one document, line by line, analysed by an ``Extractor`` with the same segmenter."""

    def __init__(self, analysis: Analysis, *, segmenter: SegmenterName = "rjieba") -> None:
        self.analysis = analysis
        self._clean = analysis.clean
        self._skeletons = SkeletonMaker(analysis.clean.norm, analysis.mentions)
        self._lexicon = Lexicon.load(cut=words.segmenter(segmenter))
        self._linker = Linker.load()
        self._ids = fact_ids(analysis.clean, analysis.facts.facts)

    def whole(self) -> Iterator[str]:
        """Stage by stage: what reading, cleaning and layout made of it, then every sentence that matters."""
        source = self.analysis.source
        yield f"reading   {source.source}: {len(source.text)} characters, id {source.id}"
        yield from (f"          ! {warning}" for warning in self.analysis.document.warnings)
        counts = Counter(change.noise for change in self._clean.changes)
        yield f"cleaning  {len(self._clean.text)} characters left"
        yield from (f"          {noise}: {count} changes" for noise, count in sorted(counts.items()))
        yield "layout"
        for zone in self.analysis.layout.zones:
            yield f"          {zone.kind.value:<10} {_short(self._clean.text[zone.start : zone.end])}"
        yield from self._fields()
        for sentence in self.analysis.layout.sentences:
            if self._facts_in(sentence) or self._unused_in(sentence.start, sentence.end):
                yield ""
                yield from self._sentence(sentence)

    def places(self, at: str) -> list[Span]:
        """The clean spans that ``at`` means: a number is an offset in the source text, all else is text to
        look for. Raises UsageError where it means none."""
        if at.isdecimal():
            return [self._at_offset(int(at))]
        texts = (self._clean.text, self._clean.norm)
        found = {(start, start + len(at)) for text in texts for start in _all(text, at)}
        if found:
            return sorted(found)
        place = self.analysis.source.text.find(at) if at else -1
        if place < 0:
            raise UsageError(f"{at!r} does not stand there", where=self.analysis.source.source)
        return [self._at_offset(place)]

    def at(self, place: Span) -> Iterator[str]:
        """What each stage saw at one clean span."""
        start, end = place
        first, last = self._clean.source_span(start, end)
        layout = self.analysis.layout
        yield f"place     [{first}, {last}) of the source: {self._clean.text[start:end]}"
        changes = [c for c in self._clean.changes if c.start < last + 1 and first < c.end + 1]
        for change in changes:
            yield f"cleaning  {change.noise}: {_short(change.before)!r} → {change.after!r}"
        if not changes:
            yield "cleaning  nothing changed here"
        zone = layout.zone_at(start)
        where = "facts are looked for here" if zone.kind.is_body else "no facts are looked for here"
        yield f"zone      {zone.kind.value}, section {zone.section} ({where})"
        for mention in _mentions(self.analysis.mentions):
            if mention.start < end and start < mention.end:
                yield f"mention   {self._mention(mention)}"
        sentences = [s for s in layout.sentences if s.start < end and start < s.end]
        for sentence in sentences:
            for clause in sentence.clauses:
                if clause.start < end and start < clause.end:
                    yield f"clause    {self._clean.text[clause.start : clause.end]}"
            yield from self._sentence(sentence)
        if not sentences:
            yield "sentence  none: the layout does not read this zone as sentences"

    def _at_offset(self, offset: int) -> Span:
        if offset >= len(self._clean.source):
            raise UsageError(
                f"offset {offset} is beyond the end ({len(self._clean.source)} characters)",
                where=self.analysis.source.source,
            )
        index = min(bisect_left(self._clean.origin, offset), len(self._clean.text) - 1)
        if index < 0:
            raise UsageError("cleaning left no text", where=self.analysis.source.source)
        return index, index + 1

    def _fields(self) -> Iterator[str]:
        fields = self.analysis.layout.fields
        yield f"          kind: {fields.kind}"
        for name in ("title", "number", "issuer", "publisher"):
            field = getattr(fields, name)
            yield f"          {name}: {field.value if field else '–'}"
        yield f"          addressees: {'、'.join(field.value for field in fields.addressees) or '–'}"
        yield f"          date: {_value(fields.date.value) if fields.date else '–'}"

    def _sentence(self, sentence: Sentence) -> Iterator[str]:
        skeleton = self._skeletons.make(sentence)
        facts = self._facts_in(sentence)
        yield f"sentence  {self._clean.text[sentence.start : sentence.end]}"
        yield f"skeleton  {skeleton.shown()}"
        used = {fact.trigger for _, fact in facts}
        for trigger in self._lexicon.find(skeleton.text):
            readings = ", ".join(meaning.id for meaning in trigger.meanings)
            fired = skeleton.clean(trigger.start, trigger.end) in used
            yield f"trigger   {trigger.word} ({readings}): {'fired' if fired else 'gave no fact of its own'}"
        for identity, fact in facts:
            yield from self._fact(identity, fact)
        for start, end, reason in self._unused_in(sentence.start, sentence.end):
            yield f"in no fact {self._clean.text[start:end]}: {reason}"

    def _fact(self, identity: str, fact: FoundFact) -> Iterator[str]:
        text = self._clean.text
        yield (
            f"fact      {identity} {fact.type} ({fact.status}) by {', '.join(fact.rules)}, "
            f"confidence {fact.confidence:.2f}: {text[slice(*fact.evidence)]}"
        )
        for name in ("agents", "dates", "amounts", "quantities", "papers"):
            for mention in getattr(fact, name):
                yield f"          {name}: {self._mention(mention)}"
        for party in fact.recipients:
            yield f"          recipients: {text[party.start : party.end]} = {party.name} ({party.type})"
        for name, span in (("object", fact.object), ("purpose", fact.purpose)):
            if span:
                yield f"          {name}: {text[slice(*span)]}"
        if fact.part_of is not None:
            yield f"          part of {self._ids[fact.part_of]}"
        if fact.support is not None:
            yield f"          speaks for {fact.type}: {_told(self._linker.shares(fact.support, fact.type))}"
        for question, features in fact.choices:
            shares = self._linker.slot_shares(question, features)
            yield f"          speaks for these {question}: {_told(shares)}"

    def _mention(self, mention: AnyMention) -> str:
        text = self._clean.text[mention.start : mention.end]
        shown = f"{text} = {_value(mention.value)}, by {mention.rule}"
        if mention.basis:
            shown += f", from “{self._clean.text[slice(*mention.basis)]}”"
        return shown

    def _facts_in(self, sentence: Sentence) -> list[tuple[str, FoundFact]]:
        facts = zip(self._ids, self.analysis.facts.facts, strict=True)
        return [(i, f) for i, f in facts if f.evidence[0] < sentence.end and sentence.start < f.evidence[1]]

    def _unused_in(self, start: int, end: int) -> list[tuple[int, int, str]]:
        unused = self.analysis.facts.unused
        return [(one.start, one.end, one.reason) for one in unused if one.start < end and start < one.end]


def _told(shares: list[tuple[str, float]]) -> str:
    return " · ".join(f"{name} {share:+.2f}" for name, share in shares[:_STRONGEST]) or "nothing"


def _mentions(layer: MentionLayer) -> list[AnyMention]:
    found: list[AnyMention] = [*layer.dates, *layer.amounts, *layer.quantities, *layer.orgs, *layer.papers]
    return sorted(found, key=lambda mention: (mention.start, mention.end))


def _value(value: DateValue | AmountValue | QuantityValue | OrgValue | PaperValue) -> str:
    if isinstance(value, DateValue):
        bounds = f"{value.start or '?'}..{value.end or '?'}"
        return f"date {bounds}, {value.granularity}, {value.role}, resolved by {value.resolved_by}"
    if isinstance(value, AmountValue):
        per = f" per {value.per}" if value.per else ""
        sum_ = _number(value.yuan) if value.min_yuan is None else f"{value.min_yuan}–{value.max_yuan}"
        each = " each" if value.each else ""
        return f"amount {sum_} {value.currency}{per}{each}, {value.mod}, {value.kind}"
    if isinstance(value, QuantityValue):
        item = f" {value.item}" if value.item else ""
        return f"quantity {_number(value.value)} {value.unit}{item}, {value.mod}"
    if isinstance(value, OrgValue):
        where = value.region or " or ".join(value.candidates)
        told = [value.type, where, "many" if value.collective else ""]
        return f"org {value.name} ({', '.join(filter(None, told))})"
    return f"paper {value.title}" + (f" {value.number}" if value.number else "")


def _number(value: Decimal | None) -> str:
    return "?" if value is None else decimal_string(value)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[:_SHOWN] + "…"


def _all(text: str, wanted: str) -> Iterator[int]:
    place = text.find(wanted) if wanted else -1  # the empty string stands everywhere
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)
