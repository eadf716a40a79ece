"""A floor to compare with: regular expressions, and to each trigger word the nearest amount, date and 工会.

It reads the raw text, resolves nothing but the year (the last one named) and knows one to three trigger words
for each action type. Whatever the extractor does beyond this is what its work is worth.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from extractor import records
from extractor.additive import summing

_WORDS: dict[records.ActionType, str] = {
    "allocate": "拨付 下拨 拨款",
    "raise": "筹集 筹措",
    "spend": "投入 支出",
    "donate": "捐赠 捐款",
    "give": "发放 送去 补助",
    "visit": "慰问 走访",
    "purchase": "采购 购买",
    "waive": "减免 返还",
    "lend": "贷款",
    "compensate": "赔付",
    "aid": "救助 帮扶 资助",
    "defend": "调解",
    "employ": "招聘会",
    "train": "培训",
    "compete": "竞赛",
    "host": "举办 开展",
    "deploy": "选派",
    "issue": "印发",
    "meet": "召开",
    "establish": "成立 建成",
    "launch": "启动",
    "publicize": "宣传",
    "commend": "表彰 授予",
    "inspect": "检查 调研",
    "elect": "选举",
    "sign": "签订",
    "report": "报送",
    "enroll": "入会",
    "protect": "排查",
    "receive": "收入 收到",
    "propose": "征集",
    "produce": "完成",
}
_TRIGGERS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_TRIGGER = re.compile("|".join(_TRIGGERS))
_SENTENCE = re.compile(r"[^。！？\n]+")
_DATE = re.compile(
    r"(?:([12][0-9]{3})年)?(?:(1[0-2]|0?[1-9])月)(?:(3[01]|[12][0-9]|0?[1-9])日)?|([12][0-9]{3})年"
)
_AMOUNT = re.compile(r"([0-9]{1,12}(?:\.[0-9]{1,6})?)(万|亿)?元")
_COUNT = re.compile(r"([0-9]{1,12})(万)?(人次|[名人个户家份只台套件场次项])")
_UNION = re.compile(r"[一-鿿]{2,10}?工会")
_TENS = {None: Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}

L = TypeVar("L", bound=records.Located)


def regular_expressions(text: str) -> records.Document:
    """What regular expressions make of a bulletin."""
    dates, amounts, counts = list(_dates(text)), list(_amounts(text)), list(_counts(text))
    unions = [
        records.Org(text=match[0], span=match.span(), name=match[0], type="union")
        for match in _UNION.finditer(text)
    ]
    mentions = records.Mentions(
        dates=tuple(dates), amounts=tuple(amounts), quantities=tuple(counts), orgs=tuple(unions)
    )
    return records.Document(
        id="0" * 16,
        source="",
        title=next((line.strip() for line in text.splitlines() if line.strip()), None),
        kind="news",
        number=None,
        issuer=None,
        addressees=(),
        publisher=None,
        date=dates[0] if dates else None,
        mentions=mentions,
        facts=tuple(_facts(text, mentions)),
        warnings=(),
    )


def _facts(text: str, mentions: records.Mentions) -> Iterator[records.Fact]:
    sentences = [match.span() for match in _SENTENCE.finditer(text)]
    starts = [start for start, _ in sentences]
    for number, match in enumerate(_TRIGGER.finditer(text)):
        sentence = sentences[bisect_right(starts, match.start()) - 1]
        place, words = match.start(), text[slice(*sentence)]
        amounts = _nearest(mentions.amounts, place, sentence)
        yield records.Fact(
            id=str(number),
            action=records.Action(text=match[0], span=match.span(), type=_TRIGGERS[match[0]]),
            status="done",
            agents=_nearest(mentions.orgs, place, sentence),
            dates=_nearest(mentions.dates, place, sentence),
            amounts=amounts,
            quantities=_nearest(mentions.quantities, place, sentence),
            **summing(status="done", is_share=False, amounts=amounts, evidence=words),
            evidence=records.Evidence(text=words, span=sentence),
            rules=("baseline",),
            confidence=0,
        )


def _nearest(mentions: Sequence[L], place: int, sentence: records.Span) -> tuple[L, ...]:
    """The mention of the sentence that is nearest to a place, if there is one."""
    inside = [one for one in mentions if sentence[0] <= one.span[0] and one.span[1] <= sentence[1]]
    return tuple(sorted(inside, key=lambda one: abs(one.span[0] - place))[:1])


def _dates(text: str) -> Iterator[records.Date]:
    year: int | None = None
    for match in _DATE.finditer(text):
        named = match[1] or match[4]
        year = int(named) if named else year
        start, end = _bounds(year, match[2], match[3])
        yield records.Date(
            text=match[0],
            span=match.span(),
            start=start,
            end=end,
            granularity="day" if match[3] else "month" if match[2] else "year",
            resolved_by="explicit" if named else "context",
        )


def _bounds(year: int | None, month: str | None, day: str | None) -> tuple[str | None, str | None]:
    if year is None:
        return None, None
    if month is None:
        return f"{year}-01-01", f"{year}-12-31"
    last = monthrange(year, int(month))[1]
    first = int(day) if day else 1
    if first > last:
        return None, None
    return f"{year}-{int(month):02}-{first:02}", f"{year}-{int(month):02}-{first if day else last:02}"


def _amounts(text: str) -> Iterator[records.Amount]:
    for match in _AMOUNT.finditer(text):
        yuan = Decimal(match[1]) * _TENS[match[2]]
        yield records.Amount(
            text=match[0], span=match.span(), yuan=_plain(yuan), wanyuan=_plain(yuan / 10000)
        )


def _counts(text: str) -> Iterator[records.Quantity]:
    for match in _COUNT.finditer(text):
        value = Decimal(match[1]) * _TENS[match[2]]
        yield records.Quantity(text=match[0], span=match.span(), value=_plain(value), unit=match[3])


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
