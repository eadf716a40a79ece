"""The words of ``patterns/dates.yaml``: schema, and look-up tables for the grammar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pydantic import model_validator

from extractor.patterns import PatternModel, load
from extractor.values.lunar import first_dog_day, lunar_day, solar_term

FILE = "dates.yaml"
_TERM_OF_DOGS = "入伏"


class Festival(PatternModel):
    """One festival under all its names; exactly one of ``solar``, ``lunar`` and ``term`` says when it is."""

    names: tuple[str, ...]
    solar: tuple[int, int] | None = None
    lunar: tuple[int, int] | None = None
    term: str | None = None
    days: int = 1
    quoted: bool = False
    given_names: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_when(self) -> Festival:
        if sum(rule is not None for rule in (self.solar, self.lunar, self.term)) != 1:
            raise ValueError("give exactly one of solar, lunar and term")
        return self

    def day_in(self, year: int) -> date | None:
        """The day of the festival in a Gregorian year (腊月 festivals: the one that falls into it)."""
        if self.solar:
            return date(year, *self.solar)
        if self.lunar:
            month, day = self.lunar
            return lunar_day(year - 1 if month == 12 else year, month, day)
        return first_dog_day(year) if self.term == _TERM_OF_DOGS else solar_term(year, str(self.term))


class Shifts(PatternModel):
    """Words that count from the document's date (anchor) and from the date told of (context)."""

    anchor: dict[str, int]
    context: dict[str, int]


class Event(PatternModel):
    """Something that happened in a year that every reader knows."""

    words: tuple[str, ...]
    year: int


class NotDate(PatternModel):
    """Something that looks like a date and is none: regular expression, an example text and the reason."""

    pattern: str
    text: str
    why: str


class Example(PatternModel):
    """Texts whose date (in square brackets where there are several) means what ``gives`` says."""

    gives: str
    texts: tuple[str, ...]
    anchor: date | None = None


class CounterExample(PatternModel):
    """A text without any date that has bounds."""

    text: str
    why: str


class DateWords(PatternModel):
    """Everything in ``patterns/dates.yaml``."""

    festivals: tuple[Festival, ...]
    pairs: tuple[str, ...]
    years: Shifts
    months: Shifts
    quarters: dict[str, int]
    days: Shifts
    vague: tuple[str, ...]
    recurring: tuple[str, ...]
    events: tuple[Event, ...]
    not_dates: tuple[NotDate, ...]
    examples: tuple[Example, ...]
    counter_examples: tuple[CounterExample, ...]

    def without(self, index: int) -> DateWords:
        """The same words but for one of ``not_dates``, to see whether that rule is needed."""
        rules = self.not_dates[:index] + self.not_dates[index + 1 :]
        return self.model_copy(update={"not_dates": rules})

    @cached_property
    def festival_of(self) -> Mapping[str, Festival]:
        """Festivals by each of their names."""
        return {name: festival for festival in self.festivals for name in festival.names}


@dataclass(frozen=True, slots=True)
class Shift:
    """A step from the document's date (``anchored``) or from the date told of."""

    anchored: bool
    steps: int


def shifts(words: Shifts) -> dict[str, Shift]:
    """One table of both kinds."""
    return {
        **{word: Shift(True, steps) for word, steps in words.anchor.items()},
        **{word: Shift(False, steps) for word, steps in words.context.items()},
    }


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def load_words() -> DateWords:
    """Read the pattern file. Raises PatternError."""
    return load(FILE, DateWords)
