"""When: the dates among which the linker chooses those of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from extractor.facts.drafts import Draft
from extractor.facts.linking.options import KEPT, Group, Options, sign, together
from extractor.layers import DateMention
from extractor.records import ActionType, DateRole, Granularity

Key = tuple[tuple[date, date | None], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates that the context of a draft offers, by source; ``rule`` is what the rules say."""

    rule: Sequence[DateMention]
    sources: Iterable[tuple[Group, Sequence[DateMention]]]


@dataclass(slots=True)
class Diary:
    """The bounded dates told so far: the last one, and the first of the paragraph, the item, the page."""

    last: list[DateMention] = field(default_factory=list)
    last_zone: int = -1
    of_zone: list[DateMention] = field(default_factory=list)
    of_zone_zone: int = -1
    of_item: dict[int, list[DateMention]] = field(default_factory=dict)
    of_page: list[DateMention] = field(default_factory=list)

    def note(self, found: list[DateMention], zone: int, item: int) -> None:
        """Take in the bounded dates of one sentence."""
        if not found:
            return
        self.last, self.last_zone = found[-1:], zone
        if self.of_zone_zone != zone:
            self.of_zone, self.of_zone_zone = found[:1], zone
        self.of_item.setdefault(item, found[:1])
        self.of_page = self.of_page or found[:1]

    def sources(self, zone: int, item: int) -> Iterator[tuple[Group, list[DateMention]]]:
        """What it offers to a draft of ``zone`` in ``item``."""
        if self.last:
            yield ("last sentence" if self.last_zone == zone else "last paragraph",), self.last
        if self.of_zone_zone == zone:
            yield ("first of paragraph",), self.of_zone
        if item in self.of_item:
            yield ("first of item",), self.of_item[item]
        if self.of_page:
            yield ("first of page",), self.of_page


def date_options(draft: Draft, calendar: Calendar) -> Options[list[DateMention]]:
    """All dates a draft may have: its own, together or one by one, and what the context offers."""
    own = draft.piece_dates
    options: Options[list[DateMention]] = Options("dates", [], list(calendar.rule), _key(calendar.rule))
    options.add(own, _key(own), "own")
    bounded = [d for d in own if d.value.start]
    for number, one in enumerate(bounded):
        options.add([one], _key([one]), "single", *_single(draft, one, number, len(bounded)))
    for names, dates in calendar.sources:
        options.add(list(dates), _key(dates), *names)
    state = "running" if draft.cumulative else draft.status
    owned, item = "owned" if bounded else "bare", draft.piece.trigger is None
    for offer, dates in zip(options.offers, options.values, strict=True):
        plain = tuple([source for source in offer if not source.startswith("single ")])
        bounds = tuple([(one.value.granularity, one.value.role) for one in dates if one.value.start])
        size = min(len(set(_bounds(dates))), 3)
        options.describe(
            _if_owned(tuple(offer), owned),
            _by_source(plain, draft.type, state, item),
            _by_date(bounds, draft.type, state),
            (f"size {size}",),
            together(plain),
        )
    return options


def _bounds(dates: Iterable[DateMention]) -> list[tuple[date, date | None]]:
    return [(one.value.start, one.value.end) for one in dates if one.value.start is not None]


def _key(dates: Iterable[DateMention]) -> Key:
    bounds = _bounds(dates)
    return tuple(bounds) if len(bounds) < 2 else tuple(sorted(set(bounds), key=str))


def _single(draft: Draft, one: DateMention, number: int, count: int) -> Iterable[str]:
    text, trigger = draft.skeleton.text, draft.piece.trigger
    at = next(element.at for element in draft.piece.elements if element.mention is one)
    yield f"single {number} of {min(count, 3)}"
    yield f"single {'ahead' if trigger is None or at < trigger.start else 'behind'}"
    yield f"single then {sign(text[at + 1 : at + 2])}"
    yield f"single after {sign(text[max(0, at - 1) : at])}"


@lru_cache(maxsize=KEPT)
def _if_owned(sources: Group, owned: str) -> Group:
    return tuple([f"{source} if {owned}" for source in sources])


@lru_cache(maxsize=KEPT)
def _by_source(sources: Group, kind: ActionType, state: str, item: bool) -> Group:
    found: list[str] = []
    for source in sources:
        found += f"{source} for {kind}", f"{source} when {state}"
        if item:
            found.append(f"{source} in item")
    return tuple(found)


@lru_cache(maxsize=KEPT)
def _by_date(dates: tuple[tuple[Granularity, DateRole], ...], kind: ActionType, state: str) -> Group:
    found: list[str] = []
    for granularity, role in dates:
        found += f"has {granularity}", f"has {granularity} for {kind}"
        found += f"role {role}", f"role {role} when {state}"
    return tuple(dict.fromkeys(found))
