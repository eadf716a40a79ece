"""Every example and counter-example of the pattern files of amounts and quantities."""

from __future__ import annotations

import pytest

from extractor.mentions import amounts, quantities
from extractor.proving import Case


@pytest.mark.parametrize("case", [*amounts.cases(), *quantities.cases()], ids=lambda case: case.id)
def test_holds(case: Case) -> None:
    assert case.fault is None, f"{case.file}:{case.line}: {case.fault}"
