"""Whether a page, or a part of it, tells what is to come: by its title (方案) or a heading (下半年打算)."""

from __future__ import annotations

import re

from extractor.facts.cues import Cues
from extractor.layers import Layout


class Outlook:
    """What title and headings of one page say of the time told. ``of_page`` is true where the title plans."""

    def __init__(self, norm: str, layout: Layout, cues: Cues) -> None:
        self._norm, self._layout, self._cues = norm, layout, cues
        title = layout.fields.title
        self.of_page = title is not None and self._ahead(title.value, cues.forward)
        self._parts: dict[int, bool] = {}

    def of_part(self, section: int) -> bool:
        """Whether the heading of a section, or of one around it, speaks of what is to come."""
        known = self._parts.get(section)
        if known is None:
            part = self._layout.sections[section]
            known = part.parent is not None and self.of_part(part.parent)
            if part.heading is not None:
                zone = self._layout.zones[part.heading]
                known = known or self._ahead(self._norm[zone.start : zone.end], self._cues.outlook)
            self._parts[section] = known
        return known

    def _ahead(self, text: str, cue: re.Pattern[str]) -> bool:
        return cue.search(text) is not None and self._cues.back.search(text) is None
