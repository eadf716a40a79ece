"""What segmenters and the spaCy component cost: ``python -m evaluation.costs corpus/train``.

Times are those of the processor, so that other work on the machine does not count. Each text is read by all
variants in turn. The figures are characters a second over all texts, and the median over texts of a variant's
time divided by that of the plain extractor with rjieba.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

from extractor import Extractor
from extractor.errors import UsageError
from extractor.words import SEGMENTERS, Segmenter, TaggedWord, segmenter

_PLAIN = "extract, rjieba"
Run = Callable[[str], object]


def variants() -> Iterator[tuple[str, Run]]:
    """Name and function of each variant that is installed: words alone, the extractor, the component."""
    for name in SEGMENTERS:
        try:
            cut, extractor = segmenter(name), Extractor(segmenter=name)
        except UsageError as error:
            print(f"without {name}: {error}", file=sys.stderr)
            continue
        yield f"words, {name}", partial(_all_words, cut)
        yield f"extract, {name}", extractor.extract
    yield from _components()


def _all_words(cut: Segmenter, text: str) -> list[TaggedWord]:
    return list(cut(text))


def _components() -> Iterator[tuple[str, Run]]:
    import spacy

    for tokens in ("char", "jieba"):
        nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": tokens}}})
        nlp.add_pipe("union_facts")
        yield f"spaCy tokens alone, {tokens}", nlp.make_doc
        yield f"spaCy, {tokens}, with union_facts", nlp


def main(folder: str) -> None:
    """Print a table of all variants."""
    texts = [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]
    runs = dict(variants())
    for run in runs.values():
        run(texts[0])  # loads what is loaded when first used
    rounds = [{name: _time(run, text) for name, run in runs.items()} for text in texts]
    times = {name: [one[name] for one in rounds] for name in runs}
    for name, mine in times.items():
        ratio = median(one / plain for one, plain in zip(mine, times[_PLAIN], strict=True))
        print(f"| {name} | {sum(map(len, texts)) / sum(mine):,.0f} | {ratio:.3f} |")


def _time(run: Run, text: str) -> float:
    begun = process_time()
    run(text)
    return process_time() - begun


if __name__ == "__main__":
    main(*sys.argv[1:])
