"""Which division a written form means here, and which one 省, 市, 县 stand for at a place in the document."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from extractor.layers import Layout
from extractor.mentions.orgs.divisions import COUNTY, PREFECTURE, PROVINCE, Division, gazetteer
from extractor.mentions.orgs.home import find_home
from extractor.mentions.orgs.names import Place
from extractor.mentions.orgs.scan import promote

_OPENS = 12  # characters within which a place opens a paragraph or a sentence
_FAR = 300  # characters within which the opening of a sentence still governs
_LIST = 30
_LISTED = re.compile(r"[^，。；：、\s]{1,12}(?:[、和与][^，。；：、\s]{1,14}){0,3}[、和与]")
_LATE = "2000"  # former divisions that texts of this century may still name alone
_REACH = 40  # places looked at before an ambiguous one, so that no text takes quadratic time
_ALONE = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


class Atlas:
    """The places of one document. ``stated`` are places of the issuer and publisher fields."""

    def __init__(
        self, text: str, places: Sequence[Place], layout: Layout, *, stated: Iterable[Place]
    ) -> None:
        self._text, self._gazetteer = text, gazetteer()
        self._layout = layout
        self._resolved: dict[Place, tuple[Division, bool]] = {}
        self.home = find_home([place for place in places if place.sure], layout, stated=stated)
        within = self.home.get(PREFECTURE) or _municipality(self.home.get(PROVINCE))
        self.places = promote(places, [within.code.rstrip("0")] if within else [], text)
        self._sure = [place for place in self.places if place.sure]
        self._starts = [place.start for place in self._sure]

    def division(self, place: Place, *above: Place) -> Division:
        """The division ``place`` names: one within those named right ``above`` it, or the one that the
        document settles, else the best known."""
        if above:
            prefix = self._choice(above[-1])[0].code.rstrip("0")
            inside = [one for one in place.options if one.code.startswith(prefix)]
            if inside:
                return min(inside, key=lambda one: (bool(one.until), one.code))
        return self._choice(place)[0]

    @property
    def seat(self) -> Division | None:
        """The county where the document is at home, else the prefecture."""
        return self.home.get(COUNTY) or self.home.get(PREFECTURE)

    def region_of(self, name: str) -> str | None:
        """The code of the province that a name known in the whole country begins with, if one."""
        return next((one.code for one in self._gazetteer.named(name[:2]) if one.level == PROVINCE), None)

    def certain(self, place: Place) -> bool:
        """Does only one standing division bear this name, or one where the document is at home or goes on?"""
        return self._choice(place)[1]

    def _choice(self, place: Place) -> tuple[Division, bool]:
        known = self._resolved.get(place)
        if known is None:
            known = self._resolved[place] = self._choose(place)
        return known

    def chain(self, division: Division) -> tuple[Division, ...]:
        return self._gazetteer.chain(division)

    def _choose(self, place: Place) -> tuple[Division, bool]:
        options = sorted(place.options, key=lambda one: (bool(one.until), one.level, one.code))
        standing = [one for one in options if not one.until] or options
        if len(standing) == 1:
            return standing[0], True
        late = [*standing, *(one for one in options if one.until >= _LATE and one not in standing)]
        for around in self._around(place):
            inside = [one for one in late if one.code.startswith(around.code.rstrip("0"))]
            if inside:
                return _best(inside)
        return _best(standing)

    def _around(self, place: Place) -> Iterator[Division]:
        """The divisions that may settle an ambiguous name: the home and those named before it in its section,
        prefectures first. In an item of a round-up what stands there comes first."""
        section = self._layout.sections[self._layout.zone_at(place.start).section]
        low, high = bisect_left(self._starts, section.start), bisect_left(self._starts, place.start)
        near = [
            one
            for other in reversed(self._sure[max(low, high - _REACH) : high])
            if len(other.options) == 1
            for one in self._gazetteer.chain(other.options[0])
        ]
        home = list(self.home.values())
        for level in (PREFECTURE, PROVINCE):
            yield from (one for one in (*near, *home) if one.level == level) if section.item else (
                one for one in (*home, *near) if one.level == level
            )

    def governing(self, kind: str, position: int) -> Division | None:
        """The division that ``kind`` (省, 市, 县 …) alone means at ``position``.

        A heading of the section and a place that opens the paragraph come before the home of the document;
        where the home has no such division, the nearest one named before counts.
        """
        beside = self._beside(position)
        if beside is not None and (found := self._of_kind(beside, kind)) is not None:
            return found
        opening = self._opening(position, kind)
        if opening is not None and (found := self._of_kind(opening, kind)) is not None:
            near = None if found in self.home.values() else self._nearest(kind, position)
            return near if near is not None and near.code.startswith(found.code.rstrip("0")) else found
        for level in (COUNTY, PREFECTURE, PROVINCE):
            division = self.home.get(level)
            if division is not None and _is_kind(division, kind):
                return division
        return self._nearest(kind, position)

    def _beside(self, position: int) -> Division | None:
        """The place of the list in which a name stands: 白山市总、市卫生局、市妇联."""
        index = bisect_left(self._starts, position) - 1
        if index < 0 or position - self._sure[index].end > _LIST:
            return None
        between = self._text[self._sure[index].end : position]
        return self.division(self._sure[index]) if _LISTED.fullmatch(between) else None

    def _opening(self, position: int, kind: str) -> Division | None:
        """The place that opens the paragraph, or, where the home has no division of this kind, the sentence
        before; else that of the heading."""
        zone = self._layout.zone_at(position)
        place = self._first(zone.start, min(position, zone.start + _OPENS))
        if not any(_is_kind(one, kind) for one in self.home.values()):
            low = max(zone.start, position - _FAR)
            stop = self._stop_before(low, position)
            while stop >= 0:
                later = self._first(stop + 1, min(position, stop + 1 + _OPENS))
                if later is not None and self._of_kind(self.division(later), kind) is not None:
                    place = later
                    break
                stop = self._stop_before(low, stop)
        if place is None:
            section = self._layout.sections[zone.section]
            if section.heading is not None:
                heading = self._layout.zones[section.heading]
                place = self._first(heading.start, heading.end)
        return self.division(place) if place is not None else None

    def _stop_before(self, start: int, position: int) -> int:
        return max(self._text.rfind(mark, start, position) for mark in "。；")

    def _first(self, start: int, end: int) -> Place | None:
        index = bisect_left(self._starts, start)
        if index < len(self._sure) and self._sure[index].end <= end:
            return self._sure[index]
        return None

    def _nearest(self, kind: str, position: int) -> Division | None:
        zone = self._layout.zone_at(position)
        section = self._layout.sections[zone.section]
        index = bisect_left(self._starts, position)
        for place in reversed(self._sure[max(0, index - _REACH) : index]):
            if place.start < section.start and section.item:
                break
            found = self._of_kind(self.division(place), kind)
            if found is not None:
                return found
        return None

    def _of_kind(self, division: Division, kind: str) -> Division | None:
        return next((one for one in reversed(self._gazetteer.chain(division)) if _is_kind(one, kind)), None)


def _best(options: Sequence[Division]) -> tuple[Division, bool]:
    """The first of the highest level (临夏 alone is the prefecture), and whether it is the only one."""
    level = min(one.level for one in options)
    highest = [one for one in options if one.level == level]
    return highest[0], len(highest) == 1


def _municipality(province: Division | None) -> Division | None:
    return province if province is not None and province.kind == "市" else None


def _is_kind(division: Division, kind: str) -> bool:
    return division.kind == _ALONE.get(kind, kind)
