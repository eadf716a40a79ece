"""The built wheel holds all that the extractor needs, and nothing of the workshop."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_wheel_holds_code_patterns_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    files = [path for path in (ROOT / "extractor").rglob("*") if path.is_file()]
    code = {str(path.relative_to(ROOT)) for path in files if "__pycache__" not in path.parts}
    patterns = {p for p in (ROOT / "patterns").rglob("*") if p.suffix in (".yaml", ".tsv")}
    data = {f"extractor/data/patterns/{path.relative_to(ROOT / 'patterns')}" for path in patterns}
    data |= {f"extractor/schemas/{kind}.json" for kind in ("document", "fact")}
    assert code | data | {"extractor/py.typed", "extractor/labels/labelstudio.xml"} <= names
    assert not [name for name in names if name.startswith(("corpus/", "tests/", "docs/"))]


def test_wheel_works_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    """Installed without the checkout, it gives the same records as the checkout."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "venv")], check=True)
    python = str(tmp_path / "venv" / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", str(wheel)]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    article = str(ROOT / "corpus" / "train" / "a-04.txt")
    outputs = [
        subprocess.run(
            [one, "-m", "extractor", "extract", article], cwd=tmp_path, capture_output=True, check=True
        )
        for one in (python, sys.executable)
    ]
    assert outputs[0].stdout == outputs[1].stdout != b""
