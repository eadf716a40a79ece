from __future__ import annotations

from pathlib import Path

import pytest

from extractor import pkuseg
from extractor.labels.gold import Gold, load_folder
from tests.pkuseg_made import pkuseg_wheel

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def documents() -> list[Gold]:
    """All labelled documents, held out or not: only loaded and counted."""
    return [*load_folder(CORPUS / "train"), *load_folder(CORPUS / "test")]


@pytest.fixture
def pkuseg_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of such a model, in the place of the real one."""
    features = {"unigram": [], "bigram": [], "feature_to_idx": {"": 0}, "tag_to_idx": {"B": 0, "I": 1}}
    folder = tmp_path / "data" / "model"
    monkeypatch.setattr(pkuseg, "model_path", lambda: folder)
    pkuseg.convert(pkuseg_wheel(tmp_path / "made.whl", features), folder)
    return folder
