"""Every line of the action files and cues: examples hold, counter-examples yield nothing, and no
construction, look-alike or cue stands there that no example needs."""

from __future__ import annotations

import pytest

from extractor.facts import cases
from extractor.proving import Case


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: f"{case.file}:{case.line}:{case.id}")
def test_holds(case: Case) -> None:
    assert case.fault is None, f"{case.file}:{case.line}: {case.id}: {case.fault}"
