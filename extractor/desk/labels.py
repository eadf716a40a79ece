"""Records → gold labels: what an editor corrected becomes a document of the corpus, and so a test."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.desk.contract import Zone
from extractor.labels.answers import mark_answers
from extractor.labels.gold import Labels, check_totals, resolve
from extractor.labels.marks import Mark, labels_of
from extractor.labels.page import Page
from extractor.records import Document, Located

_NAME = 40  # characters of a file name
_SOUGHT = 20_000  # characters of a text in which places are looked for: the time grows with their square
_IN_TURN = ("dates", "amounts", "quantities")


def labels_from(document: Document, text: str, zones: Iterable[Zone]) -> Labels:
    """The labels of ``document``, whose source text is ``text``; words of the ``zones`` are ignored.

    Raises GoldError where the scorer cannot use them. Whether the quotes stand there in turn is asked only
    for the length of an article: they are cut from it, so they should."""
    marked = mark_answers(_apart(document), text)
    labels = labels_of(replace(marked, marks=(*marked.marks, *_ignored(text, zones))))
    check_totals(labels.facts, "labels")
    if len(text) <= _SOUGHT:
        resolve("labels", text, labels)
    return labels


def file_name(document: Document, id: str) -> str:
    """A name for the files of a work that every system takes: letters and digits of the title, and the id."""
    letters = "".join(filter(str.isalnum, document.title or ""))[:_NAME]
    return f"{letters}-{id[:8]}" if letters else id[:8]


def _apart(document: Document) -> Document:
    """Of mentions that begin at one place the longest: labels of a layer stand one after the other."""
    layers: dict[str, tuple[Located, ...]] = {name: getattr(document.mentions, name) for name in _IN_TURN}
    longest = {
        name: tuple({one.span[0]: one for one in sorted(layer, key=lambda one: one.span)}.values())
        for name, layer in layers.items()
    }
    return document.model_copy(update={"mentions": document.mentions.model_copy(update=longest)})


def _ignored(text: str, zones: Iterable[Zone]) -> Iterator[Mark]:
    """The words of the zones, once each; not those that stand elsewhere too, where they may count."""
    page = Page.of(text)
    places: dict[str, list[Zone]] = {}
    for zone in zones:
        places.setdefault(page.letters[slice(*page.on_page(zone.span))], []).append(zone)
    for words, same in places.items():
        if words and page.letters.count(words) <= len(same):
            yield Mark(f"Z{same[0].span[0]}", "ignored", same[0].span)
