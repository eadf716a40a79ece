"""Fills the slots of a piece from its own words: who, for whom, what, when."""

from __future__ import annotations

import re

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.lexicon import Meaning, Trigger
from extractor.facts.model import PartyMention
from extractor.facts.skeleton import AMOUNT, DATE, ORG, PAPER, QUANTITY, Element, Skeleton
from extractor.facts.units import Piece
from extractor.layers import OrgMention

PEOPLE_UNITS = frozenset("人 名 户 位 人次 户次 人（次） 人(次)".split())
_JOIN = re.compile(r"[、,，和与同及]|会同|联合|以及|配合|协同|携手|、?等")
_TITLES = re.compile(r"(?:党组|党委)?(?:书记|主席|副主席|领导|负责人|干部|机关|工作人员|班子|一行)")
_NOT_SUBJECT = re.compile(r"(?:向|给|为|对|从|经|据|按照?|根据|在|到|赴|替|至|深入|来自|送交|转交|与|同|以)$")
_PASSIVE = re.compile(rf"(?:由|被|经由){ORG}$")
_GIVES = frozenset(
    "allocate donate give visit purchase waive lend compensate aid defend commend train report protect".split()
)
_RECEIVED = frozenset(("receive", "raise"))
_ITEM_NAME = re.compile(
    r"\s*(?:其中|另外|另|还有|包括|含|内|\d+[.、 ]|[一二三四五六七八九十]+[.、])*([^⟨,，。；;：:、\ue000-\ue004(（]{2,16}?)(?:各|共|计|合计|分别|的|为|每[人户家])*$"
)
_TAKES_PEOPLE = _GIVES | {"host", "meet", "compete", "employ"}
_PHRASE_END = re.compile(r"[，,。；;：:]|⟨")
_PURPOSE = re.compile(rf"(?:用于|以用于|专项用于|用来)([^，,。；;{AMOUNT}]{{2,30}})")
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,24}[”\"」][^，,。；;、的了]{0,8}")
_NOUN_AFTER = re.compile(r"(?:了|的|过|起|出)?([^，,。；;：:、（(“”\ue000-\ue004]{2,24})$")


def decide(
    trigger: Trigger, piece: Piece, skeleton: Skeleton, cues: Cues, clause_text: str
) -> Meaning | None:
    """The meaning of a trigger in its piece: of all whose conditions hold, the one that sets the most."""
    best: tuple[tuple[int, int], Meaning] | None = None
    after = skeleton.text[trigger.end : piece.end]
    before = skeleton.text[piece.start : trigger.start]
    for meaning in trigger.meanings:
        entry = meaning.entry
        if meaning.anchors and not any(e.mark in meaning.anchors for e in piece.elements):
            continue
        if meaning.near and not meaning.near.search(clause_text):
            continue
        if meaning.after and not meaning.after.match(after):
            continue
        if meaning.before and not meaning.before.search(before):
            continue
        if entry.recipient and audience(before, after, piece, cues) != entry.recipient:
            continue
        rank = (entry.rank, entry.conditions)
        if best is None or rank > best[0]:
            best = (rank, meaning)
    return best[1] if best else None


def audience(before: str, after: str, piece: Piece, cues: Cues) -> str | None:
    """Whether a piece gives to a body or to people, by what stands behind the trigger and behind 向 给 为 对."""
    marked = cues.recipient_marks.split(before)[-1] if cues.recipient_marks.search(before) else ""
    near = marked + after.split(AMOUNT)[0]
    if cues.people.search(near) or any(
        e.mark == QUANTITY and e.mention.value.unit in PEOPLE_UNITS for e in piece.elements  # type: ignore[union-attr]
    ):
        return "people"
    if ORG in near or cues.bodies.search(near):
        return "body"
    return None


def fill(draft: Draft, cues: Cues) -> None:
    """Fill amounts, quantities, papers, own dates, named agents, recipients, object and purpose."""
    piece, skeleton = draft.piece, draft.skeleton
    fill_values(draft)
    if piece.trigger is None:
        _item_party(draft, skeleton)
    else:
        _agents(draft, skeleton, piece.start, piece.trigger.start)
        _recipients(draft, skeleton, piece.trigger.start, piece.trigger.end, cues)
        _object(draft, skeleton, piece.trigger.end)
    purpose = _PURPOSE.search(skeleton.text, piece.start, piece.end)
    if purpose:
        draft.purpose = skeleton.clean(*purpose.span(1))


def fill_values(draft: Draft) -> None:
    """Fill amounts, quantities, papers and own dates from the elements of the piece."""
    for element in draft.piece.elements:
        if element.mark == AMOUNT:
            draft.amounts.append(element.mention)  # type: ignore[arg-type]
        elif element.mark == QUANTITY:
            draft.quantities.append(element.mention)  # type: ignore[arg-type]
        elif element.mark == PAPER:
            draft.papers.append(element.mention)  # type: ignore[arg-type]
        elif element.mark == DATE:
            draft.dates.append(element.mention)  # type: ignore[arg-type]


def party_roles(draft: Draft, orgs: list[OrgMention]) -> None:
    """Give the bodies named beside an amount their part: who gets it, who gives it, or (for what is received
    or raised) neither, since there it is the source."""
    if draft.type in _RECEIVED:
        return
    if draft.type in _GIVES:
        draft.recipients = [_party(org) for org in orgs]
    else:
        draft.subject, draft.agents = "named", orgs


def _item_party(draft: Draft, skeleton: Skeleton) -> None:
    """Whom a list item names before its amount: who gets it, who gives it, or where it comes from, by what
    the action does to its parties."""
    piece = draft.piece
    first = next((e.at for e in piece.elements if e.mark in AMOUNT + QUANTITY), piece.end)
    orgs: list[OrgMention] = [e.mention for e in piece.of(ORG) if e.at < first]  # type: ignore[misc]
    if orgs or draft.type in _RECEIVED or draft.type not in _GIVES:
        if orgs:
            party_roles(draft, orgs)
        return
    name = _ITEM_NAME.match(skeleton.text[piece.start:first])
    if name and len(name[1]) > 1 and draft.amounts:
        start, end = skeleton.clean(piece.start + name.start(1), piece.start + name.end(1))
        draft.recipients = [PartyMention(start, end, "", "people")]


def _agents(draft: Draft, skeleton: Skeleton, start: int, pivot: int) -> None:
    text = skeleton.text
    orgs = [e for e in draft.piece.elements if e.mark == ORG and e.at < pivot]
    passive = [e for e in orgs if _PASSIVE.search(text[max(start, e.at - 2) : e.at + 1])]
    group: list[Element] = []
    for element in passive or orgs:
        before = text[max(start, element.at - 3) : element.at]
        if group:
            if _JOIN.fullmatch(text[group[-1].at + 1 : element.at]):
                group.append(element)
                continue
            break
        if not passive and (_NOT_SUBJECT.search(before) or text[element.at + 1 : element.at + 2] == "的"):
            continue
        group = [element]
    if group:
        draft.subject = "named"
        draft.agents = [e.mention for e in group]  # type: ignore[misc]


def _recipients(draft: Draft, skeleton: Skeleton, pivot: int, tail: int, cues: Cues) -> None:
    if draft.type not in _TAKES_PEOPLE:
        return
    text, piece = skeleton.text, draft.piece
    found: list[PartyMention] = []
    if draft.type in _GIVES:
        taken = {id(a) for a in draft.agents}
        for element in (e for e in piece.elements if e.mark == ORG):
            mention: OrgMention = element.mention  # type: ignore[assignment]
            marked = cues.recipient_marks.search(text[max(piece.start, element.at - 1) : element.at])
            if id(mention) not in taken and (element.at >= tail or marked):
                found.append(_party(mention))
    if not found:
        phrase = _people(draft, skeleton, pivot, tail, cues)
        if phrase:
            found.append(phrase)
    draft.recipients = found


def _party(mention: OrgMention) -> PartyMention:
    return PartyMention(mention.start, mention.end, mention.value.name, mention.value.type)


def _people(draft: Draft, skeleton: Skeleton, pivot: int, tail: int, cues: Cues) -> PartyMention | None:
    text, piece = skeleton.text, draft.piece
    before = text[piece.start : pivot]
    mark = None
    for mark in re.finditer(r"[向给为对]", before):
        pass
    if mark and cues.people.search(before, mark.end()):
        left, right = piece.start + mark.end(), pivot
    else:
        match = re.compile(r"(?:了|给)?([^，,。；;：:\ue001]{2,30})").match(text, tail, piece.end)
        if not match or not cues.people.search(match[1]):
            return _counted(draft, skeleton)
        left, right = match.span(1)
        people = list(cues.people.finditer(text, left, right))
        right = people[-1].end()
        if QUANTITY in text[left:right]:
            return _counted(draft, skeleton)
    start, end = skeleton.clean(left, right)
    return PartyMention(start, end, "", "people") if start < end else None


def _counted(draft: Draft, skeleton: Skeleton) -> PartyMention | None:
    for mention in draft.quantities:
        value = mention.value
        if value.unit in PEOPLE_UNITS and value.item:
            return PartyMention(mention.start, mention.end, value.item, "people")
    return None


def _object(draft: Draft, skeleton: Skeleton, tail: int) -> None:
    text, piece = skeleton.text, draft.piece
    quoted = _QUOTED.search(text, piece.start, piece.end)
    if quoted:
        draft.object = skeleton.clean(*quoted.span())
        return
    if draft.amounts or draft.quantities or draft.papers:
        return
    noun = _NOUN_AFTER.match(text[tail : piece.end])
    if noun:
        draft.object = skeleton.clean(tail + noun.start(1), tail + noun.end(1))
