"""Fills in what a clause leaves out: the subject said before, the date that governs, the total's type.

Nothing is carried into another item of a round-up or briefing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.linking.agents import Scene, agent_options
from extractor.facts.linking.dates import Calendar, Diary, date_options
from extractor.facts.linking.evidence import Setting
from extractor.facts.linking.linker import Judge, settle_slot
from extractor.facts.linking.options import Group
from extractor.facts.linking.recipients import recipient_options
from extractor.facts.model import PartyMention
from extractor.facts.outlook import Outlook
from extractor.facts.parties import GIVES, party
from extractor.facts.skeleton import DATE, ORG, Skeleton, dates_of, orgs_of
from extractor.facts.units import governing
from extractor.layers import DateMention, Layout, Mention, MentionLayer, OrgMention, Sentence

V = TypeVar("V")

_LEAD_ORG = re.compile(
    rf"(?:{DATE}|[，,]|同时|随后|此外|另外|今年|为此|期间|目前|据悉|其间|也|还|由|而|活动中|上午|下午|晚|在[^，,。]{{1,8}}[，,])*({ORG})(?!的)"
)
_TOLD_AS_PAST = re.compile(r"[了过已]|去年|上年|累计")
_NEAR_DATES = 8
_NEAR_VERB = 8
_RELATIVE = re.compile(r"[^，,。；;]{0,6}的")
_LONG = frozenset(("year", "period", "quarter"))
_ASIDE = re.compile(r"[为给对向把将让使替帮以按从]|组织|动员|招募|评")
_NATIONAL = "中华全国总工会"
_TO_SPEAKER = frozenset(("allocate", "receive", "donate", "commend"))
_MOST_NAMED = 3
_CARRIED = frozenset(("planned", "required"))


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


def _dates_of_title(layout: Layout, dates: Sequence[DateMention]) -> list[DateMention]:
    title = layout.fields.title
    if title is None or title.start is None or title.end is None:
        return []
    return [date for date in dates if title.start <= date.start < title.end][:2]


def _most_named(orgs: Sequence[OrgMention]) -> list[OrgMention]:
    """The first mentions of the bodies that a page names most often."""
    mentions: dict[str, list[OrgMention]] = defaultdict(list)
    for org in orgs:
        if not org.value.collective:
            mentions[org.value.name].append(org)
    ranked = sorted(mentions.values(), key=lambda found: (-len(found), found[0].start))
    return [found[0] for found in ranked[:_MOST_NAMED]]


def _previous(draft: Draft, previous: Draft) -> Group:
    """How the draft before is named as a source; whether it is of the same type is told, too."""
    return "previous", "previous alike" if previous.type == draft.type else "previous other"


def _others(draft: Draft, bodies: Sequence[OrgMention]) -> list[PartyMention]:
    """Bodies as receivers, without those that act themselves and those above them: money goes down."""
    agents = {agent.value.name for agent in draft.agents}
    return [
        party(body)
        for body in bodies
        if body.value.name not in agents and not any(_is_above(body, agent) for agent in draft.agents)
    ]


def _is_above(body: OrgMention, other: OrgMention) -> bool:
    """Whether the division of a body holds that of another one."""
    if body.value.name == _NATIONAL:
        return True
    upper, lower = (one.value.region or "" for one in (body, other))
    whole = upper[:2] if upper.endswith("0000") else upper[:4] if upper.endswith("00") else upper
    return whole != "" and upper != lower and lower.startswith(whole)


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
    With a judge, what these rules say is one of the options among which it chooses.
    """

    def __init__(
        self,
        setting: Setting,
        layout: Layout,
        cues: Cues,
        speaker: tuple[list[OrgMention], bool],
        mentions: MentionLayer,
        judge: Judge | None = None,
    ) -> None:
        self._layout, self._cues, self._judge = layout, cues, judge
        self._default, self._fixed = speaker
        self._orgs, self._dates = mentions.orgs, [d for d in mentions.dates if d.value.start]
        self._frequent = _most_named(mentions.orgs)
        self._of_title = _dates_of_title(layout, self._dates)
        self._diary = Diary()
        self._received: list[PartyMention] = []
        self._received_zone = -1
        self._received_item = 0
        self._item_bodies = dict(_bodies_of_items(layout, mentions.orgs))
        self._subject: _Subject | None = None
        self._era: list[DateMention] = []
        self._era_zone = -1
        self._today = layout.fields.date.value.start if layout.fields.date else None
        self._outlook = Outlook(setting, layout, cues)
        self._topic: _Subject | None = None

    def sentence(self, sentence: Sentence, skeleton: Skeleton, drafts: list[Draft]) -> None:
        """Complete the drafts of one sentence (sentences come in text order)."""
        item = item_of(self._layout, sentence.section)
        if self._topic and self._topic.item != item:
            self._topic = None
        if item != self._received_item:
            self._received, self._received_item = [], item
        self._subject = self._topic
        leads = self._lead_orgs(sentence, skeleton)
        dates: list[DateMention] = []
        previous: Draft | None = None
        for draft in drafts:
            self._advance(leads, draft.piece.start, sentence.zone, item)
            self._complete_subject(draft, previous, sentence.zone, item)
            self._complete_recipients(draft, previous)
            dates = self._complete_dates(draft, previous, dates, item)
            self._complete_status(draft, previous)
            previous = draft
        self._advance(leads, len(skeleton.text) + 1, sentence.zone, item)
        self._diary.note([d for d in dates_of(skeleton.elements) if d.value.start], sentence.zone, item)

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

    def _complete_subject(self, draft: Draft, previous: Draft | None, zone: int, item: int) -> None:
        named = list(draft.agents) if draft.subject == "named" else []
        people = not named and self._people_act(draft)
        rule = self._ruled_agents(draft, named, people, item)
        if self._judge is None:
            draft.agents = list(rule)
        else:
            reading = "named" if named else "people" if people else "open"
            scene = Scene(reading, rule, self._agent_sources(draft, named, previous, item))
            draft.agents = settle_slot(self._judge, draft, agent_options(draft, scene))
        if named and draft.agents == named:
            if not _is_aside(draft):
                self._name(_Subject(named, zone, item))
        elif not draft.agents:
            draft.subject = "people"
            self._name(_Subject([], zone, item))
        else:
            draft.subject = ""
        if draft.inverse:  # nobody gives a thing to itself
            got = {one.name for one in draft.recipients}
            draft.agents = [agent for agent in draft.agents if agent.value.name not in got]

    def _ruled_agents(
        self, draft: Draft, named: list[OrgMention], people: bool, item: int
    ) -> Sequence[OrgMention]:
        if named or people:
            return named
        if draft.base is not None and draft.base.agents and not _is_relative(draft.base):
            return draft.base.agents
        if self._subject:
            return self._subject.agents
        return self._item_bodies.get(item, self._default)

    def _agent_sources(
        self, draft: Draft, named: list[OrgMention], previous: Draft | None, item: int
    ) -> Iterator[tuple[Group, Sequence[OrgMention]]]:
        if named:
            yield ("words",), named
        if draft.base is not None:
            yield ("base",), draft.base.agents
        if self._subject:
            yield ("subject",), self._subject.agents
        if self._topic:
            yield ("topic",), self._topic.agents
        yield ("speaker", "speaker sure" if self._fixed else "speaker guessed"), self._default
        if item in self._item_bodies:
            yield ("item body",), self._item_bodies[item]
        if previous is not None:
            yield _previous(draft, previous), previous.agents
        above = self._within_heading(self._orgs, draft.sentence.section)
        yield from ((("heading",), [body]) for body in above)
        for rank, body in enumerate(self._frequent):
            yield ("frequent", f"frequent {rank}"), [body]

    def _within_heading(self, mentions: Sequence[Mention[V]], section: int) -> list[Mention[V]]:
        """The first mentions in the heading over a section."""
        place = self._layout.sections[section].heading
        if place is None:
            return []
        zone = self._layout.zones[place]
        first = bisect_left(mentions, zone.start, key=lambda mention: mention.start)
        return [mention for mention in mentions[first : first + 2] if mention.start < zone.end]

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
        if not draft.recipients and draft.type in GIVES:
            goes_on = previous is not None and previous.type in GIVES and draft.piece.trigger is not None
            if goes_on and previous is not None and previous.recipients:
                draft.recipients = list(previous.recipients)
            elif draft.type == "allocate" and draft.subject == "named" and draft.base is None:
                topic = self._topic
                speaker = topic.agents if topic and topic.agents != draft.agents else self._default
                draft.recipients = _others(draft, speaker)
        if self._judge is not None:
            sources: list[tuple[Group, Sequence[PartyMention]]] = []
            if draft.base is not None:
                sources.append((("base",), draft.base.recipients))
            if previous is not None:
                sources.append((_previous(draft, previous), previous.recipients))
            if self._received:
                here = "told here" if self._received_zone == draft.sentence.zone else "told before"
                sources.append((("told", here), self._received))
            if draft.type in _TO_SPEAKER:
                sources.append((("speaker",), _others(draft, self._default)))
            draft.recipients = settle_slot(self._judge, draft, recipient_options(draft, self._cues, sources))
        if draft.recipients:
            self._received, self._received_zone = draft.recipients, draft.sentence.zone

    def _complete_dates(
        self, draft: Draft, previous: Draft | None, dates: list[DateMention], item: int
    ) -> list[DateMention]:
        """A date said once governs what follows it in its sentence; a year, a period or an as-of date also
        the rest of its paragraph. ``dates`` are those of the draft before in the sentence."""
        own = list(draft.dates)
        earlier = _governing_date(draft.skeleton, draft.piece.start)
        rule = self._ruled_dates(draft, dates, earlier)
        if self._judge is None:
            draft.dates = list(rule)
        else:
            sources = self._date_sources(draft, previous, dates, earlier, item)
            draft.dates = settle_slot(self._judge, draft, date_options(draft, Calendar(rule, sources)))
        bounded = [d for d in draft.dates if d.value.start]
        if own and bounded and all(d.value.role == "as_of" or d.value.granularity in _LONG for d in bounded):
            self._era, self._era_zone = bounded, draft.sentence.zone
        elif own and bounded:
            self._era_zone = -1
        return bounded

    def _ruled_dates(
        self, draft: Draft, dates: list[DateMention], earlier: DateMention | None
    ) -> Sequence[DateMention]:
        if draft.dates:
            return draft.dates
        if draft.base is not None and draft.base.dates:
            return draft.base.dates
        if dates:
            return dates
        if earlier:
            return [earlier]
        return self._era if self._era_zone == draft.sentence.zone else []

    def _date_sources(
        self,
        draft: Draft,
        previous: Draft | None,
        dates: list[DateMention],
        earlier: DateMention | None,
        item: int,
    ) -> Iterator[tuple[Group, Sequence[DateMention]]]:
        own, zone = draft.dates, draft.sentence.zone
        if dates:
            yield ("sentence",), dates
            if own:
                yield ("sentence and own",), [*dates, *own]
        if earlier:
            yield ("earlier",), [earlier]
        if draft.base is not None:
            yield ("base",), draft.base.dates
        if previous is not None:
            yield _previous(draft, previous), previous.dates
        if self._era_zone == zone:
            yield ("era",), self._era
            if own:
                yield ("era and own",), [*self._era, *own]
        for number, date in enumerate(self._of_title):
            yield ("title", f"title {number} {date.value.granularity} in {self._layout.fields.kind}"), [date]
        above = self._within_heading(self._dates, draft.sentence.section)
        yield from ((("heading",), [date]) for date in above)
        yield from self._diary.sources(zone, item)

    def _complete_status(self, draft: Draft, previous: Draft | None) -> None:
        """What is to be done by a day (5月底前) is demanded. What lies ahead of the page's own date is
        planned; so is what a plan (方案, 关于举办…的通知) or a part with an outlook (下半年打算) sets out.
        None of that where it is told as past. What goes on with the subject of a plan or a demand
        (将筹集…，为…发放…) is planned or demanded with it."""
        if draft.status != "done":
            return
        starts = [d.value.start for d in draft.dates if d.value.start]
        ahead = self._today is not None and bool(starts) and min(starts) > self._today
        past = self._today is not None and bool(starts) and not ahead
        told = _TOLD_AS_PAST.search(draft.skeleton.text, draft.piece.start, draft.piece.end)
        plan = (self._outlook.of_page and self._today is not None) or self._outlook.of_part(
            draft.sentence.section
        )
        goes_on = previous is not None and previous.status in _CARRIED and draft.subject != "named"
        if not past and not told and any(date.value.role == "deadline" for date in draft.piece_dates):
            draft.status = "required"
        elif ahead or (plan and not past and not told):
            draft.status = "planned"
        elif previous is not None and goes_on and not (past or told):
            draft.status = previous.status
