"""The title of a page among its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.layers import ZoneKind
from extractor.layout.lines import Line
from extractor.layout.vocabulary import vocabulary

_HEAD_LINES = 30
_PROSE_BEFORE = 3
_LONGEST_LINE = 90
_LONGEST_TITLE = 4
_LONGEST_BLOCK = 10
_ENDS_OF_HEAD = (ZoneKind.ADDRESSEE, ZoneKind.ATTACHMENT, ZoneKind.SIGNATURE)
_FOLLOWERS = (ZoneKind.BYLINE, ZoneKind.ADDRESSEE, ZoneKind.NUMBER)
_SITE = re.compile(r"[^，。]{2,16}(?:网|在线|报|网站|窗|论坛|年鉴|杂志|专栏：)(?:（[^（）]*）)?$")
_SITE_SUFFIX = re.compile(r"\s*[-_—|][^，。“]{0,16}(?:网|在线|论坛|官网|网站)$")
_COLUMN = re.compile(r"^(?:【[^】]{2,8}】|\[转帖\])\s*|^附录[一二三四五六七八九十]?\s+")
_MENU = re.compile(
    r"(?:\S{1,6}\s+){3,}\S{1,6}$|.*(?:\S\s*[|｜]\s*\S|�|>>| > )|[·●◀▶]"
    r"|(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)"
)
_PAPER = re.compile(r"关于.{2,80}的\s*(?:通知|决定|意见|通报|批复|函|请示|报告|公示|方案)$")
_STEP = re.compile(r"\s*(?:>+|->|→|»|-\s)\s*")
_TRAIL_LINES = 3
_SHORTEST_TRAILED = 10
_LABEL = re.compile(r"[^，。：]{2,8}：")
_QUESTION = ("？", "?")
_BODY_NAME = re.compile(r"[^，。：“]{2,40}(?:总?工会|委员会|办公室|公司|小组|集团|经理部)$")
_VERB = re.compile(r"[为把将到向给在获送关于走帮助]|工作|活动|开展|举办|“|，|、|：|！|\d")
_CLOSERS = re.compile(r"[。；]$")


def find_title(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> range:
    """The indexes of the lines of the title; empty where the page has none."""
    best, best_score = range(0), 0.0
    for group in _groups(lines, kinds):
        score = _score(lines, kinds, group)
        if score > best_score:
            best, best_score = group, score
    return best


def _groups(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> list[range]:
    """The runs of lines that can be titles, from the head of the page to its third line of prose."""
    blocks: list[range] = []
    prose = start = 0
    limit = min(len(lines), _HEAD_LINES)
    for index in range(limit + 1):
        if index < limit and kinds[index] is None and _can_be_title(lines[index]):
            continue
        block = range(start, index)
        if block and (not prose or _follower(lines, kinds, index) is ZoneKind.BYLINE):
            blocks.append(block)
        if index == limit or kinds[index] in _ENDS_OF_HEAD or prose >= _PROSE_BEFORE:
            break
        prose += lines[index].is_prose
        start = index + 1
    return [run for block in blocks for run in _runs(block[:_LONGEST_BLOCK])]


def _follower(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], stop: int) -> ZoneKind | None:
    """The kind of the first line behind a title that tells; buttons and one open line are passed."""
    passed = 0
    for index in range(stop, min(stop + 4, len(lines))):
        kind = kinds[index]
        if lines[index].is_prose or (kind is None and passed):
            return None
        passed += kind is None
        if kind is not None and kind is not ZoneKind.NAVIGATION:
            return kind
    return None


def _can_be_title(line: Line) -> bool:
    text = line.text
    return len(text) <= _LONGEST_LINE and not (line.is_prose or _CLOSERS.search(text) or _MENU.match(text))


def _runs(block: range) -> list[range]:
    """All runs of lines within a block that can be one title."""
    return [
        range(start, stop)
        for start in block
        for stop in range(start + 1, min(start + _LONGEST_TITLE, block.stop) + 1)
    ]


def _score(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], group: range) -> float:
    texts = [lines[index].text for index in group]
    joined = "".join(texts)
    if len(joined) < 4 or not re.search("[一-鿿]{3}", joined):
        return 0
    follower = _follower(lines, kinds, group.stop)
    score = 2.0 if 8 <= len(joined) <= 70 else 0.5
    if vocabulary().kind(texts[-1].strip()):
        score += 2
    if _VERB.search(joined):
        score += 1
    if follower in _FOLLOWERS:
        score += 2
    elif group.stop < len(lines) and lines[group.stop].is_prose:
        score += 1
    if group.start and kinds[group.start - 1] in (ZoneKind.NUMBER, ZoneKind.LETTERHEAD):
        score += 1
    if not any(line.is_prose for line in lines[: group.start]):
        score += 1
    squeezed = re.sub(r"\s+", "", joined)[:16]
    if any(squeezed in re.sub(r"\s+", "", line.text) for line in lines[: group.start]):
        score += 1.5
    if _SITE_SUFFIX.search(joined):
        score += 2
    return score + _shape_score(texts)


def _shape_score(texts: Sequence[str]) -> float:
    """How well the lines go together as one title."""
    score = 0.0
    if _SITE.fullmatch(texts[0]) and len(re.sub("（.*）", "", texts[0])) <= 12:
        score -= 3
    for above, below in pairwise(texts):
        score += (
            1.5
            if below.startswith(("—", "--")) or _continues(above, below)
            else 0.3
            if _is_free(below)
            else -2
        )
    score -= 1.5 * (len(texts) > 1 and texts[-1].endswith(_QUESTION))
    score -= len(texts) > 1 and len(texts[0]) < 8 and " " not in texts[0] and not texts[1].startswith("—")
    if len(texts) == 1 and _BODY_NAME.fullmatch(texts[0]):
        score -= 2
    if texts[0].startswith(("—", "--")):
        score -= 2
    score -= 2 * sum(_LABEL.match(text) is not None for text in texts[1:])
    score -= texts[0].partition("：")[0] in vocabulary().places
    for at in range(1, len(texts)):
        above = "".join(texts[:at])
        if _BODY_NAME.fullmatch(above) and not _continues(above, texts[at]):
            score -= 2
    return score


def _continues(above: str, below: str) -> bool:
    """True where ``below`` completes the words of ``above`` (…总工会 / 关于…的通知)."""
    return bool(
        below.startswith(("关于", "“", "的"))
        or re.match(
            r"第[一二三四五六七八九十]+届|(?:19|20)?\d\d年.*(?:总结|报告|打算)|.*(?:工作报告|纪\s*要|书)$",
            below,
        )
        or (above.startswith("第") and re.match(r"第[一二三四五六七八九十]+节", below))
        or (_BODY_NAME.fullmatch(above) and vocabulary().kind(below))
    )


def _is_free(text: str) -> bool:
    return len(text) >= 6 and not _SITE.fullmatch(text)


def trail_title(lines: Sequence[Line]) -> str | None:
    """The title as the last step of the page's trail (首页 > 新闻 > …), where no line of its own gives it."""
    for line in lines[:_TRAIL_LINES]:
        *above, last = _STEP.split(line.text)
        if len(above) > 1 and len(last) >= _SHORTEST_TRAILED:
            return last
    return None


def join_title(texts: Sequence[str]) -> str:
    """The lines of a title as one: a blank between parts that stand by themselves, none where one goes on."""
    joined = _tidy(texts[0])
    for above, below in pairwise(texts):
        tidy = _tidy(below)
        glue = (
            ""
            if tidy.startswith(("—", "-")) or _continues(above, below) or re.search(r"\d年度$|“$", above)
            else " "
        )
        joined += glue + tidy
    return re.sub(r"\s+", "", joined) if _PAPER.search(joined) else joined


def _tidy(text: str) -> str:
    text = re.sub(r"^[#*\s|]+|[#*\s|]+$|\s*\[复制链接\]$|\s*<[^<>]*>$", "", _COLUMN.sub("", text))
    text = _SITE_SUFFIX.sub("", text)
    text = re.sub(r"(?<=[一-鿿])\s{2,}(?=[一-鿿])", " ", text)
    return re.sub(r"(?:^|\s)(?:([一-鿿])\s)+[一-鿿](?=$)", lambda match: match[0].replace(" ", ""), text)
