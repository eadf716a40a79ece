"""Gold labels: ``NAME.json`` beside ``NAME.txt``, checked against its schema and its text when loaded."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extractor.errors import GoldError
from extractor.labels.page import Page, Span, merged, within
from extractor.records import (
    ActionType,
    AmountKind,
    DateRole,
    DecimalString,
    Granularity,
    IsoDate,
    Kind,
    Modifier,
    OrgType,
    Status,
)

Quote = Annotated[str, Field(min_length=1)]


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldHead(_Label):
    """The document's own fields; bodies by name."""

    title: str | None = None
    kind: Kind
    number: str | None = None
    issuer: str | None = None
    addressees: tuple[str, ...] = ()
    publisher: str | None = None
    date: IsoDate | None = None


class GoldDate(_Label):
    quote: Quote
    start: IsoDate | None
    end: IsoDate | None
    granularity: Granularity
    role: DateRole = "on"
    mod: Literal["approx"] | None = None
    time: str | None = None

    @property
    def scored(self) -> bool:
        return self.granularity not in ("vague", "recurring")


class GoldAmount(_Label):
    quote: Quote
    yuan: DecimalString | None
    min_yuan: DecimalString | None = None
    max_yuan: DecimalString | None = None
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False
    kind: AmountKind = "cash"
    currency: str = "CNY"


class GoldQuantity(_Label):
    """``value`` is null for a range, which no record can hold: such a quantity is not scored."""

    quote: Quote
    value: DecimalString | None
    unit: str
    item: str | None = None
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False


class GoldOrg(_Label):
    quote: Quote
    name: Quote
    type: OrgType
    collective: bool = False


class GoldAction(_Label):
    quote: Quote
    type: ActionType


class GoldFact(_Label):
    """One fact. An amount is its yuan, ``min-max`` for a range, or its quote where nothing is fixed;
    ``part_of`` is the place of the total in ``facts``."""

    action: GoldAction
    status: Status
    agents: tuple[Quote, ...] = ()
    recipients: tuple[Quote, ...] = ()
    dates: tuple[tuple[IsoDate | None, IsoDate | None], ...] = ()
    amounts: tuple[Quote, ...] = ()
    quantities: tuple[tuple[DecimalString | None, str, str | None], ...] = ()
    documents: tuple[Quote, ...] = ()
    object: str | None = None
    purpose: str | None = None
    cumulative: bool = False
    part_of: Annotated[int, Field(ge=0)] | None = None
    evidence: Quote


class Labels(_Label):
    """What one label file holds."""

    document: GoldHead
    dates: tuple[GoldDate, ...] = ()
    amounts: tuple[GoldAmount, ...] = ()
    quantities: tuple[GoldQuantity, ...] = ()
    orgs: tuple[GoldOrg, ...] = ()
    facts: tuple[GoldFact, ...] = ()
    ignored: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """One labelled document. All spans count the letters of ``page``; those of a layer stand in the order of
    its labels, ``facts`` are the places of the evidence, ``ignored`` every place of the ignored words."""

    name: str
    text: str
    labels: Labels
    page: Page
    dates: tuple[Span, ...]
    amounts: tuple[Span, ...]
    quantities: tuple[Span, ...]
    orgs: tuple[Span, ...]
    facts: tuple[Span, ...]
    ignored: tuple[Span, ...]


def load_folder(folder: Path) -> list[Gold]:
    """Every labelled document of a folder, by name. Raises GoldError where there is none."""
    files = sorted(folder.glob("*.json"))
    if not files:
        remedy = "name a folder of NAME.txt and NAME.json"
        raise GoldError("holds no label files", where=str(folder), remedy=remedy)
    return [load_gold(file) for file in files]


def load_gold(path: Path) -> Gold:
    """Read ``NAME.json`` and the ``NAME.txt`` beside it. Raises GoldError with the file and what is wrong."""
    try:
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        labels = Labels.model_validate_json(path.read_bytes())
    except OSError as error:
        raise GoldError(f"cannot be read: {error.strerror}", where=str(error.filename)) from error
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8", where=str(path.with_suffix(".txt"))) from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise GoldError(f"{place}: {first['msg']}", where=str(path)) from error
    return resolve(path.stem, text, labels, where=str(path))


def label_file(labels: Labels) -> bytes:
    """What a label file holds: JSON with one label a line."""
    dumped: dict[str, Any] = labels.model_dump(mode="json", exclude_unset=True)
    parts = []
    for name, value in dumped.items():
        if name != "document" and value:
            rows = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in value)
            parts.append(f' "{name}": [\n{rows}\n ]')
        else:
            parts.append(f' "{name}": {json.dumps(value, ensure_ascii=False)}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()


def resolve(name: str, text: str, labels: Labels, *, where: str | None = None) -> Gold:
    """Find the place of every quote. Raises GoldError for a quote that is not in the text (or not in its
    turn) and for a share whose total is no other fact."""
    finder = _Finder(Page.of(text), where or name)
    ignored = merged([span for quote in labels.ignored for span in finder.all("ignored", quote)])
    finder.shun(ignored)
    check_totals(labels.facts, where or name)
    return Gold(
        name=name,
        text=text,
        labels=labels,
        page=finder.page,
        dates=finder.in_turn("dates", [label.quote for label in labels.dates]),
        amounts=finder.in_turn("amounts", [label.quote for label in labels.amounts]),
        quantities=finder.in_turn("quantities", [label.quote for label in labels.quantities]),
        orgs=tuple(finder.first("orgs", label.quote) for label in labels.orgs),
        facts=finder.evidence(labels.facts),
        ignored=ignored,
    )


def check_totals(facts: Sequence[GoldFact], where: str) -> None:
    """Raises GoldError for a share whose total is no other fact, or is its share in turn."""
    for index, fact in enumerate(facts):
        seen = {index}
        while fact.part_of is not None:
            if fact.part_of >= len(facts) or fact.part_of in seen:
                raise GoldError(f"facts.{index}: part_of {fact.part_of} is no total of it", where=where)
            seen.add(fact.part_of)
            fact = facts[fact.part_of]


class _Finder:
    """Places of quotes on one page."""

    def __init__(self, page: Page, where: str) -> None:
        self.page = page
        self._where = where
        self._shunned: tuple[Span, ...] = ()

    def shun(self, zones: tuple[Span, ...]) -> None:
        """Where labels are looked for last."""
        self._shunned = zones

    def all(self, layer: str, quote: str) -> list[Span]:
        places = self.page.places(quote)
        if not places:
            raise GoldError(f"{layer}: {quote!r} is not in the text", where=self._where)
        return places

    def first(self, layer: str, quote: str) -> Span:
        return min(self.all(layer, quote), key=lambda span: (self._awkward(span), span))

    def in_turn(self, layer: str, quotes: Sequence[str]) -> tuple[Span, ...]:
        """One place each, every one after the one before; of the ways to do it the one that cuts fewest
        numbers and uses fewest ignored words, then the earliest."""
        ways: list[tuple[int, tuple[Span, ...]]] = [(0, ())]  # the best way to each place of the last quote
        for quote in quotes:
            ways = [
                (cost + self._awkward(place), (*way, place))
                for place in self.all(layer, quote)
                for cost, way in _best_before(ways, place)
            ]
            if not ways:
                what = f"{layer}: {quote!r} is not in the text after its forerunners"
                raise GoldError(what, where=self._where)
        return min(ways)[1]

    def evidence(self, facts: Sequence[GoldFact]) -> tuple[Span, ...]:
        """The place of each fact's evidence: where it stands more than once, the first that is not before
        the evidence of the fact above it."""
        spans: list[Span] = []
        for fact in facts:
            self.all("facts", fact.action.quote)
            places = self.all("facts", fact.evidence)
            above = spans[-1][0] if spans else 0
            spans.append(min(places, key=lambda place: (self._awkward(place), place[0] < above, place)))
        return tuple(spans)

    def _awkward(self, span: Span) -> int:
        return 2 * self.page.cuts_number(span) + within(span, self._shunned)


def _best_before(ways: list[tuple[int, tuple[Span, ...]]], place: Span) -> list[tuple[int, tuple[Span, ...]]]:
    fitting = [way for way in ways if not way[1] or way[1][-1][0] < place[0]]
    return [min(fitting)] if fitting else []
