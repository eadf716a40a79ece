"""Several bodies in one phrase that share a head: 河北、山东等省电力工会, 甲、乙两县总工会, 省、市总工会."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extractor.mentions.orgs.names import Name, Place
from extractor.signs import HAN

_LONGEST_PLACE = 12
_JOINT = frozenset("、和与及")
_KINDS = "(?:县级|城区|[省市县区地旗州镇]{1,2})"
_COUNT = re.compile(rf"(?:等)?(?:[两二三四五六七八九十]|[0-9]{{1,2}})?[个家]?{_KINDS}?")
_COUNTED = re.compile(rf"等?[两二三四五六七八九十][个家]?{_KINDS}")
_TOWN = re.compile(
    rf"(?<!{HAN})({HAN}{{1,4}}(?:镇|乡|街道))、$"
    r"|([〇零一二三四五六七八九十]{1,4}团)、$"
)
_TOWN_BEGIN = re.compile(rf"{HAN}{{1,4}}(?:镇|乡|街道|团|农场)$")
_LEVEL_LIST = re.compile(r"(各?)((?:[省市州县区旗]、)*[省市州县区旗])、$")


def spread(
    text: str, names: Sequence[Name], bare: Iterable[Name], places: Iterable[Place]
) -> tuple[list[Name], list[Name]]:
    """``names`` with every phrase of several named bodies taken apart, one name each, in text order; and the
    ``bare`` heads that are in none (甲县、乙县等工会 has one)."""
    ends = {place.end: place for place in places}
    known = {name.end: name for name in names}
    parts = [part for name in names for part in _apart(text, name, ends, known)]
    rest = []
    for name in bare:
        apart = list(_apart(text, name, ends, known))
        if len(apart) > 1:
            parts += apart
        else:
            rest.append(name)
    return sorted(parts, key=lambda name: name.start), rest


def share(text: str, names: Iterable[Name], bare: Sequence[Name]) -> tuple[list[Name], list[Name]]:
    """Bare heads that take over the beginning of the name before them (市公安局、卫健委), as names; and the
    bare heads that remain."""
    before = {name.end: name for name in names if name.level or name.places or name.inner}
    found, rest = [], []
    for name in bare:
        model = before.get(name.start - 1) if text[name.start - 1 : name.start] in _JOINT else None
        if model is None or name.head is None or name.head.left != "closed" or name.head.word == "联合会":
            rest.append(name)
            continue
        if model.inner is not None and not _sits_beside(name, model):
            rest.append(name)
            continue
        name = replace(name, bare=False, shared=True, level=model.level, places=model.places)
        name = replace(name, inner=model.inner, depth=model.depth)
        before[name.end] = name
        found.append(name)
    return found, rest


def _sits_beside(name: Name, model: Name) -> bool:
    """The youth league, the party committee of the body whose union was named (某公司工会、团委)."""
    assert name.head is not None
    union = model.head is not None and model.head.word in ("工会", "党委", "团委") and not model.middle
    return union and name.head.group in ("youth", "party", "women")


def _apart(text: str, name: Name, ends: dict[int, Place], known: dict[int, Name]) -> Iterator[Name]:
    head = name.head
    if head is None or name.inner is not None:
        yield name
        return
    counted = _COUNTED.match(name.middle) if name.places else None
    if counted:  # 甲、|乙|两地|总工会
        name = replace(name, middle=name.middle[counted.end() :], official=True)
    if head.type not in ("union", "government"):
        yield replace(name, many=True) if counted else _together(text, name, ends)
        return
    if name.level and len(name.level) == 1 and text[name.start - 1 : name.start] == "、":
        match = _LEVEL_LIST.search(text, max(0, name.start - 9), name.start)
        if match:
            yield from _levels(name, match)
            return
    if head.type == "union" and not name.level and _TOWN_BEGIN.fullmatch(name.middle):
        yield from _towns(text, name, known)
        return
    first, rest = _leading(text, name, ends)
    if first is None:
        yield name
        return
    listed = list(_listed(text, first, ends))
    if not listed:
        yield name
        return
    form = text[first.start : first.end]
    kind = (counted[0] if counted else rest or (form if len(form) > 2 else ""))[-1:]
    first, *listed = (_of_kind(place, kind) for place in (first, *listed))
    shared = replace(name, level="", many=False, bare=False, official=bool(rest) or name.official)
    if name.many:
        shared = replace(shared, middle="")
    for place in listed:
        yield replace(shared, start=place.start, end=place.end, places=(place,))
    yield replace(shared, start=first.start, places=(first,))


def _of_kind(place: Place, kind: str) -> Place:
    """吉林 of 长春、吉林两市 is the city, not the province."""
    options = tuple(one for one in place.options if one.kind == kind)
    return replace(place, options=options) if options else place


def _together(text: str, name: Name, ends: dict[int, Place]) -> Name:
    """甲、乙两市文化宫: houses and schools of several places stay one phrase of many bodies."""
    first, between = _leading(text, name, ends)
    listed = list(_listed(text, first, ends)) if first is not None and between else []
    return replace(name, start=listed[0].start, many=True, level="") if listed else name


def _leading(text: str, name: Name, ends: dict[int, Place]) -> tuple[Place | None, str]:
    """The place right before the shared part, and the words between (等三省, 两县)."""
    if name.places:
        return (name.places[0], "") if len(name.places) == 1 else (None, "")
    head_start = name.end - len(name.head.word) if name.head else name.end
    own = (ends.get(name.start + size) for size in range(_LONGEST_PLACE, 1, -1)) if name.many else ()
    first = next((place.end for place in own if place and place.start == name.start), name.start)
    for start in range(first, max(name.start - 6, -1), -1):
        place = ends.get(start)
        if place is not None:
            between = text[start : head_start - len(_tail(name))]
            if between and _COUNT.fullmatch(between):
                return place, between
            return None, ""
    return None, ""


def _tail(name: Name) -> str:
    return "" if name.many else name.middle


def _listed(text: str, last: Place, ends: dict[int, Place]) -> Iterable[Place]:
    """The places before ``last`` in its list, in text order."""
    found: list[Place] = []
    start = last.start
    while start > 1 and text[start - 1] in _JOINT and (place := ends.get(start - 1)) is not None:
        found.append(place)
        start = place.start
    return reversed(found)


def _towns(text: str, name: Name, known: dict[int, Name]) -> Iterator[Name]:
    """甲镇、乙镇总工会, 甲农场、一〇三团工会: no gazetteer has them, but a list shows where each begins."""
    start = name.start
    while True:
        match = _TOWN.search(text, max(0, start - 8), start)
        farm = known.get(start - 1) if text[start - 1 : start] == "、" else None
        if match is not None:
            start, end = match.start(match.lastindex or 0), match.end() - 1
        elif farm is not None and farm.head is not None and farm.head.word.endswith("场") and not farm.inner:
            start, end = farm.start, farm.end
        else:
            break
        yield replace(name, start=start, end=end, middle=text[start:end], places=())
    yield name


def _levels(name: Name, match: re.Match[str]) -> Iterator[Name]:
    """省、市总工会 are two bodies; 各市、州总工会 and 县、区总工会 are many."""
    if match[1] or not match[2].startswith("省"):
        yield replace(name, start=match.start(), level="", many=True)
        return
    at = match.start(2)
    for level in match[2].split("、"):
        yield replace(name, start=at, end=at + 1, level=level)
        at += 2
    yield name
