"""Which facts of an archive are one event: told by copies of one bulletin, or by bulletins that agree."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import pairwise

from extractor.events.copies import are_copies, bands, mark, match
from extractor.events.shelf import Shelf
from extractor.events.told import ToldDocument, ToldFact, day_of, keyed, told, words_of
from extractor.events.union import Union
from extractor.records import Document

_WINDOW = 8
_NONE = -1


class Events:
    """What is known of ``size`` facts in the end, by their place in the input.

    ``leader`` is the first telling of the same event; ``is_summed`` is true for the one telling whose money
    counts, if any: the first that is additive, and none where a telling says that it is a share of a total.
    ``standing`` is the place in the order of tellings; ``tellings`` is how many there are, at a leader only.
    """

    def __init__(self, size: int) -> None:
        self.leader, self.standing, self.tellings = (array("q", [0]) * size for _ in range(3))
        self.is_summed = bytearray(size)


class Folding:
    """The events of the documents on a shelf.

    The first copy of anything is the one of the earliest document, then of the smallest id; documents
    without a date come last. In memory: a few numbers for each document and each fact.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._marks = array("q")
        self._first_facts = array("q")
        self._is_summed = bytearray()
        self._is_share = bytearray()

    def add(self, document: Document) -> None:
        """Put one document on the shelf."""
        place, words = len(self._marks), words_of(document)
        kept = told(document, words)
        first = len(self._is_summed)
        order = (day_of(document), document.id, document.source)
        self._shelf.put_document(place, order, first, kept)
        self._shelf.put_bands(place, bands(words))
        self._marks.append(mark(kept))
        self._first_facts.append(first)
        by_id = {fact.id: fact for fact in document.facts}
        for fact, (key, recipients) in zip(document.facts, keyed(document), strict=True):
            number = len(self._is_summed)
            self._shelf.put_fact(number, f"{document.id}/{fact.id}")
            if key is not None:
                self._shelf.put_key(key, recipients, place, number)
            total = by_id.get(fact.part_of) if fact.part_of else None
            self._is_summed.append(fact.additive)
            self._is_share.append(total is not None and total.additive)

    def fold(self) -> Events:
        """The events of all that was added."""
        self._places = array("q", (place for place, _, _ in self._shelf.in_order()))
        self._facts = Union(len(self._is_summed))
        for copies in self._bulletins():
            self._unite_copies(copies)
        for facts in self._shelf.keyed():
            self._unite_keyed(facts)
        return self._chosen()

    def _bulletins(self) -> Iterator[list[int]]:
        """Places of the documents of each bulletin that has copies, the first one first."""
        ranks = array("q", self._places)
        for rank, place in enumerate(self._places):
            ranks[place] = rank
        for group in self._shelf.groups():
            self._shelf.put_pairs(self._neighbours([ranks[place] for place in group]))
        documents = Union(len(self._places))
        for twins in self._shelf.twins():
            for one, other in pairwise(twins):
                documents.unite(ranks[one], ranks[other])
        self._unite_documents(documents)
        copies: dict[int, list[int]] = {}
        for rank, place in enumerate(self._places):
            root = documents.find(rank)
            if root != rank:  # a root has the smallest rank
                copies.setdefault(root, [self._places[root]]).append(place)
        return iter(copies.values())

    def _neighbours(self, group: list[int]) -> Iterator[tuple[int, int]]:
        """Pairs of a group that lie near each other by day or by mark, so that a long series stays linear."""
        by_mark = sorted(group, key=lambda rank: (self._marks[self._places[rank]], rank))
        for order in (sorted(group), by_mark):
            for distance in range(1, min(_WINDOW, len(order) - 1) + 1):
                yield from map(_later_first, zip(order, order[distance:], strict=False))

    def _unite_documents(self, documents: Union) -> None:
        """Bring together, by rank, the documents that are copies. Each is held against the fullest copy of a
        bulletin only: an excerpt is found in the bulletins of two years, and may not make one of them."""
        fullest = array("q", range(len(self._places)))
        for later, earlier in self._shelf.pairs():
            one, other = documents.find(earlier), documents.find(later)
            if one == other:
                continue
            left, right = (self._told(fullest[root]) for root in (one, other))
            if are_copies(left, right):
                documents.unite(one, other)
                full = fullest[one] if left.length >= right.length else fullest[other]
                fullest[documents.find(one)] = full

    def _told(self, rank: int) -> ToldDocument:
        return self._shelf.told(self._places[rank])

    def _unite_copies(self, places: list[int]) -> None:
        """The facts of a bulletin, each copy's with those known from the copies before it."""
        known: list[ToldFact] = []
        numbers: list[int] = []
        for place in places:
            facts = self._shelf.told(place).facts
            first = self._first_facts[place]
            matched = match(known, facts)
            for old, new in matched:
                self._facts.unite(numbers[old], first + new)
            fresh = sorted(set(range(len(facts))) - {new for _, new in matched})
            known += [facts[new] for new in fresh]
            numbers += [first + new for new in fresh]

    def _unite_keyed(self, rows: list[tuple[int, int, int]]) -> None:
        """Facts of one key, where recipients agree or are named by one side only. A document that tells two
        such facts means two events, and nobody knows which of them the others tell."""
        named = {recipients for recipients, _, _ in rows if recipients}
        fill = named.pop() if len(named) == 1 else 0
        groups: dict[int, list[tuple[int, int]]] = {}
        for recipients, document, fact in rows:
            groups.setdefault(recipients or fill, []).append((document, fact))
        for group in groups.values():
            if len({document for document, _ in group}) == len(group):
                for (_, one), (_, other) in pairwise(group):
                    self._facts.unite(one, other)

    def _chosen(self) -> Events:
        """Walk through the tellings in their order, so that the first of each event is met first."""
        size = len(self._is_summed)
        is_share, leader, bearer = bytearray(size), array("q", [_NONE]) * size, array("q", [_NONE]) * size
        for fact in filter(self._is_share.__getitem__, range(size)):
            is_share[self._facts.find(fact)] = True
        events = Events(size)
        for standing, fact in enumerate(self._in_order()):
            event = self._facts.find(fact)
            if leader[event] == _NONE:
                leader[event] = fact
            if bearer[event] == _NONE and self._is_summed[fact] and not is_share[event]:
                bearer[event] = fact
                events.is_summed[fact] = True
            events.standing[fact], events.leader[fact] = standing, leader[event]
            events.tellings[leader[event]] += 1
        return events

    def _in_order(self) -> Iterator[int]:
        for _, first, count in self._shelf.in_order():
            yield from range(first, first + count)


def _later_first(pair: tuple[int, int]) -> tuple[int, int]:
    return max(pair), min(pair)
