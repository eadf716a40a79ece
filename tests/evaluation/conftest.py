from pathlib import Path

import pytest

from evaluation.gold import Gold, load_folder

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="session")
def documents() -> list[Gold]:
    """All labelled documents, held out or not: only loaded and counted."""
    return [*load_folder(CORPUS / "train"), *load_folder(CORPUS / "test")]
