"""The elements of a page, walked without recursion: pages nest as deep as they like."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

_UNSEEN = frozenset(
    "head script style noscript template iframe object embed applet select option button input textarea svg "
    "canvas audio video map nav aside -comment -doctype".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_BREAK = re.compile("[ \t\f]*[\r\n][ \t\f\r\n]*")
_RUN = re.compile("[ \t\f]+")
_AROUND_LATIN = re.compile("(?<=[!-~])\n(?=[!-~])")

Event = tuple[str, LexborNode]


def walk(root: LexborNode, *, is_leaf: Callable[[LexborNode], bool]) -> Iterator[Event]:
    """``("start", node)`` and ``("end", node)`` in document order; ``("leaf", node)`` where not entered."""
    node: LexborNode | None = root
    last = root.mem_id
    while node is not None:
        leaf = is_leaf(node)
        yield "leaf" if leaf else "start", node
        child = None if leaf else node.child
        if child is not None:
            node = child
            continue
        if not leaf:
            yield "end", node
        while node is not None and node.mem_id != last and node.next is None:
            node = node.parent
            if node is not None:
                yield "end", node
        node = None if node is None or node.mem_id == last else node.next


def is_unseen(node: LexborNode) -> bool:
    """Whether a reader of the page does not see ``node``; menus and asides count as unseen."""
    if node.tag in _UNSEEN:
        return True
    if not is_text(node) and (style := node.attributes.get("style")):
        return _HIDDEN.search(style) is not None
    return False


def is_text(node: LexborNode) -> bool:
    return node.tag == "-text"


def is_leaf(node: LexborNode) -> bool:
    """Whether nothing below ``node`` is to be read as an element: text, and what is unseen."""
    return is_text(node) or is_unseen(node)


def set_inline(text: str) -> str:
    """``text`` as a browser sets it on one line, except that a line end beside Chinese leaves no blank."""
    text = _RUN.sub(" ", _BREAK.sub("\n", text))
    return _AROUND_LATIN.sub(" ", text).replace("\n", "").strip(" ").replace("\xa0", " ")
