"""Which documents are copies of one bulletin: near-identical evidence with the same values.

Copies are sought by MinHash over the letters of the evidence: it is cleaned and simplified already, and holds
neither title nor byline nor navigation. What comes up is then compared value by value, since a monthly notice
has the words of the one before.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from extractor.errors import UsageError
from extractor.events.told import ToldDocument, ToldFact, number

_HASHES, _ROWS, _SEED = 64, 2, 1
_SHINGLE = 5
_COVERED = 0.5
_LEAST_LETTERS = 20
_ONE_IN = 10
_MANY_FIGURES = 3
_NEAR_DAYS = 7
_APART_DAYS = 25  # less than a month: a monthly notice is no copy of the one before


def bands(words: list[str]) -> list[int]:
    """32 numbers made of the letters of the evidence; copies share some. Empty where there is no evidence.

    Raises UsageError where the library is missing.
    """
    shingles = {part for said in set(words) for part in _shingles(said)}
    if not shingles:
        return []
    digest = _digest(sorted(shingles))
    starts = range(0, _HASHES, _ROWS)
    return [number(str(start), *map(str, digest[start : start + _ROWS])) for start in starts]


def _digest(shingles: list[str]) -> list[int]:
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise UsageError(
            "dedupe needs rensa", remedy="install it with: pip install 'jianbao[dedupe]'"
        ) from error
    sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
    sketch.update(shingles)
    digest: list[int] = sketch.digest()
    return digest


def _shingles(words: str) -> Iterator[str]:
    return (words[at : at + _SHINGLE] for at in range(max(1, len(words) - _SHINGLE + 1)))


def mark(told: ToldDocument) -> int:
    """A number that copies share more often than not, cut ones too, and that a series does not share."""
    with_figures = [fact.words for fact in told.facts if fact.figures]
    return min(with_figures or [fact.words for fact in told.facts], default=0)


def match(left: list[ToldFact], right: list[ToldFact]) -> list[tuple[int, int]]:
    """Pairs of places of facts that say the same: in the same words, first those of one type, then those that
    another title or day made into another type; last those in the same words but for the figures. Of several
    alike, the n-th goes with the n-th."""
    pairs: list[tuple[int, int]] = []
    for key in (_whole, _words, _frame):
        gone, taken = {one for one, _ in pairs}, {other for _, other in pairs}
        waiting: dict[object, list[int]] = {}
        for place in reversed(range(len(right))):
            if place not in taken:
                waiting.setdefault(key(right[place]), []).append(place)
        for place, fact in enumerate(left):
            if place not in gone and (same := waiting.get(key(fact))):
                pairs.append((place, same.pop()))
    return pairs


def _whole(fact: ToldFact) -> object:
    return fact.type, fact.words, tuple(fact.figures)


def _words(fact: ToldFact) -> object:
    return fact.words, tuple(fact.figures)


def _frame(fact: ToldFact) -> object:
    return fact.type, fact.frame


def are_copies(one: ToldDocument, other: ToldDocument) -> bool:
    """Whether both are one bulletin: most of what the shorter one says stands in the other, at most one fact
    in ten of that has other figures, and neither agents nor days speak against it."""
    known = {fact.words for fact in other.facts}
    shared = sum({fact.words: fact.length for fact in one.facts if fact.words in known}.values())
    if shared < max(_LEAST_LETTERS, _COVERED * min(one.length, other.length)):
        return False
    pairs = [(one.facts[left], other.facts[right]) for left, right in match(one.facts, other.facts)]
    moved = sum(_words(a) != _words(b) for a, b in pairs)
    if moved * _ONE_IN > len(pairs):
        return False
    counted = sum(bool(a.figures) for a, _ in pairs) - moved
    agents = [(a.agents, b.agents) for a, b in pairs]
    if counted < _MANY_FIGURES and not _agree(agents, at_least=0.5):  # other titles make other agents
        return False
    return _days_allow(_gap(one.day, other.day), [(a.days, b.days) for a, b in pairs], counted)


def _days_allow(gap: int | None, days: list[tuple[list[str], list[str]]], counted: int) -> bool:
    """Whether pages put up ``gap`` days apart may be one bulletin, by the days of their facts and by how many
    facts have the same figures. The further apart, the more is asked: another year moves every day that does
    not name its own. The day of a page without a date is anyone's guess; so are those of its facts."""
    if gap is None:
        return counted > 0
    if gap <= _NEAR_DAYS:  # 昨日 is another day on a page put up later
        return True
    if gap <= _APART_DAYS:
        return counted > 0 and _agree(days, at_least=0.5)
    is_dated = any(set(a) & set(b) for a, b in days)
    return counted >= _MANY_FIGURES and is_dated and _agree(days, at_least=1 - 1 / _ONE_IN)


def _agree(pairs: list[tuple[list[str], list[str]]], *, at_least: float) -> bool:
    """Whether of the pairs that both know values this share has one in common."""
    known = [bool(set(a) & set(b)) for a, b in pairs if a and b]
    return sum(known) >= at_least * len(known)


def _gap(one: str | None, other: str | None) -> int | None:
    if one is None or other is None:
        return None
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
