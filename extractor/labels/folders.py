"""The gold format (NAME.txt with NAME.json), and the records of ``jianbao extract`` as labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from extractor.errors import GoldError
from extractor.labels.answers import mark_answers
from extractor.labels.files import json_lines
from extractor.labels.gold import label_file, load_folder, resolve
from extractor.labels.marking import mark
from extractor.labels.marks import Marked, labels_of
from extractor.labels.names import SourceNames
from extractor.labels.sources import Sources
from extractor.records import Document
from extractor.replacing import replaced


def write_gold(documents: Iterable[Marked], folder: Path) -> None:
    """Write NAME.txt and NAME.json of each. Raises GoldError for what no label can hold, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        labels = labels_of(document)
        path = folder / f"{document.name}.json"
        resolve(document.name, document.text, labels, where=str(path))
        with replaced(path.with_suffix(".txt")) as out:
            out.write(document.text.encode())
        with replaced(path) as out:
            out.write(label_file(labels))


def read_gold(folder: Path) -> Iterator[Marked]:
    """Read every labelled document of a folder. Raises GoldError."""
    return map(mark, load_folder(folder))


def read_records(path: Path) -> Iterator[Marked]:
    """Read the lines of ``jianbao extract`` and the texts that they name as their sources, in archives and
    tables too. Documents whose files have the same name are told apart by their ids.

    Raises GoldError where a line is no record or its source is gone or no longer the same, ReadingError.
    """
    sources, names = Sources(), SourceNames()
    for where, line in json_lines(path):
        try:
            document = Document.model_validate(line)
        except ValidationError as error:
            raise GoldError("is no line of jianbao extract", where=where) from error
        marked = mark_answers(document, sources.read(document, where=where).text)
        yield replace(marked, name=names.name(document.source, document.id))
