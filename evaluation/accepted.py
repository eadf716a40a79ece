"""The last accepted figures, and what has fallen below them.

Scores do not wander by themselves: the same code gives the same figures. What is called noise here is the
small loss that a sound change may cost in one figure while it gains elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.figures import HEADLINES
from evaluation.report import Scored
from extractor.errors import UsageError

FILE = Path(__file__).with_name("accepted.json")
NOISE = 0.005
_MONEY_NOISE = 0.02  # money is counted in (document, type) pairs: few, and all or nothing


def accept(scored: Sequence[Scored], commit: str | None, *, file: Path = FILE) -> None:
    """Write down the figures of these rows as the accepted ones; those of other rows stay."""
    accepted = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for one in scored:
        figures = {name: one.figures[name].counts.f1 for name in HEADLINES}
        accepted[one.row.name] = {
            "commit": commit,
            "corpus": one.row.fingerprint,
            "f1": {name: None if f1 is None else round(f1, 4) for name, f1 in figures.items()},
        }
    file.write_text(json.dumps(accepted, indent=1, ensure_ascii=False) + "\n", "utf-8")


def fallen(scored: Sequence[Scored], *, file: Path = FILE) -> Iterator[str]:
    """Each figure that is lower than the accepted one by more than noise. Raises UsageError where there are
    no accepted figures for a row, or they were made from other documents."""
    accepted: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    for one in scored:
        row = accepted.get(one.row.name)
        if row is None or row["corpus"] != one.row.fingerprint:
            what = "no accepted figures" if row is None else "the accepted figures are of other documents"
            raise UsageError(what, where=one.row.name, remedy="look at the new ones, then run with --accept")
        for name in HEADLINES:
            before, now = row["f1"][name], one.figures[name].counts.f1
            if before is not None and (now or 0) < before - (_MONEY_NOISE if name == "money" else NOISE):
                yield f"{one.row.name}: {name} fell from {before:.4f} to {now or 0:.4f}"
