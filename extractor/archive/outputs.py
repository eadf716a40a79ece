"""Where a batch writes. A file takes its name only when all is in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from extractor.records import Document
from extractor.replacing import replaced

if TYPE_CHECKING:
    import pyarrow


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """A file of a batch. Until all is written and on the disk it is called ``NAME.part``."""
    with replaced(path, draft=path.with_name(f"{path.name}.part")) as out:
        yield out
        out.flush()
        os.fsync(out.fileno())


class Output(Protocol):
    """Takes records, one line of JSON each."""

    def write(self, line: bytes) -> None: ...

    def close(self) -> None:
        """Write what is held back."""


class Lines:
    """JSON Lines."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def write(self, line: bytes) -> None:
        self._file.write(line + b"\n")

    def close(self) -> None:
        pass


class Parquet:
    """Parquet, in row groups of some 64 MB. Needs the extra ``parquet``."""

    _ROWS = 16  # as Python objects documents take ten times the memory of their rows
    _BYTES = 64_000_000

    def __init__(self, file: BinaryIO) -> None:
        from extractor.archive.arrow import document_schema

        schema = document_schema()  # says what to install where pyarrow is missing
        import pyarrow.parquet

        self._documents: list[Document] = []
        self._group: list[pyarrow.RecordBatch] = []
        self._held = 0
        self._writer = pyarrow.parquet.ParquetWriter(file, schema)

    def write(self, line: bytes) -> None:
        self._documents.append(Document.model_validate_json(line))
        if len(self._documents) == self._ROWS:
            self._pack()
        if self._held > self._BYTES:
            self._flush()

    def close(self) -> None:
        try:
            self._pack()
            self._flush()
        finally:
            self._writer.close()

    def _pack(self) -> None:
        from extractor.archive.arrow import to_batch

        batch = to_batch(self._documents)
        self._group.append(batch)
        self._held += batch.nbytes
        self._documents.clear()

    def _flush(self) -> None:
        import pyarrow

        self._writer.write_table(pyarrow.Table.from_batches(self._group, self._writer.schema))
        self._group.clear()
        self._held = 0
