"""What a batch is asked to do: all that decides what it writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from extractor.pipeline import as_day
from extractor.reading.columns import DEFAULT_COLUMNS, Columns
from extractor.reading.raw import DEFAULT_LIMITS, Limits
from extractor.words import SegmenterName

Format = Literal["jsonl", "parquet"]


@dataclass(frozen=True, slots=True)
class Request:
    """``inputs`` are files, folders and containers; ``anchor`` is an ISO date as for ``extract``.

    ``time_limit`` is in seconds for one document, ``memory_limit`` in bytes for one worker above what it
    needs to start. Raises AnchorError.
    """

    inputs: tuple[str, ...]
    format: Format = "jsonl"
    anchor: str | None = None
    segmenter: SegmenterName = "rjieba"
    columns: Columns = DEFAULT_COLUMNS
    limits: Limits = DEFAULT_LIMITS
    time_limit: float = 10.0
    memory_limit: int = 1 << 30

    def __post_init__(self) -> None:
        as_day(self.anchor)

    @property
    def day(self) -> date | None:
        return as_day(self.anchor)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)
