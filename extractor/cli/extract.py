"""``jianbao extract``: bulletins in, records out, in input order."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractor.layers import SourceText
    from extractor.records import Document


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "extract",
        help="read bulletins and write their records",
        description="Reads text and Markdown (UTF-8, UTF-16, GB18030, Big5) and writes one line of JSON for "
        "each document, or for each fact, or a table to look at.",
    )
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders; - or nothing reads standard input"
    )
    parser.add_argument(
        "--anchor",
        metavar="DATE",
        help="the day (YYYY-MM-DD) from which dates count where the text gives none",
    )
    parser.add_argument(
        "--format", choices=tuple(_WRITERS), default="documents", help="what to write (default: documents)"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="write here instead of to standard output, all or nothing"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    import gc

    gc.disable()  # what is built here stays to the end: collecting it again and again is time for nothing
    from extractor.cli.output import complain, opened
    from extractor.errors import JianbaoError
    from extractor.pipeline import Extractor, as_day

    anchor = as_day(args.anchor)
    write = _WRITERS[args.format]
    extractor = Extractor()
    gc.freeze()
    gc.enable()
    failed = 0
    with opened(args.output) as out:
        for name, read in _inputs(args.paths or ["-"]):
            try:
                document = extractor.read(read(), anchor=anchor).document
            except JianbaoError as error:
                complain(str(error))
                failed += 1
            except Exception as error:  # a fault of ours in one document must not stop the others
                complain(_fault(name, error))
                failed += 1
            else:
                for line in write(document):
                    print(line, file=out)
    return 1 if failed else 0


def _inputs(paths: list[str]) -> Iterator[tuple[str, Callable[[], SourceText]]]:
    """Each input's name and how to read it, files in folders included, in order."""
    from functools import partial

    from extractor.reading import expand, read_bytes, read_path

    for path in paths:
        if path == "-":
            yield "-", lambda: read_bytes(sys.stdin.buffer.read(), source="-")
            continue
        files = [str(file) for file in expand([path])]
        for file in files:
            yield file, partial(read_path, file)
        if not files:
            yield path, partial(_refuse_empty, path)


def _refuse_empty(path: str) -> SourceText:
    from extractor.errors import ReadingError
    from extractor.reading import SUFFIXES

    raise ReadingError(f"holds no {' or '.join(SUFFIXES)} file", where=path, remedy="name the files")


def _fault(name: str, error: Exception) -> str:
    from traceback import extract_tb

    frame = extract_tb(error.__traceback__)[-1]
    return (
        f"{name}: a fault in jianbao itself, {type(error).__name__}: {error} "
        f"at {frame.filename}:{frame.lineno} (please report it with this text)"
    )


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
