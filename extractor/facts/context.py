"""Fills in what a clause leaves out: the subject said before, the date that governs, the total's type.

Nothing is carried into another item of a round-up or briefing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.parties import GIVES, party
from extractor.facts.skeleton import DATE, ORG, Skeleton, dates_of, orgs_of
from extractor.facts.units import governing
from extractor.layers import DateMention, Layout, OrgMention, Sentence

_LEAD_ORG = re.compile(
    rf"(?:{DATE}|[，,]|同时|随后|此外|另外|今年|为此|期间|目前|据悉|其间|也|还|由|而|活动中|上午|下午|晚|在[^，,。]{{1,8}}[，,])*({ORG})(?!的)"
)
_TOLD_AS_PAST = re.compile(r"[了过已]|去年|上年|累计")
_NEAR_DATES = 8
_NEAR_VERB = 8
_RELATIVE = re.compile(r"[^，,。；;]{0,6}的")
_LONG = frozenset(("year", "period", "quarter"))
_ASIDE = re.compile(r"[为给对向把将让使替帮以按从]|组织|动员|招募|评")


@dataclass(slots=True)
class _Subject:
    agents: list[OrgMention]
    zone: int
    item: int


def item_of(layout: Layout, section: int) -> int:
    """The section of the news item that holds a section (0 where the page is one item)."""
    current: int | None = section
    while current is not None:
        if layout.sections[current].item:
            return current
        current = layout.sections[current].parent
    return 0


def _governing_date(skeleton: Skeleton, position: int) -> DateMention | None:
    """The last bounded date of the sentence before a position."""
    near = islice(skeleton.dates_before(position), _NEAR_DATES)
    dates = dates_of(governing(near, skeleton.text))
    return next((date for date in dates if date.value.start is not None), None)


def _bodies_of_items(layout: Layout, orgs: Sequence[OrgMention]) -> Iterator[tuple[int, list[OrgMention]]]:
    """For each item of a round-up, the first union of its own that it names."""
    for number, section in enumerate(layout.sections):
        if section.item:
            inside = (o for o in orgs if section.start <= o.start < section.end)
            unions = (o for o in inside if o.value.type == "union" and not o.value.collective)
            yield number, list(islice(unions, 1))


def _is_aside(draft: Draft) -> bool:
    """Whether a draft only tells where money comes from (含全总下拨的180万元): it changes no subject."""
    return draft.piece.share or draft.piece.trigger is None or _is_relative(draft)


def _is_relative(draft: Draft) -> bool:
    trigger = draft.piece.trigger
    return trigger is not None and bool(_RELATIVE.match(draft.skeleton.text, trigger.end, draft.piece.end))


class Context:
    """Walks the drafts of a document in order and completes them.

    A subject said in a sentence holds to its end. The first subject of a paragraph is its topic: later
    sentences without a subject of their own go back to it, and paragraphs without one to the topic before.
    """

    def __init__(
        self, layout: Layout, cues: Cues, default: list[OrgMention], sure: bool, orgs: Sequence[OrgMention]
    ) -> None:
        self._layout, self._cues, self._default = layout, cues, default
        self._item_bodies = dict(_bodies_of_items(layout, orgs))
        self._subject: _Subject | None = None
        self._era: list[DateMention] = []
        self._era_zone = -1
        self._fixed = sure
        self._today = layout.fields.date.value.start if layout.fields.date else None
        title = layout.fields.title
        self._forward = title is not None and cues.forward.search(title.value) is not None
        self._topic: _Subject | None = None

    def sentence(self, sentence: Sentence, skeleton: Skeleton, drafts: list[Draft]) -> None:
        """Complete the drafts of one sentence (sentences come in text order)."""
        item = item_of(self._layout, sentence.section)
        if self._topic and self._topic.item != item:
            self._topic = None
        self._subject = self._topic
        leads = self._lead_orgs(sentence, skeleton)
        dates: list[DateMention] = []
        previous: Draft | None = None
        for draft in drafts:
            self._advance(leads, draft.piece.start, sentence.zone, item)
            self._complete_subject(draft, sentence.zone, item)
            if draft.inverse:  # nobody gives a thing to itself
                got = {party.name for party in draft.recipients}
                draft.agents = [agent for agent in draft.agents if agent.value.name not in got]
            self._complete_recipients(draft, previous)
            dates = self._complete_dates(draft, skeleton, dates)
            self._complete_status(draft)
            previous = draft
        self._advance(leads, len(skeleton.text) + 1, sentence.zone, item)

    def _name(self, subject: _Subject) -> None:
        self._subject = subject
        if self._fixed or not subject.agents or any(org.value.collective for org in subject.agents):
            return
        if self._topic is None or self._topic.zone != subject.zone:
            self._topic = subject

    def _lead_orgs(self, sentence: Sentence, skeleton: Skeleton) -> list[tuple[int, list[OrgMention]]]:
        found = []
        for clause in sentence.clauses:
            start, end = skeleton.index(clause.start), skeleton.index(clause.end)
            match = _LEAD_ORG.match(skeleton.text, start, end)
            if match:
                found.append((match.start(1), orgs_of(skeleton.within(match.start(1), match.end(1)))))
        return found

    def _advance(
        self, leads: list[tuple[int, list[OrgMention]]], position: int, zone: int, item: int
    ) -> None:
        while leads and leads[0][0] < position:
            self._name(_Subject(leads.pop(0)[1], zone, item))

    def _complete_subject(self, draft: Draft, zone: int, item: int) -> None:
        if draft.subject == "named":
            if not _is_aside(draft):
                self._name(_Subject(draft.agents, zone, item))
        elif self._people_act(draft):
            draft.subject = "people"
            self._name(_Subject([], zone, item))
        elif draft.base is not None and draft.base.agents and not _is_relative(draft.base):
            draft.agents = list(draft.base.agents)
        elif self._subject:
            draft.agents = list(self._subject.agents)
        else:
            draft.agents = self._item_bodies.get(item, self._default)

    def _people_act(self, draft: Draft) -> bool:
        """Whether people, not a body, stand before the verb as its subject."""
        trigger = draft.piece.trigger
        if trigger is None or trigger.nominal:
            return False
        before = draft.skeleton.text[draft.piece.start : trigger.start]
        people = None if ORG in before else self._cues.people.search(before)
        return (
            people is not None
            and len(before) - people.end() <= _NEAR_VERB
            and not _ASIDE.search(before[: people.start()])
        )

    def _complete_recipients(self, draft: Draft, previous: Draft | None) -> None:
        """Who gets it is said once in a sentence (授予…班, 颁给奖金1000元). Money that another body pays
        (省总拨来10万元) comes to the body that speaks."""
        if draft.recipients or draft.type not in GIVES:
            return
        if previous is not None and previous.recipients and previous.type in GIVES and draft.piece.trigger:
            draft.recipients = list(previous.recipients)
        elif draft.type == "allocate" and draft.subject == "named" and draft.base is None:
            speaker = (
                self._topic.agents if self._topic and self._topic.agents != draft.agents else self._default
            )
            names = {agent.value.name for agent in draft.agents}
            draft.recipients = [party(org) for org in speaker if org.value.name not in names]

    def _complete_dates(
        self, draft: Draft, skeleton: Skeleton, dates: list[DateMention]
    ) -> list[DateMention]:
        """A date said once governs what follows it in its sentence; a year, a period or an as-of date also
        the rest of its paragraph."""
        own = draft.dates
        if not own:
            if draft.base is not None and draft.base.dates:
                draft.dates = list(draft.base.dates)
            elif dates:
                draft.dates = list(dates)
            elif earlier := _governing_date(skeleton, draft.piece.start):
                draft.dates = [earlier]
            elif self._era_zone == draft.sentence.zone:
                draft.dates = list(self._era)
        bounded = [d for d in draft.dates if d.value.start]
        if own and bounded and all(d.value.role == "as_of" or d.value.granularity in _LONG for d in bounded):
            self._era, self._era_zone = bounded, draft.sentence.zone
        elif own and bounded:
            self._era_zone = -1
        return bounded

    def _complete_status(self, draft: Draft) -> None:
        """What lies ahead of the page's own date is planned; so is what a plan (方案, 关于举办…的通知) sets
        out, unless it is told as past."""
        if draft.status != "done" or self._today is None:
            return
        starts = [d.value.start for d in draft.dates if d.value.start]
        ahead = bool(starts) and min(starts) > self._today
        past = bool(starts) and min(starts) <= self._today
        told = _TOLD_AS_PAST.search(draft.skeleton.text, draft.piece.start, draft.piece.end)
        if ahead or (self._forward and not past and not told):
            draft.status = "planned"
