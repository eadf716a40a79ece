"""Where a batch writes. A file takes its name only when all is in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO, Protocol

from extractor.records import Document


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
    """Parquet, in row groups of a thousand documents. Needs the extra ``arrow``."""

    _ROWS = 1000

    def __init__(self, path: Path) -> None:
        import pyarrow.parquet

        from extractor.archive.arrow import document_schema

        super().__init__(path)
        self._rows: list[Document] = []
        self._writer = pyarrow.parquet.ParquetWriter(self._file, document_schema())

    def write(self, line: bytes) -> None:
        self._rows.append(Document.model_validate_json(line))
        if len(self._rows) == self._ROWS:
            self._write_rows()

    def finish(self) -> None:
        if self._rows:
            self._write_rows()
        self._writer.close()
        super().finish()

    def _write_rows(self) -> None:
        from extractor.archive.arrow import to_batch

        self._writer.write_batch(to_batch(self._rows))
        self._rows.clear()
