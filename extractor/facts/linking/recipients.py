"""For whom: the bodies and people among which the linker chooses the recipients of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.linking.options import KEPT, Group, Options, sign, together
from extractor.facts.model import PartyMention
from extractor.facts.parties import ITEM_NAME, party, phrase
from extractor.facts.skeleton import AMOUNT, ORG, QUANTITY, Element, orgs_of, quantities_of
from extractor.records import ActionType, PartyType
from extractor.signs import HAN

_JOINS = frozenset("、 和 与 及 ， ,".split())
_BREAKS = "，,。；;：:、（(向给为对替了与\ue000\ue001\ue002\ue003\ue004"
_COUNTED = re.compile(r"的?([一-鿿]{2,14}?(?:职工|人员|学生|子女|家庭|会员|农民工|企业|工会|单位|医院|学校))")

_MARKED = re.compile(
    r"[向给为对替帮与](?!于|此|了|期|进一步|一步)([^，,。；;：:]{2,30}?)"
    r"(?:予以|给予|进行|作|各|分别|每[人户名家]|共|全部|统一)*$"
)
_HANDED = re.compile(
    rf"(?:[了出过]?(?:给|到|至|往|进|入|向|赴)|了)([^，,。；;：:（(“{AMOUNT}]{{2,24}}?)"
    rf"(?=[，,。；;：:（(“]|{AMOUNT}|各|每[人户名家]|分别|手[中里上]|的|$)"
)
_ELECTED = re.compile(
    rf"({HAN}{{2,4}}(?:、{HAN}{{2,4}})*)"
    rf"(?:等{QUANTITY}|[一二三四五六七八九十两\d]+位?(?:同志)?)?(?=[为任]|$)"
)
_HONOURS = frozenset(("elect", "commend", "meet"))

Parties = list[PartyMention]


def recipient_options(
    draft: Draft, cues: Cues, sources: Iterable[tuple[Group, Sequence[PartyMention]]]
) -> Options[Parties]:
    """All that may receive: what the rules and the context say (``sources``), each body of the piece, each
    count of people, each phrase that ends like a party, the label of a list item."""
    agents = {agent.value.name for agent in draft.agents}
    rule = _but(draft.recipients, agents)
    options: Options[Parties] = Options("recipients", [], rule, _key(rule))
    for names, found in sources:
        others = _but(found, agents)
        options.add(others, _key(others), *names)
    _bodies(draft, options)
    _counts(draft, cues, options)
    _phrases(draft, cues, options)
    _stretches(draft, options)
    if draft.piece.trigger is None:
        _label(draft, options)
    for offer, parties in zip(options.offers, options.values, strict=True):
        origins = list(offer)
        for source in origins:
            if source.count(" ") < 2:
                offer[f"{source} for {draft.type}"] = None
        types = "+".join(sorted({one.type for one in parties})) or "nobody"
        options.describe(
            _kinds(types, draft.type, min(len(parties), 4)),
            (f"{_verb(draft)} to {types}",),
            (f"sum to {types}" if draft.amounts else f"no sum to {types}",),
            together(tuple(sorted({source.partition(" ")[0] for source in origins}))),
        )
    return options


def _but(parties: Iterable[PartyMention], agents: Set[str]) -> Parties:
    """Nobody gives a thing to itself."""
    return [one for one in parties if one.name not in agents]


def _key(parties: Iterable[PartyMention]) -> tuple[str, ...]:
    return tuple([one.name for one in parties])


def _side(draft: Draft, at: int) -> str:
    trigger = draft.piece.trigger
    return "ahead" if trigger is None or at < trigger.start else "behind"


def _bodies(draft: Draft, options: Options[Parties]) -> None:
    text, piece = draft.skeleton.text, draft.piece
    agents = {agent.value.name for agent in draft.agents}
    group: list[Element] = []
    for element in piece.of(ORG):
        side = _side(draft, element.at)
        features = [
            f"body {side}",
            f"body after {sign(text[max(piece.start, element.at - 1) : element.at])}",
            f"body then {sign(text[element.at + 1 : element.at + 2])}",
        ]
        body = orgs_of([element])[0]
        if body.value.name in agents:
            group = []
            continue
        options.add([party(body)], (body.value.name,), *features)
        if group and text[group[-1].at + 1 : element.at] in _JOINS:
            group.append(element)
            parties = [party(one) for one in orgs_of(group)]
            options.add(parties, _key(parties), *features, "joined", f"joined {side}")
        else:
            group = [element]


def _counts(draft: Draft, cues: Cues, options: Options[Parties]) -> None:
    skeleton, piece = draft.skeleton, draft.piece
    for element in piece.of(QUANTITY):
        mention = quantities_of([element])[0]
        value, side = mention.value, _side(draft, element.at)
        words = skeleton.norm[mention.start : mention.end]
        people = cues.people.search(words) is not None
        name = value.item or words
        kind: PartyType = "people" if people or value.unit in cues.people_units else "other"
        options.add(
            [PartyMention(mention.start, mention.end, name, kind)],
            (name,),
            f"count {side}",
            f"count of {value.unit}",
            f"count {'people' if people else 'other'}",
            f"count ends {name[-2:]}",
            "count item" if value.item else "count bare",
        )
        rest = _COUNTED.match(skeleton.text, element.at + 1, piece.end)
        if rest:
            counted = phrase(skeleton, *rest.span(1), "people")
            options.add([counted], (counted.name,), f"counted {side}", f"counted of {value.unit}")


def _phrases(draft: Draft, cues: Cues, options: Options[Parties]) -> None:
    skeleton, piece, text = draft.skeleton, draft.piece, draft.skeleton.text
    trigger = piece.trigger
    head, tail = (trigger.start, trigger.end) if trigger else (piece.end, piece.end)
    for match in cues.party_ends.finditer(text, piece.start, piece.end):
        right = match.end()
        if head < right <= tail:
            continue
        left = max(piece.start, *(text.rfind(mark, piece.start, match.start()) + 1 for mark in _BREAKS))
        if trigger and left < tail <= match.start():
            left = tail
        while left < right and (text[left].isspace() or text[left] in "了过到"):
            left += 1
        if right - left < 2:
            continue
        side = "ahead" if right <= head else "behind"
        found = phrase(skeleton, left, right, "people")
        options.add(
            [found],
            (found.name,),
            f"phrase {side}",
            f"phrase after {sign(text[max(piece.start, left - 1) : left])}",
            f"phrase ends {match[0][-2:]}",
            f"phrase then {sign(text[right : right + 1])}",
            f"phrase long {min((right - left) // 4, 4)}",
            "phrase at verb" if right == head else "phrase after verb" if left == tail else "phrase apart",
        )


def _stretches(draft: Draft, options: Options[Parties]) -> None:
    """Whatever stands behind a preposition before the verb, or is handed something behind it; who is named as
    elected or honoured."""
    skeleton, piece, trigger = draft.skeleton, draft.piece, draft.piece.trigger
    if trigger is None:
        return
    text = skeleton.text
    for name, match in (
        ("marked", _MARKED.search(text, piece.start, trigger.start)),
        ("handed", _HANDED.match(text, trigger.end, piece.end)),
    ):
        if match:
            whole = phrase(skeleton, *match.span(1), "other")
            options.add(
                [whole], (whole.name,), name, f"{name} ends {whole.name[-1]}", f"{name} after {match[0][0]}"
            )
    if draft.type not in _HONOURS:
        return
    for name, match in (
        ("elected before", _ELECTED.search(text, piece.start, trigger.start)),
        ("elected", _ELECTED.match(text, trigger.end, piece.end)),
    ):
        if match:
            spans = [m.span() for m in re.finditer("[^、]+", match[1])]
            left = match.start(1)
            named = [phrase(skeleton, left + start, left + end, "people") for start, end in spans]
            options.add(named, _key(named), name)


def _label(draft: Draft, options: Options[Parties]) -> None:
    """What a list item names before its value, whole or each part on its own (阿坝、甘孜各20名)."""
    skeleton, piece = draft.skeleton, draft.piece
    first = next((e.at for e in piece.elements if e.mark in (AMOUNT, QUANTITY)), piece.end)
    name = ITEM_NAME.match(skeleton.text[piece.start : first])
    if not name or not name[1].strip() or draft.cumulative:
        return
    start, ends = piece.start + name.start(1), f"label ends {name[1].strip()[-1]}"
    spans = [m.span() for m in re.finditer(r"[^、和\s\d]+", name[1])]
    if not spans:
        return
    parts = [phrase(skeleton, start + left, start + right, "other") for left, right in spans]
    whole = phrase(skeleton, start + spans[0][0], start + spans[-1][1], "other")
    options.add([whole], (whole.name,), "label", ends)
    if len(parts) > 1:
        options.add(parts, _key(parts), "labels", ends)


def _verb(draft: Draft) -> str:
    return f"verb {draft.piece.trigger.word}" if draft.piece.trigger else "item"


@lru_cache(maxsize=KEPT)
def _kinds(kinds: str, kind: ActionType, size: int) -> Group:
    return f"kind {kinds}", f"kind {kinds} for {kind}", f"size {size}"
