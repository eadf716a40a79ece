"""spaCy's DocBin: one Doc of characters for each document, its marks as span groups.

Groups are ``dates``, ``amounts`` … ``facts``; a span's label is ``date`` … or the fact's type, its ``id_``
that of the mark. Fields, links and the document's own fields are JSON in ``doc.user_data["jianbao.labels"]``,
beside the record that the component of ``extractor.spacy`` keeps. The component sets the same groups, so that
spaCy can score them: run it on a Doc of its own.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.errors import GoldError, UsageError
from extractor.labels.files import bytes_of, shaped, slot_of
from extractor.labels.marks import LAYERS, Layer, Link, Mark, Marked, from_label
from extractor.replacing import replaced

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

GROUPS: dict[Layer, str] = {
    "date": "dates", "amount": "amounts", "quantity": "quantities", "org": "orgs", "party": "parties",
    "paper": "papers", "action": "actions", "fact": "facts", "ignored": "ignored",
}  # fmt: skip
_OURS = "jianbao.labels"


def write(documents: Iterable[Marked], path: Path) -> None:
    """Write one .spacy file. Raises OSError, and UsageError without the extra ``spacy``."""
    _need_spacy()
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    vocab = Vocab()
    docs = DocBin(store_user_data=True, docs=[_doc(document, vocab) for document in documents])
    with replaced(path) as out:
        out.write(docs.to_bytes())


def read(path: Path) -> Iterator[Marked]:
    """Read a file as written here, whatever has become of its spans. Raises GoldError, UsageError."""
    _need_spacy()
    from spacy.tokens import DocBin
    from spacy.vocab import Vocab

    data = bytes_of(path)
    try:
        with shaped(str(path)):
            docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except zlib.error as error:
        raise GoldError("is no DocBin", where=str(path), remedy="check --from") from error
    for number, doc in enumerate(docs, 1):
        with shaped(f"{path}: document {number}"):
            document = _marked(doc)
        yield document


def _need_spacy() -> None:
    try:
        import spacy  # noqa: F401
    except ImportError as error:
        raise UsageError("spaCy is not installed", remedy="python -m pip install 'jianbao[spacy]'") from error


def _doc(document: Marked, vocab: Vocab) -> Doc:
    from spacy.tokens import Doc, Span

    doc = Doc(vocab, words=list(document.text), spaces=[False] * len(document.text))
    for layer, group in GROUPS.items():
        marks = [one for one in document.marks if one.layer == layer]
        doc.spans[group] = [Span(doc, *one.span, label=one.label, span_id=one.id) for one in marks]
    ours = {
        "name": document.name,
        "document": document.head,
        "fields": {one.id: one.untyped() for one in document.marks},
        "links": [(link.slot, link.fact, link.target) for link in document.links],
    }
    doc.user_data[_OURS] = json.dumps(ours, ensure_ascii=False)
    return doc


def _marked(doc: Doc) -> Marked:
    ours = json.loads(doc.user_data[_OURS])
    marks = []
    for layer in LAYERS:
        for span in doc.spans.get(GROUPS[layer], ()):
            known, fields = from_label(span.label_, ours["fields"].get(span.id_, {}))
            marks.append(Mark(span.id_, known, (span.start_char, span.end_char), fields))
    links = tuple(Link(slot_of(slot), fact, target) for slot, fact, target in ours["links"])
    return Marked(ours["name"], doc.text, ours["document"], tuple(marks), links)
