"""``run.json``: what a batch was, how it went, and how much of its documents reached facts."""

from __future__ import annotations

import json
import os
import platform
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.archive.outputs import written
from extractor.archive.program import patterns_hash, program_hash, versions
from extractor.archive.request import Request

if TYPE_CHECKING:
    from extractor.archive.batch import Progress


def write_summary(path: Path, request: Request, progress: Progress, *, workers: int, seconds: float) -> None:
    """Write the summary of a finished batch. ``seconds`` are those of the last run, which did all that was
    not done before."""
    summary = _summary(request, progress, workers=workers, seconds=seconds)
    told = json.dumps(summary, ensure_ascii=False, indent=1) + "\n"
    with written(path) as out:
        out.write(told.encode("utf-8", "backslashreplace"))  # a path may be no text


def _summary(request: Request, progress: Progress, *, workers: int, seconds: float) -> dict[str, Any]:
    coverage, failed = progress.coverage, progress.failures.total()
    fresh = progress.documents - progress.reused
    return {
        "request": request.as_dict(),
        "versions": versions(),
        "patterns": patterns_hash(),
        "program": program_hash(),
        "machine": {
            "system": platform.platform(),
            "cores": os.cpu_count(),
        },
        "documents": progress.documents,
        "records": progress.documents - failed,
        "failures": dict(sorted(progress.failures.items())),
        "facts": coverage.total("facts"),
        "characters": coverage.total("characters"),
        "last_run": {
            "workers": workers,
            "seconds": round(seconds, 2),
            "documents": fresh,
            "reused": progress.reused,
            "documents_per_second": round(fresh / seconds, 1),
            "characters_per_second": round(progress.characters / seconds),
        },
        "coverage": coverage.rows(),
    }
