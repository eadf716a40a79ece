"""The gazetteer: divisions of GB/T 2260, today's and former ones, and where a text names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import NamedTuple

from extractor.patterns import read_tsv

PROVINCE, PREFECTURE, COUNTY = 1, 2, 3
_KINDS = {"自治区": "自治区", "自治州": "州", "自治县": "县", "自治旗": "旗", "地区": "地区", "林区": "林区"}


class Division(NamedTuple):
    """One division. ``short`` is its name without kind or peoples ("" where that leaves one character);
    ``until`` is the last year it stood, or "" today."""

    code: str
    name: str
    short: str
    until: str

    @property
    def level(self) -> int:
        if self.code.endswith("0000"):
            return PROVINCE
        return PREFECTURE if self.code.endswith("00") else COUNTY

    @property
    def kind(self) -> str:
        """The word a text uses for it alone: 省 市 县 区 州 旗 盟 自治区 地区."""
        for ending, kind in _KINDS.items():
            if self.name.endswith(ending):
                return kind
        return self.name[-1]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """``by_name`` gives the codes-and-names a written form may stand for; ``lengths`` the lengths of forms
    that start with two given characters, longest first."""

    by_code: dict[str, Division]
    by_name: dict[str, tuple[Division, ...]]
    lengths: dict[str, tuple[int, ...]]

    def named(self, form: str) -> tuple[Division, ...]:
        return self.by_name.get(form, ())

    def parents(self, division: Division) -> tuple[Division, ...]:
        """Province and prefecture above ``division``, topmost first (without those the table lacks)."""
        codes = dict.fromkeys((division.code[:2] + "0000", division.code[:4] + "00"))
        return tuple(self.by_code[code] for code in codes if code in self.by_code and code != division.code)

    def chain(self, division: Division) -> tuple[Division, ...]:
        return (*self.parents(division), division)

    def scan(self, text: str) -> Iterator[tuple[int, int, tuple[Division, ...]]]:
        """Every written form in ``text``, longest first at each place, without overlaps; 和 before a form is
        a conjunction, not its beginning (和|安顺)."""
        lengths, free = self.lengths, 0
        for place, pair in enumerate(map(add, text, text[1:])):
            if pair in lengths and place >= free:
                length = self._length(text, place)
                if length and not (pair[0] in "和与及" and self._length(text, place + 1)):
                    free = place + length
                    yield place, free, self.by_name[text[place:free]]

    def _length(self, text: str, position: int) -> int:
        """How long the longest form at ``position`` is, or 0."""
        lengths = self.lengths.get(text[position : position + 2], ())
        return next((length for length in lengths if text[position : position + length] in self.by_name), 0)


def _short_forms(division: Division) -> Iterator[str]:
    if not division.short:
        return
    yield division.short
    if division.kind in ("州", "县", "旗") and len(division.name) > len(division.short) + 1:
        yield division.short + division.kind  # 楚雄州, 清原县


@cache
def gazetteer() -> Gazetteer:
    """The table of ``patterns/orgs/divisions.tsv``, read once."""
    divisions = [Division(*row) for row in read_tsv("orgs/divisions.tsv")]
    by_code = {one.code: one for one in divisions if one.until}
    by_code.update((one.code, one) for one in divisions if not one.until)
    by_name: dict[str, tuple[Division, ...]] = {}
    for division in divisions:
        by_name[division.name] = (*by_name.get(division.name, ()), division)
    exact = set(by_name)
    for division in divisions:
        for form in _short_forms(division):
            same_kind = form not in exact or (
                form[-1] == division.kind and all(one.until for one in by_name[form])
            )  # 沙县 is the county, not the district 沙县区; 镇沅县 of today is the autonomous county
            if same_kind:
                by_name[form] = (*by_name.get(form, ()), division)
    for form, code in read_tsv("orgs/short_names.tsv"):
        by_name[form] = (by_code[code],)
    lengths: dict[str, set[int]] = {}
    for form in by_name:
        lengths.setdefault(form[:2], set()).add(len(form))
    longest_first = {key: tuple(sorted(some, reverse=True)) for key, some in lengths.items()}
    return Gazetteer(by_code, by_name, longest_first)
