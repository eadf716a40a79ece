"""Records as they lie in files, a document a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from extractor.additive import summing
from extractor.errors import ReadingError
from extractor.records import Document, Fact
from extractor.stores.lines import read_lines
from extractor.stores.loading import Refused


def read_documents(paths: Sequence[str]) -> Iterator[Document]:
    """The documents of all files, in order, as they were before copies were looked for.

    Raises ReadingError with file and line where one cannot be read or is no document.
    """
    for line in read_lines(paths):
        if isinstance(line, Refused):
            raise ReadingError(line.why, where=line.where, remedy="give files that extract -o wrote")
        yield _document(line.raw, where=line.where)


def _document(line: bytes, *, where: str) -> Document:
    try:
        document = Document.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ReadingError(
            f"is no document record: {place} {first['msg']}".replace("  ", " "),
            where=where,
            remedy="give lines of extract --format documents",
        ) from error
    if any(fact.event_id for fact in document.facts):
        return document.model_copy(update={"facts": tuple(map(_undone, document.facts))})
    return document


def _undone(fact: Fact) -> Fact:
    """The fact without what an earlier comparison wrote into it."""
    update: dict[str, object] = {"event_id": None}
    if fact.additive_reason == "repost":
        is_share = fact.part_of is not None
        update |= summing(
            status=fact.status,
            is_share=is_share,
            amounts=fact.amounts,
            evidence=fact.evidence.text,
            ends=[date.end for date in fact.dates],
        )
    return fact.model_copy(update=update)
