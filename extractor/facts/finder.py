"""The facts stage: sentences with their mentions in, facts out."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.facts.constructions import Constructions
from extractor.facts.context import Context
from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.filling import fill
from extractor.facts.ledger import settle
from extractor.facts.lexicon import Lexicon, Trigger
from extractor.facts.linking.evidence import Hints, Setting, Witness
from extractor.facts.linking.linker import Judge
from extractor.facts.meaning import decide
from extractor.facts.model import FactLayer, FoundFact
from extractor.facts.rows import RowReader
from extractor.facts.skeleton import AMOUNT, Skeleton, SkeletonMaker, orgs_of
from extractor.facts.units import Piece, Splitter
from extractor.facts.unused import leftovers
from extractor.layers import CleanText, Layout, MentionLayer, OrgMention, Sentence


class FactFinder:
    """Finds the facts of documents. Compiled once, holds no document.

    Without a ``judge`` only the rules speak: what the pattern files say, and nothing else.
    """

    def __init__(
        self, lexicon: Lexicon | None = None, cues: Cues | None = None, judge: Judge | None = None
    ) -> None:
        self.lexicon = lexicon or Lexicon.load()
        self.cues = cues or Cues.load()
        self._judge = judge
        self._constructions = Constructions(self.lexicon.files)
        self._splitter = Splitter(self.lexicon, self.cues, unlisted=judge is not None)
        self._hints = Hints(self.lexicon.files) if judge else None

    def find(self, clean: CleanText, layout: Layout, mentions: MentionLayer) -> FactLayer:
        """All facts of the body, in text order."""
        maker = SkeletonMaker(clean.norm, mentions)
        setting = Setting(clean, layout)
        witness = Witness(self._hints, self.lexicon.cut, self.cues, setting) if self._hints else None
        speaker = _speaker(clean, layout, mentions)
        context = Context(setting, layout, self.cues, speaker, mentions, self._judge)
        rows = RowReader(clean, layout, maker, self.lexicon, self.cues)
        topic = layout.fields.title.value if layout.fields.title else ""
        drafts: list[Draft] = []
        dropped: list[Draft] = []
        skeletons: list[Skeleton] = []
        for sentence in layout.sentences:
            skeleton = maker.make(sentence)
            skeletons.append(skeleton)
            new: list[Draft] = []
            if rows.holds(sentence):
                for row in rows.read(sentence, skeleton):
                    (new if self._tells(row, drafts, witness) else dropped).append(row)
            else:
                new, other = self._drafts(skeleton, sentence, drafts, topic, witness)
                dropped.extend(other)
            context.sentence(sentence, skeleton, new)
            drafts.extend(filter(_anchored if self._judge is None else _holds, new))
        settled = settle(drafts, self._judge)
        return FactLayer(_finish(settled), tuple(leftovers(skeletons, settled, dropped, self.cues)))

    def _drafts(
        self,
        skeleton: Skeleton,
        sentence: Sentence,
        before: list[Draft],
        topic: str,
        witness: Witness | None,
    ) -> tuple[list[Draft], list[Draft]]:
        """The drafts of a sentence that tell a fact, and those that do not."""
        drafts: list[Draft] = []
        dropped: list[Draft] = []
        pieces = self._splitter.split(skeleton, sentence.clauses, topic)
        for piece, following in zip(pieces, [*pieces[1:], None], strict=False):
            if piece.trigger is None:
                draft = self._item(piece, skeleton, sentence, drafts, before)
            else:
                told = drafts[-1].piece.end if drafts else 0
                draft = self._verbal(piece, piece.trigger, skeleton, sentence, topic, min(told, piece.start))
            if draft is None:
                continue
            if not self._tells(draft, drafts or before, witness, following):
                dropped.append(draft)
                continue
            fill(draft, self.cues)
            self._constructions.apply(draft)
            drafts.append(draft)
        self._run_on(drafts)
        return drafts, dropped

    def _tells(
        self, draft: Draft, before: list[Draft], witness: Witness | None, following: Piece | None = None
    ) -> bool:
        """Whether a draft tells a fact; its type and confidence are set by the way. ``following`` is the
        piece behind it in its sentence, which may tell the same fact in full (举办大赛，1200人参加)."""
        if self._judge is None or witness is None:
            return True
        if _only_percentage(draft):
            return False
        last = before[-1] if before and before[-1].sentence.zone == draft.sentence.zone else None
        draft.support = witness.evidence(draft, last.type if last else None, following)
        judged = self._judge.act(draft, draft.support)
        if judged is None:
            return False
        type_, draft.confidence = judged
        if type_ != draft.type:
            draft.type = type_
            draft.rules.append("linker.act")
        return True

    def _item(
        self, piece: Piece, skeleton: Skeleton, sentence: Sentence, drafts: list[Draft], before: list[Draft]
    ) -> Draft | None:
        """A piece without a verb takes that of the last draft whose verb counts or pays such things: in its
        own sentence, or for shares and payments the sentence before in its section. A judge may also try it
        on the last draft of all."""
        base = next((d for d in reversed(drafts) if _lends_verb(d, piece)), None)
        last = before[-1] if before and before[-1].sentence.section == sentence.section else None
        if base is None and last is not None and (piece.share or piece.of(AMOUNT)):
            base = last if _lends_verb(last, piece) else None
        if base is None and self._judge is not None:
            base = drafts[-1] if drafts else last
        if base is None:
            return None
        rules = [base.rules[0], "facts.item"]
        draft = Draft(
            piece, skeleton, sentence, base.list_type or base.type, base.trigger, rules, base.status
        )
        draft.base = base
        draft.cumulative = bool(self.cues.cumulative.search(skeleton.text, piece.start, piece.end))
        return draft

    def _verbal(
        self,
        piece: Piece,
        trigger: Trigger,
        skeleton: Skeleton,
        sentence: Sentence,
        topic: str,
        told: int,
    ) -> Draft | None:
        """The draft of a verb. Up to ``told`` the sentence has been read: a cue may stand in a clause since
        that tells nothing itself (将结合实际，走访…)."""
        meaning = decide(trigger, skeleton, (piece.start, piece.end), piece.elements, self.cues, topic)
        if meaning is None and self._judge is None:
            return None
        text = skeleton.text
        status = self.cues.status_of(text[told : trigger.start], trigger.word, text[trigger.end : piece.end])
        place = skeleton.clean(trigger.start, trigger.end)
        type_, rule = (meaning.type, meaning.id) if meaning else ("other", "facts.unlisted")
        draft = Draft(piece, skeleton, sentence, type_, place, [rule], status)
        if meaning is not None:
            draft.reading = meaning
            draft.inverse = meaning.entry.subject == "recipient"
            draft.list_type = meaning.entry.items
        draft.cumulative = bool(self.cues.cumulative.search(text, piece.start, piece.end))
        return draft

    def _run_on(self, drafts: list[Draft]) -> None:
        """A running total (累计, 截至) goes on over the clauses of its sentence that have their own verbs."""
        running = False
        for draft in drafts:
            as_of = any(d.value.role == "as_of" for d in draft.piece_dates)
            running = draft.cumulative or as_of or (running and not draft.piece_dates)
            if draft.piece.trigger is not None and not draft.piece.share:
                draft.cumulative = running and draft.status != "negated"


def _speaker(clean: CleanText, layout: Layout, mentions: MentionLayer) -> tuple[list[OrgMention], bool]:
    """The body a page speaks for, and whether it is sure: the issuer, or the body of a chronicle; else, not
    sure, the union in the title or the first of the text. A name in quotes is talked of and speaks for none.
    """
    unions = [
        o
        for o in mentions.orgs
        if o.value.type == "union" and not o.value.collective and clean.norm[max(0, o.start - 1)] != "“"
    ]
    title = layout.fields.title
    if mentions.issuer is not None:
        return [_placed(_whole_body(mentions.issuer), mentions, layout)], True
    if title is not None and title.start is not None and title.end is not None:
        named = [o for o in unions if title.start <= o.start and o.end <= title.end]
        if named:
            return named[:1], False
    return unions[:1], layout.fields.kind == "chronicle"


def _whole_body(body: OrgMention) -> OrgMention:
    """An audit committee or an office tells of the union it belongs to."""
    name = _PART_OF_BODY.sub("", body.value.name)
    return replace(body, value=replace(body.value, name=name)) if name else body


def _placed(body: OrgMention, mentions: MentionLayer, layout: Layout) -> OrgMention:
    """A body with a place in the text: its own, or that of a mention of it, or else the page's first zone."""
    if body.start < body.end:
        return body
    for other in mentions.orgs:
        if other.value.name == body.value.name:
            return other
    return replace(body, start=layout.zones[0].start, end=layout.zones[0].end)


_PAYS = frozenset(
    "allocate raise spend donate give visit purchase waive lend compensate aid defend commend receive"
    " produce".split()
)


def _only_percentage(draft: Draft) -> bool:
    """占总收入的4.75%: nothing certain but a share in something else."""
    piece = draft.piece
    return not piece.elements and "%" in draft.skeleton.text[piece.start : piece.end]


def _lends_verb(base: Draft, piece: Piece) -> bool:
    """Whether a list item can go without a verb after ``base``."""
    if piece.of(AMOUNT):
        return base.type in _PAYS or bool(base.amounts)
    return bool(base.quantities)


_PART_OF_BODY = re.compile(r"(?<=会)(?:第.{1,3}届)?(?:经费审查委员会|经审会|女职工委员会|办公室)+$")
_AIM = re.compile(
    r"\s*(?:专门|主要|重点|专项)?(?:用于|为了|旨在|以便|确保|以期|为[^，,]{2,20}(?:提供|作出|做出|打下))"
)
_OCCASIONS = frozenset(("meet", "establish", "launch", "sign", "elect", "compete"))
_EVENTS = frozenset(
    "host meet establish launch issue sign elect compete train commend inspect visit publicize deploy".split()
)


def _anchored(draft: Draft) -> bool:
    """A fact needs something certain: an amount, a count, a paper, a date of its own, or, for events, a
    governing date with an object, or an object that is named (records.md, Fact)."""
    if draft.amounts or draft.quantities or draft.papers:
        return True
    if _AIM.match(draft.skeleton.text, draft.piece.start):
        return False
    if any(d.value.start for d in draft.piece_dates):
        return True
    if draft.type not in _EVENTS or draft.object is None:
        return False
    partners = len({id(org) for org in orgs_of(draft.piece.elements)}) > 1
    named = "“" in draft.skeleton.words(draft.piece.start, draft.piece.end)
    governed = draft.type in _OCCASIONS and any(d.value.start for d in draft.dates)
    return partners or named or governed


def _holds(draft: Draft) -> bool:
    """Whether there is anything to hold on to (records.md, Fact); what is certain enough, the judge knows."""
    acting = {agent.value.name for agent in draft.agents}
    others = any(org.value.name not in acting for org in orgs_of(draft.piece.elements))
    dated = any(date.value.start for date in draft.dates)
    return bool(draft.amounts or draft.quantities or draft.papers or draft.object or others or dated)


def _finish(drafts: list[Draft]) -> tuple[FoundFact, ...]:
    places = {id(draft): number for number, draft in enumerate(drafts)}
    return tuple(
        FoundFact(
            type=draft.type,
            trigger=draft.trigger,
            evidence=draft.evidence,
            status=draft.status,
            agents=tuple(draft.agents),
            recipients=tuple(draft.recipients),
            dates=tuple(draft.dates),
            amounts=tuple(draft.amounts),
            quantities=tuple(draft.quantities),
            papers=tuple(draft.papers),
            object=draft.object,
            purpose=draft.purpose,
            cumulative=draft.cumulative,
            part_of=places.get(id(draft.total)) if draft.total else None,
            rules=tuple(draft.rules),
            support=draft.support,
            choices=tuple(draft.choices),
            confidence=draft.confidence,
        )
        for draft in drafts
    )
