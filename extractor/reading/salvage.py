"""Zip archives whose end, with the list of members, is lost: members are found by their own headers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from extractor.reading.raw import Limits, too_large

_HEADER = struct.Struct("<4sHHHHHLLLHH")
_MAGIC = b"PK\x03\x04"
_UTF8_NAME = 0x800
_SIZES_BEHIND = 0x8
_STORED, _DEFLATED = 0, 8
_CHUNK = 1 << 16
_DESCRIPTOR = 24


@dataclass(frozen=True, slots=True)
class Entry:
    """A member that is whole, with its name as written and whether that is UTF-8."""

    name: bytes
    is_utf8: bool
    data: bytes


def entries(file: BinaryIO, *, source: str, limits: Limits) -> Iterator[Entry]:
    """The whole members from the beginning on, up to the first that is not, larger than a document may be or
    packed in a way not known here. Raises ReadingError for one too large."""
    file.seek(0)
    while True:
        head = file.read(_HEADER.size)
        if len(head) < _HEADER.size or not head.startswith(_MAGIC):
            return
        _, _, flags, method, _, _, crc, packed, _, name_length, extra_length = _HEADER.unpack(head)
        name = file.read(name_length)
        file.seek(extra_length, 1)
        sizes_behind = bool(flags & _SIZES_BEHIND)
        data: bytes | None = None
        if method == _DEFLATED:
            data = _inflate(file, f"{source}!{name!r}", limits.document)
        elif method == _STORED and not sizes_behind and packed <= limits.document:
            data = file.read(packed)
        if data is None or (not sizes_behind and zlib.crc32(data) != crc):
            return
        yield Entry(name, bool(flags & _UTF8_NAME), data)
        if sizes_behind:
            _skip_descriptor(file)


def _inflate(file: BinaryIO, where: str, most: int) -> bytes | None:
    """The member that begins here, the file then at its end; None where it breaks off."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    pieces: list[bytes] = []
    size = 0
    while not inflater.eof:
        chunk = inflater.unconsumed_tail or file.read(_CHUNK)
        if not chunk:
            return None
        try:
            pieces.append(inflater.decompress(chunk, _CHUNK))
        except zlib.error:
            return None
        size += len(pieces[-1])
        if size > most:
            raise too_large(where, most)
    file.seek(-len(inflater.unused_data), 1)
    return b"".join(pieces)


def _skip_descriptor(file: BinaryIO) -> None:
    """Checksum and sizes behind a member take 12 to 24 bytes."""
    behind = file.read(_DESCRIPTOR + len(_MAGIC))
    found = behind.find(_MAGIC)
    file.seek((found if found >= 0 else len(behind)) - len(behind), 1)
