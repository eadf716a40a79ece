"""How a report says it: the words of its language, sums, days, the names of figures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files

from extractor.desk.words import words as desk_words
from extractor.report.evidence import Body
from extractor.report.figures import JOINT, NONE, REST, Figure
from extractor.report.tiles import province

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """``table`` is the report's own wording, ``shared`` that of the desk for types and kinds, ``bodies``
    those whom figures are about."""

    table: Mapping[str, str]
    shared: Mapping[str, str]
    bodies: Mapping[str, Body]

    def say(self, key: str, **values: object) -> str:
        """The wording of ``key``; what it has no wording for is said as it is."""
        found = self.table.get(key) or self.shared.get(key) or key.rpartition(".")[2]
        return found.format(**values) if values else found

    def action(self, action: str) -> str:
        return self.say(f"type.{action}")

    def label(self, cut: str, part: str, *, unit: str = "year") -> str:
        """What a figure is about. ``unit``: whether the time axis has months or years."""
        if cut == "time":
            return self._time(part, unit)
        if cut == "province":
            return self.place(part)
        if cut == "recipient_type" and part not in (NONE, "several"):
            return self.say(f"org.{part}")
        if part in (NONE, JOINT, REST, "several"):
            return self.say(f"{cut}.{part}")
        return self.bodies[part].name if part in self.bodies else part

    def place(self, code: str) -> str:
        if code in self.table or f"province.{code}" in self.table:
            return self.table.get(code) or self.table[f"province.{code}"]
        return province(code) or code

    def tile(self, code: str) -> str:
        """A province in the few letters that fit a tile: in English those of GB/T 2260."""
        return self.table.get(f"tile.{code}") or self.place(code)

    def slot(self, part: str) -> str:
        """A part of the time axis in few letters."""
        if not part[:1].isdigit():
            return self.say(f"slot.{part}")
        return part[2:] if "-" in part else part

    def exact(self, yuan: Decimal) -> str:
        """1,234.5"""
        shown = f"{yuan:,f}"
        return shown.rstrip("0").rstrip(".") if "." in shown else shown

    def range(self, figure: Figure) -> str:
        """Lower–upper, exactly."""
        if figure.lower == figure.upper:
            return self.exact(figure.upper)
        return f"{self.exact(figure.lower)}–{self.exact(figure.upper)}"

    def short(self, yuan: Decimal) -> str:
        """A sum in three digits and a unit."""
        size, unit = self.unit(yuan)
        value = yuan / size
        places = max(0, 2 - max(value.adjusted(), 0)) if size > 1 else 0
        shown = f"{value:,.{places}f}" if value >= 10_000 else f"{value:.{places}f}"
        return (shown.rstrip("0").rstrip(".") if "." in shown else shown) + unit

    def short_range(self, figure: Figure) -> str:
        lower, upper = self.short(figure.lower), self.short(figure.upper)
        return upper if lower == upper else f"{lower}–{upper}"

    def unit(self, yuan: Decimal) -> tuple[int, str]:
        """The largest unit in which a sum is 1 or more, and its sign."""
        units = [one.split(" ") for one in self.table["units"].split("|")]
        return next(
            ((int(size), sign) for size, sign in units if abs(yuan) >= int(size)), (int(units[-1][0]), "")
        )

    def says(self, label: str, figure: Figure) -> str:
        """A figure in one line."""
        yuan = self.say("yuan.unit", yuan=self.range(figure))
        return self.say("figure", label=label, facts=f"{figure.facts:,}", yuan=yuan)

    def _time(self, part: str, unit: str) -> str:
        if not part[:1].isdigit():
            return self.say(f"time.spread.{unit}" if part == "spread" else f"time.{part}")
        year, _, month = part.partition("-")
        return self.say("time.month" if month else "time.year", year=year, month=month.lstrip("0"))


def words_of(language: str, bodies: Mapping[str, Body]) -> Words:
    """The words of a language, ``zh`` or ``en``."""
    path = files("extractor.report").joinpath("words.json")
    table: dict[str, dict[str, str]] = json.loads(path.read_text("utf-8"))
    return Words(table[language], desk_words(language), bodies)
