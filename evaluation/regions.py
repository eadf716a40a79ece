"""Whether bodies get their division: ``python -m evaluation.regions corpus`` against ``corpus/regions.tsv``.

The table gives, for bodies of the labelled documents, the GB/T 2260 code of the division each belongs to, or
nothing where it is national or the text does not tell. Prints a row for each part of the corpus: bodies
labelled, bodies found, those given a division, and the share of these that is right. Faults are listed for
``train`` only.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from evaluation.names import same_body
from evaluation.runs import rows_of
from extractor import Extractor
from extractor.labels.gold import Gold

Labels = dict[str, dict[str, str]]


def read_labels(path: Path) -> Labels:
    """By document and full name the code, or "". Raises KeyError where a column is missing."""
    labels: Labels = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            labels.setdefault(row["document"], {})[row["name"]] = row["region"] or ""
    return labels


def compare(extractor: Extractor, gold: Gold, labels: dict[str, str]) -> list[tuple[str, str, str | None]]:
    """For each labelled body its name, its code and the answer's: None where it is not found, "" for none."""
    bodies = [org for org in extractor.extract(gold.text).mentions.orgs if not org.collective]
    compared = []
    for name, code in labels.items():
        same = [org for org in bodies if same_body(org.name, name)]
        told = next((org.region for org in same if org.region), "") if same else None
        compared.append((name, code, told))
    return compared


def main(folder: str) -> None:
    """Compare all documents of ``folder`` that the table names."""
    labels, extractor = read_labels(Path(folder) / "regions.tsv"), Extractor()
    parts = rows_of(Path(folder))
    documents = {gold.name: gold for row in parts for gold in row.documents if gold.name in labels}
    compared = {name: compare(extractor, gold, labels[name]) for name, gold in documents.items()}
    for row in parts:
        rows = [(gold.name, *one) for gold in row.documents for one in compared.get(gold.name, ())]
        found = [one for one in rows if one[3] is not None]
        given = [one for one in found if one[3]]
        right = [one for one in given if one[3] == one[2]]
        needed = [one for one in found if one[2]]
        share = len(right) / len(given) if given else 0.0
        reached = len(right) / len(needed) if needed else 0.0
        print(
            f"{row.name}\t{len(rows)} labelled\t{len(found)} found\t{len(given)} given\t{share:.3f} right"
            f"\t{reached:.3f} of those that have one"
        )
        if row.name == "train":
            for name, body, code, told in given:
                if told != code:
                    print(f"  {name}\t{body}\t{code or '–'}\tanswer {told}")


if __name__ == "__main__":
    main(*sys.argv[1:])
