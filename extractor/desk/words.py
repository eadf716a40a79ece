"""The words of the page, from the file that the page itself reads."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from extractor.cautions import Caution


def words(language: str) -> dict[str, str]:
    """Key → wording."""
    table: dict[str, dict[str, str]] = json.loads(
        files("extractor.desk").joinpath("page", "words.json").read_text("utf-8")
    )
    return table[language]


def warning_words(warning: str, say: dict[str, str]) -> str:
    """A warning of a record, which is English, in the language of ``say``."""
    for caution in Caution:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(caution.value))
        if match := re.fullmatch(pattern, warning, re.DOTALL):
            return say[f"warning.{caution.name.lower()}"].format(**match.groupdict())
    return warning
