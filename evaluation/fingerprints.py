"""Which fingerprint finds copies best: of the whole clean text, of the evidence, or of the mentions.

    python -m evaluation.fingerprints corpus/train 2000
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from time import process_time

from evaluation.folding import Pair
from evaluation.reposts import Made, archive
from extractor.events.copies import bands
from extractor.events.told import letters, words_of
from extractor.pipeline import Analysis, Extractor

Words = list[str]


def _of_text(analysis: Analysis) -> Words:
    body = [zone for zone in analysis.layout.zones if zone.kind.is_body]
    return [letters("".join(analysis.clean.norm[zone.start : zone.end] for zone in body))]


def _of_evidence(analysis: Analysis) -> Words:
    return words_of(analysis.document)


def _of_mentions(analysis: Analysis) -> Words:
    lists = dict(analysis.document.mentions).values()
    places = sorted((one.span, one.text) for mentions in lists for one in mentions)
    return [letters("".join(text for _, text in places))]


_WAYS: dict[str, Callable[[Analysis], Words]] = {
    "whole text": _of_text,
    "evidence": _of_evidence,
    "mentions": _of_mentions,
}


def candidates(sketches: Sequence[list[int]]) -> set[Pair]:
    """Pairs that share a band."""
    groups: dict[int, list[int]] = defaultdict(list)
    for place, sketch in enumerate(sketches):
        for band in sketch:
            groups[band].append(place)
    return {pair for places in groups.values() for pair in combinations(places, 2)}


def _pairs(made: Sequence[Made]) -> set[Pair]:
    copies: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(made):
        copies[one.origin].append(place)
    return {pair for places in copies.values() for pair in combinations(places, 2)}


def _measured(folder: Path, count: int) -> Iterator[str]:
    extractor, texts = Extractor(), list(archive(folder, count))
    start = process_time()
    analyses = [extractor.analyse(one.text) for one in texts]
    extraction = process_time() - start
    with_facts = {place for place, one in enumerate(analyses) if one.document.facts}
    made = {pair for pair in _pairs(texts) if with_facts.issuperset(pair)}
    for name, words in _WAYS.items():
        start = process_time()
        sketches = [bands(words(one)) for one in analyses]
        share = (process_time() - start) / extraction
        found = candidates(sketches)
        recall, precision = len(found & made) / len(made), len(found & made) / len(found)
        yield f"{name}: recall {recall:.3f}, precision {precision:.3f}, {share:.1%} of extraction time"


def main() -> None:
    for line in _measured(Path(sys.argv[1]), int(sys.argv[2])):
        print(line)


if __name__ == "__main__":
    main()
