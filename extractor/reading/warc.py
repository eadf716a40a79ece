"""WARC: the answers that a crawl of the web got. Requests, redirects, failures, images, scripts and the notes
of the crawler are no documents and not told of."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any, BinaryIO

from extractor.errors import ReadingError
from extractor.reading.document import library_of, sound
from extractor.reading.member import Member
from extractor.reading.raw import Limits, too_large

_TYPES = (
    "text/html", "application/xhtml+xml", "text/plain", "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)  # fmt: skip


def members(file: BinaryIO, *, source: str, limits: Limits) -> Iterator[Member | ReadingError]:
    """The pages, papers and texts that were got, each named by its address. Raises ReadingError."""
    with library_of("warc", source=source):
        from warcio.archiveiterator import ArchiveIterator

    logging.getLogger("warcio").addHandler(logging.NullHandler())  # its complaints are no messages of ours
    for record in ArchiveIterator(file):
        if record.rec_type not in ("response", "resource") or not _is_document(record):
            continue
        address = record.rec_headers.get_header("WARC-Target-URI") or "?"
        try:
            with sound("a WARC record", source=f"{source}!{address}"):
                data = record.content_stream().read(limits.document + 1)
            if len(data) > limits.document:
                raise too_large(f"{source}!{address}", limits.document)
            yield Member(address, io.BytesIO(data))
        except ReadingError as error:
            yield error


def _is_document(record: Any) -> bool:
    headers = record.http_headers or record.rec_headers
    if record.http_headers is not None and record.http_headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").split(";")[0].strip().lower() in _TYPES
