"""Pattern files: YAML and TSV that a domain expert changes without Python, read against a schema.

``patterns/`` stands beside the package in a checkout and inside it in a wheel. A file that breaks its
schema gives a PatternError with file, line and the nearest right name; lines are looked up only then, so a
good file is read at full speed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

_BASE = Path(__file__).resolve().parent
_BUNDLED = _BASE / "data" / "patterns"
ROOT = _BUNDLED if _BUNDLED.is_dir() else _BASE.parent / "patterns"

_PROOFS = re.compile(r"^(?:counter_)?examples:", re.MULTILINE)
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class PatternModel(BaseModel):
    """Base of all pattern schemas: immutable, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


M = TypeVar("M", bound=PatternModel)


def load(name: str, model: type[M]) -> M:
    """Read ``patterns/<name>`` (a relative path with its suffix) as ``model``. Raises PatternError."""
    return load_path(ROOT / name, model)


def load_path(path: Path, model: type[M], *, proofs: bool = True) -> M:
    """Read one YAML pattern file as ``model``. Raises PatternError with file and line.

    Without ``proofs`` the examples are left out, which stand last in a file: to run, they are not needed.
    """
    from extractor.errors import PatternError

    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise PatternError(f"cannot be read: {error.strerror}", where=str(path)) from error
    try:
        needed = text if proofs else _PROOFS.split(text, maxsplit=1)[0]
        return model.model_validate(yaml.load(needed, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PatternError(f"is no YAML: {error.problem}", where=f"{path}:{line}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = f"{path}:{line_of(text, first['loc'])}"
        raise PatternError(_explain(first["type"], first["loc"], first["msg"], model), where=where) from error


def line_of(text: str, place: Sequence[str | int]) -> int:
    """The line (from 1) of the YAML node at ``place``, or of its nearest parent that exists."""
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    line = 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if step not in pairs:
                break
            key, node = pairs[str(step)]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def read_tsv(name: str) -> Iterator[list[str]]:
    """Rows of ``patterns/<name>``; empty lines and lines that start with # are left out."""
    with (ROOT / name).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def _explain(kind: str, place: Sequence[str | int], message: str, model: type[BaseModel]) -> str:
    name = ".".join(str(step) for step in place)
    if kind != "extra_forbidden":
        return f"{name}: {message}"
    near = get_close_matches(str(place[-1]), _field_names(model), n=1)
    return f"unknown key {place[-1]!r}" + (f"; did you mean {near[0]!r}?" if near else "")


def _field_names(model: type[BaseModel]) -> set[str]:
    names: set[str] = set()
    for definition in [model.model_json_schema(), *model.model_json_schema().get("$defs", {}).values()]:
        names |= set(definition.get("properties", {}))
    return names
