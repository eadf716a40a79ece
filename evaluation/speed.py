"""How fast the extractor is: each stage, all stages, and segmenters on the same text in the same run.

Speeds count processor time of one core, so that other programs on the machine disturb them little. The whole
and its rivals take turns, round by round.
"""

from __future__ import annotations

import gc
import importlib
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass
from hashlib import sha256
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time

from extractor.cleaning import clean_text
from extractor.facts import FactFinder
from extractor.facts.linking import Linker
from extractor.layout import lay_out
from extractor.mentions.amounts import AmountFinder
from extractor.mentions.columns import Cell, bare_cells
from extractor.mentions.dates import DateFinder
from extractor.mentions.numbers import Number, Surroundings, find_numbers
from extractor.mentions.orgs import OrgFinder
from extractor.mentions.quantities import QuantityFinder
from extractor.pipeline import Analysis, Extractor
from extractor.reading import read_bytes
from extractor.recording import build_document

WHOLE = "all stages"
_RUN = "import sys; from extractor.cli import main; main(sys.argv[1:])"
_JIEBA = "import jieba, sys; jieba.lcut(open(sys.argv[1], encoding='utf-8').read())"
_WORKER = """
import sys
from pathlib import Path
from extractor import Extractor
extractor = Extractor()
for line in sys.stdin.read().splitlines():
    extractor.extract(Path(line).read_bytes()).model_dump_json()
print(Path("/proc/self/status").read_text())
"""



@dataclass(frozen=True, slots=True)
class _Page:
    """A document, and what each stage has to begin with."""

    data: bytes
    layers: Analysis
    numbers: Sequence[Number]
    cells: Sequence[Cell]


Work = Callable[[_Page], object]


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and quartiles over the rounds."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Speeds:
    """``stages`` and ``rivals``: characters per second by name; ``cold``: seconds from the call to the
    records of one article (``jianbao``) and to its words (``jieba``); ``megabytes``: the peak memory of a
    process that reads all documents, None where the system does not tell."""

    documents: int
    characters: int
    corpus: str
    stages: Mapping[str, Spread]
    rivals: Mapping[str, Spread]
    cold: Mapping[str, float]
    megabytes: int | None


def measure(paths: Sequence[Path], *, rounds: int) -> Speeds:
    """Measure everything, in ``rounds`` rounds (at least 2) after one to warm up. Raises ReadingError."""
    data = [path.read_bytes() for path in paths]
    extractor = Extractor()
    pages = [_page(one, extractor) for one in data]
    characters = sum(len(page.layers.source.text) for page in pages)
    stages, rivals = _stages(extractor), _rivals()
    taken: dict[str, list[float]] = {name: [] for name in (*stages, *rivals)}
    gc.collect()
    gc.freeze()  # the layers kept here are no burden that a run would have
    for number in range(rounds + 1):
        for name, work in (*stages.items(), *rivals.items()):
            seconds = _seconds(work, pages)
            if number:
                taken[name].append(seconds)
    gc.unfreeze()
    speeds = {name: _spread([characters / one for one in seconds]) for name, seconds in taken.items()}
    return Speeds(
        len(paths),
        characters,
        sha256(b"\0".join(data)).hexdigest()[:12],
        {name: speeds[name] for name in stages},
        {name: speeds[name] for name in rivals},
        _cold_starts(sorted(paths, key=lambda path: path.stat().st_size)[len(paths) // 2], rounds),
        _peak_memory(paths),
    )


def machine() -> dict[str, str | int | None]:
    """What the figures hold for."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


def _page(data: bytes, extractor: Extractor) -> _Page:
    layers = extractor.analyse(data)
    numbers, cells = find_numbers(layers.clean, layers.layout), bare_cells(layers.clean, layers.layout)
    return _Page(data, layers, numbers, cells)


def _stages(extractor: Extractor) -> dict[str, Work]:
    """Each stage on what the stages before it made of a document, and all of them on its bytes."""
    surroundings = Surroundings()
    dates, orgs = DateFinder(), OrgFinder()
    amounts, quantities = AmountFinder(surroundings), QuantityFinder(surroundings)
    rules, linked = FactFinder(), FactFinder(judge=Linker.load())

    def facts(finder: FactFinder) -> Work:
        return lambda page: finder.find(page.layers.clean, page.layers.layout, page.layers.mentions)

    def record(page: _Page) -> object:
        one = page.layers
        return build_document(one.source, one.clean, one.layout, one.mentions, one.facts)

    return {
        "reading": lambda page: read_bytes(page.data, source=page.layers.source.source),
        "cleaning": lambda page: clean_text(page.layers.source.text),
        "layout": lambda page: lay_out(page.layers.clean, anchor=None),
        "dates": lambda page: dates.find(page.layers.clean, page.layers.layout),
        "numbers": lambda page: find_numbers(page.layers.clean, page.layers.layout),
        "amounts": lambda page: amounts.find(page.layers.clean, page.numbers, page.cells),
        "quantities": lambda page: quantities.find(page.layers.clean, page.numbers, page.cells),
        "organisations": lambda page: orgs.study(page.layers.clean, page.layers.layout),
        "facts by rules alone": facts(rules),
        "facts by rules and linker": facts(linked),
        "recording": record,
        "JSON": lambda page: page.layers.document.model_dump_json(),
        WHOLE: lambda page: extractor.extract(page.data).model_dump_json(),
    }


def _rivals() -> dict[str, Work]:
    """Segmenters, and JioNLP's dates and sums where it is installed, on the decoded text."""
    jieba, rjieba = importlib.import_module("jieba"), importlib.import_module("rjieba")
    jieba.setLogLevel("ERROR")
    rivals: dict[str, Work] = {
        "jieba.lcut": lambda page: jieba.lcut(page.layers.source.text),
        "rjieba.cut": lambda page: rjieba.cut(page.layers.source.text),
    }
    if find_spec("jionlp"):
        ner = importlib.import_module("jionlp").ner
        base = {"year": 2020, "month": 1, "day": 1}

        def jionlp(page: _Page) -> object:
            with redirect_stderr(StringIO()):  # it prints the faults it meets
                dates = ner.extract_time(page.layers.source.text, time_base=base)
                return dates, ner.extract_money(page.layers.source.text)

        rivals["JioNLP time and money"] = jionlp
    return rivals


def _seconds(work: Work, pages: Iterable[_Page]) -> float:
    begin = process_time()
    for page in pages:
        work(page)
    return process_time() - begin


def _spread(speeds: Sequence[float]) -> Spread:
    low, _, high = quantiles(speeds, n=4, method="inclusive")
    return Spread(round(low), round(median(speeds)), round(high))


def _cold_starts(article: Path, rounds: int) -> dict[str, float]:
    """Seconds of whole processes that read one article, in turns; compiled modules are kept, as after an
    installation."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    commands = {"jianbao": (_RUN, "extract", str(article)), "jieba": (_JIEBA, str(article))}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            begin = perf_counter()
            subprocess.run([sys.executable, "-c", *command], capture_output=True, check=True, env=settings)
            taken[name].append(perf_counter() - begin)
    return {name: round(median(seconds), 3) for name, seconds in taken.items()}


def _peak_memory(paths: Sequence[Path]) -> int | None:
    if not Path("/proc/self/status").exists():
        return None
    names, command = "\n".join(map(str, paths)), [sys.executable, "-c", _WORKER]
    done = subprocess.run(command, input=names, capture_output=True, text=True, check=True)
    (peak,) = re.findall(r"VmHWM:\s*(\d+) kB", done.stdout)
    return round(int(peak) / 1024)


def _processor() -> str:
    """The name of the processor, as far as the system tells it."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
