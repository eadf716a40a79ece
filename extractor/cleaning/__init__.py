"""Source text → clean text with an exact offset map. One module per kind of noise."""

from __future__ import annotations

from collections.abc import Callable

from extractor.cautions import Caution
from extractor.cleaning.blanks import close_blanks
from extractor.cleaning.damage import find_damage
from extractor.cleaning.draft import Draft
from extractor.cleaning.furniture import drop_furniture
from extractor.cleaning.glyphs import mend_glyphs
from extractor.cleaning.invisible import clear_invisible
from extractor.cleaning.markup import strip_markdown, strip_tags
from extractor.cleaning.norm import norm_changes, normalise
from extractor.cleaning.pinyin import drop_pinyin
from extractor.cleaning.wraps import join_lines, join_wraps
from extractor.layers import CleanText

__all__ = ["clean_run", "clean_text", "norm_changes"]

_Step = Callable[[Draft], None]
_BEFORE_LINES: tuple[_Step, ...] = (
    strip_tags, clear_invisible, strip_markdown, mend_glyphs, drop_pinyin, drop_furniture
)  # fmt: skip


def clean_text(source: str) -> CleanText:
    """Clean a whole page. Total: any string gives a CleanText."""
    draft = _draft(source, join_wraps)
    damaged = find_damage(draft.text)
    return CleanText(
        source=source,
        text=draft.text,
        norm=normalise(draft.text),
        origin=draft.origin,
        changes=tuple(draft.changes),
        damaged=damaged,
        warnings=(Caution.DAMAGE(count=len(damaged)),) if damaged else (),
    )


def clean_run(source: str) -> str:
    """The clean text of a stretch of source that lies within one paragraph, such as a mention's span."""
    return _draft(source, join_lines).text


def _draft(source: str, lines: _Step) -> Draft:
    draft = Draft(source)
    for step in (*_BEFORE_LINES, lines, close_blanks):
        step(draft)
    return draft
