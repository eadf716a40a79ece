"""The layers that the stages write and read. All positions are in *clean* text unless a name says source."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from enum import Enum
from operator import attrgetter
from typing import Final, Generic, TypeVar

from extractor.records import GivenField, Kind
from extractor.values.model import AmountValue, DateValue, OrgValue, PaperValue, QuantityValue

V = TypeVar("V")
_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the format, not the text, says of a document: a column of a table, a meta tag of a page."""

    title: str | None = None
    date: date | None = None
    publisher: str | None = None


NO_METADATA: Final = Metadata()


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of an input. ``id`` is made from the raw bytes. ``pages`` is where each page begins in
    ``text``, empty where the format has no pages."""

    text: str
    id: str
    source: str
    warnings: tuple[str, ...] = ()
    given: Metadata = NO_METADATA
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One thing cleaning did: which module, where in the source, what stood there and what stands now."""

    noise: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CleanText:
    """Clean text with an exact offset map.

    ``text`` keeps the script as written; ``norm`` has the same length, character for character: simplified,
    half-width, slips in numbers mended. Stages match on ``norm`` and show ``text``. ``origin[i]`` is the
    source index of clean character i. ``damaged`` are clean spans of broken encoding, never to be read.
    Paragraphs are separated by single ``\\n`` characters.
    """

    source: str
    text: str
    norm: str
    origin: array[int]
    changes: tuple[Change, ...] = ()
    damaged: tuple[tuple[int, int], ...] = ()
    warnings: tuple[str, ...] = ()

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the non-empty clean span [start, end)."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is no span of a clean text of {len(self.text)} characters")
        return self.origin[start], self.origin[end - 1] + 1


class ZoneKind(Enum):
    """What a stretch of the page is. BODY kinds hold facts; the others give document fields."""

    TITLE = "title"
    NUMBER = "number"
    LETTERHEAD = "letterhead"
    ADDRESSEE = "addressee"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_HEAD = "table_head"
    TABLE_ROW = "table_row"
    UNIT_LINE = "unit_line"
    SIGNATURE = "signature"
    ATTACHMENT = "attachment"
    CAPTION = "caption"
    NAVIGATION = "navigation"
    RELATED = "related"

    @property
    def is_body(self) -> bool:
        return self in (ZoneKind.PARAGRAPH, ZoneKind.LIST_ITEM, ZoneKind.TABLE_ROW)


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the page, usually a line; ``cells`` for table rows and heads, ``level`` for headings."""

    kind: ZoneKind
    start: int
    end: int
    section: int
    level: int = 0
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch under one heading. ``item`` is true where it is a news item of its own (简报, round-up):
    nothing is carried over from the item before. ``heading`` indexes ``Layout.zones``."""

    start: int
    end: int
    heading: int | None = None
    parent: int | None = None
    item: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """``closing`` is the mark that ends it: one of ，；：、。！？ or "" at the end of a paragraph."""

    start: int
    end: int
    closing: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Ends at 。！？ or with its zone. Marks inside brackets and quotes end neither sentences nor clauses."""

    start: int
    end: int
    zone: int
    section: int
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """``unit`` is what is said once over the table (万元), or None; rows index ``Layout.zones``."""

    head: int | None
    rows: tuple[int, ...]
    unit: str | None


@dataclass(frozen=True, slots=True)
class Field(Generic[V]):
    """A document field and where it was read; ``start`` and ``end`` are None where it was put together."""

    value: V
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """What the page says of itself. Issuer and addressees are spans still to be read as organisations.
    ``from_metadata`` names the fields that the format gave, since the text gives none."""

    title: Field[str] | None
    kind: Kind
    number: Field[str] | None
    issuer: Field[str] | None
    addressees: tuple[Field[str], ...]
    publisher: Field[str] | None
    date: Field[DateValue] | None
    from_metadata: tuple[GivenField, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """``zones`` cover the text in order; ``sections[0]`` is the whole document."""

    zones: tuple[Zone, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    fields: DocumentFields
    warnings: tuple[str, ...] = ()

    def zone_at(self, position: int) -> Zone:
        """The zone that holds clean position ``position`` (or the last one before it)."""
        return self.zones[max(0, bisect_right(self.zones, position, key=_start) - 1)]


@dataclass(frozen=True, slots=True)
class Mention(Generic[V]):
    """A value and its place. ``basis`` is the clean span that gave what the mention itself leaves out (the
    year of a date, the unit of a table cell, the full name of an abbreviation), where the text gave it."""

    start: int
    end: int
    value: V
    rule: str
    basis: tuple[int, int] | None = None


DateMention = Mention[DateValue]
AmountMention = Mention[AmountValue]
QuantityMention = Mention[QuantityValue]
OrgMention = Mention[OrgValue]
PaperMention = Mention[PaperValue]


@dataclass(frozen=True, slots=True)
class MentionLayer:
    """All mentions of a document, each list in text order, overlaps resolved. Those outside body zones are
    kept for context; records show only those of the body. ``issuer`` and ``addressees`` are the document's
    fields, read as organisations; their span is empty where the page does not say them in one place."""

    dates: tuple[DateMention, ...]
    amounts: tuple[AmountMention, ...]
    quantities: tuple[QuantityMention, ...]
    orgs: tuple[OrgMention, ...]
    papers: tuple[PaperMention, ...]
    issuer: OrgMention | None = None
    addressees: tuple[OrgMention, ...] = ()
    warnings: tuple[str, ...] = ()
