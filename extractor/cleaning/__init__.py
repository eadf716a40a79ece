"""Source text → clean text with an exact offset map. One module per kind of noise."""

from __future__ import annotations

from extractor.cleaning.blanks import close_blanks
from extractor.cleaning.damage import find_damage
from extractor.cleaning.draft import Draft
from extractor.cleaning.furniture import drop_furniture
from extractor.cleaning.glyphs import mend_glyphs
from extractor.cleaning.invisible import clear_invisible
from extractor.cleaning.markup import strip_markdown, strip_tags
from extractor.cleaning.norm import normalise
from extractor.cleaning.pinyin import drop_pinyin
from extractor.cleaning.wraps import join_wraps
from extractor.layers import CleanText

__all__ = ["clean_text"]

_STEPS = (
    strip_tags, clear_invisible, strip_markdown, mend_glyphs, drop_pinyin, drop_furniture, join_wraps, close_blanks
)  # fmt: skip


def clean_text(source: str) -> CleanText:
    """Clean ``source``. Total: any string gives a CleanText."""
    draft = Draft(source)
    for step in _STEPS:
        step(draft)
    return CleanText(
        source=source,
        text=draft.text,
        norm=normalise(draft.text),
        origin=draft.origin,
        changes=tuple(draft.changes),
        damaged=find_damage(draft.text),
    )
