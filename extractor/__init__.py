"""jianbao (简报): Chinese trade-union bulletins in, records with their evidence out.

The names below are loaded when first used, so that ``jianbao --version`` and ``jianbao --help`` are instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.pipeline import Extractor, extract
    from extractor.records import Amount, Date, Document, Fact, Org, Quantity

__version__ = "0.1.0"
__all__ = [
    "Amount", "Date", "Document", "Extractor", "Fact", "Org", "Quantity", "__version__", "extract",
]  # fmt: skip

_PIPELINE = frozenset({"Extractor", "extract"})


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("extractor.pipeline" if name in _PIPELINE else "extractor.records"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
