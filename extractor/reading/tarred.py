"""Tar archives, in the order in which they are stored."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from extractor.errors import ReadingError
from extractor.reading.decoding import decode_name
from extractor.reading.member import Member, is_litter, spooled
from extractor.reading.raw import Limits, too_many

if TYPE_CHECKING:
    from typing_extensions import Self


_End: Any = tarfile.EOFHeaderError  # type: ignore[attr-defined]


class _Header(tarfile.TarInfo):
    """Tells of an archive that breaks off: the library takes that for its end."""

    @classmethod
    def fromtarfile(cls, archive: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(archive)
        except tarfile.HeaderError as error:
            if isinstance(error, _End):
                raise
            raise ValueError(f"it breaks off at byte {archive.offset:,}") from error


def members(file: BinaryIO, *, source: str, limits: Limits) -> Iterator[Member | ReadingError]:
    """What the archive holds; an error for each member that is no file. Raises ReadingError."""
    with tarfile.open(fileobj=file, mode="r|", tarinfo=_Header, encoding="utf-8") as archive:
        for number, info in enumerate(archive):
            if number == limits.members:
                raise too_many(source, limits.members)
            archive.members = []  # type: ignore[attr-defined]  # the library keeps them all, however many there are
            if info.isdir() or is_litter(info.name):
                continue
            name = decode_name(info.name.encode("utf-8", "surrogateescape"))
            where = f"{source}!{name}"
            content = archive.extractfile(info) if info.isreg() else None
            if content is None:
                yield ReadingError("is a link or a device", where=where, remedy="unpack the archive first")
                continue
            try:
                with spooled(content, source=where, most=limits.member) as copy:
                    yield Member(name, copy)
            except ReadingError as error:
                yield error
