"""Parquet in, Parquet out, on a Ray cluster. Needs the extra ``ray`` on every machine of the cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from extractor.archive.arrow import extract_batch, results_schema
from extractor.archive.codec import pa
from extractor.errors import JianbaoError, ReadingError, UsageError
from extractor.pipeline import Anchor, as_day
from extractor.reading.columns import DEFAULT_COLUMNS, Columns
from extractor.words import SegmenterName

_ROWS_OF_A_TASK = 256  # what is lost with a worker, and held in memory at once: some megabytes of results
_RETRIES = 8  # a worker lost is tried again, a text that no worker survives not for ever
_BYTES_OF_A_FILE = 128 * 1024 * 1024  # at least, and in memory: a file is about two fifths of that


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows were read, and how many of them have an error in place of a document."""

    rows: int
    failed: int


def extract_parquet(
    inputs: str | Sequence[str],
    output: str,
    *,
    columns: Columns = DEFAULT_COLUMNS,
    anchor: Anchor = None,
    segmenter: SegmenterName = "rjieba",
    address: str | None = None,
) -> Counts:
    """Read the texts of Parquet files or folders and write ``results_schema`` as Parquet into a new folder.

    Each row of the input gives one row, the same whatever workers are lost on the way. Which row lies in
    which file, and the names of the files, may differ from run to run: the id column tells rows apart.
    ``inputs`` and ``output`` are paths or URLs that every machine of the cluster can reach. ``address`` is a
    running cluster's; without it Ray joins one on this machine, or starts one for this run.

    Raises UsageError where the output is there already or Ray is not installed; ReadingError where the input
    or one of its columns is missing; AnchorError for an anchor that is no ISO date; JianbaoError where Ray
    gives up, as with a text that no worker survives.
    """
    filesystem, folder = _new_folder(output)
    with _cluster(address) as ray:
        texts = _texts(ray, inputs)
        found = columns.among(texts.schema().names, where=_names(inputs))
        options = {"columns": found, "anchor": as_day(anchor), "segmenter": segmenter}
        (
            texts.select_columns(found.used())
            .repartition(target_num_rows_per_block=_ROWS_OF_A_TASK)
            .map_batches(
                _extract_table,
                batch_size=None,
                batch_format="pyarrow",
                fn_kwargs=options,
                max_retries=_RETRIES,
            )
            .write_parquet(output, min_bytes_per_file=_BYTES_OF_A_FILE)
        )
    return _counts(filesystem, folder)


def _extract_table(texts: pa.Table, **options: Any) -> pa.Table:
    return pa.Table.from_batches([extract_batch(texts, **options)], schema=results_schema())


@contextmanager
def _cluster(address: str | None) -> Iterator[Any]:
    """Ray, started for this run unless the caller has started it."""
    try:
        import ray
        import ray.data
    except ImportError as error:
        raise UsageError("Ray is not installed", remedy="pip install 'jianbao[ray]'") from error
    started = not ray.is_initialized()
    if started:
        ray.init(address=address)
    try:
        yield ray
    except ray.exceptions.RayError as error:
        reason = str(error).partition("\n")[0]
        raise JianbaoError(
            f"the run failed: {reason}", remedy="take the output away; Ray's logs tell which task failed"
        ) from error
    finally:
        if started:
            ray.shutdown()


def _texts(ray: Any, inputs: str | Sequence[str]) -> Any:
    try:
        texts = ray.data.read_parquet(inputs if isinstance(inputs, str) else list(inputs))
        schema = texts.schema()
    except FileNotFoundError as error:
        raise ReadingError("is not there", where=_names(inputs), remedy="check the path") from error
    if schema is None:
        raise ReadingError("holds no rows of Parquet", where=_names(inputs), remedy="check the path")
    return texts


def _names(inputs: str | Sequence[str]) -> str:
    return inputs if isinstance(inputs, str) else ", ".join(inputs)


def _new_folder(output: str) -> tuple[Any, str]:
    """The file system of an output and the path there."""
    from pyarrow import fs

    filesystem, path = fs.FileSystem.from_uri(output if "://" in output else os.path.abspath(output))
    if filesystem.get_file_info(path).type != fs.FileType.NotFound:
        raise UsageError("is there already", where=output, remedy="name a new folder, or take this one away")
    return filesystem, path


def _counts(filesystem: Any, folder: str) -> Counts:
    from pyarrow import dataset

    results = dataset.dataset(folder, filesystem=filesystem, format="parquet")
    failed = results.count_rows(filter=dataset.field("error").is_valid())
    return Counts(results.count_rows(), failed)
