"""What the READMEs show is what happens: their Python and shell blocks are run, and the outputs compared."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)\)")


def _blocks(name: str, language: str) -> list[str]:
    return [body for kind, body in _BLOCK.findall((ROOT / name).read_text("utf-8")) if kind == language]


def _run(*command: str, folder: Path) -> str:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "COLUMNS": "120", "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("name", READMES)
def test_python_prints_what_is_shown(name: str, tmp_path: Path) -> None:
    (code,), (shown,) = _blocks(name, "python"), _blocks(name, "text")
    assert _run(sys.executable, "-c", code, folder=tmp_path) == shown


@pytest.mark.parametrize("name", READMES)
def test_shell_prints_what_is_shown(name: str, tmp_path: Path) -> None:
    (session,) = _blocks(name, "console")
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", session, re.MULTILINE):
        assert _run("bash", "-c", command, folder=tmp_path) == shown, command


def test_both_readmes_show_the_same() -> None:
    plain = [
        re.sub(r" *#.*", "", "".join(_blocks(name, "python") + _blocks(name, "console"))) for name in READMES
    ]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("path", [*READMES, *(str(p.relative_to(ROOT)) for p in ROOT.glob("docs/*.md"))])
def test_links_lead_somewhere(path: str) -> None:
    links = _LINK.findall((ROOT / path).read_text("utf-8"))
    assert [link for link in links if not ((ROOT / path).parent / link).exists()] == []
