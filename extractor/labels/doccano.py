"""doccano: one JSON object a line, with entities and relations.

The project is one of sequence labelling, with relations and with overlapping spans allowed. doccano has no
fields on a span and gives entities new ids. So the fields stand beside them, under ``fields``, by label and
place; doccano keeps them as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.labels.files import json_lines, shaped, slot_of
from extractor.labels.marks import Link, Mark, Marked, from_label
from extractor.replacing import replaced

_PLACE = ("label", "start_offset", "end_offset")


def write(documents: Iterable[Marked], path: Path) -> None:
    """Write one line a document. Raises OSError."""
    with replaced(path) as out:
        for document in documents:
            out.write(json.dumps(_line(document), ensure_ascii=False).encode() + b"\n")


def read(path: Path) -> Iterator[Marked]:
    """Read a file as written here or exported by doccano. Raises GoldError."""
    for where, line in json_lines(path):
        with shaped(where):
            document = _marked(line)
        yield document


def _line(document: Marked) -> dict[str, Any]:
    ids = {one.id: number for number, one in enumerate(document.marks, 1)}
    places = {one.id: dict(zip(_PLACE, (one.label, *one.span), strict=True)) for one in document.marks}
    return {
        "text": document.text,
        "entities": [{"id": ids[one.id], **places[one.id]} for one in document.marks],
        "relations": [
            {"id": number, "from_id": ids[link.fact], "to_id": ids[link.target], "type": link.slot}
            for number, link in enumerate(document.links, 1)
        ],
        "name": document.name,
        "document": document.head,
        "fields": [{**places[one.id], **one.untyped()} for one in document.marks],
    }


def _marked(line: dict[str, Any]) -> Marked:
    known: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for one in line["fields"]:
        own = {name: value for name, value in one.items() if name not in _PLACE}
        known.setdefault(tuple(one[name] for name in _PLACE), []).append(own)
    marks = []
    for entity in sorted(line["entities"], key=lambda one: int(one["id"])):
        place = tuple(entity[name] for name in _PLACE)
        waiting = known.get(place)
        layer, fields = from_label(entity["label"], waiting.pop(0) if waiting else {})
        marks.append(Mark(str(entity["id"]), layer, (place[1], place[2]), fields))
    links = [
        Link(slot_of(one["type"]), str(one["from_id"]), str(one["to_id"]))
        for one in sorted(line["relations"], key=lambda one: int(one["id"]))
    ]
    return Marked(line["name"], line["text"], line["document"], tuple(marks), tuple(links))
