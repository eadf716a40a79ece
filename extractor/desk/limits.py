"""What one caller may ask of the desk."""

from __future__ import annotations

import os
from dataclasses import dataclass

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """``body`` and ``step`` are bytes of a request, ``arrival`` and ``work`` seconds for it to come in and to
    be done. ``waiting`` requests queue for ``processes`` workers; more are sent away. ``memory`` is in bytes,
    for each worker, above what the extractor itself needs."""

    body: int = 20 * _MIB
    step: int = 4 * _MIB
    arrival: float = 30.0
    work: float = 300.0
    waiting: int = 128
    processes: int = min(4, max(2, os.cpu_count() or 1))
    memory: int = 2048 * _MIB
