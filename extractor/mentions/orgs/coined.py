"""Names that a text makes for itself: short ones it introduces (以下简称…), and places that stand for the
unions of a list (兄弟省总工会援助：北京200万元、江苏150万元)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from extractor.mentions.orgs.lexicon import lexicon
from extractor.mentions.orgs.names import Name, Place
from extractor.signs import HAN

_INTRODUCED = re.compile(
    rf"[（(](?:以下|下文|下)?(?:简称|统称|称)[：:为]?[“\"]?((?![两二三四五六七八九十双各]){HAN}{{2,10}})[”\"]?[，,；;）)]"
)
_MOST = 200  # places of one short name, so that no text takes quadratic time
_WINDOW = 120  # characters of a list behind the phrase that says whose it is
_STOP = re.compile(r"[。！？\n]")
_SUM = re.compile(
    r"(?:、[^、，。；\s]{2,4})*(?:各|分别[为是]?|约|近)?[0-9][0-9,，.]*[余多]?(?:[万亿]元?|元)"
)
_MANY_UNIONS = re.compile(r"(?:[）)各]|兄弟|[省市县区州])(?:总工会|工会)|[省市县区州]总(?!工会)")
_BEFORE = frozenset("，、：；（(中为,:;")


def introduced(text: str, names: Sequence[Name]) -> list[Name]:
    """Every place of a short name, from where it stands in brackets behind the full one."""
    ends = {name.end: name for name in names if not name.many}
    found: list[Name] = []
    for match in _INTRODUCED.finditer(text):
        full = ends.get(match.start())
        if full is None or full.head is None:
            continue
        position = match.start(1)
        for _ in range(_MOST):
            position = text.find(match[1], position)
            if position < 0:
                break
            end = position + len(match[1])
            found.append(Name(position, end, full.head, stands_for=full))
            position = end
    return found


def listed(text: str, names: Sequence[Name], places: Sequence[Place]) -> Iterator[Name]:
    """Places with sums behind a phrase for many unions: each is the federation of that place."""
    sure = [place for place in places if place.sure]
    starts = [place.start for place in sure]
    federation = lexicon().heads["总工会"]
    single = {name.end for name in names if not name.many}
    taken = 0
    for match in _MANY_UNIONS.finditer(text):
        if match.end() in single:
            continue
        low = max(match.end(), taken)
        stop = _STOP.search(text, low, low + _WINDOW)
        high = stop.start() if stop else low + _WINDOW
        members = [
            place
            for place in sure[bisect_left(starts, low) : bisect_left(starts, high)]
            if text[place.start - 1 : place.start] in _BEFORE and _SUM.match(text, place.end)
        ]
        if len(members) > 1:
            taken = members[-1].end
            for place in members:
                yield Name(place.start, place.end, federation, places=(place,), official=True)


def without_overlaps(names: Sequence[Name], coined: Sequence[Name]) -> list[Name]:
    """All names in text order. Of two in the same place the coined one stays, else the longer one."""
    kept: list[Name] = []
    for name in sorted([*coined, *names], key=lambda name: (name.start, -name.end, name.stands_for is None)):
        if not kept or name.start >= kept[-1].end:
            kept.append(name)
    return kept
