"""Label Studio: a folder of tasks.json and config.xml, the labelling configuration.

Marks are regions with a label; fields are choices and text areas of their region, a quote that differs from
the page is its note; links are relations; the document's own fields are choices and text areas of the task.
What a program made becomes a prediction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from extractor.errors import GoldError
from extractor.labels.files import shaped, slot_of, text_of
from extractor.labels.marks import LAYERS, Fields, Layer, Link, Mark, Marked, field_kinds
from extractor.replacing import replaced

_LABELS = "label"
_TEXT = "text"
_HEAD = "document"
_TASKS, _CONFIG = "tasks.json", "config.xml"


def configuration() -> str:
    """The labelling configuration, for the project's settings in Label Studio."""
    return (files("extractor.labels") / "labelstudio.xml").read_text("utf-8")


def write(documents: Iterable[Marked], folder: Path) -> None:
    """Write the folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    tasks = [_task(document) for document in documents]
    with replaced(folder / _TASKS) as out:
        out.write(json.dumps(tasks, ensure_ascii=False, indent=1).encode())
    with replaced(folder / _CONFIG) as out:
        out.write(configuration().encode())


def read(path: Path) -> Iterator[Marked]:
    """Read such a folder, or a JSON export. A task must have one annotation. Raises GoldError."""
    file = path / _TASKS if path.is_dir() else path
    with shaped(str(file)):
        tasks = list(json.loads(text_of(file)))
    for number, task in enumerate(tasks, 1):
        where = f"{file}: task {number}"
        with shaped(where):
            document = _marked(task, where)
        yield document


def _task(document: Marked) -> dict[str, Any]:
    data = {"name": document.name, _TEXT: document.text}
    result = list(_result(document))
    if document.made_by:
        return {"data": data, "predictions": [{"model_version": document.made_by, "result": result}]}
    return {"data": data, "annotations": [{"result": result}]}


def _result(document: Marked) -> Iterator[dict[str, Any]]:
    yield from _fields(_HEAD, _HEAD, document.head, {})
    for one in document.marks:
        start, end = one.span
        place = {"start": start, "end": end}
        words = {_TEXT: document.text[start:end]}
        region = _item(one.id, _LABELS, "labels", {**place, **words, "labels": [one.layer]})
        fields = dict(one.fields)
        quote = fields.pop("quote", None)
        yield {**region, "meta": {"text": [quote]}} if quote else region
        yield from _fields(one.id, one.layer, fields, place)
    for link in document.links:
        ends = {"from_id": link.fact, "to_id": link.target}
        yield {"type": "relation", "direction": "right", "labels": [link.slot], **ends}


def _fields(identity: str, layer: str, fields: Fields, place: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    kinds = field_kinds(layer)
    for name, value in fields.items():
        values = [_written(one) for one in (value if isinstance(value, list) else [value])]
        key, kind = (
            ("choices", "choices") if name in kinds and kinds[name].choices else (_TEXT, "textarea")
        )
        own = f"{identity}.{name}" if layer == _HEAD else identity
        yield _item(own, f"{layer}_{name}", kind, {**place, key: values})


def _item(identity: str, name: str, kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": identity, "from_name": name, "to_name": _TEXT, "type": kind, "value": dict(value)}


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _marked(task: Mapping[str, Any], where: str) -> Marked:
    annotations = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    if len(annotations) != 1:
        remedy = "keep one, made by a person" if annotations else "label it, or leave it out of the export"
        raise GoldError(f"has {len(annotations)} annotations", where=where, remedy=remedy)
    regions: dict[str, tuple[Layer, tuple[int, int]]] = {}
    fields: dict[str, dict[str, Any]] = {}
    head: dict[str, Any] = {}
    links = []
    for item in annotations[0]["result"]:
        if item["type"] == "relation":
            links += [Link(slot_of(slot), item["from_id"], item["to_id"]) for slot in item["labels"]]
            continue
        value = item["value"]
        if item["from_name"] == _LABELS:
            regions[item["id"]] = _layer(value["labels"][0]), (value["start"], value["end"])
            if notes := item.get("meta", {}).get("text"):
                fields.setdefault(item["id"], {})["quote"] = notes[0]
            continue
        layer, _, name = item["from_name"].partition("_")
        read_value = _read_value(layer, name, value.get(item["type"], value.get(_TEXT)))
        (head if layer == _HEAD else fields.setdefault(item["id"], {}))[name] = read_value
    marks = [Mark(one, layer, span, fields.get(one, {})) for one, (layer, span) in regions.items()]
    data = task["data"]
    return Marked(data["name"], data[_TEXT], head, tuple(marks), tuple(links))


def _read_value(layer: str, name: str, values: list[str]) -> Any:
    kind = field_kinds(layer).get(name)
    if kind and kind.flag:
        return True
    if kind and kind.many:
        return [json.loads(one) if name in ("dates", "quantities") else one for one in values]
    return values[0]


def _layer(label: str) -> Layer:
    for layer in LAYERS:
        if layer == label:
            return layer
    raise GoldError(f"{label!r} is no label", remedy=f"use {', '.join(LAYERS)}")
