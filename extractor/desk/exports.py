"""A corrected document as files to take along."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from extractor.desk.contract import Zone
from extractor.desk.labels import file_name, labels_from
from extractor.desk.paper import as_page
from extractor.labels.gold import label_file
from extractor.records import Document, Fact
from extractor.stores.folder import defused

_JOINED = "；"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip file knows: the same work gives the same bytes


@dataclass(frozen=True, slots=True)
class Corrected:
    """A work as its editor left it."""

    id: str
    text: str
    document: Document
    zones: tuple[Zone, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """``make`` gives the bytes of a file of ``media`` type, ``suffix`` included in its name."""

    suffix: str
    media: str
    make: Callable[[Corrected], bytes]


def as_records(work: Corrected) -> bytes:
    """One line of JSON, as ``jianbao extract`` writes it."""
    return work.document.model_dump_json().encode() + b"\n"


def as_labels(work: Corrected) -> bytes:
    """The label file. Raises GoldError where the scorer would refuse it, and with it the whole folder."""
    return label_file(labels_from(work.document, work.text, work.zones))


def as_corpus(work: Corrected) -> bytes:
    """A zip file of the text and its labels, to be unpacked into a corpus folder."""
    name, packed = file_name(work.document, work.id), io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(f"{name}.txt", _EPOCH), work.text.encode())
        archive.writestr(zipfile.ZipInfo(f"{name}.json", _EPOCH), as_labels(work))
    return packed.getvalue()


def as_csv(work: Corrected) -> bytes:
    """One row for each fact. It begins with a byte order mark, without which Excel reads no UTF-8."""
    out = io.StringIO()
    rows = [_row(fact) for fact in work.document.facts]
    writer = csv.DictWriter(out, list(_COLUMNS), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


_COLUMNS: dict[str, Callable[[Fact], str]] = {
    "id": lambda fact: fact.id,
    "type": lambda fact: fact.action.type,
    "trigger": lambda fact: fact.action.text,
    "status": lambda fact: fact.status,
    "agents": lambda fact: _JOINED.join(org.name for org in fact.agents),
    "recipients": lambda fact: _JOINED.join(party.name for party in fact.recipients),
    "start": lambda fact: _JOINED.join(date.start or "" for date in fact.dates),
    "end": lambda fact: _JOINED.join(date.end or "" for date in fact.dates),
    "yuan": lambda fact: _JOINED.join(amount.yuan or "" for amount in fact.amounts),
    "amounts": lambda fact: _JOINED.join(amount.text for amount in fact.amounts),
    "quantities": lambda fact: _JOINED.join(f"{q.value}{q.unit}{q.item or ''}" for q in fact.quantities),
    "documents": lambda fact: _JOINED.join(paper.title for paper in fact.documents),
    "object": lambda fact: fact.object or "",
    "purpose": lambda fact: fact.purpose or "",
    "cumulative": lambda fact: str(fact.cumulative).lower(),
    "part_of": lambda fact: fact.part_of or "",
    "evidence": lambda fact: fact.evidence.text,
    "rules": lambda fact: " ".join(fact.rules),
    "confidence": lambda fact: f"{fact.confidence:.2f}",
}


def _row(fact: Fact) -> dict[str, str]:
    return {name: defused(value(fact)) for name, value in _COLUMNS.items()}


EXPORTS: dict[str, Export] = {
    "records": Export(".jsonl", "application/x-ndjson", as_records),
    "labels": Export(".json", "application/json", as_labels),
    "corpus": Export(".zip", "application/zip", as_corpus),
    "csv": Export(".csv", "text/csv", as_csv),
    "html": Export(".html", "text/html", lambda work: as_page(work.document, work.text).encode()),
}
