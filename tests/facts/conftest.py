"""Facts of short texts, with the bundled action files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractor.facts import FactFinder
from extractor.facts.model import FoundFact
from extractor.facts.proving import SentenceReader

Find = Callable[[str], tuple[FoundFact, ...]]


@pytest.fixture(scope="session")
def find() -> Find:
    finder, reader = FactFinder(), SentenceReader()
    return lambda text: reader.read(text).facts(finder)
