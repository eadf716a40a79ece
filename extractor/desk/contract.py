"""What goes over the wire, as pydantic models. The OpenAPI document is made from these."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from extractor.additive import summing
from extractor.records import Amount, Date, Document, Fact, Head, Org, Quantity, Record, Span

Language = Literal["zh", "en"]
Name = Annotated[str, Field(min_length=1, max_length=500)]
Text = Annotated[str, Field(min_length=1)]


def _is_day(words: str) -> str:
    if len(words) != len("2021-02-05"):
        raise ValueError("a day is written YYYY-MM-DD")
    date.fromisoformat(words)
    return words


Day = Annotated[str, AfterValidator(_is_day), Field(json_schema_extra={"format": "date"})]


class Fault(Record):
    """What is wrong, where, and what to do."""

    what: str
    where: str | None = None
    remedy: str | None = None


class Health(Record):
    """The service answers, and with which version."""

    status: Literal["ok"] = "ok"
    version: str


class Article(Record):
    """One bulletin as text. ``anchor`` is the day from which dates count where the text gives none."""

    text: Text
    source: Name = "<text>"
    anchor: Day | None = None


class ArticleToCheck(Article):
    """One bulletin as text, and the language of the alarms."""

    language: Language = "zh"


class Alarm(Record):
    """What an editor should look at again."""

    id: str
    severity: Literal["error", "warning", "note"]
    spans: tuple[Span, ...] = Field(description="places in the source text, the most telling one first")
    text: str
    message: str
    figures: tuple[str, ...] = ()
    explanation: str


class Checked(Record):
    """The alarms of one bulletin."""

    source: str
    id: str
    alarms: tuple[Alarm, ...]


class Zone(Record):
    """A stretch of the page that holds no facts: title, heading, navigation …"""

    kind: str
    span: Span


class Origin(Record):
    """The pattern that found a mention, and the place that gave what the mention leaves out."""

    span: Span
    rule: str
    basis: Span | None = None


class Reading(Record):
    """All that the page shows beside a text."""

    document: Document
    zones: tuple[Zone, ...]
    origins: tuple[Origin, ...]
    alarms: dict[Language, tuple[Alarm, ...]]


class Explained(Record):
    """What each stage saw at one place."""

    lines: tuple[str, ...]


class FactPatch(Record):
    """The fact ``id`` is now ``fact``; null drops it. Whether a sum takes it in follows from the rest,
    whatever the page says of that."""

    layer: Literal["facts"]
    id: str
    fact: Fact | None

    @field_validator("fact")
    @classmethod
    def _reckon(cls, fact: Fact | None) -> Fact | None:
        if fact is None:
            return None
        told = summing(
            status=fact.status,
            is_share=fact.part_of is not None,
            amounts=fact.amounts,
            evidence=fact.evidence.text,
            ends=[date.end for date in fact.dates],
        )
        return fact.model_copy(update=dict(told))

    @model_validator(mode="after")
    def _names_its_fact(self) -> FactPatch:
        if self.fact is not None and self.fact.id != self.id:
            raise ValueError("the fact has another id than the patch")
        return self


class HeadPatch(Record):
    """What the document says of itself is now ``head``."""

    layer: Literal["head"]
    head: Head


class DatePatch(Record):
    """The date mention at ``span`` is now ``mention``; null takes it out. So for the other layers."""

    layer: Literal["dates"]
    span: Span
    mention: Date | None


class AmountPatch(Record):
    layer: Literal["amounts"]
    span: Span
    mention: Amount | None


class QuantityPatch(Record):
    layer: Literal["quantities"]
    span: Span
    mention: Quantity | None


class OrgPatch(Record):
    layer: Literal["orgs"]
    span: Span
    mention: Org | None


MentionPatch = DatePatch | AmountPatch | QuantityPatch | OrgPatch
Patch = Annotated[FactPatch | HeadPatch | MentionPatch, Field(discriminator="layer")]


class Edit(Record):
    """One change of the editor, done and undone as a whole."""

    kind: Literal["edit"]
    patches: Annotated[tuple[Patch, ...], Field(min_length=1)]


class Undo(Record):
    kind: Literal["undo"]


class Redo(Record):
    kind: Literal["redo"]


Step = Annotated[Edit | Undo | Redo, Field(discriminator="kind")]


class NewStep(Record):
    """A step and its place in the journal, so that sending it twice keeps it once."""

    number: Annotated[int, Field(ge=0)]
    step: Step


class Kept(Record):
    """How many steps the journal now holds."""

    steps: int


class WorkHead(Record):
    """One work of the list. ``changed`` is in seconds since 1970, UTC."""

    id: str = Field(pattern=r"^[0-9a-f]{16}$")
    source: str
    changed: float
    steps: int


class WorkList(Record):
    works: tuple[WorkHead, ...]


class Work(WorkHead):
    """A work with its source text and its journal."""

    text: str
    anchor: str | None
    journal: tuple[dict[str, Any], ...] = Field(description="the steps, as they were sent")


class SavedLabels(Record):
    """The label files of a work: ``jianbao evaluate FOLDER`` takes them."""

    folder: str
    name: str
