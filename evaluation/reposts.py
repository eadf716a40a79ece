"""An archive with copies from the corpus: pieces of its documents with dates and figures of their own, some
put up again by other pages, some with sisters that look alike and tell of something else.

    python -m evaluation.reposts corpus/train 20000 > archive.jsonl

Made by chance from a fixed seed: the same arguments give the same archive. For measuring, not for rules.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from textwrap import wrap

from opencc import OpenCC

COPIED, SISTERS = 0.3, 0.1
_LETTERS = 420
_LEAST = 120
_COUNTED = "(?=(?:[.．]\\d+)?[余多餘]?[万亿萬億]?[元人名户家份场个次件条戶場個條])"
_FIGURE = re.compile(rf"(?<![\d.．])[1-9１-９]\d*{_COUNTED}")
_SPELT = re.compile(rf"[二三四五六七八九][一二三四五六七八九十百千万亿萬億零]*{_COUNTED}")
_LEAST_FIGURES = 2
_SHORT_LINE = 60
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})日")
_YEAR = re.compile(r"(?<!\d)(?:19[5-9]|20[0-2])\d(?=年|-)")
_DATELINE = re.compile(
    r"(?:19|20|二[○〇]|一九)\S{2}(?:年|-|/|\.)|[○〇一二三四五六七八九]{4}年|第.{1,3}版|发布|来源|日期"
)
_PLACE = re.compile(r"(?<=[\n，。、；在向市省为])[\u4e00-\u9fff]{2}(?=[市县区]总|[市县区]工)")
_PLACES = "衡阳 保定 咸宁 宜春 梅州 遂宁 曲靖 铜川 白银 鹤岗 通化 赤峰 晋城 聊城 安庆 三明".split()
_TITLES = ("工会要闻", "基层动态：工会在行动", "关怀送到职工心坎上", "转载：职工之家的一天", "送温暖 暖人心")
_MEDIA = ("青石工人报", "白水新闻网", "职工之声", "青石县融媒体中心")


@dataclass(frozen=True, slots=True)
class Made:
    """A text of the archive. Texts of one ``origin`` are copies of one another; ``how`` is what was done."""

    origin: int
    how: str
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    title: str
    day: date
    body: tuple[str, ...]


def archive(folder: Path, count: int) -> Iterator[Made]:
    """``count`` texts, about three in ten of them copies of others; copies stand anywhere after the first."""
    chance = random.Random(count)
    pages = [_lines(path) for path in sorted(folder.glob("*.txt"))]
    made: list[Made] = []
    waiting: list[_Piece] = []
    origin = 0
    while len(made) < count:
        piece = waiting.pop() if waiting else _piece(pages, chance)
        made.append(Made(origin, "first", _put_up(piece, chance)))
        if chance.random() < SISTERS:
            waiting.append(_sister(piece, chance))
        while chance.random() < COPIED and len(made) < count:
            made.append(_copy(origin, piece, chance))
        origin += 1
    chance.shuffle(made)
    return iter(made)


def _lines(path: Path) -> list[str]:
    """The lines of a page without those that date it: a piece is dated by its own."""
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if len(line) > _SHORT_LINE or not _DATELINE.search(line)]


def _piece(pages: list[list[str]], chance: random.Random) -> _Piece:
    """Some lines of a page that follow one another, with other figures and days."""
    while True:
        lines = chance.choice(pages)
        start = chance.randrange(1, max(2, len(lines)))
        room = max(_LEAST, chance.expovariate(1 / _LETTERS))
        body: list[str] = []
        while start < len(lines) and sum(map(len, body)) < room:
            body.append(lines[start])
            start += 1
        text = "\n".join(body)
        if len(text) >= _LEAST and len(_FIGURE.findall(text) + _SPELT.findall(text)) >= _LEAST_FIGURES:
            day = date(2008, 1, 10) + timedelta(days=chance.randrange(6000))
            return _moved(_Piece(lines[0] or "简讯", day, tuple(body)), chance)


def _moved(piece: _Piece, chance: random.Random) -> _Piece:
    """The same with other figures, and its days moved by as many months."""
    months = chance.randrange(12)

    def month(match: re.Match[str]) -> str:
        return f"{(int(match[1]) + months - 1) % 12 + 1}月{min(int(match[2]), 28)}日"

    body = tuple(_counted(_DAY.sub(month, line), chance) for line in piece.body)
    return _Piece(piece.title, piece.day, body)


def _counted(line: str, chance: random.Random) -> str:
    """With other figures of the same length."""

    def figure(match: re.Match[str]) -> str:
        return str(chance.randrange(10 ** (len(match[0]) - 1), 10 ** len(match[0])))

    def spelt(match: re.Match[str]) -> str:
        return re.sub("[二三四五六七八九]", lambda _: chance.choice("二三四五六七八九"), match[0])

    return _SPELT.sub(spelt, _FIGURE.sub(figure, line))


def _sister(piece: _Piece, chance: random.Random) -> _Piece:
    """What looks alike and is another event: of another month, another place, or another year."""
    kind = chance.choice(("month", "place", "year"))
    text = "\n".join(piece.body)
    if kind == "place" and (places := _PLACE.findall(text)):
        other = chance.choice([one for one in _PLACES if one not in places])
        body = tuple(_counted(line, chance) for line in text.replace(places[0], other).split("\n"))
        return _Piece(piece.title.replace(places[0], other), piece.day, body)
    if kind == "year":
        later = piece.day.replace(year=piece.day.year + 1, day=min(piece.day.day, 28))
        return _Piece(piece.title, later, tuple(_YEAR.sub(_next_year, line) for line in piece.body))
    return _moved(_Piece(piece.title, piece.day + timedelta(days=30), piece.body), chance)


def _next_year(match: re.Match[str]) -> str:
    return str(int(match[0]) + 1)


def _put_up(piece: _Piece, chance: random.Random) -> str:
    """A page of the piece, dated."""
    line = f"发布时间：{piece.day.isoformat()}　来源：{chance.choice(_MEDIA)}"
    return "\n".join((piece.title, line, *piece.body))


def _copy(origin: int, piece: _Piece, chance: random.Random) -> Made:
    """The piece as another page puts it up, a few days later."""
    names = sorted(chance.sample(sorted(_CHANGES), chance.randrange(1, 4)))
    day = piece.day + timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 7, 20)))
    later = _Piece(piece.title, day, piece.body)
    for name in names:
        if name in ("title", "cut"):
            later = _title(later, chance) if name == "title" else _cut(later, chance)
    text = _put_up(later, chance) if "byline" not in names else "\n".join((later.title, *later.body))
    for name in names:
        text = _CHANGES[name](text, chance)
    return Made(origin, "+".join(names), text)


def _title(piece: _Piece, chance: random.Random) -> _Piece:
    return _Piece(chance.choice(_TITLES), piece.day, piece.body)


def _cut(piece: _Piece, chance: random.Random) -> _Piece:
    """Without its end: between a tenth and a half of it."""
    text = "\n".join(piece.body)
    kept = text[: round(len(text) * chance.uniform(0.5, 0.9))]
    return _Piece(piece.title, piece.day, tuple(kept.split("\n")))


def _byline(text: str, chance: random.Random) -> str:
    title, _, body = text.partition("\n")
    return f"{title}\n作者：{chance.choice('张王李赵')}青石　编辑：{chance.choice('陈周吴郑')}白水\n{body}"


def _traditional(text: str, _: random.Random) -> str:
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    return OpenCC("s2t")


def _wrapped(text: str, chance: random.Random) -> str:
    width = chance.randrange(24, 44)
    return "\n".join("\n".join(wrap(line, width)) or line for line in text.split("\n"))


def _navigation(text: str, _: random.Random) -> str:
    above, below = "首页 > 工会频道 > 正文", "上一篇：职工书屋今日开放\n下一篇：关于放假的通知"
    return f"{above}\n\n{text}\n\n{below}\n版权所有 青石县总工会"


def _as_it_is(text: str, _: random.Random) -> str:
    return text


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "title": _as_it_is,
    "cut": _as_it_is,
    "byline": _byline,
    "traditional": _traditional,
    "wraps": _wrapped,
    "navigation": _navigation,
}


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    for made in archive(folder, count):
        print(json.dumps(asdict(made), ensure_ascii=False))


if __name__ == "__main__":
    main()
