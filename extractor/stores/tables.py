"""The tables of every store, declared once: columns, keys, indexes and what each column means.

Keys are made from what they stand for, so that they are the same in every store and in every load. Each
begins with a letter: a spreadsheet would read bare hex digits as a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VERSION = 1
"""The version of the tables and views. A change of them is a migration (``migrations.py``)."""

Type = Literal["text", "integer", "real", "boolean", "date", "decimal"]


@dataclass(frozen=True, slots=True)
class Column:
    """``references`` is the table whose key the column holds."""

    name: str
    type: Type
    meaning: str
    null: bool = False
    references: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """``key`` is the primary key, ``indexes`` are the columns looked up beside it. ``searched`` is the text
    column that full-text search reads, where a store has it."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...] = ()
    searched: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _text(name: str, meaning: str, *, null: bool = False) -> Column:
    return Column(name, "text", meaning, null)


_DOCUMENT = Column("document_key", "text", "the document", references="documents")
_FACT = Column("fact_key", "text", "the fact", references="facts")
_ORG = Column("org_key", "text", "the organisation", references="orgs")
_POSITION = Column("position", "integer", "place in its list, from 0")
_PLACE = (
    _text("text", "what stands there, read cleanly, script as written"),
    Column("span_start", "integer", "first code point in the source text"),
    Column("span_end", "integer", "code point after the last one"),
)
_COLLECTIVE = Column("collective", "boolean", "whether the phrase names many bodies")
_MOD = _text("mod", "exact, approx, more_than, less_than, at_least, at_most, range or vague")
_PER = _text("per", "what one share is for (人, 户, 年), null where it is no rate", null=True)
_EACH = Column("each", "boolean", "whether every recipient gets this much")

ORGS = Table(
    "orgs",
    "Organisations, and people who receive, each under one name, type and region.",
    (
        Column("org_key", "text", "made from name, type and region"),
        _text("name", "full official name, or the phrase for people, in simplified characters"),
        _text("type", "union, party, government, enterprise, hospital, school, media, association, people …"),
        _text("region", "GB/T 2260 code of its division, null where the text does not settle it", null=True),
    ),
    key=("org_key",),
    indexes=(("name",), ("region",)),
)

DOCUMENTS = Table(
    "documents",
    "One row for each document: the same bytes under two sources are two documents.",
    (
        Column("document_key", "text", "made from id and source"),
        _text("id", "start of the SHA-256 of the raw bytes"),
        _text("source", "path or name as the user gave it"),
        _text("title", "cleaned and joined", null=True),
        _text("kind", "notice, news, briefing, report, appeal, announcement, chronicle or other"),
        _text("number", "发文字号", null=True),
        _text("publisher", "来源: the medium that carried it", null=True),
        Column("start_date", "date", "first day of its date", null=True),
        Column("end_date", "date", "last day of its date", null=True),
        _text("schema_version", "version of the record contract"),
        _text("digest", "SHA-256 of the record as loaded: the same again changes nothing"),
    ),
    key=("document_key",),
    indexes=(("source",), ("start_date",), ("digest",)),
    searched="title",
)

DOCUMENT_ORGS = Table(
    "document_orgs",
    "Who issued a document and whom it addresses.",
    (_DOCUMENT, _text("role", "issuer or addressee"), _POSITION, _ORG, *_PLACE, _COLLECTIVE),
    key=("document_key", "role", "position"),
    indexes=(("org_key",),),
)

DOCUMENT_WARNINGS = Table(
    "document_warnings",
    "What the reader of a document's records should know.",
    (_DOCUMENT, _POSITION, _text("warning", "in words")),
    key=("document_key", "position"),
)

FACTS = Table(
    "facts",
    "One action, by one set of agents, at one time.",
    (
        Column("fact_key", "text", "the document's key, a full stop, the fact's id"),
        _DOCUMENT,
        _text("id", "id of the fact in its document"),
        _POSITION,
        _text("action", "action type"),
        _text("action_text", "the words that say it"),
        Column("action_start", "integer", "first code point of those words in the source text"),
        Column("action_end", "integer", "code point after the last one"),
        _text("status", "done, planned, required or negated"),
        _text("object", "what is set up, launched, held", null=True),
        _text("purpose", "the words after 用于", null=True),
        Column("cumulative", "boolean", "whether it is a running or many-level total (累计, 共)"),
        Column("part_of", "text", "key of the fact of which it is a share", True, "facts"),
        Column("additive", "boolean", "whether its money may be summed within its action type"),
        _text("additive_reason", "why not, null where additive", null=True),
        Column("additive_yuan", "decimal", "what it adds to a sum in yuan, null where not additive", True),
        _text("event_id", "one for all facts of the same event, null where not yet told", null=True),
        _text("evidence", "the clause or sentence that says so"),
        Column("evidence_start", "integer", "its first code point in the source text"),
        Column("evidence_end", "integer", "code point after its last one"),
        _text("rules", "ids of the patterns that fired, a blank between them"),
        Column("confidence", "real", "the chance that the type is right, 0 to 1"),
    ),
    key=("fact_key",),
    indexes=(("document_key",), ("action",), ("part_of",), ("event_id",)),
    searched="evidence",
)

FACT_ORGS = Table(
    "fact_orgs",
    "Who acts and who receives. In other words than orgs: text is what stands in the document.",
    (_FACT, _text("role", "agent or recipient"), _POSITION, _ORG, *_PLACE, _COLLECTIVE),
    key=("fact_key", "role", "position"),
    indexes=(("org_key",),),
)

FACT_DATES = Table(
    "fact_dates",
    "The dates of a fact.",
    (
        _FACT,
        _POSITION,
        *_PLACE,
        Column("start_date", "date", "first day, null where the text does not fix it", null=True),
        Column("end_date", "date", "last day, null where the text does not fix it", null=True),
        _text("granularity", "day, month, quarter, year, period, festival, vague or recurring"),
        _text("role", "on, during, since, until, as_of or deadline"),
        _text("mod", "approx or null", null=True),
        _text("resolved_by", "explicit, context, anchor or none"),
        _text("time", "HH:MM", null=True),
        Column("confidence", "real", "below 1 where characters were mended"),
    ),
    key=("fact_key", "position"),
    indexes=(("start_date",),),
)

FACT_AMOUNTS = Table(
    "fact_amounts",
    "The sums of money of a fact. To sum money, sum additive_yuan of facts: not all of these add up.",
    (
        _FACT,
        _POSITION,
        *_PLACE,
        Column("yuan", "decimal", "exact; null for a range or where nothing is fixed", null=True),
        Column("min_yuan", "decimal", "lower bound of a range", null=True),
        Column("max_yuan", "decimal", "upper bound of a range", null=True),
        _MOD,
        _PER,
        _EACH,
        _text("kind", "cash, in_kind or price"),
        _text("currency", "ISO 4217; the figures are units of it"),
        Column("confidence", "real", "below 1 where characters were mended"),
    ),
    key=("fact_key", "position"),
)

FACT_QUANTITIES = Table(
    "fact_quantities",
    "What is given or done, counted.",
    (
        _FACT,
        _POSITION,
        *_PLACE,
        Column("value", "decimal", "exact, 万 and 亿 reckoned out"),
        _text("unit", "measure word"),
        _text("item", "what is counted", null=True),
        _MOD,
        _PER,
        _EACH,
    ),
    key=("fact_key", "position"),
    indexes=(("unit",),),
)

FACT_PAPERS = Table(
    "fact_papers",
    "Papers issued, signed or carried out.",
    (_FACT, _POSITION, _text("title", "without 《》"), _text("number", "发文字号", null=True)),
    key=("fact_key", "position"),
)

UNUSED = Table(
    "unused",
    "Amounts and bounded dates that reached no fact.",
    (_DOCUMENT, _POSITION, *_PLACE, _text("reason", "why no fact has it")),
    key=("document_key", "position"),
)

MENTIONS = Table(
    "mentions",
    "Every mention of a document, used or not; empty unless asked for when loading.",
    (
        _DOCUMENT,
        _text("kind", "date, amount, quantity or org"),
        _POSITION,
        *_PLACE,
        _text("value", "as read: days, yuan, a count with its unit, the full name", null=True),
        Column("org_key", "text", "the organisation it names", True, "orgs"),
    ),
    key=("document_key", "kind", "position"),
    indexes=(("org_key",),),
)

OF_FACTS = (FACT_ORGS, FACT_DATES, FACT_AMOUNTS, FACT_QUANTITIES, FACT_PAPERS)
OF_DOCUMENTS = (DOCUMENT_ORGS, DOCUMENT_WARNINGS, UNUSED, MENTIONS)
TABLES = (ORGS, DOCUMENTS, *OF_DOCUMENTS, FACTS, *OF_FACTS)
"""In the order in which rows may be added; rows are taken out in the reverse order."""
