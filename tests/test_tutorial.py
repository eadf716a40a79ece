"""The tutorial: every line of its sessions is run, and what it shows is what comes out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
BLOCKS = [match.groups() for match in _BLOCK.finditer((ROOT / "docs" / "tutorial.md").read_text("utf-8"))]


def _run(*command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode()


def test_the_tutorial_is_what_happens(tmp_path: Path) -> None:
    for language, session in BLOCKS:
        if language == "console":
            for command, shown in _COMMAND.findall(session):
                assert _run("bash", "-c", command, folder=tmp_path) == shown, command
    code, shown = ("".join(body for kind, body in BLOCKS if kind == one) for one in ("python", "text"))
    assert _run(sys.executable, "-W", "error", "-c", code, folder=tmp_path) == shown


def test_no_block_is_left_out() -> None:
    assert {language for language, _ in BLOCKS} == {"console", "python", "text"}
