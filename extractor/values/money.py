"""Money: the names of its units, and whole expressions to yuan. Decimal throughout."""

from __future__ import annotations

import re
from decimal import Decimal

from extractor.values.model import AmountValue
from extractor.values.numerals import NUMBER, parse_number

#: Units of yuan. 分 alone is a score or a minute, so only 分钱 is money.
YUAN_UNITS = {
    "元": Decimal(1), "圆": Decimal(1), "块": Decimal(1), "块钱": Decimal(1), "元钱": Decimal(1),
    "角": Decimal("0.1"), "角钱": Decimal("0.1"), "毛钱": Decimal("0.1"), "分钱": Decimal("0.01"), "分": Decimal("0.01"),
}  # fmt: skip

#: Units and names of other currencies, ISO 4217.
CURRENCIES = {
    "港元": "HKD", "港币": "HKD", "美元": "USD", "美金": "USD", "欧元": "EUR", "英镑": "GBP", "日元": "JPY",
    "澳元": "AUD", "加元": "CAD", "新台币": "TWD", "澳门元": "MOP", "澳门币": "MOP", "卢布": "RUB", "韩元": "KRW",
    "新加坡元": "SGD", "瑞士法郎": "CHF", "泰铢": "THB",
}  # fmt: skip

_WHOLE = re.compile(
    rf"(?P<before>人民币|{'|'.join(CURRENCIES)})?"
    rf"(?P<number>{NUMBER}) ?(?P<unit>{'|'.join(sorted([*YUAN_UNITS, *CURRENCIES], key=len, reverse=True))})"
    rf"(?:(?P<tenths>[0-9〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖])[角毛])?"
    rf"(?:零?(?P<cents>[0-9〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?[整正]?"
)


def parse_money(text: str) -> AmountValue | None:
    """The amount that the whole of ``text`` says exactly: 12万5千元, 壹仟贰佰元整, 3元5角, 500万港元; else None."""
    match = _WHOLE.fullmatch(text)
    number = parse_number(match["number"]) if match else None
    if match is None or number is None:
        return None
    value = number * YUAN_UNITS.get(match["unit"], Decimal(1))
    value += small_change(match["tenths"], match["cents"])
    currency = CURRENCIES.get(match["unit"]) or CURRENCIES.get(match["before"] or "", "CNY")
    return AmountValue(value, currency=currency)


def small_change(tenths: str | None, cents: str | None) -> Decimal:
    """What 角 and 分 after a number of yuan add, in yuan."""
    ten = parse_number(tenths) if tenths else None
    cent = parse_number(cents) if cents else None
    return (ten or Decimal(0)) / 10 + (cent or Decimal(0)) / 100
