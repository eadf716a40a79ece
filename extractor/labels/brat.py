"""brat stand-off: NAME.txt with NAME.ann, and annotation.conf.

Mentions are text-bound annotations, facts are events of their action type whose trigger is the action; closed
fields are attributes, free ones a note in JSON. The document's own fields are those of the annotation
``document`` on its first letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.errors import GoldError
from extractor.labels.files import shaped, slot_of, text_of
from extractor.labels.marks import ACTION_TYPES, LAYERS, Fields, Layer, Link, Mark, Marked, field_kinds
from extractor.labels.page import Span

_ROLE = re.compile(r"([a-z_]+?)[0-9]*:(\w+)")
_HEAD = "document"


def write(documents: Iterable[Marked], folder: Path) -> None:
    """Write a brat collection. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        (folder / f"{document.name}.txt").write_bytes(document.text.encode())
        (folder / f"{document.name}.ann").write_bytes("".join(_Writer(document).lines()).encode())
    (folder / "annotation.conf").write_text(_configuration(), "utf-8", newline="\n")


def read(folder: Path) -> Iterator[Marked]:
    """Read every NAME.ann of a collection. Raises GoldError."""
    paths = sorted(folder.glob("*.ann"))
    if not paths:
        raise GoldError("holds no .ann files", where=str(folder), remedy="check --from")
    for path in paths:
        text = text_of(path.with_suffix(".txt"))
        with shaped(str(path)):
            document = _Annotations(text_of(path), text, str(path)).marked(path.stem)
        yield document


class _Writer:
    def __init__(self, document: Marked) -> None:
        self._document = document
        self._actions = {one.id: one for one in document.marks if one.layer == "action"}
        self._links: dict[str, list[Link]] = {one.id: [] for one in document.marks}
        for link in document.links:
            self._links[link.fact].append(link)
        self._triggers: dict[tuple[str, str], str] = {}
        self._bound = self._attributes = self._notes = 0

    def lines(self) -> Iterator[str]:
        document = self._document
        ids: dict[str, str] = {}
        first = re.search(r"\S", document.text)
        if first:
            yield from self._annotation(_HEAD, first.span(), document.head)
        for one in document.marks:
            if one.layer not in ("fact", "action"):
                line, *rest = self._annotation(one.layer, one.span, one.fields)
                ids[one.id] = f"T{self._bound}"
                yield from (line, *rest)
        facts = [one for one in document.marks if one.layer == "fact"]
        ids.update((fact.id, f"E{number}") for number, fact in enumerate(facts, 1))
        for fact in facts:
            yield from self._event(fact, ids)

    def _event(self, fact: Mark, ids: dict[str, str]) -> Iterator[str]:
        arguments: list[str] = []
        counted: dict[str, int] = {}
        trigger = ""
        for link in self._links[fact.id]:
            if link.slot == "trigger":
                action = self._actions[link.target]
                if (action.id, fact.label) not in self._triggers:
                    yield from self._annotation(fact.label, action.span, action.fields)
                    self._triggers[action.id, fact.label] = f"T{self._bound}"
                trigger = self._triggers[action.id, fact.label]
                continue
            counted[link.slot] = counted.get(link.slot, 0) + 1
            number = counted[link.slot] if counted[link.slot] > 1 else ""
            arguments.append(f"{link.slot}{number}:{ids[link.target]}")
        own = {name: value for name, value in fact.fields.items() if name == "quote"}
        yield from self._annotation("evidence", fact.span, own)
        arguments.insert(0, f"evidence:T{self._bound}")
        yield f"{ids[fact.id]}\t{' '.join([f'{fact.label}:{trigger}', *arguments])}\n"
        rest = {name: value for name, value in fact.untyped().items() if name != "quote"}
        yield from self._fields(ids[fact.id], "fact", rest)

    def _annotation(self, kind: str, span: Span, fields: Fields) -> Iterator[str]:
        self._bound += 1
        identity, pieces = f"T{self._bound}", _fragments(self._document.text, span)
        where = ";".join(f"{start} {end}" for start, end in pieces)
        words = " ".join(self._document.text[start:end] for start, end in pieces)
        lines = [f"{identity}\t{kind} {where}\t{words}\n"]
        return iter([*lines, *self._fields(identity, kind, fields)])

    def _fields(self, identity: str, layer: str, fields: Fields) -> Iterator[str]:
        kinds, free = field_kinds(layer), {}
        for name, value in fields.items():
            if name in kinds and kinds[name].choices:
                self._attributes += 1
                value = "" if kinds[name].flag else f" {value}"
                yield f"A{self._attributes}\t{name} {identity}{value}\n"
            else:
                free[name] = value
        if free:
            self._notes += 1
            yield f"#{self._notes}\tAnnotatorNotes {identity}\t{json.dumps(free, ensure_ascii=False)}\n"


def _fragments(text: str, span: Span) -> list[Span]:
    """The parts of a span on each of its lines: brat takes no line break inside one."""
    return [
        (span[0] + piece.start(), span[0] + piece.end())
        for piece in re.finditer(r"[^\r\n]+", text[span[0] : span[1]])
    ]


class _Annotations:
    """The lines of one .ann file, by kind."""

    def __init__(self, lines: str, text: str, where: str) -> None:
        self._text, self._where = text, where
        self._bound: dict[str, tuple[str, Span]] = {}
        self._events: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        self._fields: dict[str, dict[str, Any]] = {}
        for number, line in enumerate(lines.split("\n"), 1):
            try:
                self._read(line.rstrip("\r"))
            except (ValueError, IndexError) as error:
                raise GoldError(f"is no stand-off line: {line!r}", where=f"{where}:{number}") from error

    def _read(self, line: str) -> None:
        identity, _, rest = line.partition("\t")
        if line.startswith("T"):
            head = rest.split("\t")[0]
            kind, _, where = head.partition(" ")
            ends = [int(end) for piece in where.split(";") for end in piece.split()]
            self._bound[identity] = kind, (min(ends), max(ends))
        elif line.startswith("E"):
            event, *arguments = _ROLE.findall(rest)
            self._events[identity] = event[1], arguments
        elif line.startswith(("A", "M")):
            name, target, *value = rest.split(" ")
            self._fields.setdefault(target, {})[name] = value[0] if value else True
        elif line.startswith("#"):
            target, note = rest.split("\t", 1)
            self._fields.setdefault(target.split(" ")[1], {}).update(json.loads(note))

    def marked(self, name: str) -> Marked:
        head: Fields = {}
        marks, links = [], list[Link]()
        for identity, (kind, span) in self._bound.items():
            fields = self._fields.get(identity, {})
            if kind == _HEAD:
                head = fields
            elif kind in LAYERS:
                marks.append(Mark(identity, _layer(kind), span, fields))
            elif kind in ACTION_TYPES:
                marks.append(Mark(identity, "action", span, fields))
            elif kind != "evidence":
                raise GoldError(f"{kind!r} is no label", where=f"{self._where}: {identity}")
        for identity, (trigger, arguments) in self._events.items():
            evidence = next((target for role, target in arguments if role == "evidence"), trigger)
            kind, own = self._bound[trigger][0], self._fields.get(evidence, {})
            fields = {"type": kind, **own, **self._fields.get(identity, {})}
            marks.append(Mark(identity, "fact", self._bound[evidence][1], fields))
            links.append(Link("trigger", identity, trigger))
            links += [Link(slot_of(role), identity, one) for role, one in arguments if role != "evidence"]
        return Marked(name, self._text, head, tuple(marks), tuple(links))


def _layer(kind: str) -> Layer:
    return next(layer for layer in LAYERS if layer == kind)


def _configuration() -> str:
    """annotation.conf: what may be marked, and with which attributes."""
    entities = [_HEAD, "evidence", *(layer for layer in LAYERS if layer not in ("fact", "action"))]
    roles = (
        "evidence?:evidence, agents*:org|party, recipients*:org|party, dates*:date, amounts*:amount, "
        "quantities*:quantity, documents*:paper, part_of?:<EVENT>"
    )
    attributes: dict[str, dict[str, list[str]]] = {}
    for layer in (_HEAD, *LAYERS):
        for name, kind in field_kinds(layer).items():
            if kind.choices and (layer, name) != ("fact", "type"):
                holders = attributes.setdefault(name, {})
                holders["<EVENT>" if layer == "fact" else layer] = [] if kind.flag else list(kind.choices)
    lines = ["[entities]", *entities, "", "[relations]", "", "[events]"]
    lines += [f"{kind} {roles}" for kind in ACTION_TYPES]
    lines += ["", "[attributes]"]
    for name, holders in attributes.items():
        values = list(dict.fromkeys(value for choices in holders.values() for value in choices))
        told = f", Value:{'|'.join(values)}" if values else ""
        lines.append(f"{name} Arg:{'|'.join(holders)}{told}")
    return "\n".join(lines) + "\n"
