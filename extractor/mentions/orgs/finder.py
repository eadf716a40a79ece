"""The organisations of a document: places, then names, then what each name means here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.layers import CleanText, Layout, Mention, OrgMention, ZoneKind
from extractor.mentions.orgs.bare import BareNamer
from extractor.mentions.orgs.coined import introduced, listed, without_overlaps
from extractor.mentions.orgs.coordination import share, spread
from extractor.mentions.orgs.lexicon import lexicon
from extractor.mentions.orgs.names import Name
from extractor.mentions.orgs.owners import BASE_TYPES, base_of
from extractor.mentions.orgs.places import Atlas
from extractor.mentions.orgs.scan import Scanner, Scene
from extractor.values.model import OrgValue
from extractor.words import Segmenter, segmenter

_MANY = re.compile("各|有关|两级|三级|所属|基层")


class OrgFinder:
    """Finds organisations; compiled once, use it for any number of documents."""

    def __init__(self, cut: Segmenter | None = None) -> None:
        self._scanner = Scanner(cut or segmenter())

    def find(self, clean: CleanText, layout: Layout) -> list[OrgMention]:
        """All bodies of all zones in text order, positions in clean text, names in full."""
        return list(self.study(clean, layout).mentions)

    def read(self, text: str, clean: CleanText, layout: Layout) -> OrgValue:
        """The body that ``text`` (an issuer, an addressee) names in this document."""
        return self.study(clean, layout).read(text)

    def study(self, clean: CleanText, layout: Layout) -> OrgReading:
        """Read one document once, for its mentions and for strings to be read in its context."""
        return OrgReading(self._scanner, clean, layout)


class OrgReading:
    """One document, read. ``mentions`` in text order; ``read`` names further strings in its context."""

    def __init__(self, scanner: Scanner, clean: CleanText, layout: Layout) -> None:
        self._scanner, self._layout = scanner, layout
        fields = layout.fields
        stated = [field.value for field in (fields.issuer, fields.publisher) if field]
        claims = [place for text in stated for place in scanner.places(text) if place.sure]
        atlas = Atlas(clean.norm, scanner.places(clean.norm), layout, stated=claims)
        scene = scanner.names(clean.norm, atlas.places)
        names, bare = spread(clean.norm, scene.names, scene.bare, atlas.places)
        shared, self._bare = share(clean.norm, names, bare)
        names = sorted([*names, *shared], key=lambda name: name.start)
        coined = [*introduced(clean.norm, names), *listed(clean.norm, names, atlas.places)]
        self._names = without_overlaps(names, coined)
        self._namer = BareNamer(clean.norm, atlas, layout)
        if fields.issuer:
            self._settle(fields.issuer.value)
        self.mentions = tuple(sorted(self._mentions(), key=lambda mention: mention.start))

    def read(self, text: str) -> OrgValue:
        """The body that ``text`` names; the text itself where it is read as none."""
        return self._value(self._scene(text), text)

    def _scene(self, text: str) -> Scene:
        return self._scanner.names(text, self._scanner.places(text))

    def _value(self, scene: Scene, text: str) -> OrgValue:
        whole = _whole(scene, text)
        if whole is not None:
            return self._namer.name(whole, text)
        kinds = [name.head.type for name in (*scene.names, *scene.bare) if name.head is not None]
        return OrgValue(text, kinds[-1] if kinds else "other", collective=_MANY.search(text) is not None)

    def _settle(self, issuer: str) -> None:
        scene = self._scene(issuer)
        whole, value = _whole(scene, issuer), self._value(scene, issuer)
        if (whole is not None and not whole.many) or (
            value.name == issuer and base_of(value).type in BASE_TYPES
        ):
            self._namer.settle(value)

    def _speaks_of_bases(self) -> bool:
        """Does the text speak of 公司, 学校 … alone, as the paper of such a body does?"""
        bases = lexicon().bases
        alone = sum(name.head is not None and name.head.word in bases for name in self._bare)
        begun = sum(name.level in bases and name.level not in lexicon().levels for name in self._names)
        return alone + begun >= 3

    def _is_cell(self, name: Name) -> bool:
        """Is ``name`` all that stands in a cell of a table?"""
        zone = self._layout.zone_at(name.start)
        return zone.kind is ZoneKind.TABLE_ROW and (name.start, name.end) in zone.cells

    def _mentions(self) -> Iterator[OrgMention]:
        short = []
        for name in self._names:
            if not name.self_contained or name.weak:
                short.append(name)
                continue
            value = self._namer.name(name)
            self._namer.learn(name, value)
            yield Mention(name.start, name.end, value, "org.full")
        self._namer.settle_by_text(of_base=self._speaks_of_bases())
        for name in short:
            if name.weak and not (self._namer.at_work or self._is_cell(name)):
                continue
            value = self._namer.name(name)
            self._namer.learn(name, value)
            yield Mention(name.start, name.end, value, "org.short")
        covered = {position for name in self._names for position in range(name.start, name.end)}
        for name in self._bare:
            if name.start in covered:
                continue
            alone = self._namer.alone(name)
            if alone is not None:
                yield Mention(name.start, name.end, alone, "org.alone")


def _whole(scene: Scene, text: str) -> Name | None:
    """The name that is all of ``text``, if one is."""
    return next((name for name in scene.names if name.start == 0 and name.end == len(text)), None)
