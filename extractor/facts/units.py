"""Cuts sentences into pieces that each tell one thing: a trigger and what belongs to it.

A clause with triggers gives one piece for each trigger that has an amount, a count or a paper of its own, or
one piece for its main trigger. A clause without a trigger that counts or pays something is a share, a list
item, or goes on with the piece before.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractor.facts.cues import Cues
from extractor.facts.lexicon import Lexicon, Trigger
from extractor.facts.meaning import possible
from extractor.facts.skeleton import (
    AMOUNT,
    DATE,
    ORG,
    PAPER,
    QUANTITY,
    Element,
    Skeleton,
    amounts_of,
    between,
)
from extractor.layers import Clause

_ANCHORS = AMOUNT + QUANTITY + PAPER
_MARKS = AMOUNT + QUANTITY + PAPER + DATE + ORG
_BARE = re.compile(rf"[{DATE}{ORG}\s,，、:：至到起止前后以来内间期中在从自于截下上午晚当]*")
_ITEM_MARK = re.compile(r"[、,，;；和及与]\s*")
_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")
_ITEM = re.compile(
    r"\s*(?:其中|内含|内|另有|另外|另|还有|包括|含|其余|余下|最[高低多少][^,，]{0,6}|共|计|合计|总计|连同|加上|除)*"
    rf"[^{AMOUNT}{QUANTITY}]{{0,24}}[{AMOUNT}{QUANTITY}]"
    rf"(?:[、和及,，/\s]*[^{AMOUNT}{QUANTITY},，；;。]{{0,12}}[{AMOUNT}{QUANTITY}])*"
    r"[^,，；;。]{0,4}[,，；;。、：:]?\s*"
)
_TOLD = re.compile(rf"[了过着][约近共各]?[{AMOUNT}{QUANTITY}]")
_LISTED = ("、", "和", "与", "，", ",")
_EACH = re.compile(r"\s*(?:各|每|均|人均|户均|平均|最高|最低|最多|最少|标准)")
_RESPECTIVELY = re.compile(r"分别|依次")
_SPLIT = re.compile(r"[,，、;；]")
_MODIFIER = re.compile("的[每各]")


FAR = 60
"""How far before an amount its comparison may begin."""
_COMPARED = re.compile(r"(?:比|较|与|同|超过|高于|低于|不如|超)[^,，；。]{0,2}$")
_COMING = re.compile(r"将至|临近|来临|将近|即将|到来|快到")


def governing(elements: Iterable[Element], text: str) -> list[Element]:
    """Elements without the dates that only serve a comparison (比上年) or are still to come (春节将至)."""
    return [
        e
        for e in elements
        if e.mark != DATE
        or not (_COMPARED.search(text[max(0, e.at - 4) : e.at]) or _COMING.match(text, e.at + 1))
    ]


@dataclass(slots=True)
class Piece:
    """A stretch of a skeleton that tells one thing. ``trigger`` is None where the verb is left out;
    ``within`` is the piece in whose list it stands, ``bracketed_by`` the one in whose brackets; ``more`` are
    clauses that go on with it."""

    start: int
    end: int
    trigger: Trigger | None
    elements: list[Element]
    within: Piece | None = None
    share: bool = False
    more: list[tuple[int, int]] = field(default_factory=list)
    bracketed_by: Piece | None = None

    def of(self, mark: str) -> list[Element]:
        """Its elements of one type."""
        return [element for element in self.elements if element.mark == mark]


def _pair_off(parts: list[Piece], text: str) -> None:
    """A、B分别5万元、8万元: the first party (or date) of the list belongs to the first amount, and so on."""
    for mark in (ORG, DATE):
        named = parts[0].of(mark)[-len(parts) :]
        gaps = (text[one.at + 1 : other.at] for one, other in itertools.pairwise(named))
        if len(named) == len(parts) and all(gap in _LISTED for gap in gaps):
            for part, element in zip(parts, named, strict=True):
                part.elements = [e for e in part.elements if e not in named] + [element]


def _cash(piece: Piece) -> bool:
    """Whether a piece pays a sum, not only a rate."""
    return any(a.value.per is None and not a.value.each for a in amounts_of(piece.elements))


def _is_rate(element: Element) -> bool:
    return any(a.value.per is not None for a in amounts_of([element]))


class Splitter:
    """Cuts a sentence into pieces. With ``unlisted`` it also offers pieces around verbs that no action file
    lists and lists that no pattern knows, for the linker to judge."""

    def __init__(self, lexicon: Lexicon, cues: Cues, *, unlisted: bool = False) -> None:
        self._lexicon, self._cues, self._cut, self._unlisted = lexicon, cues, lexicon.cut, unlisted

    def split(self, skeleton: Skeleton, clauses: tuple[Clause, ...], topic: str) -> list[Piece]:
        """The pieces of one sentence, in text order; ``topic`` is the page's title."""
        pieces: list[Piece] = []
        lead: int | None = None
        triggers = [t for t in self._lexicon.find(skeleton.text) if self._is_verb(skeleton.text, t)]
        starts = [t.start for t in triggers]
        for clause in clauses:
            start, end = skeleton.index(clause.start), skeleton.index(clause.end)
            for sub_start, sub_end, inside in self._brackets(skeleton, start, end):
                outer = pieces[-1] if inside and pieces else None
                first, last = bisect_left(starts, sub_start), bisect_left(starts, sub_end)
                fitting = (possible(t, skeleton, sub_start, sub_end, topic) for t in triggers[first:last])
                mine = [trigger for trigger in fitting if trigger is not None]
                elements = self._elements(skeleton, sub_start, sub_end, start)
                if inside and not mine and outer:
                    items = self._items(skeleton, sub_start, sub_end, elements, outer)
                    for item in items:
                        item.bracketed_by = outer
                    pieces.extend(items)
                elif mine:
                    new = self._verbal(skeleton, sub_start, sub_end, mine, elements)
                    if new and lead is not None and not inside:
                        new[0].elements = skeleton.within(lead, new[0].start) + new[0].elements
                        new[0].start = lead
                    pieces.extend(new)
                elif any(e.mark in _ANCHORS for e in elements):
                    pieces.extend(self._verbless(skeleton, sub_start, sub_end, elements, pieces))
                    if pieces and lead is not None and pieces[-1].start == sub_start:
                        pieces[-1].start = lead
                elif any(e.mark == DATE for e in elements):
                    pieces.extend(self._unlisted_verb(skeleton, sub_start, sub_end, elements))
            bare = _BARE.fullmatch(skeleton.text, start, end) is not None
            lead = (start if lead is None else lead) if bare and skeleton.within(start, end) else None
        return pieces

    def _is_verb(self, text: str, trigger: Trigger) -> bool:
        after = text[trigger.end : trigger.end + 2]
        if self._cues.nominal_tail.match(after) or _MODIFIER.match(text, trigger.end):
            return False
        return not (
            text[max(0, trigger.start - 1) : trigger.start] == "的" and after[:1] not in (AMOUNT, QUANTITY)
        )

    def _elements(self, skeleton: Skeleton, start: int, end: int, clause: int) -> list[Element]:
        kept = []
        for element in governing(skeleton.within(start, end), skeleton.text):
            if element.mark in (AMOUNT, QUANTITY) and self._cues.is_comparison(
                skeleton.text[max(clause, element.at - FAR) : element.at]
            ):
                continue
            kept.append(element)
        return kept

    def _brackets(self, skeleton: Skeleton, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
        """The clause without brackets that hold money or counts, then each such bracket on its own."""
        inner = [
            match.span(1)
            for match in _BRACKET.finditer(skeleton.text, start, end)
            if AMOUNT in match[1] and (_SPLIT.search(match[1]) or self._cues.share.match(match[1]))
        ]
        position = start
        for left, right in inner:
            yield position, left - 1, False
            yield left, right, True
            position = right + 1
        if position < end:
            yield position, end, False

    def _verbal(
        self, skeleton: Skeleton, start: int, end: int, triggers: list[Trigger], elements: list[Element]
    ) -> list[Piece]:
        kept = self._main(skeleton, start, end, triggers, elements)
        pieces: list[Piece] = []
        left = start
        for number, trigger in enumerate(kept):
            if number + 1 < len(kept):
                own = between(elements, trigger.end, kept[number + 1].start)
                inside = [e.at for e in own if e.mark in _ANCHORS]
                right = (inside[-1] + 1) if inside else kept[number + 1].start
            else:
                right = end
            mine = list(between(elements, left, right))
            pieces.append(
                Piece(left, right, trigger, mine, share=self._is_share(skeleton, left, trigger.start))
            )
            left = right
        return [item for piece in pieces for item in self._distribute(skeleton, piece)]

    def _main(
        self, skeleton: Skeleton, start: int, end: int, triggers: list[Trigger], elements: list[Element]
    ) -> list[Trigger]:
        """The triggers that stand for facts of their own: of a run of triggers without an amount, a count
        or a paper between them, the one that is the verb."""
        anchors = [e.at for e in elements if e.mark in _ANCHORS]
        runs: list[list[Trigger]] = [[triggers[0]]]
        for before, trigger in itertools.pairwise(triggers):
            if bisect_left(anchors, trigger.start) > bisect_left(anchors, before.end):
                runs.append([])
            runs[-1].append(trigger)
        mains = [min(run, key=lambda t: self._rank(t, skeleton)) for run in runs]
        if len(mains) > 1:
            firm = [t for t in mains if not t.weak]
            own = [t for t in firm if t is not mains[-1] or any(at >= t.end for at in anchors)]
            return own or firm or mains[:1]
        return mains

    def _rank(self, trigger: Trigger, skeleton: Skeleton) -> int:
        """Sorts the word that tells what is done before the others of its run: 支出 straight before its
        amount, then verbs, then words that may be nouns, light verbs, weak words."""
        if trigger.word in self._cues.heads and skeleton.text[trigger.end : trigger.end + 1] == AMOUNT:
            return 0
        if trigger.weak or skeleton.text.startswith("的", trigger.end):
            return 4
        if trigger.word in self._cues.light:
            return 3
        return 2 if trigger.nominal else 1

    def _distribute(self, skeleton: Skeleton, piece: Piece) -> list[Piece]:
        """Cuts a piece that pays several receivers (为A拨85万元、为B拨95万元; A 10万元、B 8万元)."""
        amounts = [e for e in piece.of(AMOUNT) if not _is_rate(e)]
        if len(amounts) < 2:
            return [piece]
        named = skeleton.text.count("、", 0, amounts[0].at) + 1 >= len(amounts)
        respectively = named and _RESPECTIVELY.search(skeleton.text, piece.start, amounts[0].at)
        cuts = [piece.start]
        for before, after in itertools.pairwise(amounts):
            gap = skeleton.text[before.at + 1 : after.at]
            mark = _ITEM_MARK.match(gap)
            rest = gap[mark.end() :] if mark else ""
            if len(rest) >= 2 or (rest and rest in _MARKS) or ORG in gap or (mark and respectively):
                cuts.append(before.at + 1 + (mark.end() if mark else 0))
        cuts.append(piece.end)
        parts = [
            Piece(a, b, piece.trigger, list(between(piece.elements, a, b)), piece.within, piece.share)
            for a, b in itertools.pairwise(cuts)
        ]
        for part in parts[1:]:
            part.trigger, part.within = None, parts[0]
        if respectively:
            _pair_off(parts, skeleton.text)
        return parts

    def _verbless(
        self, skeleton: Skeleton, start: int, end: int, elements: list[Element], pieces: list[Piece]
    ) -> list[Piece]:
        text = skeleton.text[start:end]
        previous = pieces[-1] if pieces else None
        amounts = [e for e in elements if e.mark == AMOUNT]
        if previous and self._cues.worth.match(text) and not _cash(previous):
            previous.elements.extend(elements)
            previous.more.append((start, end))
            return []
        rates_only = bool(amounts) and all(a.value.per or a.value.each for a in amounts_of(amounts))
        more = self._cues.continuation.match(text) or (rates_only and _EACH.match(text))
        if previous and more and not self._cues.share.match(text):
            previous.elements.extend(elements)
            previous.more.append((start, end))
            return []
        return self._items(skeleton, start, end, elements, previous)

    def _is_share(self, skeleton: Skeleton, start: int, end: int) -> bool:
        return self._cues.share.match(skeleton.text, start, end) is not None

    def _items(
        self, skeleton: Skeleton, start: int, end: int, elements: list[Element], within: Piece | None
    ) -> list[Piece]:
        first = next((e.at for e in elements if e.mark in _ANCHORS), end)
        share = self._is_share(skeleton, start, first)
        if not share and (
            not _ITEM.fullmatch(skeleton.text, start, end)
            or _TOLD.search(skeleton.text, start, end)
            or self._has_verb(skeleton, start, first, elements)
        ):
            found = self._unlisted_verb(skeleton, start, end, elements)
            if found or not self._unlisted:
                return found
        return self._distribute(skeleton, Piece(start, end, None, elements, within, share))

    def _unlisted_verb(
        self, skeleton: Skeleton, start: int, end: int, elements: list[Element]
    ) -> list[Piece]:
        """A piece around a verb that no action file lists: the last before the first amount, count or paper,
        else the first."""
        if not self._unlisted:
            return []
        first = next((e.at for e in elements if e.mark in _ANCHORS), start)
        verbs: list[Trigger] = []
        place = start
        for word, tag in self._cut(skeleton.text[start:end]):
            if tag.startswith("v") and word not in self._cues.linking:
                verbs.append(Trigger(place, place + len(word), word, (), False))
            place += len(word)
        if not verbs:
            return []
        before = [verb for verb in verbs if verb.end <= first]
        return self._distribute(skeleton, Piece(start, end, before[-1] if before else verbs[0], elements))

    def _has_verb(self, skeleton: Skeleton, start: int, first: int, elements: list[Element]) -> bool:
        """Whether a verb of no action stands before the first amount (straight before it) or count: then it
        is no list item."""
        words = [
            (word, tag)
            for word, tag in self._cut(skeleton.text[start:first])
            if tag not in ("m", "q", "d", "x")
        ]
        if any(e.mark == AMOUNT for e in elements):
            words = words[-1:]
        following = [word for word, _ in words[1:]] + [""]
        return any(
            tag == "v" and word not in self._cues.linking and after not in self._cues.noun_ends
            for (word, tag), after in zip(words, following, strict=False)
        )
