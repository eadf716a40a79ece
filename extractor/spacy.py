"""The extractor as a spaCy component: ``nlp.add_pipe("union_facts")``.

It works on whatever tokens a pipeline has, since mentions are found on characters. Where a span cuts a token,
the token is taken in whole and ``span._.widened`` is true; the exact characters stay in the record.

Of a document: ``doc._.bulletin`` is the record, the same as ``extract`` gives for ``doc.text``, and
``doc._.facts`` its facts. ``doc.spans`` has the groups ``dates``, ``amounts``, ``quantities``, ``orgs`` and
``facts``; the span of a fact is its evidence, labelled with its type. Of a span: ``span._.record`` is its
Date, Amount, Quantity, Org or Fact.

``doc._.anchor`` and ``doc._.source``, set before the component runs, are given to ``extract``; so are
``anchor`` and ``source`` of a dict that is the context in ``nlp.pipe(..., as_tuples=True)``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractor.errors import UsageError
from extractor.pipeline import Extractor
from extractor.records import Document, Fact, Located
from extractor.words import SegmenterName

GROUPS: Final = ("dates", "amounts", "quantities", "orgs", "facts")
_LABELS: Final = {"dates": "date", "amounts": "amount", "quantities": "quantity", "orgs": "org"}
_KEY: Final = "jianbao"


class UnionFacts:
    """The component. ``segmenter`` is that of the extractor, not of the pipeline; ``anchor`` is the day for
    documents that have no ``doc._.anchor``. Raises AnchorError, UsageError as ``Extractor`` does."""

    def __init__(self, *, segmenter: SegmenterName = "rjieba", anchor: str | None = None) -> None:
        self._settings = {"segmenter": segmenter, "anchor": anchor}
        self._anchor = anchor
        self._extractor = Extractor(segmenter=segmenter)

    def __call__(self, doc: Doc) -> Doc:
        given = doc._context if isinstance(doc._context, Mapping) else {}
        anchor = doc._.anchor or given.get("anchor") or self._anchor
        source = doc._.source or given.get("source") or "<text>"
        document = self._extractor.extract(doc.text, anchor=anchor, source=source)
        doc.user_data[_KEY] = document.model_dump_json()
        for group in GROUPS:
            doc.spans[group] = list(_spans(doc, group, document))
        return doc

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (self._settings,)


@Language.factory(
    "union_facts",
    assigns=["doc.spans", "doc._.bulletin", "doc._.facts", "span._.record", "span._.widened"],
    default_config={"segmenter": "rjieba", "anchor": None},
)
def make_union_facts(nlp: Language, name: str, segmenter: SegmenterName, anchor: str | None) -> UnionFacts:
    """The factory; spaCy finds it by entry point."""
    return UnionFacts(segmenter=segmenter, anchor=anchor)


def _again(settings: dict[str, Any]) -> UnionFacts:
    return UnionFacts(**settings)


def _records(document: Document, group: str) -> tuple[Any, ...]:
    found: tuple[Any, ...] = document.facts if group == "facts" else getattr(document.mentions, group)
    return found


def _spans(doc: Doc, group: str, document: Document) -> Iterator[Span]:
    for place, record in enumerate(_records(document, group)):
        label = record.action.type if isinstance(record, Fact) else _LABELS[group]
        identity = f"{group}.{place}"
        span = doc.char_span(*_place(record), label=label, span_id=identity, alignment_mode="expand")
        assert span is not None, f"{_place(record)} lies outside the text"
        yield span


def _place(record: Fact | Located) -> tuple[int, int]:
    return record.evidence.span if isinstance(record, Fact) else record.span


@lru_cache(maxsize=32)
def _parsed(record: str) -> Document:
    """Records are kept as JSON, so that a Doc can be written out and sent to other processes."""
    return Document.model_validate_json(record)


def _bulletin(doc: Doc) -> Document | None:
    record = doc.user_data.get(_KEY)
    return _parsed(record) if record else None


def _facts(doc: Doc) -> tuple[Fact, ...]:
    document = _bulletin(doc)
    return document.facts if document else ()


def _record(span: Span) -> Fact | Located | None:
    document = _bulletin(span.doc)
    group, _, place = span.id_.partition(".")
    if document is None or group not in GROUPS:
        return None
    found: Fact | Located = _records(document, group)[int(place)]
    return found


def _widened(span: Span) -> bool:
    record = _record(span)
    return record is not None and _place(record) != (span.start_char, span.end_char)


def _extend() -> None:
    """Set the extensions, again where this module is loaded again. Raises UsageError for a name that others
    have taken: theirs would be lost."""
    wanted: list[tuple[type[Doc | Span], str, dict[str, Any]]] = [
        (Doc, "bulletin", {"getter": _bulletin}), (Doc, "facts", {"getter": _facts}),
        (Doc, "anchor", {"default": None}), (Doc, "source", {"default": None}),
        (Span, "record", {"getter": _record}), (Span, "widened", {"getter": _widened}),
    ]  # fmt: skip
    again = _is_ours(Doc, "bulletin")
    for kind, name, how in wanted:
        if kind.has_extension(name) and not (_is_ours(kind, name) if "getter" in how else again):
            what = f"another package has set the extension {name!r} of spaCy's {kind.__name__}"
            raise UsageError(what, remedy="use the two in different processes, or rename the other")
    for kind, name, how in wanted:
        kind.set_extension(name, **how, force=True)


def _is_ours(kind: type[Doc | Span], name: str) -> bool:
    getter = kind.get_extension(name)[2] if kind.has_extension(name) else None
    return getattr(getter, "__module__", None) == __name__


_extend()
