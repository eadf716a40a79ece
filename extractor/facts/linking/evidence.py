"""What a draft's own words say about its action: named evidence, which the linker weighs.

Evidence is of two kinds. Names (``verb 拨付``, ``after 慰问金``) have a weight for each action type. Pointers
point at a type themselves (the rules read ``give``; an object of ``give`` stands behind the verb) and share
one weight for all types, so that they hold for words that the corpus never showed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.lexicon import ActionFile, Lexicon
from extractor.facts.linking.options import sign
from extractor.facts.meaning import audience
from extractor.facts.model import Evidence
from extractor.facts.skeleton import (
    AMOUNT,
    DATE,
    LETTERS,
    ORG,
    PAPER,
    QUANTITY,
    amounts_of,
    orgs_of,
    quantities_of,
)
from extractor.layers import CleanText, Layout
from extractor.records import ActionType

Pointer = tuple[str, ActionType, float]

_LETTER = {mark: letter for letter, mark in LETTERS.items()}
_BEFORE = 60
"""How many characters of its sentence before a piece are looked at."""
_MOST = 2.0
"""What many hints of one kind count at most."""


class Hints:
    """The verbs and objects of the action files: words that suggest a type and decide nothing alone. A word
    of several files suggests each of them less."""

    def __init__(self, files: Iterable[ActionFile]) -> None:
        self.verbs: dict[str, list[ActionType]] = {}
        self._objects: dict[str, list[ActionType]] = {}
        for file in files:
            for word in dict.fromkeys([*file.verbs.split(), *file.words()]):
                self.verbs.setdefault(word, []).append(file.type)
            for word in file.objects.split():
                self._objects.setdefault(word, []).append(file.type)
        words = sorted(self._objects, key=lambda word: (-len(word), word))
        self._scan = re.compile("|".join(map(re.escape, words)))
        self.objects = lru_cache(maxsize=256)(self._find)

    def _find(self, text: str) -> Counter[ActionType]:
        found: Counter[ActionType] = Counter()
        for match in self._scan.finditer(text):
            _count(found, self._objects[match[0]])
        return found

    def verb(self, word: str) -> Counter[ActionType]:
        """What a verb suggests."""
        found: Counter[ActionType] = Counter()
        _count(found, self.verbs.get(word, ()))
        return found

    def parts(self, word: str) -> Counter[ActionType]:
        """What the first and the last characters of an unknown verb suggest."""
        found: Counter[ActionType] = Counter()
        for length in (2, 1):
            for part in sorted({word[:length], word[-length:]}):
                _count(found, self.verbs.get(part, ()), half=True)
            if found:
                break
        return found


def _count(found: Counter[ActionType], types: Iterable[ActionType], *, half: bool = False) -> None:
    types = tuple(types)
    for type_ in types:
        found[type_] += (0.5 if half else 1) / len(types)  # type: ignore[assignment]


class Setting:
    """Where sentences stand: the kind of paper, its title and the headings above them."""

    def __init__(self, clean: CleanText, layout: Layout) -> None:
        self.kind = layout.fields.kind
        self.title = layout.fields.title.value if layout.fields.title else ""
        self._clean, self._layout = clean, layout

    def heading(self, section: int) -> str:
        """The heading over a section, empty where it has none."""
        place = self._layout.sections[section].heading
        zone = self._layout.zones[place] if place is not None else None
        return self._clean.norm[zone.start : zone.end] if zone else ""


class Witness:
    """Collects the evidence of drafts."""

    def __init__(self, lexicon: Lexicon, cues: Cues) -> None:
        self._hints, self._cues, self._cut = Hints(lexicon.files), cues, lexicon.cut

    def evidence(self, draft: Draft, previous: ActionType | None, setting: Setting) -> Evidence:
        """All evidence of a draft. ``previous`` is the type of the fact before it in its paragraph."""
        skeleton, piece = draft.skeleton, draft.piece
        pivot, tail = _pivot(draft)
        ahead = [word for word, _ in self._cut(skeleton.text[piece.start : pivot])]
        behind = [word for word, _ in self._cut(skeleton.text[tail : piece.end])]
        names = [
            *self._of_place(draft, setting),
            *self._of_verb(draft),
            *_of_words(ahead, behind),
            *self._of_mentions(draft, pivot),
        ]
        names.append(f"reading {draft.reading.type if draft.reading else None}")
        names.append(f"previous {previous}")
        pointers = list(self._pointers(draft, previous, ahead, behind))
        pointers += _pointing("title", self._hints.objects(setting.title))
        pointers += _pointing("heading", self._hints.objects(setting.heading(draft.sentence.section)))
        return Evidence(tuple(dict.fromkeys(names)), tuple(pointers))

    def _of_place(self, draft: Draft, setting: Setting) -> Iterator[str]:
        piece, text = draft.piece, draft.skeleton.text
        own = {element.mark for element in piece.elements}
        counted = own & {AMOUNT, QUANTITY, PAPER}
        yield f"kind {setting.kind}"
        yield f"anchor {'AQP' if counted else 'D' if DATE in own else 'O' if ORG in own else 'none'}"
        if "“" in text[piece.start : piece.end]:
            yield "quotes"
        if draft.base is not None:
            yield f"base {draft.base.type}"
        if piece.share:
            yield "share"
        if piece.within is not None:
            yield "listed"
        if "facts.row" in draft.rules:
            yield "table row"

    def _of_verb(self, draft: Draft) -> Iterator[str]:
        trigger, piece, text = draft.piece.trigger, draft.piece, draft.skeleton.text
        if trigger is None:
            yield "no verb"
            return
        before, after = text[piece.start : trigger.start], text[trigger.end : piece.end]
        receiver = audience(before, after, piece.elements, self._cues)
        yield f"verb {trigger.word}"
        yield f"verb {trigger.word} to {receiver}"
        yield f"verb begins {trigger.word[0]}"
        yield f"verb ends {trigger.word[-1]}"
        yield f"to {receiver}"
        yield f"status {draft.status}"
        yield "listed verb" if trigger.meanings else "unlisted verb"
        for type_ in sorted({meaning.type for meaning in trigger.meanings}):
            yield f"may be {type_}"
        if draft.reading is not None:
            yield f"rule {draft.reading.id}"
        if trigger.weak:
            yield "weak verb"
        if trigger.nominal:
            yield "verb that may be a noun"

    def _of_mentions(self, draft: Draft, pivot: int) -> Iterator[str]:
        piece, text = draft.piece, draft.skeleton.text
        ahead = [_LETTER[mark] for mark in text[piece.start : pivot] if mark in _LETTER]
        behind = [_LETTER[mark] for mark in text[pivot : piece.end] if mark in _LETTER]
        yield f"marks {''.join(ahead[-2:])}_{''.join(behind[:2])}"
        yield from (f"{letter} ahead" for letter in ahead)
        yield from (f"{letter} behind" for letter in behind)
        for quantity in quantities_of(piece.elements):
            yield f"unit {quantity.value.unit}"
            if quantity.value.item:
                yield f"item {quantity.value.item[-2:]}"
                yield from (f"near {word}" for word, _ in self._cut(quantity.value.item))
        for element in piece.elements:
            for org in orgs_of([element]):
                yield f"{org.value.type} {'ahead' if element.at < pivot else 'behind'}"
        for amount in amounts_of(piece.elements):
            yield f"amount {amount.value.kind}"
            if amount.value.per:
                yield "rate"
            if amount.value.each:
                yield "each"

    def _pointers(
        self, draft: Draft, previous: ActionType | None, ahead: list[str], behind: list[str]
    ) -> Iterator[Pointer]:
        skeleton, piece, trigger = draft.skeleton, draft.piece, draft.piece.trigger
        pivot, tail = _pivot(draft)
        if draft.reading is not None:
            yield "reading", draft.reading.type, 1.0
        if draft.base is not None:
            yield "base", draft.base.type, 1.0
        if previous is not None:
            yield "previous", previous, 1.0
        if trigger is not None:
            for type_ in sorted({meaning.type for meaning in trigger.meanings}):
                yield "may be", type_, 1.0
            suggested = self._hints.verb(trigger.word)
            yield from _pointing("verb", suggested)
            if not suggested:
                yield from _pointing("part of verb", self._hints.parts(trigger.word))
        others: Counter[ActionType] = Counter()
        for word in (*ahead, *behind):
            others.update(self._hints.verb(word))
        yield from _pointing("other verb", others)
        yield from _pointing("object before", self._hints.objects(skeleton.words(piece.start, pivot)))
        yield from _pointing("object after", self._hints.objects(skeleton.words(tail, piece.end)))
        earlier = skeleton.words(max(0, piece.start - _BEFORE), piece.start)
        yield from _pointing("object earlier", self._hints.objects(earlier))


def _pivot(draft: Draft) -> tuple[int, int]:
    """Where the verb stands, or, without one, the first value."""
    trigger, piece = draft.piece.trigger, draft.piece
    if trigger is not None:
        return trigger.start, trigger.end
    first = next((e.at for e in piece.elements if e.mark in (AMOUNT, QUANTITY)), piece.end)
    return first, first


def _of_words(ahead: list[str], behind: list[str]) -> Iterator[str]:
    for side, words in (("before", ahead), ("after", behind)):
        for word in words:
            if word not in _LETTER and not word.isspace():
                yield f"{side} {word}"
                yield f"near {word}"
    yield f"next {sign(behind[0]) if behind else None}"
    yield f"last {sign(ahead[-1]) if ahead else None}"


def _pointing(name: str, found: Counter[ActionType]) -> Iterator[Pointer]:
    return ((name, type_, min(float(strength), _MOST)) for type_, strength in sorted(found.items()))
