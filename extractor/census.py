"""The bodies of an archive: each under its full name, how it is written, how often, and what to look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.mentions.orgs.divisions import gazetteer
from extractor.mentions.orgs.lexicon import lexicon
from extractor.records import Document, Org, OrgType

COLUMNS = ("name", "type", "region", "division", "documents", "mentions", "variants", "first", "look")
_OF_A_PLACE = ("union", "party", "government")

Key = tuple[str, OrgType, str | None]


@dataclass
class Body:
    """One body. ``variants`` are its written forms with their counts; ``first`` is where it was met first:
    the document's source and the offset in it."""

    name: str
    type: OrgType
    region: str | None
    first: str
    documents: int = 0
    mentions: int = 0
    variants: Counter[str] = field(default_factory=Counter)

    @property
    def division(self) -> str:
        """The names of the division and those above it, or ""."""
        known = gazetteer()
        own = known.by_code.get(self.region or "")
        return "".join(one.name for one in known.chain(own)) if own else ""

    @property
    def look(self) -> str:
        """Why a person should look at it: "unresolved" where the text does not tell whose it is (市总), "no
        division" for a union, party or government body without one, else ""."""
        words = lexicon()
        begun = self.name.startswith((*words.levels, *words.bases))
        if begun and self.region is None:
            return "unresolved"
        return "no division" if self.region is None and self.type in _OF_A_PLACE else ""

    def row(self) -> tuple[str, ...]:
        """The cells of ``COLUMNS``."""
        forms = sorted(self.variants.items(), key=lambda one: (-one[1], one[0]))
        written = "、".join(f"{form} {count}" for form, count in forms)
        where = (self.region or "", self.division)
        counts = (str(self.documents), str(self.mentions))
        return (self.name, self.type, *where, *counts, written, self.first, self.look)


class Census:
    """Counts the certain bodies of documents, one document after the other."""

    def __init__(self) -> None:
        self._bodies: dict[Key, Body] = {}

    def add(self, document: Document) -> None:
        """Count the bodies of one document: those its text names, its issuer and its addressees."""
        fields = [document.issuer] if document.issuer else []
        once = {org.span: org for org in (*document.mentions.orgs, *fields, *document.addressees)}
        for key in {self._count(org, document.source) for org in once.values() if not org.collective}:
            self._bodies[key].documents += 1

    def _count(self, org: Org, source: str) -> Key:
        key = (org.name, org.type, org.region)
        body = self._bodies.setdefault(key, Body(*key, f"{source}:{org.span[0]}"))
        body.mentions += 1
        body.variants[org.text] += 1
        return key

    def bodies(self) -> Iterator[Body]:
        """All bodies, those of most documents first."""
        order = sorted(self._bodies.values(), key=lambda one: (-one.documents, -one.mentions, one.name))
        return iter(order)
