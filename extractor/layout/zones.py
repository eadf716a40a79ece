"""What each line of a page is: by its looks, by its neighbours, and by its place before, in or behind the
running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.layers import Table, Zone, ZoneKind
from extractor.layout.lines import Line
from extractor.layout.numbers import is_number_line
from extractor.layout.tables import Row, find_tables, is_unit_line, unit_of
from extractor.layout.titles import find_title
from extractor.layout.vocabulary import vocabulary

_BODY_WORDS = r"(?:工会|联合会|委员会|办公室|办事处|小组|[局厅部处院校会]|公司|集团|中心|经理部|总队)"
_SIGNER = re.compile(rf"(?:[^\s，。；：、]{{0,40}}?{_BODY_WORDS}(?:（[印章]）)?(?:\s+|$)){{1,3}}")
_SIGNED = re.compile(
    rf"[^\s，。；：、]{{1,40}}?{_BODY_WORDS}\s+(?=[12一二][\d〇○零一九]{{3}}年)[^。，]{{6,24}}$"
)
_DAY = re.compile(
    r"（?(?:(?:19|20)\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}\s*[日曰]?|(?:19|20)\d{4,6}日?"
    r"|[一二][〇○零一二三四五六七八九0]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿卅]{1,3}[日曰])"
    r"\s*(?:（印?\s*章?）)?）?"
)
_ADDRESSED = re.compile(
    r"(?:[各全本省市县局区]|[^。；：，]{2,30}(?:工会|委员会|公司|[局厅委]))[^。；：]{0,160}"
    r"(?:工会|单位|部门|组织|小组|工区|公司|[局厅委办处室部院校]|朋友们|同志|办事处|联会)[^。；：]{0,10}：$"
    r"|[^。；：，]{2,30}(?:工会|委员会|公司|[局厅委])：$"
)
_NUMBERED = re.compile(
    r"(?P<chapter>第[一二三四五六七八九十百]{1,3}[章编])|(?P<section>第[一二三四五六七八九十百]{1,3}节)"
    r"|(?P<year>(?:19|20)\d\d年$|[一二][〇○零一二三四五六七八九]{3}年$)|(?P<month>【.{1,3}月】$)"
    r"|(?P<han>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,2}[，、])"
    r"|(?P<bracket>（[一二三四五六七八九十]{1,3}）)|(?P<arabic>\d{1,2}[.、．]?(?=\D))|(?P<round>（\d{1,2}）|[①-⑳])"
)
_LEVELS = {"chapter": 1, "section": 2, "year": 2, "month": 3, "han": 3, "bracket": 4, "arabic": 5, "round": 6}
_PLAIN_LEVEL = 2
_BULLET = re.compile(r"[▲●△■★◆○□·•]|—{1,2}(?=\S)|\d{1,2}[.、．](?=\D)|（\d{1,2}）|[①-⑳]")
_ASIDE = re.compile(r"（[^（）]*[0-9]{4}年[^（）]*）")
_LONGEST_HEADING = 45
_COUNTED = re.compile(r"\d\s*[万亿]?\s*[元人名户个件份次场家台套]")
_OPENS_TEXT = re.compile("，.*：$")
"""为…，现将有关事项通知如下： — running text, though no sentence ends in it."""
_SENTENCE_END = ("。", "；", "：", "！", "…", "，", "、")


@dataclass(slots=True)
class Page:
    """The lines of a page while their kinds are being settled; ``titles`` are the lines of its title."""

    lines: list[Line]
    kinds: list[ZoneKind | None]
    rows: dict[int, Row] = field(default_factory=dict)
    titles: range = range(0)


def find_zones(lines: list[Line], text: str) -> tuple[list[Zone], list[Table], range]:
    """The zones of the page in order (sections not yet set), its tables, and the zones of its title."""
    page = Page(lines, [line.kind for line in lines])
    prose = [index for index, line in enumerate(lines) if line.is_prose]
    first = prose[0] if prose else len(lines)
    _mark_heads(page, first)
    _mark_signatures(page, first)
    tables = _mark_tables(page)
    page.titles = find_title(lines, page.kinds)
    for index in page.titles:
        page.kinds[index] = ZoneKind.TITLE
    body_start = min([first, *page.rows], default=first)
    body_end = max([*prose, *page.rows], default=-1)
    for index in range(len(lines)):
        if page.kinds[index] is None:
            page.kinds[index] = _settle(page, index, body_start, body_end)
    _mark_lists(page)
    _mark_related(page)
    return _build(page, tables, text)


def _mark_heads(page: Page, first: int) -> None:
    for index in range(min(first + 2, len(page.lines))):
        text = page.lines[index].text
        if page.kinds[index] is None and is_number_line(text):
            page.kinds[index] = ZoneKind.NUMBER
        elif page.kinds[index] is None and len(text) <= 160 and _ADDRESSED.fullmatch(text):
            page.kinds[index] = ZoneKind.ADDRESSEE
        elif page.kinds[index] is None and len(text) <= 60 and _SIGNED.fullmatch(text):
            page.kinds[index] = ZoneKind.BYLINE


def _mark_signatures(page: Page, first: int) -> None:
    for index in range(first + 1, len(page.lines)):
        text = page.lines[index].text
        if len(text) > 60:
            continue
        if _SIGNED.match(text) and page.kinds[index] is None:
            page.kinds[index] = ZoneKind.SIGNATURE
        elif _DAY.fullmatch(text):
            page.kinds[index] = ZoneKind.SIGNATURE
            above = index - 1
            while above > first and above >= index - 5 and _is_signer(page, above):
                page.kinds[above] = ZoneKind.SIGNATURE
                above -= 1


def _is_signer(page: Page, index: int) -> bool:
    text = re.sub(r"(?<=[一-鿿]) (?=[一-鿿])", "", page.lines[index].text)
    return page.kinds[index] is None and len(text) <= 80 and _SIGNER.fullmatch(text) is not None


def _mark_tables(page: Page) -> list[list[Row]]:
    open_lines = [
        Line(line.start, line.end, line.text, kind) for line, kind in zip(page.lines, page.kinds, strict=True)
    ]
    tables = find_tables(open_lines)
    for rows in tables:
        for row in rows:
            for index in range(row.first, row.last + 1):
                page.kinds[index] = ZoneKind.TABLE_HEAD if row.head else ZoneKind.TABLE_ROW
                page.rows[index] = row
        above = rows[0].first - 1
        if (
            above >= 0
            and page.kinds[above] in (None, ZoneKind.ATTACHMENT)
            and unit_of(page.lines[above].text)
        ):
            page.kinds[above] = ZoneKind.UNIT_LINE
    for index, line in enumerate(page.lines):
        if page.kinds[index] is None and is_unit_line(line.text):
            page.kinds[index] = ZoneKind.UNIT_LINE
    return tables


def _settle(page: Page, index: int, body_start: int, body_end: int) -> ZoneKind:
    """The kind of a line that its looks leave open."""
    line = page.lines[index]
    if line.is_prose or line.text.endswith("。") or vocabulary().proceedings.match(line.text):
        return _prose_kind(line.text)
    behind_title = body_start < index or (len(page.titles) > 0 and index > page.titles[-1])
    before_end = index <= body_end or _NUMBERED.match(line.text) is not None
    if is_heading(line.text) and behind_title and before_end:
        return ZoneKind.HEADING
    if index < body_start:
        return ZoneKind.PARAGRAPH if behind_title and _OPENS_TEXT.search(line.text) else ZoneKind.LETTERHEAD
    if (
        index <= body_end
        or re.search("[，。；：！？]", line.text)
        or _COUNTED.search(line.text)
        or _BULLET.match(line.text)
    ):
        return _prose_kind(line.text)
    return ZoneKind.NAVIGATION


def _prose_kind(text: str) -> ZoneKind:
    return ZoneKind.LIST_ITEM if _BULLET.match(text) else ZoneKind.PARAGRAPH


def is_heading(text: str) -> bool:
    """True where a line of its own looks like a heading: short, no final mark, no table of things."""
    if len(text) > _LONGEST_HEADING or text.endswith(_SENTENCE_END) or _ASIDE.fullmatch(text):
        return False
    numbered = _NUMBERED.match(text)
    if numbered and numbered.lastgroup in ("arabic", "round"):
        return len(text) <= 16 and not (re.search("[，。]", text) or _COUNTED.search(text, numbered.end()))
    if numbered and re.search(r"：.*\d", text):
        return False
    return numbered is not None or "。" not in text


def heading_level(text: str) -> int:
    """1 for chapters, 2 for sections, years and headings without a number, 3 for 一、 down to 6 for （1）."""
    numbered = _NUMBERED.match(text)
    return _LEVELS[numbered.lastgroup] if numbered and numbered.lastgroup else _PLAIN_LEVEL


def _mark_lists(page: Page) -> None:
    """Plain headings with counted things and no text under them are lines of a list."""
    for index, line in enumerate(page.lines):
        behind = page.lines[index + 1] if index + 1 < len(page.lines) else None
        is_over_text = behind is not None and (
            behind.is_prose or page.kinds[index + 1] is ZoneKind.TABLE_HEAD
        )
        if _is_plain_heading(page, index) and not is_over_text and _COUNTED.search(line.text):
            page.kinds[index] = ZoneKind.LIST_ITEM


def _is_plain_heading(page: Page, index: int) -> bool:
    return page.kinds[index] is ZoneKind.HEADING and not _NUMBERED.match(page.lines[index].text)


def _mark_related(page: Page) -> None:
    """Lines behind a head of related links belong to it, up to the next prose."""
    within = False
    for index, line in enumerate(page.lines):
        kind = page.kinds[index]
        if kind is ZoneKind.RELATED:
            within = True
        elif (
            within
            and not line.is_prose
            and kind not in (ZoneKind.NAVIGATION, ZoneKind.TITLE, ZoneKind.SIGNATURE)
        ):
            page.kinds[index] = ZoneKind.RELATED
        elif line.is_prose:
            within = False


def _build(page: Page, tables: Sequence[list[Row]], text: str) -> tuple[list[Zone], list[Table], range]:
    zones: list[Zone] = []
    zone_of: dict[int, int] = {}
    index = 0
    while index < len(page.lines):
        line, kind, row = page.lines[index], page.kinds[index], page.rows.get(index)
        assert kind is not None
        zone_of[index] = len(zones)
        if row is not None:
            zones.append(Zone(kind, line.start, page.lines[row.last].end, 0, cells=row.cells))
            index = row.last + 1
            continue
        level = heading_level(line.text) if kind is ZoneKind.HEADING else 0
        zones.append(Zone(kind, line.start, line.end, 0, level=level))
        index += 1
    return (
        zones,
        [_table(rows, page, zone_of) for rows in tables],
        range(zone_of.get(page.titles.start, 0), zone_of.get(page.titles.start, 0) + len(page.titles)),
    )


def _table(rows: Sequence[Row], page: Page, zone_of: dict[int, int]) -> Table:
    above = rows[0].first - 1
    unit = next(
        (
            unit_of(page.lines[at].text)
            for at in (above, above - 1)
            if at >= 0 and unit_of(page.lines[at].text)
        ),
        None,
    )
    head = zone_of[rows[0].first] if rows[0].head else None
    return Table(head, tuple(zone_of[row.first] for row in rows if not row.head), unit)
