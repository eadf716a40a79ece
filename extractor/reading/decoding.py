"""Bytes to text: which encoding, how sure, and where the damage is."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.cautions import Caution
from extractor.errors import ReadingError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DAMAGEABLE = ("utf-8", "gb18030", "big5hkscs")
_CANDIDATES = (
    ("gb18030", "GB18030/GBK"),
    ("big5hkscs", "Big5"),
    ("utf-16-le", "UTF-16 LE without BOM"),
    ("utf-16-be", "UTF-16 BE without BOM"),
)
_ENCODINGS = ("utf-8", *(encoding for encoding, _ in _CANDIDATES))

# The most frequent characters of Chinese prose and of bulletins make up half of any real page and one or two
# in a hundred characters of a page read in the wrong encoding.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产而方后"
    "多定行学法所民得经十三之进等部度家元万月总市日职二名全金次省业县助每各费公五四其区前员位计奖报期本收款送由百去"
    "合关入场项新六至办天补资户单通加文司支两开安集建组今小委共企自院级增问慰困难活慶慰问第通知"
    "這個國時來們於對會發動學過說產後經進區員計獎報費總職縣萬業補資戶單兩開組關場項級問長實機體務團應線黨與"
)
_PLAUSIBLE = 0.15
_MAX_BROKEN = 0.05
_MAX_BROKEN_ANYWAY = 3
_MAX_CONTROLS = 0.01
_CONTROLS = frozenset(map(chr, range(32))) - frozenset("\t\n\x0b\f\r\x1a\x1b") | {"\x7f"}
_REMEDY = "save it as UTF-8 text"


@dataclass(frozen=True, slots=True)
class _Reading:
    text: str
    broken: int
    bearable: bool
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Guess:
    text: str
    encoding: str
    name: str
    score: float


def decode(data: bytes, *, source: str, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of ``data``, and warnings about how it was read.

    Order: byte order mark; strict UTF-8; the encoding that the file itself has ``declared``, where it makes
    plausible Chinese; the most plausible of strict GB18030, Big5 and UTF-16; then the least damaged
    plausible one of UTF-8, GB18030 and Big5, where at most 5 % of the bytes beyond ASCII (or three in all,
    as at a cut end) are broken and become U+FFFD. Raises ReadingError.
    """
    text, warnings = _decode(data, source, _candidate(declared))
    if not text.strip("\ufeff\x00 \t\r\n\f\v\u3000\ufffd"):
        raise ReadingError("holds no text", where=source, remedy="leave it out")
    if sum(map(text.count, _CONTROLS)) > _MAX_CONTROLS * len(text):
        raise ReadingError("is binary, not text", where=source, remedy=_REMEDY)
    return text, warnings


def encoding_of(sample: bytes, *, source: str) -> str:
    """The encoding in which ``decode`` reads ``sample``, the head of a long file. Raises ReadingError."""
    for bom, encoding in _BOMS:
        if sample.startswith(bom):
            return encoding
    text, _ = decode(sample, source=source)
    fits = (name for name in _ENCODINGS if sample.decode(name, "replace") == text)
    return next(fits, "utf-8")


def decode_name(raw: bytes) -> str:
    """The name of a file in an archive: UTF-8 where that shows Chinese or nothing foreign, else GBK."""
    text, other = _strict(raw, "utf-8"), _strict(raw, "gb18030")
    if text is not None and (text.isascii() or other is None or any(char >= "\u2000" for char in text)):
        return text
    return other if other is not None else raw.decode("utf-8", "backslashreplace")


def _candidate(declared: str | None) -> str | None:
    """The one of our encodings that a declaration means: gb2312 and GBK are read as GB18030."""
    try:
        name = codecs.lookup(declared or "").name
    except LookupError:
        return None
    return {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)


def _decode(data: bytes, source: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _least_damaged(data[len(bom) :], (encoding,), source)
    strict = _strict(data, "utf-8")
    if strict is not None and not _hides_other(strict):
        return strict, ()
    guesses = _guesses(data)
    for guess in guesses:
        if guess.encoding == declared and guess.score >= _PLAUSIBLE:
            return guess.text, ()
    best, certainty = _best(guesses)
    if best is not None:
        return best.text, (f"encoding guessed as {best.name}, certainty {certainty:.2f}",)
    if strict is not None:
        return strict, ()
    return _least_damaged(data, _DAMAGEABLE, source)


def _least_damaged(data: bytes, encodings: Sequence[str], source: str) -> tuple[str, tuple[str, ...]]:
    readings = [_damaged(data, encoding) for encoding in encodings]
    bearable = [reading for reading in readings if reading.bearable]
    if not bearable:
        names = ", ".join(name.upper() for name in encodings)
        raise ReadingError(f"cannot be decoded (tried {names})", where=source, remedy=_REMEDY)
    best = min(bearable, key=lambda reading: reading.broken)
    return best.text, best.warnings


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        text = data.decode(encoding)
        text.encode("utf-8")  # some decoders let lone surrogates through
    except UnicodeError:
        return None
    return text


def _hides_other(text: str) -> bool:
    """Whether valid UTF-8 is more likely something else: UTF-16 (NUL bytes) or two-letter GBK (no Han)."""
    return "\0" in text or not (text.isascii() or any(char >= "\u2000" or char < "\x80" for char in text))


def _guesses(data: bytes) -> list[_Guess]:
    """The strict readings of ``data`` and how plausible they are."""
    guesses = []
    for encoding, name in _CANDIDATES:
        text = _strict(data, encoding)
        if text is not None and not any(char in text for char in _CONTROLS):
            score = _plausibility(text, wide=encoding.startswith("utf-16"))
            guesses.append(_Guess(text, encoding, name, score))
    return guesses


def _best(guesses: Sequence[_Guess]) -> tuple[_Guess | None, float]:
    """The most plausible reading and its share of the plausibility of all."""
    if not guesses:
        return None, 0.0
    best = max(guesses, key=lambda guess: guess.score)
    if best.score < _PLAUSIBLE:
        return None, 0.0
    return best, best.score / sum(guess.score for guess in guesses)


def _plausibility(text: str, *, wide: bool = False) -> float:
    """The share of common characters among the letters that tell encodings apart: all of them in ``wide``
    encodings, else those beyond ASCII."""
    telling = [char for char in text if char.isalnum() and (wide or char > "\x7f")]
    if not telling:
        return 0.0
    return sum(char in _COMMON or char.isascii() for char in telling) / len(telling)


def _damaged(data: bytes, encoding: str) -> _Reading:
    """``data`` with U+FFFD wherever it breaks the rules of ``encoding``."""
    text = data.decode(encoding, "replace").encode("utf-8", "replace").decode("utf-8")
    kept = data.decode(encoding, "ignore")
    broken = len(data) - len(kept.encode(encoding, "ignore"))
    if not broken:
        return _Reading(text, 0, True, ())
    wide = encoding.startswith("utf-16")
    beyond = sum(byte > 0x7F for byte in data)
    few = broken <= max(_MAX_BROKEN_ANYWAY, _MAX_BROKEN * (len(data) if wide else beyond))
    warning = Caution.BROKEN_BYTES(encoding=encoding.upper(), count=broken)
    return _Reading(text, broken, few and _plausibility(kept, wide=wide) >= _PLAUSIBLE, (warning,))
