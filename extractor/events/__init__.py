"""One event, many copies: which facts of an archive tell of the same, and which of them a sum counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

from extractor.events.folding import Events, Folding
from extractor.events.lines import read_documents
from extractor.events.shelf import Shelf
from extractor.events.tellings import Event, Telling, event_of, telling_of
from extractor.records import Document, Fact

__all__ = ["Event", "Telling", "dedupe"]


def dedupe(paths: Sequence[str], out: TextIO, *, events_out: TextIO | None = None) -> None:
    """Read the records of ``paths`` twice and write them to ``out`` in the same order, each fact with its
    ``event_id``; of the tellings of an event at most one stays additive. To ``events_out`` goes a line for
    each event that is told more than once.

    Raises ReadingError for a line that is no document record, UsageError where the extra is not installed.
    """
    with TemporaryDirectory(prefix="jianbao-") as folder:
        shelf = Shelf(Path(folder) / "shelf.db")
        try:
            _dedupe(paths, out, events_out, shelf)
        finally:
            shelf.close()


def _dedupe(paths: Sequence[str], out: TextIO, events_out: TextIO | None, shelf: Shelf) -> None:
    folding = Folding(shelf)
    for document in read_documents(paths):
        folding.add(document)
    events = folding.fold()
    first = 0
    for document in read_documents(paths):
        numbered = enumerate(document.facts, first)
        facts = tuple(_marked(fact, number, events, shelf) for number, fact in numbered)
        marked = document.model_copy(update={"facts": facts})
        print(marked.model_dump_json(), file=out)
        if events_out is not None:
            _keep_tellings(marked, first, events, shelf)
        first += len(facts)
    if events_out is not None:
        for event in _told_often(shelf):
            print(event.model_dump_json(), file=events_out)


def _marked(fact: Fact, number: int, events: Events, shelf: Shelf) -> Fact:
    update: dict[str, object] = {"event_id": shelf.name(events.leader[number])}
    if fact.additive and not events.is_summed[number]:
        update |= {"additive": False, "additive_reason": "repost", "additive_yuan": None}
    return fact.model_copy(update=update)


def _keep_tellings(document: Document, first: int, events: Events, shelf: Shelf) -> None:
    for number, fact in enumerate(document.facts, first):
        leader = events.leader[number]
        if events.tellings[leader] > 1:
            telling = telling_of(document, fact).model_dump_json()
            shelf.put_telling(events.standing[leader], events.standing[number], telling)


def _told_often(shelf: Shelf) -> Iterator[Event]:
    for tellings in shelf.tellings():
        yield event_of([Telling.model_validate_json(one) for one in tellings])
