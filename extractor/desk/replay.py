"""A document as its editor left it: the records as read, and the steps of the journal on top."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from extractor.desk.contract import Edit, FactPatch, HeadPatch, MentionPatch, Patch, Step, Undo
from extractor.records import Amount, Date, Document, Fact, Located, Mentions, Org, Quantity


def replay(document: Document, steps: Iterable[Step]) -> Document:
    """``document`` with every edit that is not undone."""
    for edit in standing(steps):
        for patch in edit.patches:
            document = _patched(document, patch)
    return document


def standing(steps: Iterable[Step]) -> list[Edit]:
    """The edits that hold after all undoing and redoing; undoing where nothing is done does nothing."""
    done: list[Edit] = []
    undone: list[Edit] = []
    for step in steps:
        if isinstance(step, Edit):
            done.append(step)
            undone.clear()
            continue
        source, target = (done, undone) if isinstance(step, Undo) else (undone, done)
        if source:
            target.append(source.pop())
    return done


def _patched(document: Document, patch: Patch) -> Document:
    if isinstance(patch, HeadPatch):
        return document.model_copy(update=dict(patch.head))
    if isinstance(patch, FactPatch):
        return document.model_copy(update={"facts": _with_fact(document.facts, patch)})
    return document.model_copy(update={"mentions": _with_mention(document.mentions, patch)})


def _with_fact(facts: tuple[Fact, ...], patch: FactPatch) -> tuple[Fact, ...]:
    """A changed fact stays where it is; a new one stands before the first whose evidence begins later."""
    if patch.fact is None:
        return tuple(fact for fact in facts if fact.id != patch.id)
    if any(fact.id == patch.id for fact in facts):
        return tuple(patch.fact if fact.id == patch.id else fact for fact in facts)
    return _inserted(facts, patch.fact, [fact.evidence.span[0] for fact in facts], patch.fact.evidence)


def _with_mention(mentions: Mentions, patch: MentionPatch) -> Mentions:
    layer: tuple[Date | Amount | Quantity | Org, ...] = getattr(mentions, patch.layer)
    kept = tuple(mention for mention in layer if mention.span != patch.span)
    if patch.mention is not None:
        kept = _inserted(kept, patch.mention, [mention.span[0] for mention in kept], patch.mention)
    return mentions.model_copy(update={patch.layer: kept})


T = TypeVar("T")


def _inserted(items: tuple[T, ...], item: T, starts: list[int], place: Located) -> tuple[T, ...]:
    index = next((i for i, start in enumerate(starts) if start > place.span[0]), len(items))
    return (*items[:index], item, *items[index:])
