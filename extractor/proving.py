"""Examples in pattern files prove their patterns: the shared form of examples and of what a check says."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a pattern file, tried. ``fault`` is None where it holds, else what is wrong with it."""

    file: str
    line: int
    id: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """A bracketed part of an example: ``[三十万元](amount=300000)``."""

    start: int
    end: int
    label: str
    value: str | None


_PART = re.compile(r"\[([^\[\]]+)\]\(([a-z_]+)(?:=([^()]*))?\)")


def read_example(marked: str) -> tuple[str, tuple[Part, ...]]:
    """``[市总](agent)下拨`` → the plain text and its parts, positions in the plain text."""
    plain, parts, last = "", [], 0
    for match in _PART.finditer(marked):
        plain += marked[last : match.start()]
        parts.append(Part(len(plain), len(plain) + len(match[1]), match[2], match[3]))
        plain += match[1]
        last = match.end()
    return plain + marked[last:], tuple(parts)
