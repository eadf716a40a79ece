"""What the facts stage makes of one sentence, step by step: for people who write patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.facts.constructions import compile_construction
from extractor.facts.cues import Cues
from extractor.facts.finder import FactFinder
from extractor.facts.lexicon import ActionFile, Lexicon, Meaning, Trigger
from extractor.facts.marked import slots_of
from extractor.facts.meaning import audience, decide
from extractor.facts.model import FoundFact
from extractor.facts.proving import SentenceReader
from extractor.facts.skeleton import Skeleton, SkeletonMaker
from extractor.facts.units import Piece, Splitter
from extractor.layers import CleanText

_TOKEN = re.compile(r"<[^<>]*>|\(\?:[^()]*\)\??|…|.")


def try_sentence(text: str, *, lexicon: Lexicon, cues: Cues | None = None) -> Iterator[str]:
    """Lines that show each sentence's skeleton, its trigger words with the conditions that fail, its pieces,
    the constructions tried on them with the place where each stopped, and the facts."""
    cues = cues or Cues.load()
    read = SentenceReader().read(text)
    maker = SkeletonMaker(read.clean.norm, read.mentions)
    splitter = Splitter(lexicon, cues)
    title = read.layout.fields.title
    topic = title.value if title else ""
    for sentence in read.layout.sentences:
        skeleton = maker.make(sentence)
        yield f"skeleton  {skeleton.shown()}"
        for trigger in lexicon.find(skeleton.text):
            clause = next(
                c for c in sentence.clauses if skeleton.clean(trigger.start, trigger.end)[0] < c.end
            )
            span = skeleton.index(clause.start), skeleton.index(clause.end)
            yield from _trigger(trigger, skeleton, span, cues, topic)
        for piece in splitter.split(skeleton, sentence.clauses, topic):
            yield from _piece(piece, skeleton, lexicon, cues, topic)
    for fact in read.facts(FactFinder(lexicon, cues)):
        yield from _fact(fact, read.clean)


def _trigger(
    trigger: Trigger, skeleton: Skeleton, clause: tuple[int, int], cues: Cues, topic: str
) -> Iterator[str]:
    noun = ", a noun beside a verb" if trigger.nominal else ""
    yield f"trigger   {trigger.word}{noun}"
    for meaning in trigger.meanings:
        failed = "; ".join(_failed(meaning, trigger, skeleton, clause, cues, topic))
        yield f"          {meaning.id}: {failed or 'all conditions hold'}"


def _failed(
    meaning: Meaning, trigger: Trigger, skeleton: Skeleton, clause: tuple[int, int], cues: Cues, topic: str
) -> Iterator[str]:
    start, end = clause
    entry, elements = meaning.entry, skeleton.within(start, end)
    before, after = skeleton.text[start : trigger.start], skeleton.text[trigger.end : end]
    if meaning.anchors and not any(element.mark in meaning.anchors for element in elements):
        yield f"no {' or '.join(entry.anchor or '')} in the clause"
    if meaning.near and not meaning.near.search(skeleton.words(start, end)):
        yield f"not near {entry.near}"
    if meaning.after and not meaning.after.match(after):
        yield f"not before {entry.after}"
    if meaning.before and not meaning.before.search(before):
        yield f"not behind {entry.before}"
    if meaning.topic and not meaning.topic.search(topic):
        yield f"the title is not about {entry.topic}"
    found = audience(before, after, elements, cues)
    if entry.recipient and found != entry.recipient:
        yield f"gives to {found or 'nobody named'}, not to {entry.recipient}"


def _piece(piece: Piece, skeleton: Skeleton, lexicon: Lexicon, cues: Cues, topic: str) -> Iterator[str]:
    words = skeleton.words(piece.start, piece.end)
    if piece.trigger is None:
        yield f"piece     {words}: {'a share' if piece.share else 'an item'} without a verb"
        return
    span = (piece.start, piece.end)
    meaning = decide(piece.trigger, skeleton, span, piece.elements, cues, topic)
    yield f"piece     {words}: {piece.trigger.word} means {meaning.id if meaning else 'nothing here'}"
    if meaning is None:
        return
    for file in lexicon.files:
        if file.type == meaning.type:
            for construction in file.constructions:
                yield f"          {construction.id}: {_stopped(construction.pattern, file, piece, skeleton)}"


def _stopped(pattern: str, file: ActionFile, piece: Piece, skeleton: Skeleton) -> str:
    tokens = _TOKEN.findall(pattern)
    for count in range(len(tokens), 0, -1):
        part = compile_construction("".join(tokens[:count]), file)
        match = part.search(skeleton.text, piece.start, piece.end)
        if match and count == len(tokens):
            return f"fits {skeleton.words(*match.span())}"
        if match:
            return f"read {skeleton.words(*match.span())}, stopped before {tokens[count]}"
    return f"stopped before {tokens[0]}"


def _fact(fact: FoundFact, clean: CleanText) -> Iterator[str]:
    total = f", share of fact {fact.part_of + 1}" if fact.part_of is not None else ""
    running = ", cumulative" if fact.cumulative else ""
    yield f"fact      {fact.type} ({fact.status}{running}{total}) by {', '.join(fact.rules)}"
    for label, values in slots_of(fact, clean).items():
        if values:
            yield f"          {label}: {'、'.join(sorted(values))}"
