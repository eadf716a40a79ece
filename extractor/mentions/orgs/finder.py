"""The organisations of a document: scan, settle the places, name the bodies."""

from __future__ import annotations

from extractor.layers import CleanText, Layout, Mention, OrgMention
from extractor.mentions.orgs.naming import Namer
from extractor.mentions.orgs.places import Atlas
from extractor.mentions.orgs.scan import Name, Scanner
from extractor.values.model import OrgValue

_OWN_PARTS = ("part", "union-board")


class OrgFinder:
    """Finds organisations; compiled once, use it for any number of documents."""

    def __init__(self) -> None:
        self._scanner = Scanner()

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
        self._scanner = scanner
        self._scene = scanner.scan(clean.norm)
        fields = layout.fields
        stated = [field.value for field in (fields.issuer, fields.publisher) if field]
        places = [place for text in stated for place in scanner.scan(text).places if place.sure]
        self._namer = Namer(clean.norm, Atlas(self._scene.places, layout, stated=places), layout)
        if fields.issuer:
            self._namer.home = self.read(fields.issuer.value)
            self._namer.learn(-1, self._namer.home)
        self.mentions = tuple(self._mentions())

    def read(self, text: str) -> OrgValue:
        """The body that ``text`` names; the text itself where it is read as none."""
        scene = self._scanner.scan(text)
        whole = next((name for name in scene.names if name.start == 0 and name.end == len(text)), None)
        if whole is not None:
            return self._namer.name(whole, text)
        last = scene.names[-1] if scene.names else None
        return OrgValue(text, self._namer.name(last, text).type if last else "other")

    def _mentions(self) -> list[OrgMention]:
        found: list[OrgMention] = []
        later: list[Name] = []
        for name in self._scene.names:
            if _self_contained(name):
                value = self._namer.name(name)
                self._learn(name, value)
                found.append(Mention(name.start, name.end, value, "org.full"))
            else:
                later.append(name)
        for name in later:
            value = self._namer.name(name)
            found.append(Mention(name.start, name.end, value, "org.short"))
            self._learn(name, value)
        found.extend(self._parts())
        return sorted(found, key=lambda mention: mention.start)

    def _learn(self, name: Name, value: OrgValue) -> None:
        if value.collective:
            return
        if name.inner is not None:
            self._learn(name.inner, self._namer.name(name.inner))
        self._namer.learn(name.start, value)

    def _parts(self) -> list[OrgMention]:
        found = []
        for name in self._scene.bare:
            head = name.head
            if head is None or head.group not in _OWN_PARTS or len(head.word) < 3 or head.word == "机关":
                continue
            owner = self._namer.owner(name.start)
            if owner is not None:
                value = OrgValue(owner.name + head.full, owner.type, owner.region)
                found.append(Mention(name.start, name.end, value, "org.part"))
        return found


def _self_contained(name: Name) -> bool:
    if name.inner is not None:
        return _self_contained(name.inner)
    return not name.level





