"""The notebook: every cell is run, and what it shows is what comes out."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOK = ROOT / "docs" / "tutorial" / "archive.ipynb"


def _shown(path: Path) -> list[list[Any]]:
    """The outputs of each code cell; of a picture the words in it, since their places hang on fonts."""
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    return [[_output(one) for one in cell.outputs] for cell in cells]


def _output(output: Any) -> Any:
    if output.output_type == "stream":
        return output.text
    drawn = output.data.get("image/svg+xml")
    return re.findall(r">([^<]+)</text>", drawn) if drawn else output.data["text/plain"]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy that has just been run, beside a copy of the corpus."""
    folder = tmp_path_factory.mktemp("notebook")
    shutil.copytree(ROOT / "corpus" / "train", folder / "corpus" / "train")
    copy = folder / "docs" / "tutorial" / NOTEBOOK.name
    copy.parent.mkdir(parents=True)
    shutil.copy(NOTEBOOK, copy)
    command = [sys.executable, "-W", "error", "-m", "tests.notebook", str(copy)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return copy


def test_the_notebook_shows_what_happens(fresh: Path) -> None:
    assert _shown(NOTEBOOK) == _shown(fresh)


def test_it_shows_the_figure_and_the_chart() -> None:
    shown = _shown(NOTEBOOK)
    assert any("18,000,000–20,200,000 yuan" in one for cell in shown for one in cell if isinstance(one, str))
    assert any(isinstance(one, list) and "Shanxi" in " ".join(one) for cell in shown for one in cell)
