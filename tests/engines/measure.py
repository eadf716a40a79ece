"""What extraction costs, on one core and through each engine. Prints the tables of docs/scale.md.

    .venv-engines/bin/python -m tests.engines.measure corpus/train
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain, cycle, islice
from pathlib import Path

import psutil
import pyarrow as pa
from pyarrow import dataset, parquet

from extractor.archive.arrow import extract_batch
from tests.engines.recipes import ENGINES, started

_SHORT = 200  # characters, at most
_SIZES = (1, 4248)  # rows of the runs through each engine: what it costs to start, and to work
_BATCH = 256
_INTERVAL = 1.0  # seconds between two looks at a run


def main(folder: str) -> None:
    pages = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    paragraphs = [line[:_SHORT] for page in pages for line in page.splitlines() if len(line) > _SHORT // 4]
    sets = {
        "paragraphs": paragraphs,
        "bulletins": pages,
        "three bulletins in one": ["\n\n".join(pages[at : at + 3]) for at in range(0, len(pages), 3)],
    }
    heads = ("texts", "number", "characters each", "documents/s", "characters/s")
    _print(
        (*heads, "text, bytes each", "result, bytes each"),
        (_on_one_core(name, texts) for name, texts in sets.items()),
    )
    print()
    runs = [f"{head}, {rows:,} rows" for rows in _SIZES for head in ("wall s", "processor s")]
    _print(("recipe", *runs, "peak MB"), (_through(engine, paragraphs) for engine in ENGINES))


def _on_one_core(name: str, texts: list[str]) -> tuple[object, ...]:
    """Processor time of ``extract_batch``, warm: a machine that does other things too is no slower by it."""
    batches = pa.table({"text": texts}).to_batches(_BATCH)
    extract_batch(batches[0].slice(0, 1))
    begin = time.process_time()
    results = [extract_batch(batch) for batch in batches]
    seconds = time.process_time() - begin
    count, characters = len(texts), sum(map(len, texts))
    rates = f"{count / seconds:.1f}", f"{characters / seconds:,.0f}"
    sizes = (_stored(batches) // count, _stored(results) // count)
    return name, count, characters // count, *rates, *sizes


def _stored(batches: list[pa.RecordBatch]) -> int:
    """Bytes as Parquet, compressed."""
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_batches(batches), file)
    return file.tell()


def _through(engine: str, paragraphs: list[str]) -> tuple[object, ...]:
    """Whole runs of a recipe, start and end of the engine included."""
    cells: list[object] = [engine]
    for rows in _SIZES:
        wall, processor, peak = _one_run(engine, list(islice(cycle(paragraphs), rows)))
        cells += [f"{wall:.0f}", f"{processor:.0f}"]
    return (*cells, f"{peak / 1e6:,.0f}")


def _one_run(engine: str, texts: list[str]) -> tuple[float, float, int]:
    with tempfile.TemporaryDirectory() as made:
        source, target = Path(made) / "texts.parquet", Path(made) / "results"
        table = pa.table({"id": [f"{row:06}" for row in range(len(texts))], "text": texts})
        parquet.write_table(table, source, row_group_size=_BATCH)
        begin = time.perf_counter()
        with started(engine, source, target) as process:
            processor, peak = _watch(process)
        wall = time.perf_counter() - begin
        if process.returncode or dataset.dataset(target, format="parquet").count_rows() != len(texts):
            sys.exit(f"{engine} failed with status {process.returncode}")
    return wall, processor, peak


def _watch(process: subprocess.Popen[str]) -> tuple[float, int]:
    """Processor seconds of a run and of all it starts, and the most memory they held at once, in bytes."""
    seconds: dict[psutil.Process, float] = {}
    peak = 0
    root = psutil.Process(process.pid)
    while process.poll() is None:
        held = 0
        for one in [root, *root.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):
                used = one.cpu_times()
                seconds[one] = used.user + used.system
                held += one.memory_full_info().pss
        peak = max(peak, held)
        time.sleep(_INTERVAL)
    return sum(seconds.values()), peak


def _print(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    for row in chain((heads, ("---",) * len(heads)), rows):
        print("|", *(f"{cell} |" for cell in row), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
