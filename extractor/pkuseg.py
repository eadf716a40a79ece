"""The model of pkuseg: fetched once from the package index, kept in the user's data folder.

The library is its maintained fork spacy-pkuseg, which has wheels but brings no model. The model is the one
bundled by pkuseg itself: pip fetches a wheel made for an old Python, so that nothing is built and none of its
code is run, and checks it against the hash below.
"""

from __future__ import annotations

import io
import pickle
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractor.errors import UsageError

if TYPE_CHECKING:
    from spacy_pkuseg import pkuseg

_RELEASE = "pkuseg==0.0.25"
_SHA256 = "6fc2f97d0f66cc6722cf772e65dbcde1b01d8cc53b66ac4aa7bce639de79588f"
_WHEEL = (
    "--only-binary=:all:", "--implementation=cp", "--python-version=3.7", "--abi=cp37m",
    "--platform=manylinux1_x86_64",
)  # fmt: skip
_INSIDE = "pkuseg/models/default/"
_FILES = ("features.msgpack", "weights.npz")
_REMEDY = "python -m pip install 'jianbao[pkuseg]'"


def model_path() -> Path:
    """The folder in which the model is, or will be. Raises UsageError without the extra ``pkuseg``."""
    try:
        from platformdirs import user_data_path
    except ImportError as error:
        raise UsageError("pkuseg is not installed", remedy=_REMEDY) from error
    return user_data_path("jianbao", appauthor=False) / "pkuseg-0.0.25"


def load() -> pkuseg:
    """The segmenter with its model. Raises UsageError where one of the two is missing."""
    folder = model_path()
    if not _is_whole(folder):
        raise UsageError("the model of pkuseg is missing", where=str(folder), remedy="jianbao pkuseg")
    try:
        from spacy_pkuseg import pkuseg
    except ImportError as error:
        raise UsageError("pkuseg is not installed", remedy=_REMEDY) from error
    return pkuseg(str(folder))


def install() -> Path:
    """Fetch the model (50 MB) with pip, convert it (to 180 MB) and keep it; the folder it is in.

    Raises UsageError without the extra ``pkuseg``, or where pip cannot fetch it.
    """
    folder = model_path()
    with tempfile.TemporaryDirectory() as fetched:
        convert(_fetch(Path(fetched)), folder)
    return folder


def convert(wheel: Path, folder: Path) -> None:
    """Put the model of a pkuseg wheel into ``folder``, as spacy-pkuseg reads it, whole or not at all. A whole
    model that is there stays, anything less is replaced.

    Raises UsageError where the features hold anything but builtin values.
    """
    import srsly

    folder.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive, tempfile.TemporaryDirectory(dir=folder.parent) as made:
        draft = Path(made) / folder.name
        draft.mkdir()
        features = _PlainData(io.BytesIO(archive.read(f"{_INSIDE}features.pkl"))).load()
        srsly.write_msgpack(draft / "features.msgpack", features)
        (draft / "weights.npz").write_bytes(archive.read(f"{_INSIDE}weights.npz"))
        if _is_whole(folder):
            return
        if folder.exists():
            folder.rename(Path(made) / "before")
        draft.rename(folder)


def _is_whole(folder: Path) -> bool:
    return all((folder / name).is_file() for name in _FILES)


def _fetch(folder: Path) -> Path:
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{_RELEASE} --hash=sha256:{_SHA256}\n", "utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += [*_WHEEL, "--require-hashes", "--dest", str(folder), "--requirement", str(wanted)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["no word of why"]
        what = f"pip cannot fetch {_RELEASE}: {said[-1]}"
        raise UsageError(what, remedy="check pip's index and the network")
    return next(folder.glob("*.whl"))


class _PlainData(pickle.Unpickler):
    """Reads builtin values only: a pickle that names any class or function is refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise UsageError(f"the model names {module}.{name}, and may hold plain data only")
