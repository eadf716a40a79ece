"""Traditional characters, and simplified ones wrongly turned into traditional (係 隻 鬆 佔), by OpenCC."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# In GB 2312, and still traditional where it stands in a simplified text.
_ALSO_IN_GB2312 = frozenset("後於餘徵瞭乾夥摺拚薑菸")


def simplify(text: str) -> str:
    """``text`` in simplified characters, of the same length, and 馀 for what is counted as 余.

    OpenCC (25 ms to load) is asked only about lines with a character that no simplified text has.
    """
    suspects = _suspects(text)
    if suspects:
        lines = text.split("\n")
        text = "\n".join(line if suspects.isdisjoint(line) else _convert(line) for line in lines)
    return text.replace("馀", "余")


def _suspects(text: str) -> frozenset[str]:
    han = [char for char in set(text) if "\u3400" <= char <= "\u9fff"]
    known = set("".join(han).encode("gb2312", "ignore").decode("gb2312"))
    return frozenset(char for char in han if char not in known or char in _ALSO_IN_GB2312)


def _convert(line: str) -> str:
    whole: str = _converter().convert(line)
    if len(whole) == len(line):
        return whole
    return "".join(_convert_char(char) for char in line)


@lru_cache(maxsize=4096)
def _convert_char(char: str) -> str:
    plain: str = _converter().convert(char)
    return plain if len(plain) == 1 else char


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    """tw2s, since t2s knows fewer of the variants that web pages mix in."""
    from opencc import OpenCC

    return OpenCC("tw2s")
