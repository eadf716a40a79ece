"""Runs a notebook cell by cell, as Jupyter would: what is printed, and what the last line gives.

    python -m tests.notebook docs/tutorial/archive.ipynb

renews the outputs that stand in it. Read their diff before you commit it.
"""

from __future__ import annotations

import ast
import io
import os
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import nbformat

_SHOWN = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook with the outputs of a run in its own folder. An error of a cell is raised."""
    notebook = nbformat.read(path, as_version=4)
    names: dict[str, Any] = {"__name__": "__main__"}
    os.chdir(path.parent)
    for number, cell in enumerate((one for one in notebook.cells if one.cell_type == "code"), 1):
        cell.execution_count = number
        cell.outputs = _outputs(cell.source, names, number)
    nbformat.validate(notebook)
    return notebook


def _outputs(source: str, names: dict[str, Any], number: int) -> list[nbformat.NotebookNode]:
    body, last = ast.parse(source).body, None
    if body and isinstance(body[-1], ast.Expr):
        last = ast.Expression(body.pop().value)  # type: ignore[attr-defined]
    printed = io.StringIO()
    with redirect_stdout(printed):
        exec(compile(ast.Module(body, []), f"cell {number}", "exec"), names)
        value = None if last is None else eval(compile(last, f"cell {number}", "eval"), names)
    outputs = []
    if text := printed.getvalue():
        outputs.append(nbformat.v4.new_output("stream", name="stdout", text=text))
    if value is not None:
        data = {kind: getattr(value, name)() for kind, name in _SHOWN.items() if hasattr(value, name)}
        data["text/plain"] = repr(value)
        outputs.append(nbformat.v4.new_output("execute_result", data=data, execution_count=number))
    return outputs


if __name__ == "__main__":
    target = Path(sys.argv[1]).absolute()
    done = executed(target)
    nbformat.write(done, target)
