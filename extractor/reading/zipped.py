"""Zip archives, in the order in which they are stored."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from extractor.errors import ReadingError
from extractor.reading.decoding import decode_name
from extractor.reading.document import sound
from extractor.reading.member import FREE, Member, is_litter
from extractor.reading.raw import Limits, bomb, too_many
from extractor.reading.salvage import entries

_UTF8_NAME = 0x800
_LOCKED = 0x1


def names_in(file: BinaryIO) -> frozenset[str]:
    """The names of all members; none for an archive that is broken or whose end is not known."""
    try:
        with ZipFile(file) as archive:
            return frozenset(archive.namelist())
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


def members(file: BinaryIO, *, source: str, limits: Limits) -> Iterator[Member | ReadingError]:
    """What the archive holds; an error for each member that cannot be unpacked. Raises ReadingError, where
    the archive is cut off only after what comes before."""
    try:
        archive = ZipFile(file)
    except BadZipFile as error:
        for entry in entries(file, source=source, limits=limits):
            name = entry.name.decode("utf-8", "replace") if entry.is_utf8 else decode_name(entry.name)
            if not name.endswith("/") and not is_litter(name):
                yield Member(name, io.BytesIO(entry.data))
        raise ReadingError(
            f"breaks off: {error}", where=source, remedy="get it again; what comes before was read"
        ) from error
    with archive:
        yield from _listed(archive, source, limits)


def _listed(archive: ZipFile, source: str, limits: Limits) -> Iterator[Member | ReadingError]:
    for number, info in enumerate(archive.infolist()):
        if number == limits.members:
            raise too_many(source, limits.members)
        name = _name(info)
        if info.is_dir() or is_litter(name):
            continue
        try:
            yield from _member(archive, info, name, f"{source}!{name}", limits)
        except ReadingError as error:
            yield error


def _member(archive: ZipFile, info: ZipInfo, name: str, where: str, limits: Limits) -> Iterator[Member]:
    if info.flag_bits & _LOCKED:
        raise ReadingError("is locked by a password", where=where, remedy="unpack the archive first")
    if info.file_size > FREE and info.file_size > limits.ratio * info.compress_size:
        raise bomb(where)
    with sound("a member of a zip archive", source=where), archive.open(info) as member:
        yield Member(name, cast(BinaryIO, member))


def _name(info: ZipInfo) -> str:
    """The name as it was written: without the flag for UTF-8, Chinese programs write GBK."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return decode_name(raw)
