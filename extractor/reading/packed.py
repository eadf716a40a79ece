"""gzip, bzip2 and xz: one file, packed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Iterator
from typing import BinaryIO

from extractor.errors import ReadingError
from extractor.reading.kinds import Kind
from extractor.reading.member import Member, Packed, Unpacking
from extractor.reading.raw import Limits


def members(file: BinaryIO, *, source: str, kind: Kind, limits: Limits) -> Iterator[Member]:
    """The one thing that is packed, without a name of its own. Raises ReadingError, where it breaks off only
    after what comes before."""
    unpacked: Packed
    if kind is Kind.GZIP:
        unpacked = gzip.GzipFile(fileobj=file)
    elif kind is Kind.BZIP2:
        unpacked = bz2.BZ2File(file)
    else:
        unpacked = lzma.LZMAFile(file)  # noqa: SIM115 - closed below
    with unpacked:
        stream = Unpacking(unpacked, file, source=source, limits=limits)
        content = io.BufferedReader(stream)
        if content.peek(1) or not stream.fault:
            yield Member("", content)
        if stream.fault:
            raise ReadingError(
                f"breaks off: {stream.fault}", where=source, remedy="get it again; what comes before was read"
            )
