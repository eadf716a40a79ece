"""Arrow record batches: documents in them and back, and a batch of texts to a batch of results.

``extract_batch`` is all that an engine needs: it maps one record batch to one record batch. Needs the extra
``parquet``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import cache
from itertools import islice

from extractor.archive.codec import Codec, codec, pa
from extractor.archive.outcomes import Cause, Failure, Stage, attempt
from extractor.errors import ReadingError
from extractor.pipeline import Anchor, Extractor, as_day
from extractor.reading.columns import DEFAULT_COLUMNS, Columns, document_of
from extractor.reading.parquet import rows_of
from extractor.reading.raw import Raw
from extractor.records import Document, Record
from extractor.words import SegmenterName

__all__ = [
    "Columns", "document_schema", "extract_batch", "from_batch", "results_schema", "to_batch",
]  # fmt: skip

_AT_ONCE = 16


class Trouble(Record):
    """Why a row has no document: as a line of a batch's failures."""

    stage: Stage | None
    cause: Cause
    reason: str
    remedy: str | None


class Result(Record):
    """What became of one row: ``document``, or else ``error``."""

    source: str
    document: Document | None
    error: Trouble | None


def document_schema() -> pa.Schema:
    """The contract as an Arrow schema: a column for each field of a document."""
    return pa.schema(_codec(Document).type)


def results_schema() -> pa.Schema:
    """What ``extract_batch`` gives: the ``source`` of each row, its ``document`` or else its ``error``."""
    return pa.schema(_codec(Result).type)


def to_batch(documents: Iterable[Document]) -> pa.RecordBatch:
    """Documents as a record batch of ``document_schema``, a row each."""
    return _batch(Document, documents)


def from_batch(batch: pa.RecordBatch | pa.Table) -> Iterator[Document]:
    """The documents of a batch or table of ``document_schema``, in order. Raises pydantic.ValidationError at
    a row that breaks the contract."""
    unpack = _codec(Document).unpack
    return (Document.model_validate(unpack(row)) for row in batch.to_pylist())


def extract_batch(
    batch: pa.RecordBatch | pa.Table,
    *,
    columns: Columns = DEFAULT_COLUMNS,
    anchor: Anchor = None,
    segmenter: SegmenterName = "rjieba",
) -> pa.RecordBatch:
    """Read the texts of a batch: one row of ``results_schema`` for each row, in order.

    A text is a string, or the bytes of a file of any format. ``source`` of the result is the row's id, or its
    number in the batch where it has none. A row that cannot be read has a null document and an ``error`` that
    says at which stage, why and what to do; it never fails the others. ``anchor`` is the day for rows without
    a date of their own. The extractor is built once in each process. Raises ReadingError for a column that is
    missing, AnchorError for an anchor that is no ISO date.
    """
    day, extractor = as_day(anchor), _extractor(segmenter)
    return _batch(Result, (_result(extractor, row, day) for row in _rows(batch, columns)))


@cache
def _codec(model: type[Record]) -> Codec:
    return codec(model)


@cache
def _extractor(segmenter: SegmenterName) -> Extractor:
    return Extractor(segmenter=segmenter)


def _batch(model: type[Record], records: Iterable[Record]) -> pa.RecordBatch:
    """A few records at a time: as Python objects they take ten times the memory that they take in Arrow."""
    known = _codec(model)
    packed = map(known.pack, records)
    parts = [pa.array([], known.type)]
    while some := list(islice(packed, _AT_ONCE)):
        parts.append(pa.array(some, known.type))
    return pa.RecordBatch.from_struct_array(pa.concat_arrays(parts))


def _result(extractor: Extractor, row: Raw | ReadingError, day: date | None) -> Result:
    if isinstance(row, ReadingError):
        return _failed(row.where or "", Failure("reading", "unreadable", row.what, row.remedy))
    done = attempt(extractor, row, anchor=day)
    if isinstance(done, Failure):
        return _failed(row.source, done)
    return Result(source=row.source, document=done.document, error=None)


def _failed(source: str, failure: Failure) -> Result:
    return Result(source=source, document=None, error=Trouble(**asdict(failure)))


def _rows(batch: pa.RecordBatch | pa.Table, columns: Columns) -> Iterator[Raw | ReadingError]:
    """The documents of a batch in order; an error for each row that is none."""
    found = columns.among(batch.schema.names, where="the batch")
    for number, row in enumerate(rows_of(batch.select(found.used())), 1):
        try:
            yield document_of(row, found, table=None, number=number)
        except ReadingError as error:
            yield error
