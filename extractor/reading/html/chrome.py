"""What of a page is its article: from the title to the last line, without menus, lists of links and what
stands around the article on every page of a site."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractor.reading.html.blocks import Block

_ATTACHMENT = re.compile(r"\s*(?:附件|附表|附：|附录)")
_FIELD = re.compile(r"来\s*源\s*[:：]|(?:发布|成文|发表)?(?:时间|日期)\s*[:：]")
_BEHIND = re.compile(
    r"\s*[【\[]?(?:上一[篇条页]|下一[篇条页]|相关(?:新闻|链接|文章|阅读|报道|信息|推荐)|推荐(?:阅读|新闻)|热门|排行"
    r"|点击排行|友情链接|网友评论|最新评论|我要评论|分享到|扫一扫|版权所有|主办(?:单位)?[:：]|承办(?:单位)?[:：]|技术支持"
    r"|网站地图|联系我们|关于我们|Copyright|[^。]{0,20}ICP备)",
    re.I,
)
_PROSE = re.compile("[，。；：、！？]")
_MOST = 0.85
_LONG = 40
_SHORTEST_TITLE = 6
_LINES_BEFORE = 6


def without_chrome(blocks: Sequence[Block], parents: Sequence[int], *, titles: Sequence[str]) -> list[str]:
    """The lines of the article; all lines of a page on which there is no article. ``titles`` are what the
    page says its title is."""
    weights = [_weight(block) for block in blocks]
    if not any(weights):
        return [block.text for block in blocks]
    article = _article(blocks, parents, weights)
    first = min(index for index, block in enumerate(blocks) if block.within in article)
    last = max(index for index, block in enumerate(blocks) if block.within in article)
    text = next((index for index, weight in enumerate(weights) if weight >= _LONG and index >= first), first)
    start = _start(blocks, first, text, titles)
    end = max(index for index, weight in enumerate(weights[: last + 1]) if weight) + 1
    kept = [block.text for block in blocks[start:end] if not _is_links(block)]
    return kept + _rest(blocks[end:])


def _weight(block: Block) -> int:
    """How much running text or figures ``block`` holds."""
    is_text = block.row or _PROSE.search(block.text)
    return max(0, len(block.text) - 2 * block.linked) if is_text and not _BEHIND.match(block.text) else 0


def _article(blocks: Sequence[Block], parents: Sequence[int], weights: Sequence[int]) -> frozenset[int]:
    """The smallest element with most of the running text, and all elements inside it."""
    sums = [0] * len(parents)
    for block, weight in zip(blocks, weights, strict=True):
        sums[block.within] += weight
    for element in range(len(parents) - 1, 0, -1):  # children have higher numbers than their parents
        sums[parents[element]] += sums[element]
    root = max(element for element, weight in enumerate(sums) if weight >= _MOST * sums[0])
    inside = {root}
    for element in range(root + 1, len(parents)):
        if parents[element] in inside:
            inside.add(element)
    return frozenset(inside)


def _start(blocks: Sequence[Block], first: int, text: int, titles: Sequence[str]) -> int:
    """Where the title stands over the first paragraph ``text``, with what the article, which begins at
    ``first``, has over it, as a letterhead and a number; else the lines right above ``text``. Links end both.
    """
    title = _title(blocks, text, titles)
    index = top = text if title is None else title
    least = 0 if title is None else first
    while index > least and top - index < _LINES_BEFORE and not _is_links(blocks[index - 1]):
        index -= 1
    return index


def _title(blocks: Sequence[Block], text: int, titles: Sequence[str]) -> int | None:
    for title in map(_bare, titles):
        for index in range(text, -1, -1):
            if _is_title(_bare(blocks[index].text), title):
                return index
    return next((index for index in range(text, -1, -1) if blocks[index].heading), None)


def _is_title(line: str, title: str) -> bool:
    """Whether ``line`` is ``title``, or the first of its lines, or it and a few words."""
    if len(title) < _SHORTEST_TITLE or 2 * len(line) < len(title) or len(line) > 2 * len(title):
        return False
    return title.startswith(line) or title in line


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _rest(blocks: Sequence[Block]) -> list[str]:
    """What still belongs to the article behind its last paragraph: signature, attachments, source."""
    ends = (index for index, block in enumerate(blocks) if _BEHIND.match(block.text))
    end = next(ends, len(blocks))
    kept = [block.text for block in blocks[:end] if not _is_links(block)]
    return kept + [block.text for block in blocks[end:] if _ATTACHMENT.match(block.text)]


def _is_links(block: Block) -> bool:
    """Whether ``block`` is there to be clicked on, not to be read."""
    if block.row or _ATTACHMENT.match(block.text) or _FIELD.search(block.text):
        return False
    return 2 * block.linked > len("".join(block.text.split()))
