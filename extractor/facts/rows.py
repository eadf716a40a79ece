"""Table rows: an allocation list tells one fact a row; the row's body receives, the last row adds up.

The verb stands above the table (its caption, head, heading or the page's title) or in the row itself
(自筹支出 12.00 28.50). Where the columns are bodies, each cell under a body is a fact of its own and the
cell under 合计 their total.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.facts.cues import Cues
from extractor.facts.drafts import Draft
from extractor.facts.filling import fill_values
from extractor.facts.lexicon import Lexicon, Meaning
from extractor.facts.meaning import decide
from extractor.facts.parties import assign, phrase
from extractor.facts.skeleton import AMOUNT, ORG, QUANTITY, Element, Skeleton, SkeletonMaker, orgs_of
from extractor.facts.units import Piece
from extractor.layers import CleanText, Layout, OrgMention, Sentence, Table, Zone, ZoneKind
from extractor.signs import HAN

_TOTAL = re.compile(r"合\s*计|总\s*计|小\s*计|共\s*计|全\s*[市省县区]\s*合计")
_PAST = re.compile("上年|去年|上期|同期|增减|增幅")
_HAN = re.compile(HAN)
_PAYS = frozenset(
    "allocate raise spend donate give visit purchase waive lend compensate aid commend receive".split()
)
_ABOVE = (
    ZoneKind.UNIT_LINE,
    ZoneKind.HEADING,
    ZoneKind.CAPTION,
    ZoneKind.ATTACHMENT,
    ZoneKind.PARAGRAPH,
    ZoneKind.LIST_ITEM,
)


@dataclass(frozen=True, slots=True)
class _Verb:
    meaning: Meaning
    trigger: tuple[int, int]


class RowReader:
    """Reads the tables of one document."""

    def __init__(
        self, clean: CleanText, layout: Layout, maker: SkeletonMaker, lexicon: Lexicon, cues: Cues
    ) -> None:
        self._clean, self._layout, self._maker = clean, layout, maker
        self._lexicon, self._cues = lexicon, cues
        self._tables = {row: table for table in layout.tables for row in table.rows}
        self._totals: dict[int, list[Draft]] = {}

    def holds(self, sentence: Sentence) -> bool:
        """Whether a sentence is a row of a table."""
        return sentence.zone in self._tables

    def read(self, sentence: Sentence, skeleton: Skeleton) -> list[Draft]:
        """The facts of one row."""
        table, zone = self._tables[sentence.zone], self._layout.zones[sentence.zone]
        past = self._past_columns(table, zone)
        elements = [
            e
            for e in skeleton.elements
            if e.mark in AMOUNT + QUANTITY + ORG and not any(a <= e.mention.start < b for a, b in past)
        ]
        if not any(e.mark == AMOUNT for e in elements):
            return []
        verb = self._verb(table, skeleton, elements)
        if verb is None:
            return []
        bodies = self._body_columns(table, zone)
        if bodies:
            return self._cells(sentence, skeleton, verb, bodies)
        return [self._row(sentence, skeleton, verb, elements, zone, table)]

    def _verb(self, table: Table, skeleton: Skeleton, elements: list[Element]) -> _Verb | None:
        elements = [e for e in elements if e.mark != QUANTITY]  # a body's head count makes it no person
        for start, end in [skeleton.clean(0, len(skeleton.text)), *self._places_above(table)]:
            above = self._maker.span(start, end)
            for trigger in self._lexicon.find(above.text):
                meaning = decide(trigger, above, (0, len(above.text)), elements, self._cues, "")
                if meaning is not None and not meaning.entry.weak and meaning.type in _PAYS:
                    return _Verb(meaning, above.clean(trigger.start, trigger.end))
        return None

    def _places_above(self, table: Table) -> list[tuple[int, int]]:
        first = table.head if table.head is not None else table.rows[0]
        zones = self._layout.zones
        near = [zone for zone in zones[max(0, first - 3) : first][::-1] if zone.kind in _ABOVE]
        places = [(zone.start, zone.end) for zone in near]
        if table.head is not None:
            places.insert(0, (zones[table.head].start, zones[table.head].end))
        title = self._layout.fields.title
        if title is not None and title.start is not None and title.end is not None:
            places.append((title.start, title.end))
        return places

    def _body_columns(self, table: Table, zone: Zone) -> list[tuple[OrgMention | None, tuple[int, int]]]:
        """Each number cell with the body of its column (None for 合计), where the columns are bodies."""
        if table.head is None:
            return []
        head = self._layout.zones[table.head].cells
        if len(head) != len(zone.cells):
            return []
        columns: list[tuple[OrgMention | None, tuple[int, int]]] = []
        for (start, end), cell in zip(head[1:], zone.cells[1:], strict=True):
            column = self._maker.span(start, end)
            orgs = orgs_of(column.elements)
            if orgs:
                columns.append((orgs[0], cell))
            elif _TOTAL.search(column.text):
                columns.append((None, cell))
        return columns if sum(org is not None for org, _ in columns) > 1 else []

    def _past_columns(self, table: Table, zone: Zone) -> list[tuple[int, int]]:
        """The cells that only say what it was the year before."""
        head = self._layout.zones[table.head].cells if table.head is not None else ()
        if len(head) != len(zone.cells):
            return []
        pairs = zip(head, zone.cells, strict=True)
        return [cell for (start, end), cell in pairs if _PAST.search(self._clean.norm, start, end)]

    def _row(
        self,
        sentence: Sentence,
        skeleton: Skeleton,
        verb: _Verb,
        elements: list[Element],
        zone: Zone,
        table: Table,
    ) -> Draft:
        piece = Piece(0, len(skeleton.text), None, elements)
        draft = self._draft(piece, skeleton, sentence, verb)
        fill_values(draft)
        if draft.type == "allocate":
            draft.quantities = []  # what an allocation is reckoned from, not what is given
        label = next((cell for cell in zone.cells if self._is_label(cell)), None)
        text = self._clean.norm[slice(*label)] if label else ""
        if _TOTAL.search(text):
            draft.cumulative = True
            for other in self._totals.get(id(table), []):
                other.total = draft
            self._totals[id(table)] = []
        else:
            self._totals.setdefault(id(table), []).append(draft)
            if label:
                self._name(draft, skeleton, label)
        return draft

    def _cells(
        self,
        sentence: Sentence,
        skeleton: Skeleton,
        verb: _Verb,
        columns: list[tuple[OrgMention | None, tuple[int, int]]],
    ) -> list[Draft]:
        drafts: list[Draft] = []
        total: Draft | None = None
        for org, (start, end) in columns:
            left, right = skeleton.index(start), skeleton.index(end)
            elements = skeleton.within(left, right, AMOUNT)
            if not elements:
                continue
            draft = self._draft(Piece(0, max(right, 1), None, elements), skeleton, sentence, verb)
            fill_values(draft)
            if org is None:
                draft.cumulative, total = True, draft
            else:
                assign(draft, [org])
            drafts.append(draft)
        for draft in drafts:
            if total is not None and draft is not total:
                draft.total = total
        return drafts

    def _draft(self, piece: Piece, skeleton: Skeleton, sentence: Sentence, verb: _Verb) -> Draft:
        meaning = verb.meaning
        rules = [meaning.id, "facts.row"]
        return Draft(piece, skeleton, sentence, meaning.type, verb.trigger, rules, reading=meaning)

    def _is_label(self, cell: tuple[int, int]) -> bool:
        cut = self._maker.span(*cell)
        return bool(_HAN.search(cut.text.replace(ORG, "会"))) and not cut.within(0, len(cut.text), AMOUNT)

    def _name(self, draft: Draft, skeleton: Skeleton, label: tuple[int, int]) -> None:
        left, right = skeleton.index(label[0]), skeleton.index(label[1])
        orgs = orgs_of(skeleton.within(left, right))
        if orgs:
            assign(draft, orgs)
        else:
            draft.recipients = [phrase(skeleton, left, right, "people")]
