"""The title of a page among its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.layers import ZoneKind
from extractor.layout.lines import Line
from extractor.layout.vocabulary import vocabulary

_HEAD_LINES = 30
_PROSE_BEFORE = 3
_LONGEST_LINE = 90
_LONGEST_GROUP = 4
_FOLLOWERS = (ZoneKind.BYLINE, ZoneKind.ADDRESSEE, ZoneKind.NUMBER)
_SITE = re.compile(r"[^，。]{2,16}(?:网|在线|报|网站|信息|窗|论坛)$")
_BODY_NAME = re.compile(r"[^，。：“]{2,40}(?:总?工会|委员会|办公室|公司|小组|集团|经理部)$")
_VERB = re.compile(r"[为把将到向给在获送关于走帮助]|工作|活动|开展|举办|“|，|、|：|！|\d")
_MARKED = re.compile(r"[【\[（]?(?:通知|法规标题)[】\]）]?|—|--|#")
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
    groups: list[range] = []
    prose = start = 0
    for index in range(min(len(lines), _HEAD_LINES)):
        start_here = _can_be_title(lines[index]) and kinds[index] is None
        if not start_here:
            if index > start:
                groups.append(range(start, index))
            start = index + 1
            prose += lines[index].is_prose
            if prose >= _PROSE_BEFORE:
                break
    else:
        end = min(len(lines), _HEAD_LINES)
        if end > start:
            groups.append(range(start, end))
    return [part for group in groups for part in _split(lines, group)]


def _can_be_title(line: Line) -> bool:
    return len(line.text) <= _LONGEST_LINE and not line.is_prose and not _CLOSERS.search(line.text)


def _split(lines: Sequence[Line], group: range) -> list[range]:
    """Runs within a group that can be one title: names of bodies and sites at its start are letterheads."""
    parts = [
        range(start, stop) for stop in (group.stop,) for start in group if stop - start <= _LONGEST_GROUP
    ]
    return [
        *parts,
        *(range(index, index + 1) for index in group[:-1]),
        *(range(index, index + 2) for index in group[:-2]),
    ]


def _score(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], group: range) -> float:
    texts = [lines[index].text for index in group]
    joined = "".join(texts)
    if len(joined) < 4 or not re.search("[一-鿿]{3}", joined):
        return 0
    follower = next((kind for kind in kinds[group.stop : group.stop + 1]), None)
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
    if any(joined[:16] in line.text for line in lines[: group.start]):
        score += 1
    return score + _shape_score(texts)


def _shape_score(texts: Sequence[str]) -> float:
    """How well the lines go together as one title."""
    score = 0.0
    if _SITE.fullmatch(texts[0]) and len(texts[0]) <= 12:
        score -= 3
    for above, below in zip(texts, texts[1:], strict=False):
        score += (
            1.5
            if below.startswith(("—", "--")) or _continues(above, below)
            else 0.3
            if _is_free(below)
            else -2
        )
    if len(texts) == 1 and _BODY_NAME.fullmatch(texts[0]):
        score -= 2
    if texts[0].startswith(("—", "--")):
        score -= 2
    return score


def _continues(above: str, below: str) -> bool:
    """True where ``below`` completes the words of ``above`` (…总工会 / 关于…的通知)."""
    return bool(
        below.startswith(("关于", "“", "的"))
        or re.match(r"(?:19|20)?\d\d年.*(?:总结|报告|打算)|.*(?:工作报告|纪\s*要|书)$", below)
        or (_BODY_NAME.fullmatch(above) and vocabulary().kind(below))
    )


def _is_free(text: str) -> bool:
    return len(text) >= 6 and not _SITE.fullmatch(text)


def join_title(texts: Sequence[str]) -> str:
    """The lines of a title as one: a blank between parts that stand by themselves, none where one goes on."""
    joined = _tidy(texts[0])
    for above, below in zip(texts, texts[1:], strict=False):
        tidy = _tidy(below)
        glue = (
            ""
            if tidy.startswith(("—", "-")) or _continues(above, below) or re.search(r"\d年度$|“$", above)
            else " "
        )
        joined += glue + tidy
    return joined


def _tidy(text: str) -> str:
    text = re.sub(r"^[#*\s|]+|[#*\s|]+$|^【法规标题】|^\[转帖\]\s*|\s*\[复制链接\]$", "", text)
    text = re.sub(r"(?<=[一-鿿])\s{2,}(?=[一-鿿])", " ", text)
    return re.sub(r"(?:^|\s)(?:([一-鿿])\s)+[一-鿿](?=$)", lambda match: match[0].replace(" ", ""), text)
