"""Papers: titles in 《》 with the document number that goes with them."""

from __future__ import annotations

import re

from extractor.layers import CleanText, Layout, Mention, PaperMention, ZoneKind
from extractor.values.model import PaperValue

_UNREAD = (ZoneKind.NAVIGATION, ZoneKind.RELATED)
_LONGEST = 120
_NAME = r"[\u4e00-\u9fffA-Za-z]{1,12}"
_YEAR = r"[〔\[［【（(][12][0-9]{3}[〕\]］】）)]"
#: 发文字号 by GB/T 9704: 机关代字〔年份〕序号; old papers bracket with （） or write 字第…号.
DOCUMENT_NUMBER = rf"{_NAME}(?:{_YEAR} ?第?[0-9]{{1,4}}号|[（(][12][0-9]{{3}}[）)]第?[0-9]{{1,4}}号)"
_BEHIND = re.compile(rf"[（(]({DOCUMENT_NUMBER})[)）]")
_AHEAD = re.compile(rf"({DOCUMENT_NUMBER})(?:文件?)?$")
_LEADING = re.compile(r".*(?:根据|按照|依照|依据|转发|印发|下发|贯彻|落实|执行|[和及与以按见即的])(?=.)")
_MARK = re.compile("[《》]")


class PaperFinder:
    """Finds every title in 《》, also of books and newspapers: facts decide which matter."""

    def find(self, clean: CleanText, layout: Layout) -> list[PaperMention]:
        """In text order, outermost marks only; a mark left open gives nothing."""
        papers: list[PaperMention] = []
        for zone in layout.zones:
            if zone.kind in _UNREAD:
                continue
            for start, end in _titles(clean.norm, zone.start, zone.end):
                papers.append(_paper(clean.norm, zone.start, start, end))
        return papers


def _titles(norm: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of outermost 《…》 with their marks; unbalanced ones end at the first 》."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in _MARK.finditer(norm, start, end):
        if match[0] == "《":
            opened.append(match.start())
            continue
        if len(opened) > 1 and match.end() - opened[0] <= _LONGEST:
            opened.pop()  # closes a title inside a title
            inner = norm.find("》", match.end(), min(end, opened[0] + _LONGEST))
            if inner >= 0:
                continue
        if opened and match.end() - opened[0] <= _LONGEST:
            spans.append((opened[0], match.end()))
        opened.clear()
    return spans


def _paper(norm: str, floor: int, start: int, end: int) -> PaperMention:
    title = norm[start + 1 : end - 1].replace("\n", "").strip()
    behind = _BEHIND.match(norm, end)
    if behind:
        return Mention(start, behind.end(), PaperValue(title, behind[1]), "paper")
    ahead = _AHEAD.search(norm[max(floor, start - 40) : start])
    number = _LEADING.sub("", ahead[1]) if ahead else None
    return Mention(start, end, PaperValue(title, number), "paper")
