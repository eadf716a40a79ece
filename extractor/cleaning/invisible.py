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
    "|[\ud800-\udfff]"  # half a character, which no encoding can write
)
_LINE_ENDS = frozenset("\r\x0b\x0c\x85\u2028\u2029")
_BLANKS = frozenset("\xa0\u1680\u202f\u205f\u2800\u3164") | frozenset(map(chr, range(0x2000, 0x200B)))


def clear_invisible(draft: Draft) -> None:
    """Take out what has no shape; unify line ends to ``\\n`` and odd blanks to a plain one."""
    draft.apply("invisible", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    for match in _UNSEEN.finditer(text):
        yield Edit(match.start(), match.end(), _shown(match[0][0]))


def _shown(char: str) -> str:
    if char in _LINE_ENDS:
        return "\n"
    if char in _BLANKS:
        return " "
    return "\ufffd" if "\ud800" <= char <= "\udfff" else ""
