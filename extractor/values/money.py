"""The names of money: what units are worth in yuan, and which currency a name means (ISO 4217)."""

from __future__ import annotations

from decimal import Decimal

from extractor.values.numerals import parse_number

_JIAO, _FEN = Decimal("0.1"), Decimal("0.01")

#: Units of yuan and what they are worth. 分 alone is a score or a minute, so only 分钱 is money.
YUAN_UNITS = {
    **dict.fromkeys(("元", "圆", "块", "块钱", "元钱"), Decimal(1)),
    **dict.fromkeys(("角", "角钱", "毛钱"), _JIAO),
    "分钱": _FEN,
}

#: Names of other currencies, as they stand behind a number or before it.
CURRENCIES = {
    "港元": "HKD", "港币": "HKD", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP",
    "日元": "JPY", "澳元": "AUD", "加元": "CAD", "新台币": "TWD", "澳门元": "MOP", "澳门币": "MOP",
    "卢布": "RUB", "韩元": "KRW", "新加坡元": "SGD", "瑞士法郎": "CHF", "泰铢": "THB",
}  # fmt: skip


def small_change(tenths: str | None, cents: str | None) -> Decimal:
    """What 角 and 分 behind a number of yuan add, in yuan: 3元5角 has 0.5."""
    jiao = parse_number(tenths or "") or Decimal(0)
    fen = parse_number(cents or "") or Decimal(0)
    return jiao * _JIAO + fen * _FEN
