"""From a name as it stands to the body it means: full official name, type, division."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from extractor.layers import Layout
from extractor.mentions.orgs.divisions import Division
from extractor.mentions.orgs.lexicon import lexicon
from extractor.mentions.orgs.places import Atlas
from extractor.mentions.orgs.scan import Name
from extractor.values.model import OrgValue

_OFFICIAL = ("general-union", "party-committee", "government")


class Namer:
    """Names the bodies of one document. Names it has given teach the later short ones."""

    def __init__(self, text: str, atlas: Atlas, layout: Layout) -> None:
        self._text, self._atlas, self._layout = text, atlas, layout
        self._words = lexicon()
        self._known: list[tuple[int, OrgValue]] = []
        self._positions: list[int] = []
        self.home: OrgValue | None = None

    def learn(self, position: int, value: OrgValue) -> None:
        """Remember a full name that stands at ``position``; -1 for those the document states of itself."""
        at = bisect_left(self._positions, position)
        self._positions.insert(at, position)
        self._known.insert(at, (position, value))

    def name(self, name: Name, text: str | None = None) -> OrgValue:
        """The value of ``name``, which stands in ``text`` (default: the document's)."""
        written = (self._text if text is None else text)[name.start : name.end]
        if name.body is not None:
            return OrgValue(name.body.name, name.body.type)
        head = name.head
        if head is None:
            raise ValueError(f"a name without a head: {name}")
        if name.many:
            return OrgValue(written, head.type, collective=True)
        if name.inner is not None:
            whole = self.name(name.inner, text)
            kind = whole.type if head.group in ("part", "enterprise-part", "union-board") else head.type
            return OrgValue(whole.name + name.middle + head.full, kind, whole.region)
        if name.places:
            return self._placed(name, text)
        if name.level:
            return self._levelled(name, written)
        return OrgValue(name.middle + head.full, head.type)

    def _placed(self, name: Name, text: str | None) -> OrgValue:
        head, source = name.head, self._text if text is None else text
        assert head is not None
        last = name.places[-1]
        division = self._atlas.division(last)
        region = division.code if self._atlas.certain(last) or len(name.places) > 1 else None
        if name.middle or head.group not in _OFFICIAL:
            begin = source[name.places[0].start : last.end]
            return OrgValue(begin + name.middle + head.full, head.type, region)
        stated = [self._atlas.division(place).name for place in name.places[:-1]]
        return self._official(name, "".join(stated) + division.name if stated else self._full(division), region)

    def _levelled(self, name: Name, written: str) -> OrgValue:
        head = name.head
        assert head is not None
        if name.level in self._words.bases and name.level not in self._words.levels:
            base = self.antecedent(name.level, name.start)
            if base is None:
                return OrgValue(written, head.type)
            return OrgValue(base.name + name.middle + head.full, head.type, base.region)
        division = self._atlas.governing(name.level, name.start)
        if division is None:
            return OrgValue(written, head.type)
        return self._official(name, self._full(division), division.code)

    def _official(self, name: Name, place: str, region: str | None) -> OrgValue:
        head = name.head
        assert head is not None
        if head.group == "party-committee":
            return OrgValue(f"中共{place}委员会", "party", region)
        return OrgValue(place + name.middle + head.full, head.type, region)

    def _full(self, division: Division) -> str:
        """A district carries the city it belongs to; counties and cities stand alone."""
        if division.kind == "区" and division.level == 3:
            above = self._atlas.chain(division)[-2:-1]
            return "".join(one.name for one in above) + division.name
        return division.name

    def antecedent(self, base: str, position: int) -> OrgValue | None:
        """The body that ``base`` (公司, 院 …) alone means: the nearest one before that ends so."""
        ends = self._words.bases[base]
        index = bisect_left(self._positions, position)
        before = [value for _, value in reversed(self._known[:index])]
        after = [value for _, value in self._known[index:]]
        for value in (*before, *after):
            name = value.name.removesuffix("工会")
            if name.endswith(ends):
                kind = value.type if name == value.name else "enterprise"
                return replace(value, name=name, type=kind)
        return None

    def owner(self, position: int) -> OrgValue | None:
        """The union of which a bare department (财务部) at ``position`` is a part."""
        if self.home is not None and self.home.type == "union":
            return self.home
        index = bisect_left(self._positions, position)
        unions = (value for _, value in reversed(self._known[:index]) if value.type == "union")
        return next(unions, None)
