"""The stages in order. An ``Extractor`` holds what is compiled once; a document goes through it one way."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from hashlib import sha256

from extractor import words
from extractor.cleaning import clean_text
from extractor.errors import AnchorError, UsageError
from extractor.facts import FactFinder
from extractor.facts.lexicon import Lexicon
from extractor.facts.linking import Linker
from extractor.facts.model import FactLayer
from extractor.layers import CleanText, Layout, MentionLayer, SourceText
from extractor.layout import lay_out
from extractor.mentions import MentionFinder
from extractor.reading import read_bytes
from extractor.recording import build_document
from extractor.records import Document
from extractor.words import SegmenterName
from extractor.workers import Workers

Anchor = str | date | None

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Analysis:
    """Every layer of one document, from the source text to the records."""

    source: SourceText
    clean: CleanText
    layout: Layout
    mentions: MentionLayer
    facts: FactLayer
    document: Document


class Extractor:
    """Turns bulletins into records. Build it once, use it for any number of texts; it keeps no state.

    ``segmenter`` tells where words begin and end: rjieba, jieba or pkuseg. ``facts`` finds the facts: rules
    and fitted linker with that segmenter, unless another finder is given. Raises UsageError where the
    segmenter is unknown or not installed.
    """

    def __init__(self, *, segmenter: SegmenterName = "rjieba", facts: FactFinder | None = None) -> None:
        cut = words.segmenter(segmenter)
        self._mentions = MentionFinder(cut)
        self._facts = facts or FactFinder(Lexicon.load(cut=cut), judge=Linker.load())
        self._twin = None if facts else partial(Extractor, segmenter=segmenter)

    def extract(self, text: str | bytes, *, anchor: Anchor = None, source: str = "<text>") -> Document:
        """Read one bulletin.

        ``text`` is the bulletin, or its raw bytes in any of the encodings and formats that reading knows.
        ``anchor`` is the day from which dates are resolved where the bulletin itself gives none: an ISO date
        (2020-02-05). ``source`` is the name under which the records show it; its suffix helps to tell the
        format.

        Raises AnchorError for an anchor that is no ISO date, ReadingError for bytes that are no text.
        """
        return self.analyse(text, anchor=anchor, source=source).document

    def pipe(
        self, texts: Iterable[str | bytes], *, anchor: Anchor = None, workers: int = 1
    ) -> Iterator[Document]:
        """Read many bulletins, lazily and in order. Errors as for ``extract``, at the text that has them.

        With several ``workers`` as many processes read, each with an extractor of its own; the documents and
        their order are the same. A script calls this under ``if __name__ == "__main__"``. Raises UsageError
        where this extractor has a fact finder of its own, WorkerError where a process fails.
        """
        day = as_day(anchor)
        if workers == 1:
            return (self.extract(text, anchor=day) for text in texts)
        if self._twin is None:
            raise UsageError("a fact finder of one's own stays in its process", remedy="use one worker")
        return _spread(texts, partial(_make_extract, self._twin, day), workers)

    def analyse(self, text: str | bytes, *, anchor: Anchor = None, source: str = "<text>") -> Analysis:
        """As ``extract``, with all the layers in between."""
        decoded = _of_string(text, source) if isinstance(text, str) else read_bytes(text, source=source)
        return self.read(decoded, anchor=anchor)

    def read(self, source: SourceText, *, anchor: Anchor = None) -> Analysis:
        """Take a decoded text through the stages. Raises AnchorError."""
        clean = clean_text(source.text)
        layout = lay_out(clean, anchor=as_day(anchor), given=source.given)
        field = layout.fields.date
        mentions = self._mentions.find(clean, layout, anchor=field.value.start if field else None)
        facts = self._facts.find(clean, layout, mentions)
        document = build_document(source, clean, layout, mentions, facts)
        return Analysis(source, clean, layout, mentions, facts, document)


def extract(text: str | bytes, *, anchor: Anchor = None, source: str = "<text>") -> Document:
    """``Extractor().extract(...)`` for a single text; see there."""
    return Extractor().extract(text, anchor=anchor, source=source)


def _spread(
    texts: Iterable[str | bytes], make: Callable[[], Callable[[str | bytes], Document]], count: int
) -> Iterator[Document]:
    with Workers(make, count=count) as workers:
        yield from workers.map(texts)


def _make_extract(make: Callable[[], Extractor], day: date | None) -> Callable[[str | bytes], Document]:
    return partial(make().extract, anchor=day)


def as_day(anchor: Anchor) -> date | None:
    """An anchor as a day. Raises AnchorError where it is no ISO date."""
    if isinstance(anchor, datetime):
        return anchor.date()
    if anchor is None or isinstance(anchor, date):
        return anchor
    try:
        if not _ISO_DAY.fullmatch(anchor):
            raise ValueError("not YYYY-MM-DD")
        return date.fromisoformat(anchor)
    except ValueError as error:
        raise AnchorError(
            f"{anchor!r} is no date", where="anchor", remedy="give it as YYYY-MM-DD, as in 2020-02-05"
        ) from error


def _of_string(text: str, source: str) -> SourceText:
    """Half a surrogate pair is no character and cannot be written out: it becomes U+FFFD, in its place."""
    sound = _LONE_SURROGATE.sub("\ufffd", text)
    warnings = () if sound == text else ("lone surrogates in the text were read as U+FFFD",)
    return SourceText(sound, sha256(sound.encode()).hexdigest()[:16], source, warnings)
