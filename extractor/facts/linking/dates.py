"""When: the dates among which the linker chooses those of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from extractor.facts.drafts import Draft
from extractor.facts.linking.options import Options, sign
from extractor.layers import DateMention

Key = tuple[tuple[date, date | None], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dates that the context of a draft offers, by source; ``rule`` is what the rules say."""

    rule: Sequence[DateMention]
    sources: Sequence[tuple[str, Sequence[DateMention]]]


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

    def sources(self, zone: int, item: int) -> Iterator[tuple[str, list[DateMention]]]:
        """What it offers to a draft of ``zone`` in ``item``."""
        if self.last:
            yield ("last sentence" if self.last_zone == zone else "last paragraph"), self.last
        if self.of_zone_zone == zone:
            yield "first of paragraph", self.of_zone
        if item in self.of_item:
            yield "first of item", self.of_item[item]
        if self.of_page:
            yield "first of page", self.of_page


def date_options(draft: Draft, calendar: Calendar) -> Options[list[DateMention]]:
    """All dates a draft may have: its own, together or one by one, and what the context offers."""
    own = draft.piece_dates
    options: Options[list[DateMention]] = Options("dates", [], list(calendar.rule), _key(calendar.rule))
    options.add(own, _key(own), "own")
    bounded = [d for d in own if d.value.start]
    for number, one in enumerate(bounded):
        options.add([one], _key([one]), "single", *_single(draft, one, number, len(bounded)))
    for source, dates in calendar.sources:
        options.add(list(dates), _key(dates), source)
    for place, dates in enumerate(options.values):
        _describe(draft, options, place, dates, owned=bool(bounded))
    return options


def _key(dates: Iterable[DateMention]) -> Key:
    bounds = {(d.value.start, d.value.end) for d in dates if d.value.start is not None}
    return tuple(sorted(bounds, key=str))


def _single(draft: Draft, one: DateMention, number: int, count: int) -> Iterable[str]:
    text, trigger = draft.skeleton.text, draft.piece.trigger
    at = next(element.at for element in draft.piece.elements if element.mention is one)
    yield f"single {number} of {min(count, 3)}"
    yield f"single {'ahead' if trigger is None or at < trigger.start else 'behind'}"
    yield f"single then {sign(text[at + 1 : at + 2])}"
    yield f"single after {sign(text[max(0, at - 1) : at])}"


def _describe(
    draft: Draft,
    options: Options[list[DateMention]],
    place: int,
    dates: Sequence[DateMention],
    *,
    owned: bool,
) -> None:
    state = "running" if draft.cumulative else draft.status
    sources = options.sources(place)
    plain = [source for source in sources if not source.startswith("single ")]
    for source in sources:
        options.describe(place, f"{source} if {'owned' if owned else 'bare'}")
    for source in plain:
        options.describe(place, f"{source} for {draft.type}", f"{source} when {state}")
        if draft.piece.trigger is None:
            options.describe(place, f"{source} in item")
    for one in dates:
        value = one.value
        if value.start is not None:
            options.describe(
                place,
                f"has {value.granularity}",
                f"has {value.granularity} for {draft.type}",
                f"role {value.role}",
                f"role {value.role} when {state}",
            )
    options.describe(place, f"size {min(len(_key(dates)), 3)}", "sources " + "+".join(sorted(plain)))
