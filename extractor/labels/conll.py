"""CoNLL-U Plus: a letter a line, a column of BIO tags for each layer, a blank line where a line of text ends.

A layer whose marks overlap has more columns (FACT, FACT2 …). White space stands in MISC as CoNLL-U has it.
Fields and links, for which there are no columns, are comments at the head of each document; a mark without
such a comment has no fields.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from extractor.labels.files import shaped, slot_of, text_of
from extractor.labels.marks import LAYERS, Fields, Layer, Link, Mark, Marked, from_label
from extractor.labels.page import Span
from extractor.replacing import replaced

_FIXED = ("ID", "FORM", "MISC")
_ESCAPES = {"\\": "\\\\", " ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p"}
_UNESCAPES = {written: sign for sign, written in _ESCAPES.items()}
_BREAK = re.compile(r"[\r\n]")
Column = list[Mark]


def write(documents: Iterable[Marked], path: Path) -> None:
    """Write one file. Raises OSError."""
    laid = [(document, _columns(document.marks)) for document in documents]
    depth = {layer: max((len(columns[layer]) for _, columns in laid), default=0) for layer in LAYERS}
    names = [f"{layer.upper()}{place or ''}" for layer in LAYERS for place in _numbers(depth[layer])]
    with replaced(path) as out:
        out.write(f"# global.columns = {' '.join((*_FIXED, *names))}\n".encode())
        for document, columns in laid:
            padded = [
                columns[layer][place] if place < len(columns[layer]) else []
                for layer in LAYERS
                for place in range(depth[layer])
            ]
            out.write("".join([*_comments(document), *_sentences(document.text, padded)]).encode())


def read(path: Path) -> Iterator[Marked]:
    """Read a file. Raises GoldError."""
    first, *lines = text_of(path).split("\n")
    with shaped(str(path)):
        names = first.removeprefix("# global.columns = ").split()
        starts = [at for at, line in enumerate(lines) if line.startswith("# newdoc id = ")]
        parts = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
    for part in parts:
        name = part[0].removeprefix("# newdoc id = ")
        with shaped(f"{path}: {name}"):
            document = _document(name, part, len(names) - len(_FIXED))
        yield document


def _numbers(count: int) -> Iterator[int]:
    """What is written behind a column's name: nothing, 2, 3 …"""
    return (place + 1 if place else 0 for place in range(count))


def _columns(marks: Sequence[Mark]) -> dict[Layer, list[Column]]:
    """The marks of each layer in as many columns as keep them apart."""
    columns: dict[Layer, list[Column]] = {layer: [] for layer in LAYERS}
    for mark in sorted(marks, key=lambda mark: mark.span):
        mine = columns[mark.layer]
        for column in mine:
            if column[-1].span[1] <= mark.span[0]:
                column.append(mark)
                break
        else:
            mine.append([mark])
    return columns


def _comments(document: Marked) -> Iterator[str]:
    yield f"# newdoc id = {document.name}\n"
    yield f"# document = {json.dumps(document.head, ensure_ascii=False)}\n"
    lead = re.match(r"\s*", document.text)
    if lead and lead.group():
        yield f"# lead = {_escape(lead.group())}\n"
    for mark in document.marks:
        told = json.dumps([mark.id, mark.label, *mark.span, mark.untyped()], ensure_ascii=False)
        yield f"# mark = {told}\n"
    for link in document.links:
        yield f"# link = {link.slot} {link.fact} {link.target}\n"


def _sentences(text: str, columns: Sequence[Column]) -> Iterator[str]:
    tags = [_tags(column) for column in columns]
    inside = [mark.span for column in columns for mark in column]
    number = 1
    for letter in re.finditer(r"(\S)(\s*)", text):
        at, (form, blanks) = letter.start(), letter.groups()
        cells = [str(number), form, f"SpacesAfter={_escape(blanks)}" if blanks else "SpaceAfter=No"]
        cells += [column.get(at, "O") for column in tags]
        yield "\t".join(cells) + "\n"
        number += 1
        end = letter.end()
        if _BREAK.search(blanks) and not any(start < end < stop for start, stop in inside):
            yield "\n"
            number = 1
    if number > 1:
        yield "\n"


def _tags(column: Column) -> dict[int, str]:
    tags: dict[int, str] = {}
    for mark in column:
        tags.update((at, f"I-{mark.label}") for at in range(*mark.span))
        tags[mark.span[0]] = f"B-{mark.label}"
    return tags


def _document(name: str, lines: Sequence[str], width: int) -> Marked:
    head: Fields = {}
    text = ""
    known: list[list[Any]] = []
    links: list[Link] = []
    open_spans: list[tuple[str, Span] | None] = [None] * width
    found: list[tuple[str, Span]] = []
    for line in lines:
        if line.startswith("#"):
            kind, _, value = line[2:].partition(" = ")
            if kind == "document":
                head = json.loads(value)
            elif kind == "lead":
                text = _unescape(value)
            elif kind == "mark":
                known.append(json.loads(value))
            elif kind == "link":
                slot, fact, target = value.split(" ")
                links.append(Link(slot_of(slot), fact, target))
        elif line:
            _, form, misc, *cells = line.split("\t")
            at = len(text)
            text += form + _unescape(misc.removeprefix("SpacesAfter=").removeprefix("SpaceAfter=No"))
            for place, cell in enumerate(cells):
                before = open_spans[place]
                bio, _, label = cell.partition("-")
                if before and (bio != "I" or label != before[0]):
                    found.append(before)
                    before = None
                open_spans[place] = (label, (before[1][0] if before else at, at + 1)) if bio != "O" else None
    found += [one for one in open_spans if one]
    return Marked(name, text, head, tuple(_marks(found, known)), tuple(links))


def _marks(found: Sequence[tuple[str, Span]], known: Sequence[list[Any]]) -> Iterator[Mark]:
    """The marks of the columns: first those that a comment tells of, in its order and with its fields."""
    left = Counter(found)
    for identity, label, start, end, fields in known:
        if left[label, (start, end)]:
            left[label, (start, end)] -= 1
            layer, own = from_label(label, fields)
            yield Mark(identity, layer, (start, end), own)
    for number, (label, span) in enumerate(left.elements(), 1):
        layer, own = from_label(label, {})
        yield Mark(f"new{number}", layer, span, own)


def _escape(blanks: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in blanks)


def _unescape(written: str) -> str:
    return re.sub(r"\\.", lambda match: _UNESCAPES[match.group()], written)
