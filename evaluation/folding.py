"""How well copies are found, and how fast: a made archive through extract and dedupe.

    python -m evaluation.folding corpus/train 20000 [--records FILE]

``--records`` keeps the records for the next time. Time is CPU time of this process, for half of the archive
and for all of it; documents without facts have nothing to fold and are left out of the pairs.
"""

from __future__ import annotations

import argparse
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from evaluation.reposts import archive
from extractor.events import dedupe
from extractor.pipeline import Extractor

Line = dict[str, Any]
Pair = tuple[int, int]
_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Score:
    """Pairs of documents that are copies of one another: made, found, and found rightly."""

    made: int
    found: int
    right: int

    def __str__(self) -> str:
        recall, precision = self.right / self.made, self.right / self.found
        return f"{self.made} made, {self.found} found: recall {recall:.3f}, precision {precision:.3f}"


def made_pairs(lines: Sequence[Line]) -> set[Pair]:
    """Pairs of places of documents with facts that were made of one origin."""
    copies: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line["facts"]:
            copies[_origin(line)[0]].append(place)
    return {pair for places in copies.values() for pair in combinations(places, 2)}


def found_pairs(lines: Sequence[Line]) -> set[Pair]:
    """Pairs of documents that share the events of half of the facts, or more, of the one that has fewer."""
    tellers: dict[str, set[int]] = defaultdict(set)
    for place, line in enumerate(lines):
        for fact in line["facts"]:
            tellers[fact["event_id"]].add(place)
    shared = Counter(pair for places in tellers.values() for pair in combinations(sorted(places), 2))
    return {
        (one, other)
        for (one, other), count in shared.items()
        if count >= _SHARE * min(len(lines[one]["facts"]), len(lines[other]["facts"]))
    }


def by_change(lines: Sequence[Line], made: set[Pair], found: set[Pair]) -> Iterator[tuple[str, float]]:
    """Recall of the pairs of a first text and a copy with this change, among others."""
    total, right = Counter[str](), Counter[str]()
    for pair in made:
        hows = [_origin(lines[place])[1] for place in pair]
        if "first" in hows:
            (copy,) = [how for how in hows if how != "first"]
            total.update(copy.split("+"))
            right.update(copy.split("+") if pair in found else [])
    return ((change, right[change] / total[change]) for change in sorted(total))


def summed(lines: Iterable[Line]) -> tuple[int, Decimal]:
    """Additive facts, and what they come to in yuan."""
    sums = [Decimal(fact["additive_yuan"]) for line in lines for fact in line["facts"] if fact["additive"]]
    return len(sums), sum(sums, Decimal(0))


def _origin(line: Line) -> tuple[str, str]:
    origin, _, how = line["source"].partition("/")
    return origin, how


def _extract(folder: Path, count: int, path: Path) -> None:
    extractor = Extractor()
    with path.open("w", encoding="utf-8") as out:
        for made in archive(folder, count):
            print(
                extractor.extract(made.text, source=f"{made.origin}/{made.how}").model_dump_json(), file=out
            )


def _deduped(paths: Sequence[Path]) -> tuple[list[Line], float]:
    out, start = io.StringIO(), process_time()
    dedupe([str(path) for path in paths], out)
    spent = process_time() - start
    return [json.loads(line) for line in out.getvalue().splitlines()], spent


def main() -> None:
    as_written = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=as_written)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--records", type=Path)
    args = parser.parse_args()
    with TemporaryDirectory() as folder:
        path = args.records or Path(folder) / "records.jsonl"
        if not path.exists():
            _extract(args.folder, args.count, path)
        _report(path, Path(folder) / "half.jsonl")


def _report(path: Path, half: Path) -> None:
    before = path.read_text("utf-8").splitlines()
    half.write_text("".join(f"{line}\n" for line in before[: len(before) // 2]), "utf-8")
    _, half_time = _deduped([half])
    lines, time = _deduped([path])
    made, found = made_pairs(lines), found_pairs(lines)
    facts = sum(len(line["facts"]) for line in lines)
    print(f"{len(lines)} documents, {facts} facts: {time:.1f} s; half of them: {half_time:.1f} s")
    print(f"pairs: {Score(len(made), len(found), len(made & found))}")
    changes = (f"{how} {share:.3f}" for how, share in by_change(lines, made, found))
    print(f"recall by change: {', '.join(changes)}")
    plain = [json.loads(line) for line in before]
    firsts = [line for line in plain if _origin(line)[1] == "first"]
    for name, those in (("before", plain), ("after", lines), ("without the copies", firsts)):
        count, yuan = summed(those)
        print(f"additive {name}: {count} facts, {yuan:,} yuan")


if __name__ == "__main__":
    main()
