"""How tables of an earlier version become those of the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from extractor.stores.dialects import Dialect

Migration = Callable[[Dialect], Iterator[str]]
"""The statements that bring the tables to the next version."""

MIGRATIONS: tuple[Migration, ...] = ()
"""The first leads from version 1 to 2, and so on."""
