"""Line ends that are no paragraph ends: hard wraps, blank lines and page breaks inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractor.cleaning.draft import Draft, Edit
from extractor.cleaning.lines import Line, has_cells, lines_of

# No line of Chinese begins with these (GB/T 15834: closing marks stay with what they close) ...
_NEVER_FIRST = frozenset("，。、；：”’》）〉」』】〕］％%‰,;)℃")
# ... nor with these, but lost bullets are often read as question marks.
_SELDOM_FIRST = frozenset("？！?!")
_NEVER_LAST = frozenset("，、")
_SENTENCE_ENDS = frozenset("。！？!?…")
_CLOSERS = "”’」』）)》】\"'"
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"), ("(", ")"), ("〔", "〕"))

_MARKER = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十百0-9]{1,4}[章节条款、]"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[)）]|[0-9]{1,2}(?:[、．]|\.(?![0-9]))"
    r"|附件?[0-9一二三四]?[:：]|附表|表[0-9]|[①-⑳●■◆▲△★□▶◀◎※○•·]|[—–-]{2}|[┌└│├━─═]|\|"
    r"|【|[*+-] "
    r"|[（(](?:下转|上接|未完|完|编辑|责任编辑|作者|记者|通讯员|本报|本刊|据|摄影)"
    r"|(?:来源|作者|记者|编辑|责编|责任编辑|日期|时间|地点|联系人|电话|地址|上一[篇条]|下一[篇条])[:：]"
)
_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]|第[^ ]{1,4}[章节条]"
)

# A number or date cut off at a line end. A running sentence never ends with a bare number (clock times and
# telephone numbers apart); other lines may, so there the rest must fit.
_OPEN_NUMBER = re.compile(r"(?<![0-9:：.-])[0-9]{1,4}(?:[.,，][0-9]{0,4})?$")
_OPEN_SUM = re.compile(r"[0-9][万亿余多百千]{1,2}$")
_OPEN_DATE = re.compile(r"(?:[0-9]{4} ?年|[0-9]{1,2} ?月)$")
_OPEN_DAY = re.compile(r"月 ?[0-3]$")
_UNIT_FIRST = re.compile(r"[年月日万亿元余多％%]")
_SUM_REST = re.compile(r"[元亿多余名人户个份]")
_DATE_REST = re.compile(r"[0-9]{1,2} ?[月日]")
_DAY_REST = re.compile(r"[0-9]? ?日")

# Ends a sentence, or a report with its byline: …到位。（本报记者 王芳）
_STOPPED = re.compile("[。：:]$|。[”）)]$|。 ?[（(][^（）()]{2,24}[)）]$")
_TITLE_TAIL = re.compile(
    r"(?=[^\n]{2,40}$)[^，。；：]*(?:通知|通报|决定|意见|方案|办法|批复|函|公告|公示|请示|报告|倡议书|纪要|总结|规定|细则|规则)$"
)

_MIN_WIDTH = 24
_SLACK = 6
_LOST_INDENT = 4
_MIN_FULL_LINES = 4
_DEEPEST_INDENT = 6
_LONG = 72


@dataclass(frozen=True, slots=True)
class Measure:
    """How a page is set. ``width`` is None where its lines aren't wrapped; ``base`` is the indent of a line
    that goes on; ``indented`` says whether paragraphs begin with a deeper indent than that; ``stops`` whether
    most paragraphs end with a full stop."""

    width: int | None
    base: int
    indented: bool
    stops: bool


def join_wraps(draft: Draft) -> None:
    """Join lines of one paragraph; leave exactly one ``\\n`` between paragraphs and no blanks around it."""
    lines = list(lines_of(draft.text))
    draft.apply("wrap", _edits(draft.text, lines, measure(lines)))


def join_lines(draft: Draft) -> None:
    """Join all lines: for a stretch that is known to lie within one paragraph."""
    lines = list(lines_of(draft.text))
    draft.apply("wrap", _edits(draft.text, lines, None))


def measure(lines: Sequence[Line]) -> Measure:
    """Find the width to which a page is wrapped: where many lines end, most of them in mid-sentence."""
    wide = [line for line in lines if line.width >= _MIN_WIDTH and not has_cells(line.text)]
    widths = sorted(line.width for line in wide)
    best, width = 0, 0
    low = 0
    for high, candidate in enumerate(widths):
        while widths[low] <= candidate - _SLACK:
            low += 1
        if high - low + 1 >= best:
            best, width = high - low + 1, candidate
    full = [line for line in wide if width - _SLACK < line.width <= width]
    going_on = [line for line in full if not _ends_sentence(line.text)]
    wider = sum(candidate > width + _SLACK for candidate in widths)
    if len(going_on) < _MIN_FULL_LINES or 2 * len(going_on) < len(full) or 5 * wider > len(widths):
        prose = [line for line in wide if line.prose]
        return Measure(None, 0, False, 2 * sum(_ends_sentence(line.text) for line in prose) > len(prose))
    base = min(line.indent for line in full)
    deeper = sum(base + 2 <= line.indent <= base + _DEEPEST_INDENT for line in wide)
    return Measure(width, base, deeper >= 2, True)


def _edits(text: str, lines: Sequence[Line], page: Measure | None) -> Iterator[Edit]:
    """``page`` None: everything is one paragraph."""
    if not lines:
        if text:
            yield Edit(0, len(text), "")
        return
    if lines[0].start:
        yield Edit(0, lines[0].start, "")
    opens = True
    for line, after in pairwise(lines):
        goes_on = page is None or _goes_on(line, after, page, opens=opens)
        opens = not goes_on
        if not goes_on:
            if after.start - line.end > 1:
                yield Edit(line.end, after.start, "\n")
        elif _is_latin(line.text[-1]) and _is_latin(after.text[0]):
            yield Edit(line.end, after.start, " ")
        else:
            yield Edit(line.end, after.start, "")
    if lines[-1].end < len(text):
        yield Edit(lines[-1].end, len(text), "")


def _goes_on(line: Line, after: Line, page: Measure, *, opens: bool) -> bool:
    """Whether ``after`` continues the sentence of ``line``, which ``opens`` a paragraph or not: strong signs
    first, the page's measure last."""
    first, last = after.text[0], line.text[-1]
    if first in _NEVER_FIRST:
        return True
    if first in _SELDOM_FIRST and line.prose and not _ends_sentence(line.text):
        return True
    if line.cells or after.cells:
        return False
    if _bridged(line.text, after.text):
        return True
    if _MARKER.match(after.text):
        return last in "、第"
    if last in _NEVER_LAST or _cuts_number(line, after.text, opens=opens):
        return True
    if "关于" in line.text and not line.prose:
        if _TITLE_TAIL.match(line.text):
            return False
        if _TITLE_TAIL.match(after.text):
            return True
    if page.width is None:
        return page.stops and _runs_on(line, after)
    return _fills(line, after, page, opens=opens) and _follows(line, after, page, opens=opens)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _cuts_number(line: Line, right: str, *, opens: bool) -> bool:
    left = line.text
    date = _OPEN_DATE.search(left)
    if date and _DATE_REST.match(right):
        # a year or month alone on its line heads the entries of a chronicle
        return date.start() > 0 or not opens
    if _OPEN_DAY.search(left) and _DAY_REST.match(right):
        return True
    if _OPEN_NUMBER.search(left):
        return line.prose or _UNIT_FIRST.match(right) is not None
    return _OPEN_SUM.search(left) is not None and _SUM_REST.match(right) is not None


def _bridged(left: str, right: str) -> bool:
    """Whether a bracket or quote opened at the end of ``left`` closes in ``right``."""
    tail, head = left[-60:], right[:80]
    for opening, closing in _PAIRS:
        if tail.rfind(opening) > tail.rfind(closing):
            close, reopen = head.find(closing), head.find(opening)
            if close >= 0 and (reopen < 0 or close < reopen):
                return True
    return False


def _fills(line: Line, after: Line, page: Measure, *, opens: bool) -> bool:
    """Whether ``line`` reaches the margin. Where first lines have lost their indent they are shorter by it;
    a heading that short goes on only into a scrap."""
    short = (page.width or 0) - _SLACK - line.width
    if short < 0:
        return True
    if page.indented or not opens or short >= _LOST_INDENT:
        return False
    return not _HEADING.match(line.text) or (2 * after.width < line.width and not after.prose)


def _follows(line: Line, after: Line, page: Measure, *, opens: bool) -> bool:
    """Whether ``after`` is set as the rest of a paragraph to which ``line``, being full, belongs."""
    if after.indent >= page.base + 2:
        return False
    if _STOPPED.search(line.text):
        # only the indent tells; headings and signatures lack it too, but are short and hold no sentence
        return page.indented and (after.prose or after.width > (page.width or 0) - _SLACK)
    if line.prose or (page.indented and not opens):
        return True
    if page.indented and page.base + 2 <= line.indent <= page.base + _DEEPEST_INDENT:
        return True
    return after.prose and line.indent <= page.base + _DEEPEST_INDENT


def _runs_on(line: Line, after: Line) -> bool:
    """On a page that isn't wrapped: a long sentence cut in the middle, as at the end of a PDF page."""
    cut = line.width >= _LONG and (line.text[-1].isalnum() or line.text[-1] in _NEVER_LAST)
    return cut and after.indent < 2 and line.prose and after.prose


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS)[-1:] in _SENTENCE_ENDS
