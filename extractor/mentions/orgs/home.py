"""Where a document is at home: the province, prefecture and county most of its places lie in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from extractor.layers import Layout, ZoneKind
from extractor.mentions.orgs.divisions import COUNTY, PREFECTURE, PROVINCE, Division, gazetteer
from extractor.mentions.orgs.names import Place

# What a place says about the home of the document, by where it stands; elsewhere 1.
_WEIGHTS = {
    ZoneKind.LETTERHEAD: 8,
    ZoneKind.NUMBER: 4,
    ZoneKind.TITLE: 2,
    ZoneKind.SIGNATURE: 6,
    ZoneKind.BYLINE: 3,
    ZoneKind.NAVIGATION: 2,
    ZoneKind.RELATED: 0,
}
_STATED = 8  # issuer and publisher fields, and the first place of the title
_SHARE = 0.5  # of all weight that home must have
_WHOLE = -1  # a vote that counts for the whole document, not for one of its items

Home = dict[int, Division]


def find_home(places: Sequence[Place], layout: Layout, *, stated: Iterable[Place]) -> Home:
    """The home by level; a level is left out where no division has half of the weight of the level above it,
    or where only one item of a round-up names it. ``stated`` are places of issuer and publisher fields."""
    weights: Counter[Division] = Counter()
    voices: defaultdict[Division, set[int]] = defaultdict(set)
    total = 0
    for place, weight, voice in _votes(places, layout, stated):
        division = _only_option(place)
        if division is not None and weight:
            total += weight
            for one in gazetteer().chain(division):
                weights[one] += weight
                voices[one].add(voice)
    home: Home = {}
    for level in (PROVINCE, PREFECTURE, COUNTY):
        inside = [one for one in weights if one.level == level and _under(one, home)]
        if not inside:
            continue
        best = max(inside, key=lambda one: (weights[one], one.code))
        if weights[best] < _SHARE * total or not (_WHOLE in voices[best] or len(voices[best]) > 1):
            break
        home[level], total = best, weights[best]
    return home


def _only_option(place: Place) -> Division | None:
    today = [one for one in place.options if not one.until] or list(place.options)
    highest = min(one.level for one in today)
    today = [one for one in today if one.level == highest]
    return today[0] if len(today) == 1 else None


def _votes(
    places: Sequence[Place], layout: Layout, stated: Iterable[Place]
) -> Iterator[tuple[Place, int, int]]:
    for place in stated:
        yield place, _STATED, _WHOLE
    titled = False
    for place in places:
        zone = layout.zone_at(place.start)
        weight = _WEIGHTS.get(zone.kind, 1)
        if zone.kind is ZoneKind.TITLE and not titled:
            titled, weight = True, _STATED
        in_item = zone.kind not in _WEIGHTS and layout.sections[zone.section].item
        yield place, weight, zone.section if in_item else _WHOLE


def _under(division: Division, home: Home) -> bool:
    above = home.get(PREFECTURE) or home.get(PROVINCE)
    return above is None or division.code.startswith(above.code.rstrip("0"))
