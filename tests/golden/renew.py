"""Write the expected outputs and the schemas of the package anew: ``make goldens``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from extractor import Document, Extractor
from extractor.records import FactLine
from extractor.schema import SCHEMAS, schema_text

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus" / "train"

# One document of each genre.
SAMPLES = {
    "a-04": "news of relief in several parts",
    "b-08": "minutes",
    "b-18": "an appeal",
    "c-05": "a report with tables",
    "e-15": "a round-up of short items",
    "f-01": "a notice that allocates money",
    "h-01": "a chronicle",
}


def outputs() -> Iterator[tuple[Path, str]]:
    """Every golden file, and what ought to stand in it today."""
    extractor = Extractor()
    for name in SAMPLES:
        raw = (CORPUS / f"{name}.txt").read_bytes()
        yield (
            HERE / f"{name}.json",
            shown(extractor.extract(raw, source=f"{name}.txt").model_dump(mode="json")),
        )
    yield HERE / "schema.json", shown(Document.model_json_schema(mode="serialization"))
    yield HERE / "fact-schema.json", shown(FactLine.model_json_schema(mode="serialization"))


def shown(record: object) -> str:
    """As the golden files are written: indented, so that their diffs can be read."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    for path, text in outputs():
        path.write_text(text, "utf-8")
    for kind, path in SCHEMAS.items():
        path.write_text(schema_text(kind), "utf-8")
