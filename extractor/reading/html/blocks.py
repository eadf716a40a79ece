"""A page as its blocks: paragraphs, headings, rows of tables, each on one line as a browser would set it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from extractor.reading.html.nodes import is_leaf, is_text, set_inline, walk
from extractor.reading.html.tables import rows_of

_BLOCKS = frozenset(
    "html body p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table caption thead tbody tfoot tr td th section "
    "article header footer main center blockquote form fieldset legend hr br pre address figure figcaption "
    "dir menu".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3"))


@dataclass(frozen=True, slots=True)
class Block:
    """A line of the page. ``linked`` counts its characters inside links; ``within`` is the number of the
    element that holds it; ``row`` says whether it is a row of a table, its cells parted by tabs."""

    text: str
    linked: int
    within: int
    heading: bool = False
    row: bool = False


@dataclass(slots=True)
class _Setter:
    """Sets the lines of a page. ``open`` are the numbers of the elements around the present place."""

    parents: list[int] = field(default_factory=lambda: [0])
    open: list[int] = field(default_factory=lambda: [0])
    parts: list[str] = field(default_factory=list)
    linked: int = 0
    links: int = 0
    pre: int = 0
    headings: int = 0

    def add(self, text: str) -> None:
        self.parts.append(text)
        if self.links:
            self.linked += len("".join(text.split()))

    def lines(self) -> Iterator[Block]:
        """What was added since the last line end, as a line; in <pre> as its lines."""
        text = "".join(self.parts)
        for line in text.splitlines() if self.pre else [set_inline(text)]:
            if line.strip():
                yield Block(line.rstrip(), self.linked, self.open[-1], heading=self.headings > 0)
        self.parts, self.linked = [], 0

    def enter(self, tag: str) -> None:
        self.links += tag == "a"
        self.pre += tag == "pre"
        self.headings += tag in _HEADINGS
        if tag in _BLOCKS:
            self.parents.append(self.open[-1])
            self.open.append(len(self.parents) - 1)

    def leave(self, tag: str) -> None:
        self.links -= tag == "a"
        self.pre -= tag == "pre"
        self.headings -= tag in _HEADINGS
        if tag in _BLOCKS:
            self.open.pop()


def blocks_of(tree: LexborHTMLParser) -> tuple[list[Block], list[int]]:
    """The blocks of the page in order, what no reader sees left out, and the parent of each numbered element.
    The page itself is element 0, its own parent."""
    setter = _Setter()
    root = tree.body or tree.root
    return ([] if root is None else list(_blocks(root, setter))), setter.parents


def _blocks(root: LexborNode, setter: _Setter) -> Iterator[Block]:
    tables: dict[int, list[str]] = {}

    def is_whole(node: LexborNode) -> bool:
        if node.tag == "table" and (rows := rows_of(node)) is not None:
            tables[node.mem_id] = rows
        return node.mem_id in tables or is_leaf(node)

    for event, node in walk(root, is_leaf=is_whole):
        tag = node.tag or ""
        if event == "leaf" and is_text(node):
            setter.add(node.text_content or "")
        elif event == "leaf" and node.mem_id in tables:
            yield from setter.lines()
            for row in tables.pop(node.mem_id):
                yield Block(row, 0, setter.open[-1], row="\t" in row)
        elif event != "leaf":
            if tag in _BLOCKS:
                yield from setter.lines()
            setter.enter(tag) if event == "start" else setter.leave(tag)
    yield from setter.lines()
