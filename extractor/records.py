"""The record contract, version 1, as pydantic models. The JSON Schema comes from here and nowhere else.

Spans are half-open ``(start, end)`` pairs in Unicode code points of the *source text* (the decoded input
before any cleaning). ``text`` is what stands there, read cleanly: line breaks, bracketed pinyin and stray
blanks taken out, script as written. Money and counts are exact decimal strings, never floats.
"""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION: Final = "1"

Span = tuple[int, int]
DecimalString = Annotated[str, Field(pattern=r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$")]
IsoDate = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]

Kind = Literal["notice", "news", "briefing", "report", "appeal", "announcement", "chronicle", "other"]
Granularity = Literal["day", "month", "quarter", "year", "period", "festival", "vague", "recurring"]
DateRole = Literal["on", "during", "since", "until", "as_of", "deadline"]
ResolvedBy = Literal["explicit", "context", "anchor", "none"]
Modifier = Literal["exact", "approx", "more_than", "less_than", "at_least", "at_most", "range", "vague"]
AmountKind = Literal["cash", "in_kind", "price"]
OrgType = Literal[
    "union", "party", "government", "enterprise", "hospital", "school", "media", "association", "other"
]
PartyType = Literal[
    "union", "party", "government", "enterprise", "hospital", "school", "media", "association", "other",
    "people",
]  # fmt: skip
UnusedReason = Literal["rate", "comparison", "background", "target", "no action", "unsure"]
GivenField = Literal["title", "date", "publisher"]
Status = Literal["done", "planned", "required", "negated"]
ActionType = Literal[
    "allocate", "raise", "spend", "donate", "give", "visit", "purchase", "waive", "lend", "compensate", "aid",
    "defend", "employ", "train", "compete", "host", "deploy", "issue", "meet", "establish", "launch",
    "publicize", "commend", "inspect", "elect", "sign", "report", "enroll", "protect", "receive", "propose",
    "produce", "other",
]  # fmt: skip


class Record(BaseModel):
    """Base of all records: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Located(Record):
    """Something with a place in the source."""

    text: str = Field(description="what stands there, read cleanly, script as written")
    span: Span = Field(description="[start, end) in code points of the source text")


class Date(Located):
    """A date as named in the text, whatever its role."""

    start: IsoDate | None = Field(description="first day, inclusive; null where the text does not fix it")
    end: IsoDate | None = Field(description="last day, inclusive")
    granularity: Granularity
    role: DateRole = "on"
    mod: Literal["approx"] | None = None
    resolved_by: ResolvedBy
    resolved_from: Span | None = Field(
        default=None, description="the place in the source that gave the missing year or month"
    )
    time: str | None = Field(default=None, pattern=r"^[0-2][0-9]:[0-5][0-9]$", description="HH:MM")
    confidence: float = Field(default=1.0, ge=0, le=1, description="below 1 where characters were mended")


class Amount(Located):
    """A sum of money."""

    yuan: DecimalString | None = Field(description="exact; null for a range or where nothing is fixed")
    wanyuan: DecimalString | None = Field(description="the same in 万元 (10,000 yuan)")
    min_yuan: DecimalString | None = None
    max_yuan: DecimalString | None = None
    mod: Modifier = "exact"
    per: str | None = Field(default=None, description="what one share is for (人, 户, 家, 年 …), or null")
    each: bool = Field(default=False, description="true for 各…: every recipient gets this much")
    kind: AmountKind = "cash"
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$", description="ISO 4217")
    confidence: float = Field(default=1.0, ge=0, le=1, description="below 1 where characters were mended")


class Quantity(Located):
    """A counted thing or group of people."""

    value: DecimalString
    unit: str = Field(description="measure word, simplified (只, 名, 人次, 份, 户 …)")
    item: str | None = Field(default=None, description="what is counted, simplified")
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False


class Org(Located):
    """An organisation under its full official name."""

    name: str = Field(description="full official name in simplified characters")
    type: OrgType
    region: str | None = Field(default=None, pattern=r"^[0-9]{6}$", description="GB/T 2260 code")
    collective: bool = Field(default=False, description="true where the phrase names many bodies")


class Party(Located):
    """Who receives, or to whom it is done."""

    name: str
    type: PartyType


class Paper(Record):
    """A paper issued, signed or carried out."""

    title: str = Field(description="without 《》, simplified")
    number: str | None = Field(default=None, description="发文字号")


class Action(Located):
    """What is done: the type, and the trigger as it stands."""

    type: ActionType


class Evidence(Located):
    """The clause or sentence that says so."""


class Fact(Record):
    """One action, by one set of agents, at one time."""

    id: str = Field(description="stable over runs and over changes elsewhere in the text")
    action: Action
    status: Status
    agents: tuple[Org, ...] = ()
    recipients: tuple[Party, ...] = ()
    dates: tuple[Date, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    documents: tuple[Paper, ...] = ()
    object: str | None = None
    purpose: str | None = None
    cumulative: bool = False
    part_of: str | None = Field(default=None, description="id of the fact of which this one is a share")
    evidence: Evidence
    rules: tuple[str, ...] = Field(description="ids of the patterns that fired")
    confidence: float = Field(ge=0, le=1)


class Unused(Located):
    """An amount or bounded date of the body that reached no fact, and why: a rate; a figure of a comparison;
    background; a target; no action stands by it; or an action does, and the linker is not sure of it."""

    reason: UnusedReason


class Mentions(Record):
    """Every mention of the body, in text order."""

    dates: tuple[Date, ...] = ()
    amounts: tuple[Amount, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    orgs: tuple[Org, ...] = ()


class Head(Record):
    """What a document says of itself."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    id: str = Field(pattern=r"^[0-9a-f]{16}$", description="start of the SHA-256 of the raw bytes")
    source: str
    title: str | None
    kind: Kind
    number: str | None
    issuer: Org | None
    addressees: tuple[Org, ...]
    publisher: str | None
    date: Date | None
    from_metadata: tuple[GivenField, ...] = Field(
        default=(),
        description="fields that the text does not give and the file format does (a meta tag, a column of a "
        "table); a date among them has the span [0, 0)",
    )
    pages: tuple[Span, ...] = Field(
        default=(), description="the span of each page; empty where the format has no pages"
    )


class Document(Head):
    """What one document yields."""

    mentions: Mentions
    facts: tuple[Fact, ...]
    unused: tuple[Unused, ...] = ()
    warnings: tuple[str, ...]

    def _repr_html_(self) -> str:
        """What a notebook shows: the facts in a table, mentions marked in their evidence."""
        from extractor.pages import summary

        return summary(self)


class FactLine(Fact):
    """A fact on a line of its own, with its document's fields repeated."""

    document: Head
