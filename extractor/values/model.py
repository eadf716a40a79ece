"""What a mention means, apart from where it stands. Plain frozen dataclasses, no document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from extractor.records import AmountKind, DateRole, Granularity, Modifier, OrgType, ResolvedBy


@dataclass(frozen=True, slots=True)
class DateValue:
    """Bounds are inclusive; None where the text does not fix them."""

    start: date | None
    end: date | None
    granularity: Granularity
    role: DateRole = "on"
    approx: bool = False
    resolved_by: ResolvedBy = "explicit"
    time: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class AmountValue:
    """Money in yuan. ``yuan`` is None for ranges (then both bounds are set) and where nothing is fixed."""

    yuan: Decimal | None
    min_yuan: Decimal | None = None
    max_yuan: Decimal | None = None
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False
    kind: AmountKind = "cash"
    currency: str = "CNY"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class QuantityValue:
    value: Decimal
    unit: str
    item: str | None = None
    mod: Modifier = "exact"
    per: str | None = None
    each: bool = False


@dataclass(frozen=True, slots=True)
class OrgValue:
    """``name`` is the full official name, simplified. Where the text does not settle the division, ``region``
    is None and ``candidates`` are the codes it may have."""

    name: str
    type: OrgType
    region: str | None = None
    collective: bool = False
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperValue:
    """A paper in 《》; ``title`` without the marks, simplified."""

    title: str
    number: str | None = None
