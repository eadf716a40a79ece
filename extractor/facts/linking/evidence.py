"""What a draft's own words say about its action: named evidence, which the linker weighs.

Evidence is of two kinds. Names (``verb 拨付``, ``after 慰问金``) have a weight for each action type. Pointers
point at a type themselves (the rules read ``give``; an object of ``give`` stands behind the verb) and share
one weight for all types, so that they hold for words that the corpus never showed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.lexicon import ActionFile, Trigger
from extractor.facts.linking.options import KEPT, sign
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
from extractor.facts.units import Piece
from extractor.layers import CleanText, Layout
from extractor.records import ActionType
from extractor.wordlist import WordList
from extractor.words import Segmenter

Pointer = tuple[str, ActionType, float]
Suggested = dict[ActionType, float]

_LETTER = {mark: letter for letter, mark in LETTERS.items()}
_MARK = re.compile(f"[{''.join(_LETTER)}]")
_AHEAD = {mark: f"{letter} ahead" for mark, letter in _LETTER.items()}
_BEHIND = {mark: f"{letter} behind" for mark, letter in _LETTER.items()}
_BEFORE = 60
"""How many characters of its sentence before a piece are looked at."""
_MOST = 2.0
"""What many hints of one kind count at most."""


class Hints:
    """The verbs and objects of the action files: words that suggest a type and decide nothing alone. A word
    of several files suggests each of them less."""

    def __init__(self, files: Iterable[ActionFile]) -> None:
        verbs: dict[str, list[ActionType]] = {}
        objects: dict[str, list[ActionType]] = {}
        for file in files:
            for word in dict.fromkeys([*file.verbs.split(), *file.words()]):
                verbs.setdefault(word, []).append(file.type)
            for word in file.objects.split():
                objects.setdefault(word, []).append(file.type)
        self._verbs = {word: _shared(types) for word, types in verbs.items()}
        self._objects = {word: _shared(types) for word, types in objects.items()}
        self._list = WordList(objects)

    def places(self, text: str) -> list[int]:
        """Where objects may begin in a text."""
        return self._list.places(text)

    def objects(self, places: list[int], text: str, start: int, end: int) -> Suggested:
        """What the objects in text[start:end] suggest, where ``places`` are those of the whole text."""
        return _added([self._objects[word] for _, word in self._list.find_at(places, text, start, end)])

    def verbs(self, *words: str) -> Suggested:
        """What verbs suggest together; words that are none suggest nothing."""
        known = self._verbs
        return _added([known[word] for word in words if word in known])

    def parts(self, word: str) -> Suggested:
        """What the first and the last characters of an unknown verb suggest."""
        for length in (2, 1):
            found = self.verbs(*sorted({word[:length], word[-length:]}))
            if found:
                return {type_: share / 2 for type_, share in found.items()}
        return {}


def _shared(types: list[ActionType]) -> list[tuple[ActionType, float]]:
    return [(type_, 1 / len(types)) for type_ in types]


def _added(suggested: Iterable[list[tuple[ActionType, float]]]) -> Suggested:
    found: Suggested = {}
    for shares in suggested:
        for type_, share in shares:
            found[type_] = found.get(type_, 0.0) + share
    return found


class Setting:
    """Where sentences stand: the kind of paper, its title and the headings above them."""

    def __init__(self, clean: CleanText, layout: Layout) -> None:
        self.kind = layout.fields.kind
        self.title = layout.fields.title.value if layout.fields.title else ""
        self.norm = clean.norm
        self._layout = layout

    def heading(self, section: int) -> str:
        """The heading over a section, empty where it has none."""
        place = self._layout.sections[section].heading
        zone = self._layout.zones[place] if place is not None else None
        return self.norm[zone.start : zone.end] if zone else ""


class Witness:
    """Collects the evidence of the drafts of one document."""

    def __init__(self, hints: Hints, cut: Segmenter, cues: Cues, setting: Setting) -> None:
        self._hints, self._cut, self._cues, self._setting = hints, cut, cues, setting
        self._norm, self._places = setting.norm, hints.places(setting.norm)
        self._title = _pointing("title", self._suggested(setting.title))
        self._headings: dict[int, list[Pointer]] = {}

    def evidence(self, draft: Draft, previous: ActionType | None, following: Piece | None) -> Evidence:
        """All evidence of a draft. ``previous`` is the type of the fact before it in its paragraph,
        ``following`` the piece behind it in its sentence."""
        skeleton, piece = draft.skeleton, draft.piece
        pivot, tail = _pivot(draft)
        anchor = _anchor(piece)
        ahead = [word for word, _ in self._cut(skeleton.text[piece.start : pivot])]
        behind = [word for word, _ in self._cut(skeleton.text[tail : piece.end])]
        names = [
            *self._of_place(draft, anchor),
            *self._of_verb(draft),
            *_of_words(ahead, behind),
            *self._of_mentions(draft, pivot),
            f"reading {draft.reading.type if draft.reading else None}",
            f"previous {previous}",
            *_of_following(anchor, following),
        ]
        pointers = [
            *self._of_context(draft, previous),
            *self._of_event(draft, ahead, following),
            *(("then", type_, 1.0) for type_ in _possible(following.trigger if following else None)),
            *_pointing("other verb", self._hints.verbs(*ahead, *behind)),
            *self._of_objects(draft),
            *self._title,
            *self._of_heading(draft.sentence.section),
        ]
        return Evidence(tuple(dict.fromkeys(names)), tuple(pointers))

    def _of_place(self, draft: Draft, anchor: str) -> list[str]:
        piece, text = draft.piece, draft.skeleton.text
        found = [f"kind {self._setting.kind}", f"anchor {anchor}"]
        if "“" in text[piece.start : piece.end]:
            found.append("quotes")
        if draft.base is not None:
            found.append(f"base {draft.base.type}")
        if piece.share:
            found.append("share")
        if piece.within is not None:
            found.append("listed")
        if "facts.row" in draft.rules:
            found.append("table row")
        return found

    def _of_verb(self, draft: Draft) -> list[str]:
        trigger, piece, text = draft.piece.trigger, draft.piece, draft.skeleton.text
        if trigger is None:
            return ["no verb"]
        before, after = text[piece.start : trigger.start], text[trigger.end : piece.end]
        receiver = audience(before, after, piece.elements, self._cues)
        found = [*_of_word(trigger.word, receiver), f"status {draft.status}"]
        found.append("listed verb" if trigger.meanings else "unlisted verb")
        found += [f"may be {type_}" for type_ in _possible(trigger)]
        if draft.reading is not None:
            found.append(f"rule {draft.reading.id}")
        if trigger.weak:
            found.append("weak verb")
        if trigger.nominal:
            found.append("verb that may be a noun")
        return found

    def _of_mentions(self, draft: Draft, pivot: int) -> list[str]:
        piece, text = draft.piece, draft.skeleton.text
        ahead = _MARK.findall(text, piece.start, pivot)
        behind = _MARK.findall(text, pivot, piece.end)
        found = [_neighbours("".join(ahead[-2:]), "".join(behind[:2]))]
        found += [_AHEAD[mark] for mark in ahead]
        found += [_BEHIND[mark] for mark in behind]
        for quantity in quantities_of(piece.elements):
            found.append(f"unit {quantity.value.unit}")
            if quantity.value.item:
                found.append(f"item {quantity.value.item[-2:]}")
                found += [f"near {word}" for word, _ in self._cut(quantity.value.item)]
        for element in piece.of(ORG):
            (org,) = orgs_of([element])
            found.append(f"{org.value.type} {'ahead' if element.at < pivot else 'behind'}")
        for amount in amounts_of(piece.elements):
            found.append(f"amount {amount.value.kind}")
            if amount.value.per:
                found.append("rate")
            if amount.value.each:
                found.append("each")
        return found

    def _of_context(self, draft: Draft, previous: ActionType | None) -> list[Pointer]:
        trigger = draft.piece.trigger
        found: list[Pointer] = []
        if draft.reading is not None:
            found.append(("reading", draft.reading.type, 1.0))
        if draft.base is not None:
            found.append(("base", draft.base.type, 1.0))
        if previous is not None:
            found.append(("previous", previous, 1.0))
        if trigger is not None:
            found += [("may be", type_, 1.0) for type_ in _possible(trigger)]
            suggested = self._hints.verbs(trigger.word)
            found += _pointing("verb", suggested)
            if not suggested:
                found += _pointing("part of verb", self._hints.parts(trigger.word))
        return found

    def _of_event(self, draft: Draft, ahead: list[str], following: Piece | None) -> list[Pointer]:
        """A noun for an event behind a verb that holds it (举办…大赛): the two are its verb together. Where
        a clause with counts follows, that may tell the same event."""
        trigger, reading = draft.piece.trigger, draft.reading
        if reading is None or trigger is None or not trigger.nominal or self._cues.light.isdisjoint(ahead):
            return []
        counted = _anchor(draft.piece) == "AQP"
        told_on = following is not None and _anchor(following) == "AQP" and not counted
        return [("held, then counts" if told_on else "held", reading.type, 1.0)]

    def _of_objects(self, draft: Draft) -> list[Pointer]:
        piece = draft.piece
        pivot, tail = _pivot(draft)
        found: list[Pointer] = []
        for name, start, end in (
            ("object before", piece.start, pivot),
            ("object after", tail, piece.end),
            ("object earlier", max(0, piece.start - _BEFORE), piece.start),
        ):
            left, right = draft.skeleton.clean(start, end)
            found += _pointing(name, self._hints.objects(self._places, self._norm, left, right))
        return found

    def _of_heading(self, section: int) -> list[Pointer]:
        found = self._headings.get(section)
        if found is None:
            suggested = self._suggested(self._setting.heading(section))
            found = self._headings[section] = _pointing("heading", suggested)
        return found

    def _suggested(self, text: str) -> Suggested:
        return self._hints.objects(self._hints.places(text), text, 0, len(text))


def _pivot(draft: Draft) -> tuple[int, int]:
    """Where the verb stands, or, without one, the first value."""
    trigger, piece = draft.piece.trigger, draft.piece
    if trigger is not None:
        return trigger.start, trigger.end
    first = next((e.at for e in piece.elements if e.mark in (AMOUNT, QUANTITY)), piece.end)
    return first, first


def _anchor(piece: Piece) -> str:
    """The surest kind of mention in a piece."""
    own = {element.mark for element in piece.elements}
    return "AQP" if own & {AMOUNT, QUANTITY, PAPER} else "D" if DATE in own else "O" if ORG in own else "none"


def _of_following(anchor: str, following: Piece | None) -> list[str]:
    if following is None:
        return ["then nothing", f"anchors {anchor} end"]
    verb = following.trigger.word if following.trigger else None
    behind = _anchor(following)
    return [f"then verb {verb}", f"then anchor {behind}", f"anchors {anchor} {behind}"]


def _possible(trigger: Trigger | None) -> list[ActionType]:
    return sorted({meaning.type for meaning in trigger.meanings}) if trigger else []


def _of_words(ahead: list[str], behind: list[str]) -> list[str]:
    found: list[str] = []
    for word in ahead:
        found += _beside("before", word)
    for word in behind:
        found += _beside("after", word)
    found.append(f"next {sign(behind[0]) if behind else None}")
    found.append(f"last {sign(ahead[-1]) if ahead else None}")
    return found


@lru_cache(maxsize=KEPT)
def _beside(side: str, word: str) -> tuple[str, ...]:
    return () if word in _LETTER or word.isspace() else (f"{side} {word}", f"near {word}")


@lru_cache(maxsize=KEPT)
def _of_word(word: str, receiver: str | None) -> tuple[str, ...]:
    return (
        f"verb {word}",
        f"verb {word} to {receiver}",
        f"verb begins {word[0]}",
        f"verb ends {word[-1]}",
        f"to {receiver}",
    )


@lru_cache(maxsize=KEPT)
def _neighbours(ahead: str, behind: str) -> str:
    left, right = ("".join(_LETTER[mark] for mark in marks) for marks in (ahead, behind))
    return f"marks {left}_{right}"


def _pointing(name: str, found: Suggested) -> list[Pointer]:
    return [(name, type_, min(strength, _MOST)) for type_, strength in sorted(found.items())]
