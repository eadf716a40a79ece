"""Fills the slots of a piece from its own words."""

from __future__ import annotations

import re

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.parties import read_parties
from extractor.facts.skeleton import AMOUNT, Skeleton, amounts_of, dates_of, papers_of, quantities_of

_DIVISIONS = frozenset("省 市 县 区 州 盟 旗 地 省区 县市".split())
_PURPOSE = re.compile(rf"(?:用于|以用于|专项用于|用来)([^，,。；;{AMOUNT}]{{2,30}})")
_QUOTED = re.compile(r"[“\"「][^”\"」]{2,24}[”\"」][^，,。；;、的了]{0,8}")
_NOUN_AFTER = re.compile(r"(?:了|的|过|起|出)?([^，,。；;：:、（(“”\ue000-\ue004]{2,40})[，,。；;！？：:]?$")


def fill(draft: Draft, cues: Cues) -> None:
    """Fill amounts, quantities, papers, own dates, named parties, object and purpose."""
    piece, skeleton = draft.piece, draft.skeleton
    fill_values(draft)
    read_parties(draft, skeleton, cues)
    if piece.trigger is not None:
        _object(draft, skeleton, piece.trigger.end)
    purpose = _PURPOSE.search(skeleton.text, piece.start, piece.end)
    if purpose:
        draft.purpose = skeleton.clean(*purpose.span(1))


def fill_values(draft: Draft) -> None:
    """Fill amounts, quantities, papers and own dates from the elements of the piece."""
    elements = draft.piece.elements
    draft.amounts = amounts_of(elements)
    counts = quantities_of(elements)
    draft.quantities = [q for q in counts if q.value.unit not in _DIVISIONS] or (
        [] if draft.amounts else counts
    )
    draft.papers = papers_of(elements)
    draft.dates = dates_of(elements)


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
