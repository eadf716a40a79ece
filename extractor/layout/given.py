"""Document fields that the format of a file gives where its text does not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractor.cleaning import clean_text
from extractor.layers import Field, Metadata, Zone
from extractor.layout.dating import DayField, is_late
from extractor.layout.titles import is_name
from extractor.records import GivenField
from extractor.values.model import DateValue

_HEAD_ZONES = 30
_SHORTEST = 8
NAMES: Final[tuple[GivenField, ...]] = ("title", "date", "publisher")

Fields = tuple[Field[str] | None, DayField | None, Field[str] | None]
"""Title, date and publisher, as in NAMES."""


def complete(said: Fields, given: Metadata, zones: Sequence[Zone], norm: str) -> Fields:
    """What the text says of itself, and what ``given`` says where the text does not. A date long after what
    the text tells is left out, as it is when the page itself says it."""
    title, day, publisher = said
    title = _standing(given.title, zones, norm) or title
    if day is None and given.date is not None:
        stated = Field(DateValue(given.date, given.date, "day"))
        day = None if is_late(norm, zones, stated) else stated
    return title or _words(given.title), day, publisher or _words(given.publisher)


def from_metadata(said: Fields, completed: Fields) -> tuple[GivenField, ...]:
    """The names of the fields that were completed."""
    return tuple(
        name
        for name, own, field in zip(NAMES, said, completed, strict=True)
        if own is None and field is not None and field.start is None
    )


def _standing(given: str | None, zones: Sequence[Zone], norm: str) -> Field[str] | None:
    """The given title where it stands at the head of the page: a line that two say is the title is it. The
    name of a site or body, which many pages give for a title, stands over the title."""
    words = _words(given)
    if words is None or len(words.value) < _SHORTEST or is_name(words.value):
        return None
    for zone in zones[:_HEAD_ZONES]:
        if not zone.kind.is_body and norm[zone.start : zone.end].split() == words.value.split():
            return Field(words.value, zone.start, zone.end)
    return None


def _words(text: str | None) -> Field[str] | None:
    words = " ".join(clean_text(text or "").norm.split())
    return Field(words) if words else None
