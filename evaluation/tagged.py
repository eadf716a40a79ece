"""How many of the bodies that public corpora mark are found: ``python -m evaluation.tagged FILE…``.

A file has a character and its BIO (or BMES) tag in each line and a blank line between sentences, as the MSRA
set has. Each sentence is read as a text of its own. Unions and government or party bodies are told by how the
marked name ends; all other marked organisations are one more row.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from evaluation.scoring import overlap_share
from extractor import Extractor
from extractor.labels.page import Span

Sentence = tuple[str, list[Span]]

_ORG = frozenset(("ORG", "NT", "org", "organization", "government"))
_UNION = re.compile("(?:工会|工会联合会|工会委员会|全总)$")
_OFFICIAL = re.compile(
    "(?:政府|委|委员会|局|厅|部|法院|检察院|人大|常委会|政协|办公室|办公厅|国务院|中央|党组|行署|署|海关|派出所|支队|大队|总队"
    "|办事处|领导小组|管委会|党支部)$(?<!俱乐部)(?<!项目部)(?<!营业部)(?<!编辑部)(?<!总部)(?<!奥委会)(?<!组委会)"
)
_LEAD = "本报讯 情况如下。\n\n"
"""A paragraph before each sentence, since a line alone without a full stop is read as a title."""


def sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a tagged file with the spans of their organisations. Raises ValueError for a line
    without a tag."""
    characters, spans = "", list[Span]()
    for number, line in enumerate(path.read_text("utf-8-sig").split("\n"), 1):
        cells = line.split("\t") if "\t" in line else line.rsplit(" ", 1)
        if not line.strip():
            if characters:
                yield characters, spans
            characters, spans = "", []
            continue
        if len(cells) < 2:
            raise ValueError(f"{path}:{number}: no character with its tag")
        mark, _, label = cells[-1].strip().partition("-")
        at = len(characters)
        characters += cells[0][:1] or " "
        if label.split(".")[0] not in _ORG:
            continue
        if mark in "BS" or not spans or spans[-1][1] != at:
            spans.append((at, at + 1))
        else:
            spans[-1] = (spans[-1][0], at + 1)
    if characters:
        yield characters, spans


def kind_of(name: str) -> str:
    """The row in which a marked name is counted."""
    if _UNION.search(name):
        return "union"
    return "government, party" if _OFFICIAL.search(name) else "other"


def main(paths: list[str]) -> None:
    """Print, for each file and kind, how many marked names are found exactly, and by half of the shorter."""
    extractor = Extractor()
    for path in map(Path, paths):
        counts: dict[str, Counter[str]] = {}
        for text, spans in sentences(path):
            if not spans:
                continue
            found = [
                (org.span[0] - len(_LEAD), org.span[1] - len(_LEAD))
                for org in extractor.extract(f"{_LEAD}{text}\n").mentions.orgs
            ]
            for span in spans:
                row = counts.setdefault(kind_of(text[slice(*span)]), Counter())
                touched = any(overlap_share(span, one) >= 0.5 for one in found)
                row.update(gold=1, exact=span in found, near=touched)
        for kind, row in sorted(counts.items()):
            exact, near = row["exact"] / row["gold"], row["near"] / row["gold"]
            print(path.name, kind, f"{row['gold']} marked", sep="\t", end="\t")
            print(f"{exact:.3f} exact", f"{near:.3f} near", sep="\t")


if __name__ == "__main__":
    main(sys.argv[1:])
