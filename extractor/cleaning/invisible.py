"""Characters nobody sees: line ends of other systems, zero-width and control characters, odd blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit

# Zero-width and bidi marks, soft hyphen, byte order mark, variation selectors, controls. Form feed, vertical
# tab, NEL and the Unicode separators end lines.
_UNSEEN = re.compile(
    "\r\n?|[\x0b\x0c\x85\u2028\u2029]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
    "|[\xa0\u1680\u2000-\u200a\u202f\u205f\u2800\u3164]"
)
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")


def clear_invisible(draft: Draft) -> None:
    """Take out what has no shape; unify line ends to ``\\n`` and odd blanks to a plain one."""
    draft.apply("invisible", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _UNSEEN.finditer(text):
        first = match[0][0]
        if first in _LINE_ENDS:
            after = "\n"
        elif _is_blank(first):
            after = " "
        else:
            after = ""
        yield Edit(match.start(), match.end(), after)


def _is_blank(char: str) -> bool:
    return (char.isspace() and char not in "\x1c\x1d\x1e\x1f") or char in "\u2800\u3164"
