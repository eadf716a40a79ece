"""What a container holds, one after the other, and the files through which it is read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import zlib
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, BinaryIO, cast

from extractor.reading.raw import Limits, bomb, too_large

FREE = 1_000_000
"""What unpacks to less than this is never a bomb."""

Packed = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile
_IN_MEMORY = 4_000_000
_CHUNK = 1 << 20
_LITTER = frozenset((".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"))


@dataclass(frozen=True, slots=True)
class Member:
    """One thing in a container: its name there ("" where it has none) and its seekable file, which is open
    until the next member is asked for."""

    name: str
    file: BinaryIO


def is_litter(name: str) -> bool:
    """Whether operating systems leave files of this name in folders and archives for themselves."""
    parts = name.replace("\\", "/").split("/")
    return any(part in _LITTER or part.startswith("._") for part in parts)


def spooled(file: IO[bytes], *, source: str, most: int) -> BinaryIO:
    """A seekable copy, in memory or, where large, on disk. Raises ReadingError beyond ``most`` bytes."""
    copy: BinaryIO = io.BytesIO()
    size = 0
    while chunk := file.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise too_large(source, most)
        if size > _IN_MEMORY and isinstance(copy, io.BytesIO):
            begun, copy = copy, cast(BinaryIO, TemporaryFile())  # noqa: SIM115 - closed by the caller
            copy.write(begun.getbuffer())
        copy.write(chunk)
    copy.seek(0)
    return copy


class Unpacking(io.RawIOBase):
    """A compressed stream as it unpacks, up to where it breaks: ``fault`` is what broke it. Reading it raises
    ReadingError once it has unpacked far more than was packed."""

    def __init__(self, unpacked: Packed, packed: BinaryIO, *, source: str, limits: Limits) -> None:
        self._unpacked, self._packed = unpacked, packed
        self._source, self._ratio = source, limits.ratio
        self.fault: Exception | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            data = self._unpacked.read1(len(buffer))
        except (EOFError, OSError, zlib.error, lzma.LZMAError) as error:
            self.fault = error
            return 0
        buffer[: len(data)] = data
        size = self._unpacked.tell()
        if size > FREE and size > self._ratio * self._packed.tell():
            raise bomb(self._source)
        return len(data)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        if whence == os.SEEK_END:  # would unpack all of it to learn where that is
            raise io.UnsupportedOperation("the end of a packed file is not known")
        return self._unpacked.seek(offset, whence)

    def tell(self) -> int:
        return self._unpacked.tell()
