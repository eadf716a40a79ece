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
DECIMAL_PATTERN: Final = r"^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$"
DAY_PATTERN: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
DecimalString = Annotated[str, Field(pattern=DECIMAL_PATTERN)]
Confidence = Annotated[float, Field(ge=0, le=1)]
IsoDate = Annotated[str, Field(pattern=DAY_PATTERN)]

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
AdditiveReason = Literal[
    "part_of", "planned", "required", "negated", "no cash", "in_kind", "price", "currency", "rate", "ceiling",
    "unfixed", "comparison", "restatement", "repost",
]  # fmt: skip
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
    end: IsoDate | None = Field(description="last day, inclusive; null where the text does not fix it")
    granularity: Granularity = Field(
        description="period is any other range (上旬, 年底, A至B); vague (近日) and recurring (每年5月) fix "
        "no day"
    )
    role: DateRole = Field(
        default="on",
        description="since (自…起), until (…前, 至…止), as_of (截至), deadline (于…前报送), else on, during",
    )
    mod: Literal["approx"] | None = Field(default=None, description="approx for 前后, 左右")
    resolved_by: ResolvedBy = Field(
        description="explicit: all stands in the text; context: year or month from an earlier date; anchor: "
        "from the document's date; none"
    )
    resolved_from: Span | None = Field(
        default=None, description="the place in the source that gave the missing year or month"
    )
    time: str | None = Field(default=None, pattern=r"^[0-2][0-9]:[0-5][0-9]$", description="HH:MM")
    confidence: Confidence = Field(default=1.0, description="below 1 where characters were mended")


class Amount(Located):
    """A sum of money. In another currency than CNY its figures are units of that currency."""

    yuan: DecimalString | None = Field(description="exact; null for a range or where nothing is fixed")
    wanyuan: DecimalString | None = Field(description="the same in 万元 (10,000 yuan)")
    min_yuan: DecimalString | None = Field(default=None, description="lower bound of a range (5万元至10万元)")
    max_yuan: DecimalString | None = Field(default=None, description="upper bound of a range")
    mod: Modifier = Field(
        default="exact",
        description="approx (约, 近), more_than (余, 超), less_than (不足), at_least (以上), at_most "
        "(不超过: a ceiling), range, vague (数十万元)",
    )
    per: str | None = Field(default=None, description="what one share is for (人, 户, 家, 年 …), or null")
    each: bool = Field(default=False, description="true for 各…: every recipient gets this much")
    kind: AmountKind = Field(
        default="cash", description="in_kind: the worth of goods; price: prices, budgets, contract sums"
    )
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$", description="ISO 4217")
    confidence: Confidence = Field(default=1.0, description="below 1 where characters were mended")


class Quantity(Located):
    """A counted thing or group of people."""

    value: DecimalString = Field(description="exact, 万 and 亿 reckoned out")
    unit: str = Field(description="measure word, simplified (只, 名, 人次, 份, 户 …)")
    item: str | None = Field(default=None, description="what is counted, simplified")
    mod: Modifier = Field(default="exact", description="as of an amount")
    per: str | None = Field(default=None, description="what one share is for, or null")
    each: bool = Field(default=False, description="true for 各…: every recipient gets this many")


class Org(Located):
    """An organisation under its full official name."""

    name: str = Field(description="full official name in simplified characters")
    type: OrgType = Field(description="what kind of body it is; association is 协会, 学会, 基金会, 商会")
    region: str | None = Field(default=None, pattern=r"^[0-9]{6}$", description="GB/T 2260 code")
    collective: bool = Field(default=False, description="true where the phrase names many bodies")


class Party(Located):
    """Who receives, or to whom it is done."""

    name: str = Field(description="full official name of a body, or the phrase, in simplified characters")
    type: PartyType = Field(description="as of an organisation, or people (困难职工)")


class Paper(Record):
    """A paper issued, signed or carried out."""

    title: str = Field(description="without 《》, simplified")
    number: str | None = Field(default=None, description="发文字号")


class Action(Located):
    """What is done: the type, and the trigger as it stands."""

    type: ActionType = Field(description="what the action is, whatever its word")


class Evidence(Located):
    """The clause or sentence that says so."""


class Fact(Record):
    """One action, by one set of agents, at one time."""

    id: str = Field(description="stable over runs and over changes elsewhere in the text")
    action: Action = Field(description="what is done")
    status: Status = Field(
        description="done (also under way, and standards in force), planned (将, 拟), required (要, 应当, "
        "不得), negated (未, 取消)"
    )
    agents: tuple[Org, ...] = Field(default=(), description="who acts, also where the context gives it")
    recipients: tuple[Party, ...] = Field(default=(), description="who gets it or takes part")
    dates: tuple[Date, ...] = Field(default=(), description="all that belong to this action")
    amounts: tuple[Amount, ...] = Field(default=(), description="the money given, spent, raised")
    quantities: tuple[Quantity, ...] = Field(default=(), description="what is given or done, counted")
    documents: tuple[Paper, ...] = Field(default=(), description="papers issued, signed or carried out")
    object: str | None = Field(default=None, description="what is set up, launched, held, simplified")
    purpose: str | None = Field(default=None, description="the words after 用于, simplified")
    cumulative: bool = Field(default=False, description="true for running or many-level totals (累计, 共)")
    part_of: str | None = Field(default=None, description="id of the fact of which this one is a share")
    additive: bool = Field(
        description="whether its money may be summed with that of the other additive facts of its action type"
    )
    additive_reason: AdditiveReason | None = Field(
        description="why not, null where additive: a share (part_of); its status; no cash: no amounts; only "
        "in_kind, price, another currency (RMB of before 1 March 1955, too), rate (per or each), ceiling "
        "(at_most), unfixed (a range, vague); comparison: a level that moved; restatement, repost: told "
        "before, here or in another document"
    )
    additive_yuan: DecimalString | None = Field(
        description="what it adds to a sum, null where not additive: its cash in yuan without rates, "
        "ceilings and what is not fixed"
    )
    event_id: str | None = Field(
        default=None,
        description="document and fact id of the first telling of the same event in the archive; null where "
        "nobody has looked (jianbao dedupe)",
    )
    evidence: Evidence = Field(description="the words that say so")
    rules: tuple[str, ...] = Field(description="ids of the patterns that fired")
    confidence: Confidence = Field(description="the chance that the type is right")


class Unused(Located):
    """An amount or bounded date of the body that reached no fact, and why: a rate; a figure of a comparison;
    background; a target; no action stands by it; or an action does, and the linker is not sure of it."""

    reason: UnusedReason = Field(description="why no fact has it")


class Mentions(Record):
    """Every mention of the body, in text order."""

    dates: tuple[Date, ...] = Field(default=(), description="dates, also those that no fact has")
    amounts: tuple[Amount, ...] = Field(default=(), description="sums of money")
    quantities: tuple[Quantity, ...] = Field(default=(), description="counts")
    orgs: tuple[Org, ...] = Field(default=(), description="organisations")


class Head(Record):
    """What a document says of itself."""

    schema_version: Literal["1"] = Field(default=SCHEMA_VERSION, description="version of this contract")
    id: str = Field(pattern=r"^[0-9a-f]{16}$", description="start of the SHA-256 of the raw bytes")
    source: str = Field(description="path or name as the user gave it")
    title: str | None = Field(description="cleaned and joined")
    kind: Kind = Field(description="what kind of page it is, by its form")
    number: str | None = Field(description="发文字号 in its normal form")
    issuer: Org | None = Field(description="发文机关, or the body the report speaks for")
    addressees: tuple[Org, ...] = Field(description="主送机关, in order")
    publisher: str | None = Field(description="来源: the medium that carried it")
    date: Date | None = Field(description="成文日期, else the publishing date: other dates count from it")
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

    mentions: Mentions = Field(description="what is named, used or not")
    facts: tuple[Fact, ...] = Field(description="in text order")
    unused: tuple[Unused, ...] = Field(default=(), description="amounts and dates that reached no fact")
    warnings: tuple[str, ...] = Field(description="what the reader should know")

    def _repr_html_(self) -> str:
        """What a notebook shows: the facts in a table, mentions marked in their evidence."""
        from extractor.pages import summary

        return summary(self)


class FactLine(Fact):
    """A fact on a line of its own, with its document's fields repeated."""

    document: Head = Field(description="the document that tells it")
