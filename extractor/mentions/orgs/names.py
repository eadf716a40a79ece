"""What the scanner hands to the namer: places and names as they stand, with the parts they are made of."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.mentions.orgs.divisions import COUNTY, Division
from extractor.mentions.orgs.lexicon import Body, Head


@dataclass(frozen=True, slots=True)
class Place:
    """A written form of a division; ``options`` are the divisions it may stand for. ``sure`` where the form
    carries its kind (衡阳市) or is a province or prefecture (衡阳), not a county's bare name (南山)."""

    start: int
    end: int
    options: tuple[Division, ...]
    sure: bool

    @property
    def level(self) -> int:
        """The highest level it may stand for."""
        return min((one.level for one in self.options), default=COUNTY)


@dataclass(frozen=True, slots=True)
class Name:
    """One name as read: ``[places | level | inner | body] middle head``.

    At most one of ``places``, ``level``, ``inner`` and ``body`` is what it begins with; ``middle`` is the
    text between that and the head. ``many`` for a phrase of many bodies; ``bare`` for a head
    that begins with none of these (财务部), to be named from the document; ``official`` where a place stands
    for its full name (河北、山东等省电力工会); ``shared`` where the beginning stands in the name before
    (市公安局、卫健委); ``weak`` where nothing but common words stands before the head (理货公司): a name only
    among the parts of a known body; ``depth`` counts the bodies one within another; ``stands_for`` is the
    full name for which a short one was introduced (以下简称…); ``site`` is a place within the name that tells
    where the body is (中国银行鹤岗分行).
    """

    start: int
    end: int
    head: Head | None
    middle: str = ""
    places: tuple[Place, ...] = ()
    level: str = ""
    inner: Name | None = None
    body: Body | None = None
    many: bool = False
    bare: bool = False
    official: bool = False
    shared: bool = False
    depth: int = 0
    weak: bool = False
    stands_for: Name | None = None
    site: Place | None = None

    @property
    def self_contained(self) -> bool:
        """Can it be named without looking at other names?"""
        if self.stands_for is not None:
            return self.stands_for.self_contained
        return self.inner.self_contained if self.inner is not None else not self.level
