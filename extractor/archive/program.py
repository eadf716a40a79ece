"""Which program made a record: its version, and a hash of all that can change what it says."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import extractor
from extractor.patterns import ROOT

_LIBRARIES = ("lunardate", "opencc", "regex", "rjieba")
"""Those whose versions may change a record."""


def versions() -> dict[str, str]:
    """The versions of jianbao, of its records and of the libraries that speak in them."""
    from extractor.records import SCHEMA_VERSION

    return {
        "jianbao": extractor.__version__,
        "schema": SCHEMA_VERSION,
        **{library: version(library) for library in _LIBRARIES},
    }


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
