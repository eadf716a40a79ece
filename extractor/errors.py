"""One tree of errors. Each says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import PurePath
from traceback import extract_tb


class JianbaoError(Exception):
    """Base of all errors raised on purpose.

    ``what`` is the fault, ``where`` a path, ``file:line`` or span, ``remedy`` the next step for the user.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        place = f"{where}: " if where else ""
        super().__init__(f"{place}{what}" + (f" ({remedy})" if remedy else ""))


class ReadingError(JianbaoError):
    """An input that cannot be turned into text: missing, binary, undecodable."""


class PatternError(JianbaoError):
    """A pattern file that breaks its schema; ``where`` is ``file:line``."""


class UsageError(JianbaoError):
    """A request that cannot be carried out as it was put."""


class AnchorError(UsageError):
    """An anchor date that is not an ISO date."""


class GoldError(JianbaoError):
    """A gold label file that does not fit its text or its schema."""


class StoreError(JianbaoError):
    """A store that cannot be opened or will not take what it is given."""


def told_fault(error: Exception) -> str:
    """A fault of jianbao itself in words, with the place in the code."""
    frame = extract_tb(error.__traceback__)[-1]
    place = f"{PurePath(frame.filename).name}:{frame.lineno}"
    return f"a fault in jianbao itself, {type(error).__name__}: {error} at {place}"
