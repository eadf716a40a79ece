"""An archive of any size from the corpus: pieces of its documents with other figures.

    python -m evaluation.varied corpus/train 200000 > archive.jsonl

Made by chance from a fixed seed: the same arguments give the same archive. For measuring runs, not rules.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_FIGURE = re.compile(r"(?<![\d.])[1-9]\d*(?=(?:\.\d+)?(?:余|多)?(?:万|亿)?(?:元|人|名|户|家|份|场))")
_LETTERS = 420
"""Of one document, on average: a kilobyte in UTF-8."""


def varied(folder: Path, count: int) -> Iterator[str]:
    """``count`` texts made of the documents in ``folder``."""
    chance = random.Random(count)
    pages = [path.read_text("utf-8").splitlines() for path in sorted(folder.glob("*.txt"))]
    for _ in range(count):
        lines = chance.choice(pages)
        start = chance.randrange(len(lines))
        room = chance.expovariate(1 / _LETTERS)
        piece = lines[:1]
        for line in lines[max(1, start) :]:
            piece.append(line)
            room -= len(line)
            if room < 0:
                break
        yield _FIGURE.sub(lambda match: str(chance.randrange(1, 10 ** len(match[0]))), "\n".join(piece))


def main() -> None:
    folder, count = Path(sys.argv[1]), int(sys.argv[2])
    for number, text in enumerate(varied(folder, count)):
        print(json.dumps({"id": f"made-{number:06}", "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main()
