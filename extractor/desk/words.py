"""The words of the page, from the file that the page itself reads."""

from __future__ import annotations

import json
from importlib.resources import files


def words(language: str) -> dict[str, str]:
    """Key → wording."""
    table: dict[str, dict[str, str]] = json.loads(
        files("extractor.desk").joinpath("page", "words.json").read_text("utf-8")
    )
    return table[language]
