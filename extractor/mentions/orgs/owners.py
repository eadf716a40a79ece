"""Whose a body is: the body that has a union, the union that has an office."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.mentions.orgs.lexicon import lexicon
from extractor.values.model import OrgValue

BASE_TYPES = ("enterprise", "school", "hospital")
_LONGEST = 8  # characters of the longest head that can be the end of a body with a union
_TERM = re.compile(r"第?[一二三四五六七八九十]{1,3}届$")
_OFFICES = ("part", "staff", "union-board")


def union_of_office(value: OrgValue) -> OrgValue:
    """The union whose office or committee ``value`` is (X总工会办公室 → X总工会), else ``value`` itself."""
    union, found, rest = value.name.rpartition("工会")
    head = lexicon().heads.get(rest)
    office = head is not None and (head.group in _OFFICES or head.word == "办公室")
    return replace(value, name=union + found) if found and office else value


def base_of(value: OrgValue) -> OrgValue:
    """The body whose union ``value`` is (X学院工会 → X学院), else ``value`` itself."""
    stem, union, rest = value.name.partition("工会")
    if not union or rest.startswith(("联合会", "联席")):
        return value
    stem, heads = _TERM.sub("", stem), lexicon().heads
    if stem.startswith("中国") and stem[2:] in heads:  # 中国煤矿工会 is the union of all mines
        return value
    for start in range(max(0, len(stem) - _LONGEST), len(stem)):
        head = heads.get(stem[start:])
        if head is not None and head.left == "free":
            return replace(value, name=stem, type=head.type)
    return value
