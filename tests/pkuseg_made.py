"""A tiny model in the place of pkuseg's."""

from __future__ import annotations

import pickle
import zipfile
from pathlib import Path

import numpy as np

_MODEL = "pkuseg/models/default/"


def pkuseg_wheel(path: Path, features: object) -> Path:
    """A wheel of pkuseg with these features and a model that takes every two characters for a word."""
    weights = path.with_name("weights.npz")
    transitions = [-1.0, 1.0, 1.0, -1.0]  # B after I and I after B, never the same twice
    np.savez(weights, sizes=np.array([2, 1]), w=np.array([1.0, 0.0, *transitions]))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{_MODEL}features.pkl", pickle.dumps(features))
        archive.write(weights, f"{_MODEL}weights.npz")
    return path
