"""How far a batch is, on standard error: one line rewritten on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.archive.batch import Progress


class ProgressLine:
    """Use it in a ``with`` statement. ``count`` gives the number of input files; it is called beside the
    work, and until it has an answer no remaining time is shown."""

    def __init__(self, count: Callable[[], int]) -> None:
        self._terminal = sys.stderr.isatty()
        self._pause = 0.2 if self._terminal else 10.0
        self._started = self._shown = monotonic()
        self._last: Progress | None = None
        self._files: int | None = None
        self._counting = threading.Thread(target=self._count, args=(count,), daemon=True)

    def __enter__(self) -> ProgressLine:
        self._counting.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._last is not None:
            self._print(self._last)
            if self._terminal:
                sys.stderr.write("\n")

    def show(self, progress: Progress) -> None:
        """Tell of ``progress``, if it is time."""
        self._last = progress
        if monotonic() - self._shown >= self._pause:
            self._shown = monotonic()
            self._print(progress)

    def _count(self, count: Callable[[], int]) -> None:
        self._files = count()

    def _print(self, progress: Progress) -> None:
        line = progress_line(progress, seconds=monotonic() - self._started, files=self._files)
        with suppress(OSError):  # nobody listens any more: that does not stop the work
            sys.stderr.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
            sys.stderr.flush()


def progress_line(progress: Progress, *, seconds: float, files: int | None) -> str:
    """One line about ``progress`` after ``seconds``, of ``files`` input files if their number is known."""
    parts = [f"{progress.documents:,} documents", f"{progress.documents / seconds:,.1f}/s"]
    if progress.reused:
        parts.append(f"{progress.reused:,} known already")
    parts.append(f"{progress.failures.total():,} failed")
    if files:
        share = progress.files / files
        parts.append(f"{share:.0%} of {files:,} files")
        if 0 < share < 1:
            parts.append(f"{timedelta(seconds=round(seconds / share - seconds))} left")
    return ", ".join(parts)
