"""What is loaded once and stays."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """What is built in here stays to the end: the garbage collector never looks at it, now or later."""
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()
