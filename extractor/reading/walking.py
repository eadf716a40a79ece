"""Through folders and containers to the documents in them, one at a time.

Nothing is skipped in silence: what cannot be read gives an error. Hidden files count like others. Left out
are only the files that operating systems leave behind for themselves (.DS_Store, Thumbs.db, desktop.ini,
__MACOSX, ._*), which nobody means, and of a WARC what is no answer with a page, a paper or a text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from extractor.errors import ReadingError
from extractor.reading.columns import DEFAULT_COLUMNS, Columns
from extractor.reading.document import sound
from extractor.reading.folders import files_of, unreadable
from extractor.reading.kinds import Kind, find_kind
from extractor.reading.member import Member, spooled
from extractor.reading.raw import DEFAULT_LIMITS, Limits, Raw, too_large

Found = Iterator[Raw | ReadingError]


def walk(
    paths: Iterable[str | os.PathLike[str]],
    *,
    columns: Columns = DEFAULT_COLUMNS,
    limits: Limits = DEFAULT_LIMITS,
    leave_out: Iterable[str | os.PathLike[str]] = (),
) -> Found:
    """Each document under ``paths``, or one error for each thing that cannot be read, in a fixed order: as
    given, by name in folders, as stored in containers. Of a container that breaks off, what came before is
    kept. No more than one document is held in memory, larger ones than ``limits`` allows are not read.
    ``leave_out`` are files and folders to pass over, as those that the run itself writes.
    """
    for found in files(paths, leave_out=leave_out):
        if isinstance(found, str):
            yield from documents_in(found, columns=columns, limits=limits)
        else:
            yield found


def files(
    paths: Iterable[str | os.PathLike[str]], *, leave_out: Iterable[str | os.PathLike[str]] = ()
) -> Iterator[str | ReadingError]:
    """The files that ``walk`` opens."""
    left_out = frozenset(map(os.path.realpath, leave_out))
    for path in paths:
        yield from files_of(os.fspath(path), leave_out=left_out)


def documents_in(path: str, *, columns: Columns, limits: Limits) -> Found:
    """Each document in one file, as for ``walk``."""
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below, also when the walk is broken off
    except OSError as error:
        yield unreadable(path, error)
        return
    with file:
        yield from _Walker(columns, limits).enter(file, path, depth=0)


class _Walker:
    def __init__(self, columns: Columns, limits: Limits) -> None:
        self._columns, self._limits = columns, limits

    def enter(self, file: BinaryIO, source: str, *, depth: int) -> Found:
        """What is in ``file``, and the error at which reading it came to an end."""
        try:
            with sound("a file", source=source):
                kind = find_kind(file, source=source)
            with sound(kind.value, source=source):
                if depth and kind in (Kind.ZIP, Kind.PARQUET):  # read from the end, not from the beginning
                    with spooled(file, source=source, most=self._limits.member) as copy:
                        kind = find_kind(copy, source=source)
                        yield from self._documents(copy, source, kind, depth)
                else:
                    yield from self._documents(file, source, kind, depth)
        except ReadingError as error:
            yield error

    def _documents(self, file: BinaryIO, source: str, kind: Kind, depth: int) -> Found:
        limits, columns = self._limits, self._columns
        if kind.is_document:
            yield Raw(source, _whole(file, source, limits.document))
        elif kind.is_table:
            for row in _rows(file, source, kind, columns, limits):
                if isinstance(row, Raw) and len(row.data) > limits.document:
                    yield too_large(row.source, limits.document)
                else:
                    yield row
        elif depth >= limits.depth:
            raise ReadingError("lies too deep in containers", where=source, remedy="unpack the outer ones")
        else:
            for member in _members(file, source, kind, limits):
                if isinstance(member, ReadingError):
                    yield member
                else:
                    inner = f"{source}!{member.name}" if member.name else source
                    yield from self.enter(member.file, inner, depth=depth + 1)


def _rows(file: BinaryIO, source: str, kind: Kind, columns: Columns, limits: Limits) -> Found:
    if kind is Kind.JSONL:
        from extractor.reading import jsonl

        return jsonl.rows(file, source=source, columns=columns, limits=limits)
    if kind is Kind.PARQUET:
        from extractor.reading import parquet

        return parquet.rows(file, source=source, columns=columns)
    from extractor.reading import delimited

    delimiter = "\t" if kind is Kind.TSV else ","
    return delimited.rows(file, source=source, columns=columns, limits=limits, delimiter=delimiter)


def _members(
    file: BinaryIO, source: str, kind: Kind, limits: Limits
) -> Iterator[Member | ReadingError]:
    if kind is Kind.ZIP:
        from extractor.reading import zipped

        return zipped.members(file, source=source, limits=limits)
    if kind is Kind.TAR:
        from extractor.reading import tarred

        return tarred.members(file, source=source, limits=limits)
    if kind is Kind.WARC:
        from extractor.reading import warc

        return warc.members(file, source=source, limits=limits)
    from extractor.reading import packed

    return packed.members(file, source=source, kind=kind, limits=limits)


def _whole(file: BinaryIO, source: str, most: int) -> bytes:
    data = file.read(most + 1)
    if len(data) > most:
        raise too_large(source, most)
    return data
