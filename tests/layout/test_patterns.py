from __future__ import annotations

import pytest

from extractor.layout.vocabulary import prove
from extractor.proving import Case


@pytest.mark.parametrize("case", prove(), ids=lambda case: f"{case.id}:{case.line}")
def test_pattern_file_proves_itself(case: Case) -> None:
    assert case.fault is None, f"{case.file}:{case.line}: {case.fault}"
