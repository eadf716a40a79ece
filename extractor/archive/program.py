"""Which program made a record: its version, and a hash of all that can change what it says."""

from __future__ import annotations

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import extractor
from extractor.patterns import ROOT

_LIBRARIES = (
    "jieba", "lunardate", "lxml", "onnxruntime", "opencc", "pdfminer.six", "pdfplumber", "python-docx",
    "rapidocr", "regex", "rjieba", "selectolax", "spacy-pkuseg",
)  # fmt: skip
"""Those whose versions may change a record, also by not being there."""


def versions() -> dict[str, str | None]:
    """The versions of jianbao, of its records, of Python and of the libraries that speak in them; None for
    those that are not installed."""
    from extractor.records import SCHEMA_VERSION

    return {
        "jianbao": extractor.__version__,
        "schema": SCHEMA_VERSION,
        "python": platform.python_version(),
        **{library: _version(library) for library in _LIBRARIES},
    }


def _version(library: str) -> str | None:
    try:
        return version(library)
    except PackageNotFoundError:
        return None


@cache
def patterns_hash() -> str:
    """The hash of the pattern files, 16 hex digits."""
    return _hash(ROOT, (".yaml", ".tsv"))


@cache
def program_hash() -> str:
    """The hash of code, pattern files and the libraries' versions, 16 hex digits."""
    code = _hash(Path(extractor.__file__).parent, (".py",))
    return sha256(repr((code, patterns_hash(), sorted(versions().items()))).encode()).hexdigest()[:16]


def _hash(folder: Path, suffixes: tuple[str, ...]) -> str:
    files = sorted(path for path in folder.rglob("*") if path.suffix in suffixes)
    whole = sha256()
    for path in files:
        whole.update(path.relative_to(folder).as_posix().encode() + b"\0")
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:16]
