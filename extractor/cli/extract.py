"""``jianbao extract``: bulletins in, records out, in input order."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from extractor.cli.options import add_anchor, add_columns, add_output, add_segmenter, columns_of

if TYPE_CHECKING:
    from extractor.records import Document


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "extract",
        help="read bulletins and write their records",
        description="Reads text and Markdown (UTF-8, UTF-16, GB18030, Big5), web pages, PDF, Word files "
        "(.docx) and pictures, also out of zip, tar, gz and WARC archives and of JSONL, CSV, TSV and "
        "Parquet tables, and writes one line of JSON for each document, or for each fact, or a table to look "
        "at.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, archives; - or nothing reads standard input"
    )
    add_anchor(parser)
    add_segmenter(parser)
    parser.add_argument(
        "--format", choices=tuple(_WRITERS), default="documents", help="what to write (default: documents)"
    )
    add_output(parser)
    add_columns(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    from extractor.cli.inputs import Inputs
    from extractor.cli.output import opened

    write = _WRITERS[args.format]
    inputs = Inputs(
        args.paths,
        anchor=args.anchor,
        columns=columns_of(args),
        segmenter=args.segmenter,
        output=args.output,
    )
    with opened(args.output) as out:
        for document in inputs:
            for line in write(document):
                print(line, file=out)
    return inputs.status


def _documents(document: Document) -> Iterator[str]:
    yield document.model_dump_json()


def _facts(document: Document) -> Iterator[str]:
    from extractor.recording import fact_lines

    return (line.model_dump_json() for line in fact_lines(document))


def _table(document: Document) -> Iterator[str]:
    from shutil import get_terminal_size

    from extractor.cli.table import lay_table

    return lay_table(document, width=get_terminal_size((120, 24)).columns)


_WRITERS: dict[str, Callable[[Document], Iterator[str]]] = {
    "documents": _documents,
    "facts": _facts,
    "table": _table,
}
