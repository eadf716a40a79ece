"""Who acts and for whom: reads agents and recipients out of a piece's own words."""

from __future__ import annotations

import itertools
import re

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.model import PartyMention
from extractor.facts.skeleton import AMOUNT, ORG, PAPER, QUANTITY, Element, Skeleton, orgs_of
from extractor.layers import OrgMention
from extractor.records import PartyType
from extractor.signs import HAN

_BODY_UNITS = frozenset("家 个 户 所 处 支 家次".split())
_JOIN = re.compile(r"[、,，和与同及]|会同|联合|以及|配合|协同|携手|、?等")
_NOT_SUBJECT = re.compile(
    rf"(?:{QUANTITY}|向|给|为|对|从|经|据|按照?|根据|在|到|赴|替|至|深入|来自|送交|转交|与|同|以)$"
)
_PASSIVE = re.compile(rf"(?:由|被|经由){ORG}$")

GIVES = frozenset(
    "allocate donate give visit purchase waive lend compensate aid defend commend train report protect"
    " inspect".split()
)
_HANDS_OUT = frozenset("allocate give commend waive lend compensate purchase".split())
_WITH_PEOPLE = GIVES | {"host", "meet", "compete"}
RECEIVED = frozenset(("receive", "raise"))

_STRAIGHT_BEFORE = re.compile(
    r"([^，,。；;：:、\s\ue000-\ue004]{2,20}?)(?:每人|每个|每户|每名|各|分别|另|按|依次)*$"
)
_GONE_TO = re.compile("[到赴向对为]")
_PLACE = (
    rf"(?!、)(?:{HAN}|、){{0,18}}?"
    r"(?:省|市|县|区|州|盟|旗|镇|乡|各地|灾区|单位|企业|医院|学校|部门|班组|车间|分会|小组)"
)
_AFTER_GIVE = re.compile(rf"(?:了|出)?(?:给|到|至|往|向)?({_PLACE})(?!{HAN}{{0,2}}(?:级|长|委))")
_NAMED_HONOUR = re.compile(
    rf"(?:了)?((?!了)[^“”，,。；;{AMOUNT}{PAPER}{QUANTITY}]{{2,30}}?)(?:“|为“|[一二三四五六七八九十\d]+等奖|称号|五一)"
)
ITEM_NAME = re.compile(
    r"\s*(?:其中|另外|另|还有|包括|含|内|分别|给予|\d+[.、 ]|[一二三四五六七八九十]+[.、])*"
    r"([^⟨,，。；;：:\ue000-\ue004(（]{2,24}?)(?:各|分别|的|为|每[人户家])*$"
)


def read_parties(draft: Draft, skeleton: Skeleton, cues: Cues) -> None:
    """Fill the agents and recipients that the piece itself names."""
    trigger = draft.piece.trigger
    if trigger is None:
        _item_party(draft, skeleton, cues)
        return
    _agents(draft, skeleton, trigger.start, cues)
    if draft.inverse and draft.agents:
        draft.recipients, draft.agents, draft.subject = [party(org) for org in draft.agents], [], ""
    elif draft.type in _WITH_PEOPLE:
        draft.recipients = _recipients(draft, skeleton, trigger.start, trigger.end, cues)


def assign(draft: Draft, orgs: list[OrgMention]) -> None:
    """Give the bodies named beside an amount their part: who gets it, who gives it, or (for what is received
    or raised) neither, since there they are the source."""
    if draft.type in RECEIVED or not orgs:
        return
    if draft.type in _HANDS_OUT:
        draft.recipients = [party(org) for org in orgs]
    else:
        draft.subject, draft.agents = "named", orgs


def party(mention: OrgMention) -> PartyMention:
    """An organisation as a receiving party."""
    return PartyMention(mention.start, mention.end, mention.value.name, mention.value.type)


def _item_party(draft: Draft, skeleton: Skeleton, cues: Cues) -> None:
    """Whom a list item names before its amount."""
    piece = draft.piece
    first = next((e.at for e in piece.elements if e.mark in AMOUNT + QUANTITY), piece.end)
    orgs = orgs_of(e for e in piece.elements if e.at < first)
    if orgs:
        assign(draft, orgs)
        return
    if draft.type not in GIVES or draft.type == "donate":
        return
    name = ITEM_NAME.match(skeleton.text[piece.start : first])
    if not name or cues.no_receivers.search(name[1]):
        draft.recipients = _counted(draft, cues)
        return
    people = bool(cues.people.search(name[1]) or (draft.amounts and cues.ranks.search(name[1])))
    if people or draft.type == "allocate":
        draft.recipients = _phrases(
            skeleton, piece.start + name.start(1), piece.start + name.end(1), people
        )


def _agents(draft: Draft, skeleton: Skeleton, pivot: int, cues: Cues) -> None:
    text, start = skeleton.text, draft.piece.start
    orgs = [e for e in draft.piece.elements if e.mark == ORG and e.at < pivot]
    passive = [e for e in orgs if _PASSIVE.search(text[max(start, e.at - 2) : e.at + 1])]
    group: list[Element] = []
    for element in passive or orgs:
        if group:
            if _JOIN.fullmatch(text[group[-1].at + 1 : element.at]):
                group.append(element)
                continue
            break
        before = text[max(start, element.at - 3) : element.at]
        if not passive and (_NOT_SUBJECT.search(before) or text.startswith("的", element.at + 1)):
            continue
        group = [element]
    if not group:
        return
    if draft.type == "donate" and cues.persons.search(text, group[-1].at, pivot):
        draft.subject = "people"
    else:
        draft.subject, draft.agents = "named", orgs_of(group)


def _recipients(draft: Draft, skeleton: Skeleton, pivot: int, tail: int, cues: Cues) -> list[PartyMention]:
    text, piece = skeleton.text, draft.piece
    if draft.type in GIVES:
        taken = set(map(id, draft.agents))
        marks = _GONE_TO if draft.type in ("visit", "inspect") else cues.recipient_marks
        bodies = orgs_of(
            e for e in piece.elements if e.at >= tail or marks.search(text[max(piece.start, e.at - 1) : e.at])
        )
        found = [party(org) for org in bodies if id(org) not in taken]
        if found:
            return found
    if draft.type == "commend" and (honoured := _NAMED_HONOUR.match(text, tail, piece.end)):
        return _phrases(skeleton, *honoured.span(1), people=True)
    if draft.type == "allocate" and (place := _AFTER_GIVE.match(text, tail, piece.end)):
        return _phrases(skeleton, *place.span(1), people=False)
    return (
        _marked(draft, skeleton, pivot, cues)
        or _before(draft, skeleton, pivot, cues)
        or _after(draft, skeleton, tail, cues)
        or _counted(draft, cues)
    )


def _marked(draft: Draft, skeleton: Skeleton, pivot: int, cues: Cues) -> list[PartyMention]:
    """People behind 向 给 为 对, before the trigger."""
    before = skeleton.text[draft.piece.start : pivot]
    marks = [match.end() for match in re.finditer(r"[向为对替]|给(?!予)", before)]
    if not marks or draft.type not in GIVES:
        return []
    people = [match.end() for match in cues.people.finditer(before, marks[-1])]
    if not people:
        return []
    left = draft.piece.start + marks[-1]
    right = draft.piece.start + people[-1]
    if skeleton.text[left] == QUANTITY:
        left += 1
    if left >= right:
        return _counted(draft, cues)
    return _phrases(skeleton, left, right, people=True)


def _before(draft: Draft, skeleton: Skeleton, pivot: int, cues: Cues) -> list[PartyMention]:
    """The receiver straight before a verb that may be a noun (第二名奖5000元, 一线职工补贴6万元)."""
    trigger = draft.piece.trigger
    name = _STRAIGHT_BEFORE.search(skeleton.text, draft.piece.start, pivot)
    if trigger is None or name is None or name.end() != pivot or draft.type == "donate":
        return []
    if cues.no_receivers.search(name[1]) or any(word in name[1] for word in cues.light):
        return []
    people = cues.people.search(name[1]) is not None
    if (draft.amounts and cues.ranks.search(name[1])) or (trigger.nominal and people):
        return [phrase(skeleton, *name.span(1), "people")]
    return []


def _after(draft: Draft, skeleton: Skeleton, tail: int, cues: Cues) -> list[PartyMention]:
    """People straight behind the trigger."""
    if draft.type not in GIVES:
        return []
    match = re.compile(rf"(?:了|给|过)?([^，,。；;：:{AMOUNT}{QUANTITY}{PAPER}“]{{2,30}})").match(
        skeleton.text, tail, draft.piece.end
    )
    if not match:
        return []
    people = list(cues.people.finditer(match[1]))
    if not people:
        return []
    return _phrases(skeleton, match.start(1), match.start(1) + people[-1].end(), people=True)


def _counted(draft: Draft, cues: Cues) -> list[PartyMention]:
    """The people (for visits and inspections also the bodies) whose number is given."""
    units = (
        cues.people_units | _BODY_UNITS
        if draft.type in ("visit", "inspect", "commend")
        else cues.people_units
    )
    bare = draft.type in ("give", "train", "compensate", "aid")
    found = []
    for mention in draft.quantities:
        value = mention.value
        if value.item and value.item.endswith("奖") and not draft.amounts:
            continue  # prizes without money receive nothing
        if value.unit in units and (value.item or (bare and value.unit in ("人", "名"))):
            name = value.item or draft.skeleton.norm[mention.start : mention.end]
            found.append(PartyMention(mention.start, mention.end, name, "people"))
    return found


def phrase(skeleton: Skeleton, left: int, right: int, kind: PartyType) -> PartyMention:
    """The words of the skeleton span [left, right) as a receiving party."""
    return PartyMention(*skeleton.clean(left, right), skeleton.words(left, right), kind)


def _phrases(skeleton: Skeleton, left: int, right: int, people: bool) -> list[PartyMention]:
    """The parties of a coordinated phrase, each on its own where each could stand alone."""
    kind: PartyType = "people" if people else "other"
    borders = [left - 1, *(i for i in range(left, right) if skeleton.text[i] in "、和"), right]
    spans = [(start + 1, end) for start, end in itertools.pairwise(borders)]
    if any(end - start < 2 for start, end in spans):
        return [phrase(skeleton, left, right, kind)]
    return [phrase(skeleton, start, end, kind) for start, end in spans]
