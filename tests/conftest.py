from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest

from extractor import pkuseg
from extractor.labels.gold import Gold, load_folder

CORPUS = Path(__file__).parents[1] / "corpus"
_MODEL = "pkuseg/models/default/"


@pytest.fixture(scope="session")
def documents() -> list[Gold]:
    """All labelled documents, held out or not: only loaded and counted."""
    return [*load_folder(CORPUS / "train"), *load_folder(CORPUS / "test")]


def pkuseg_wheel(path: Path, features: object) -> Path:
    """A wheel of pkuseg with these features and a model that takes every two characters for a word."""
    weights = path.with_name("weights.npz")
    transitions = [-1.0, 1.0, 1.0, -1.0]  # B after I and I after B, never the same twice
    np.savez(weights, sizes=np.array([2, 1]), w=np.array([1.0, 0.0, *transitions]))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{_MODEL}features.pkl", pickle.dumps(features))
        archive.write(weights, f"{_MODEL}weights.npz")
    return path


@pytest.fixture
def pkuseg_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of such a model, in the place of the real one."""
    features = {"unigram": [], "bigram": [], "feature_to_idx": {"": 0}, "tag_to_idx": {"B": 0, "I": 1}}
    folder = tmp_path / "data" / "model"
    monkeypatch.setattr(pkuseg, "model_path", lambda: folder)
    pkuseg.convert(pkuseg_wheel(tmp_path / "made.whl", features), folder)
    return folder
