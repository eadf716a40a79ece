"""The title of a page among its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
_STEP = re.compile(r"\s{0,4}(?:>+|->|→|»|-\s)\s{0,4}")
_TRAIL_LINES = 3
_SHORTEST_TRAILED = 10
_LABEL = re.compile(r"[^，。：]{2,8}：")
_DASHES = ("—", "--")
_SHORTEST = 4
_WEIGHTS = {
    "length": 2.0, "odd length": 0.5, "verb": 1.0, "paper": 2.0, "site suffix": 2.0,
    "before fields": 2.0, "before text": 1.0, "behind number": 1.0, "at head": 1.0, "said before": 1.5,
    "goes on": 1.5, "free line": 0.3, "stray line": -2.0, "label": -3.0, "question": -1.5, "kicker": -1.0,
    "site": -3.0, "place": -1.0, "bare body": -2.0, "letterhead": -2.0, "starts with dash": -2.0,
}  # fmt: skip
"""What each sign adds to the score of a run of lines as the title; the best above 0 is the title."""

_BODY_NAME = re.compile(r"[^，。：“]{2,40}(?:总?工会|委员会|办公室|公司|小组|集团|经理部)$")
_VERB = re.compile(r"[为把将到向给在获送关于走帮助]|工作|活动|开展|举办|“|，|、|：|！|\d")
_CLOSERS = re.compile(r"[。；]$")


def find_title(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> range:
    """The indexes of the lines of the title; empty where the page has none."""
    best, best_score = range(0), 0.0
    for run in _runs_of_head(lines, kinds):
        score = _score(lines, kinds, run)
        if score > best_score:
            best, best_score = run, score
    return best


def _runs_of_head(lines: Sequence[Line], kinds: Sequence[ZoneKind | None]) -> list[range]:
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


def _score(lines: Sequence[Line], kinds: Sequence[ZoneKind | None], run: range) -> float:
    texts = [lines[index].text for index in run]
    joined = "".join(texts)
    if len(joined) < _SHORTEST or not re.search("[一-鿿]{3}", joined):
        return 0
    return sum(_WEIGHTS[sign] for sign in [*_signs_around(lines, kinds, run, joined), *_signs_inside(texts)])


def _signs_around(
    lines: Sequence[Line], kinds: Sequence[ZoneKind | None], run: range, joined: str
) -> Iterator[str]:
    """What the length, the words and the neighbours of ``run`` say for it as the title."""
    yield "length" if 8 <= len(joined) <= 70 else "odd length"
    if _VERB.search(joined):
        yield "verb"
    if _SITE_SUFFIX.search(joined):
        yield "site suffix"
    if _follower(lines, kinds, run.stop) in _FOLLOWERS:
        yield "before fields"
    elif run.stop < len(lines) and lines[run.stop].is_prose:
        yield "before text"
    if run.start and kinds[run.start - 1] in (ZoneKind.NUMBER, ZoneKind.LETTERHEAD):
        yield "behind number"
    if not any(line.is_prose for line in lines[: run.start]):
        yield "at head"
    squeezed = re.sub(r"\s+", "", joined)[:16]
    if any(squeezed in re.sub(r"\s+", "", line.text) for line in lines[: run.start]):
        yield "said before"


def _signs_inside(texts: Sequence[str]) -> Iterator[str]:
    """How well the lines go together as one title."""
    if vocabulary().kind(texts[-1]):
        yield "paper"
    if _SITE.fullmatch(texts[0]) and len(re.sub("（.*）", "", texts[0])) <= 12:
        yield "site"
    if texts[0].partition("：")[0] in vocabulary().places:
        yield "place"
    if texts[0].startswith(_DASHES):
        yield "starts with dash"
    if len(texts) == 1 and _BODY_NAME.fullmatch(texts[0]):
        yield "bare body"
    for above, below in pairwise(texts):
        goes_on = below.startswith(_DASHES) or _continues(above, below)
        yield "goes on" if goes_on else "free line" if _is_free(below) else "stray line"
        if _LABEL.match(below):
            yield "label"
    if len(texts) > 1 and texts[-1].endswith("？"):
        yield "question"
    if len(texts) > 1 and len(texts[0]) < 8 and " " not in texts[0] and not texts[1].startswith(_DASHES):
        yield "kicker"
    for at in range(1, len(texts)):
        if _BODY_NAME.fullmatch("".join(texts[:at])) and not _continues("".join(texts[:at]), texts[at]):
            yield "letterhead"


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


def is_name(text: str) -> bool:
    """Whether ``text`` is only the name of a body or of a site."""
    return _BODY_NAME.fullmatch(text) is not None or _SITE.fullmatch(text) is not None


def join_title(texts: Sequence[str]) -> str:
    """The lines of a title as one: a blank between parts that stand by themselves, none where one goes on."""
    joined = _tidy(texts[0])
    for above, below in pairwise(texts):
        tidy = _tidy(below)
        glue = (
            ""
            if tidy.startswith(_DASHES) or _continues(above, below) or re.search(r"\d年度$|“$", above)
            else " "
        )
        joined += glue + tidy
    return re.sub(r"\s+", "", joined) if _PAPER.search(joined) else joined


def _tidy(text: str) -> str:
    text = re.sub(r"^[#*\s|]+|[#*\s|]+$|\s*\[复制链接\]$|\s*<[^<>]*>$", "", _COLUMN.sub("", text))
    text = _SITE_SUFFIX.sub("", text)
    text = re.sub(r"(?<=[一-鿿])\s{2,}(?=[一-鿿])", " ", text)
    return re.sub(r"(?:^|\s)(?:([一-鿿])\s)+[一-鿿](?=$)", lambda match: match[0].replace(" ", ""), text)
