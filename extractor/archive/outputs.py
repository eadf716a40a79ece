"""Where a batch writes. A file takes its name only when all is in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from extractor.records import Document

if TYPE_CHECKING:
    import pyarrow


class Output(Protocol):
    """Takes records, one line of JSON each. Until ``finish`` the file is called ``NAME.part``."""

    def write(self, line: bytes) -> None: ...

    def finish(self) -> None: ...

    def close(self) -> None: ...


class _Draft:
    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(f"{path.name}.part")
        self._file: IO[bytes] = self._part.open("wb")

    def finish(self) -> None:
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)

    def close(self) -> None:
        self._file.close()


class Lines(_Draft):
    """JSON Lines."""

    def write(self, line: bytes) -> None:
        self._file.write(line + b"\n")


class Parquet(_Draft):
    """Parquet, in row groups of some 64 MB. Needs the extra ``parquet``."""

    _ROWS = 16  # as Python objects documents take ten times the memory of their rows
    _BYTES = 64_000_000

    def __init__(self, path: Path) -> None:
        from extractor.archive.arrow import document_schema

        schema = document_schema()  # says what to install where pyarrow is missing
        import pyarrow.parquet

        super().__init__(path)
        self._documents: list[Document] = []
        self._group: list[pyarrow.RecordBatch] = []
        self._held = 0
        self._writer = pyarrow.parquet.ParquetWriter(self._file, schema)

    def write(self, line: bytes) -> None:
        self._documents.append(Document.model_validate_json(line))
        if len(self._documents) == self._ROWS:
            self._pack()
        if self._held > self._BYTES:
            self._flush()

    def finish(self) -> None:
        self._pack()
        self._flush()
        self._writer.close()
        super().finish()

    def close(self) -> None:
        self._writer.close()
        super().close()

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
