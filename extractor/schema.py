"""The JSON Schema (2020-12) of the records: made from the models, kept as files in the package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel

from extractor.records import DAY_PATTERN, DECIMAL_PATTERN, SCHEMA_VERSION, Document, FactLine

DIALECT = "https://json-schema.org/draft/2020-12/schema"
RecordKind = Literal["document", "fact"]
SCHEMAS: dict[RecordKind, Path] = {
    "document": Path(__file__).with_name("schemas") / "document.json",
    "fact": Path(__file__).with_name("schemas") / "fact.json",
}
"""The files of the package."""
_MODELS: dict[RecordKind, type[BaseModel]] = {"document": Document, "fact": FactLine}


def record_schema(kind: RecordKind) -> dict[str, Any]:
    """The schema of one line of ``extract --format documents``, or of ``--format facts``."""
    made = _MODELS[kind].model_json_schema(mode="serialization")
    return {"$schema": DIALECT, "$id": f"urn:jianbao:records:{SCHEMA_VERSION}:{kind}", **made}


def schema_text(kind: RecordKind) -> str:
    """The schema as it is written out."""
    return json.dumps(record_schema(kind), ensure_ascii=False, indent=2) + "\n"


def packaged(kind: RecordKind) -> str:
    """What the file of the package holds."""
    return SCHEMAS[kind].read_text("utf-8")


def described() -> Iterator[str]:
    """The lines of docs/records.md: every record with its fields, in the order of the contract."""
    document, line = record_schema("document"), record_schema("fact")
    yield f"# The records, version {SCHEMA_VERSION}\n"
    yield "Made from the JSON Schema: `jianbao schema --markdown > docs/records.md`. Fields may be added;"
    yield "none goes or gets another meaning without a new `schema_version`.\n"
    parts = document["$defs"]
    yield from _record("Document", document, "One line of `jianbao extract`.")
    for name in ("Fact", *(name for name in parts if name != "Fact")):
        yield from _record(name, parts[name], "")
    head = {name: value for name, value in line["properties"].items() if name == "document"}
    more = "As Fact, and (Head is Document without its last four fields):"
    yield from _record("FactLine", {**line, "properties": head}, more)


def _record(name: str, schema: Mapping[str, Any], more: str) -> Iterator[str]:
    yield f"## {name}\n"
    yield " ".join(part for part in (" ".join(schema.get("description", "").split()), more) if part) + "\n"
    yield "| field | type | meaning |"
    yield "|---|---|---|"
    for field, value in schema["properties"].items():
        yield f"| `{field}` | {_type(value)} | {value.get('description', '')} |"
    yield ""


def _type(value: Mapping[str, Any]) -> str:
    """A type in a few words: ``string``, ``[Org]``, ``Date or null``, its few values."""
    if "$ref" in value:
        return str(value["$ref"]).rpartition("/")[2]
    if "anyOf" in value:
        return " or ".join(_type(one) for one in value["anyOf"])
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return " · ".join(f"`{one}`" for one in value["enum"])
    if "prefixItems" in value:
        return "[" + ", ".join(_type(one) for one in value["prefixItems"]) + "]"
    if value["type"] == "array":
        return f"[{_type(value['items'])}]"
    pattern = str(value.get("pattern", ""))
    return {DECIMAL_PATTERN: "decimal string", DAY_PATTERN: "YYYY-MM-DD"}.get(pattern, str(value["type"]))
