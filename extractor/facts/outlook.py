"""Whether a page, or a part of it, tells what is to come: by its title (方案) or a heading (下半年打算)."""

from __future__ import annotations

import re

from extractor.facts.cues import Cues
from extractor.facts.linking.evidence import Setting
from extractor.layers import Layout


class Outlook:
    """What title and headings of one page say of the time told. ``of_page`` is true where the title plans."""

    def __init__(self, setting: Setting, layout: Layout, cues: Cues) -> None:
        self._setting, self._layout, self._cues = setting, layout, cues
        self.of_page = self._ahead(setting.title, cues.forward)
        self._parts: dict[int, bool] = {}

    def of_part(self, section: int) -> bool:
        """Whether the heading of a section, or of one around it, speaks of what is to come."""
        known = self._parts.get(section)
        if known is None:
            around = self._layout.sections[section].parent
            known = self._ahead(self._setting.heading(section), self._cues.outlook)
            known = self._parts[section] = known or (around is not None and self.of_part(around))
        return known

    def _ahead(self, text: str, cue: re.Pattern[str]) -> bool:
        return cue.search(text) is not None and self._cues.back.search(text) is None
