"""发文字号 as GB/T 9704 wants them, and attachments that are named but not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.checks.model import Finding
from extractor.checks.page import Page
from extractor.layers import ZoneKind
from extractor.signs import compile_han

_NUMBER = compile_han(
    r"(?P<word>[一-鿿]{1,10}[字发办函通工组财宣经女保权审会令告任规号])"
    r"(?P<open>[〔\[（(【［<《])\s?(?P<year>[0-9]{1,5})\s?年?(?P<close>[〕\]）)】］>》])"
    r"\s?(?P<ordinal>第)?\s?(?P<count>[0-9]{1,4})\s?(?P<unit>号)?"
)
_SINCE = 2000  # the standard of 1999 brought 〔〕, whole years, no 第 and no leading zeros
_ODD_YEAR = re.compile(r"[0-9]{1,3}|[0-9]{5}")
_NAMED = r"(?P<name>附件)(?P<number>[0-9一二三四五六七八九]?)"
_REFERRED = re.compile(rf"(?:见|填写|填报|填好|按照|对照|按|参照|附上|依照)(?:本通知|文后|后附)?的?{_NAMED}")
_BRACKETED = re.compile(rf"[（(](?:见|详见)?{_NAMED}[）)]")
_LISTED = re.compile(r"(?:相关)?附[件表]?\s*(?P<number>[0-9一二三四五六七八九]?)\s*(?:[：:【、.．\s]|$)")
_ITEM = re.compile(r"\s*(?P<number>[0-9]{1,2})[.．、]")
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")


def check_numbers(page: Page) -> Iterator[Finding]:
    """A number of a paper with other brackets than 〔〕, half a year, 第, a leading zero, or without 号."""
    for match in page.matches(_NUMBER, written=True):
        faults = list(_faults(page, match))
        if faults:
            words = {"number": match[0], "right": _right(match)}
            yield Finding("document-number", (match.span(),), words, (match[0], _right(match)), tuple(faults))


def _faults(page: Page, match: re.Match[str]) -> Iterator[str]:
    year = match["year"]
    if len(year) < 4 and match["open"] in "（(" and not match["unit"]:
        return
    if _ODD_YEAR.fullmatch(year):
        if len(year) == 2 and int(year) > 30:  # 〔86〕 of the last century
            return
        yield "half-year" if len(year) < 4 else "long-year"
    elif int(year) < _SINCE:
        return
    elif page.day is not None and int(year) > page.day.year:
        yield "late-year"
    if match["unit"] is None:
        yield "no-sign"
    if f"{match['open']}{match['close']}" != "〔〕":
        yield "brackets"
    if match["ordinal"]:
        yield "ordinal"
    if match["count"].startswith("0"):
        yield "leading-zero"


def _right(match: re.Match[str]) -> str:
    year = match["year"] if len(match["year"]) == 4 else "××××"
    return f"{match['word']}〔{year}〕{match['count'].lstrip('0') or '0'}号"


def check_attachments(page: Page) -> Iterator[Finding]:
    """The text refers to an attachment that the page neither lists nor holds."""
    listed = _listed(page)
    for pattern in (_REFERRED, _BRACKETED):
        for match in page.matches(pattern):
            number = match["number"].translate(_DIGITS)
            start = match.start("name")
            line = page.norm.rfind("\n", 0, start) + 1
            if _LISTED.match(page.norm, line):
                continue
            if listed is not None and (not number or number in listed or listed == {""}):
                continue
            span = (start, match.end("number"))
            words = {"name": page.text[slice(*span)]}
            yield Finding("attachment-missing", (span,), words, (words["name"],))


def _listed(page: Page) -> set[str] | None:
    """The numbers of the attachments that lines of the page begin with; None where there are none."""
    found: set[str] = set()
    inside = False
    for zone in page.layout.zones:
        text = page.norm[zone.start : zone.end].strip()
        match = _LISTED.match(text)
        if match is None and zone.kind is ZoneKind.ATTACHMENT:
            found.add("")
        if match:
            found.add(match["number"].translate(_DIGITS))
            text, inside = text[match.end() :], True
        item = _ITEM.match(text) if inside else None
        if item:
            found.add(item["number"])
        elif match is None:
            inside = False
    return found or None
