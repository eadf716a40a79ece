"""Readings in brackets after a character: 發(fā)布, 学 (xué) 院, 幫(bang)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from extractor.cleaning.draft import Draft, Edit

_LETTERS = "a-zü\u0251\u0261āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿêếề\u0300\u0301\u0304\u0308\u030c"
_BRACKETED = re.compile(
    f"(?<=[\u3400-\u9fffA-Z?？])\\s{{0,2}}[(（]\\s{{0,2}}([{_LETTERS}](?:[{_LETTERS} '’]{{0,22}}[{_LETTERS}])?)"
    "\\s{0,2}[)）]([ \\t]?)",
    re.IGNORECASE,
)
_SYLLABLE = re.compile(
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|üan|van|an|en"
    "|in|un|ün|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|ue|üe|ve|a|o|e|i|u|ü|v)|er|hm|hng|m|ng|n)"
)
_MAX_SYLLABLES = 4


def drop_pinyin(draft: Draft) -> None:
    """Take out bracketed readings. A toneless one only goes where the page has others: (bang) beside (fā)."""
    draft.apply("pinyin", _edits(draft.text))


def _edits(text: str) -> Iterator[Edit]:
    found = [match for match in _BRACKETED.finditer(text) if _is_pinyin(match[1])]
    if not any(_has_tone(match[1]) for match in found):
        return
    for match in found:
        # A blank after the bracket goes too where it was put in with the reading: 学 (xué) 院.
        glued = not text[match.start()].isspace()
        yield Edit(match.start(), match.end(2 if not glued else 0) - (len(match[2]) if glued else 0), "")


def _has_tone(letters: str) -> bool:
    return not letters.isascii()


def _is_pinyin(letters: str) -> bool:
    plain = unicodedata.normalize("NFD", letters.lower()).replace("u\u0308", "v")
    plain = "".join(char for char in plain if not "\u0300" <= char <= "\u036f")
    plain = plain.replace("\u0251", "a").replace("\u0261", "g")
    words = [word for word in re.split("[ '’]+", plain) if word]
    return bool(words) and len(words) <= _MAX_SYLLABLES and all(map(_reads_as_pinyin, words))


def _reads_as_pinyin(word: str) -> bool:
    return any(_covers(word, 0, parts) for parts in range(1, _MAX_SYLLABLES + 1))


def _covers(word: str, start: int, parts: int) -> bool:
    """Whether word[start:] is exactly ``parts`` syllables; words have at most 24 letters."""
    if parts == 0:
        return start == len(word)
    return any(
        _SYLLABLE.fullmatch(word, start, end) is not None and _covers(word, end, parts - 1)
        for end in range(start + 1, min(start + 6, len(word)) + 1)
    )
