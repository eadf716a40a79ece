"""What one document of each genre yields, all of it. Meant changes are taken over with ``make goldens``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from golden.renew import outputs

_OUTPUTS = [(path, text) for path, text in outputs() if "schema" not in path.stem]


@pytest.mark.parametrize(("path", "text"), _OUTPUTS, ids=[path.stem for path, _ in _OUTPUTS])
def test_output_is_as_accepted(path: Path, text: str) -> None:
    expected, found = json.loads(path.read_text("utf-8")), json.loads(text)
    assert _differences(expected, found) == []


def _differences(expected: Any, found: Any, place: str = "") -> list[str]:
    """Where two records part, each as one line."""
    if isinstance(expected, dict) and isinstance(found, dict):
        keys = sorted(expected.keys() | found.keys())
        return [
            line for key in keys for line in _differences(expected.get(key), found.get(key), f"{place}.{key}")
        ]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        pairs = enumerate(zip(expected, found, strict=True))
        return [line for at, (one, other) in pairs for line in _differences(one, other, f"{place}[{at}]")]
    return [] if expected == found else [f"{place}: {expected!r} → {found!r}"]
