"""The recipe of docs/stores.md, run as it is written there, on a real PostgreSQL."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from own_postgres import binaries

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RECIPE = Path(__file__).parents[2] / "docs" / "stores.md"
BLOCKS = _BLOCK.findall(RECIPE.read_text("utf-8"))
MAKE, TAKE = (body for kind, body in BLOCKS if kind == "sql")
(SEND,) = (body for kind, body in BLOCKS if kind == "bash")
PAGE = "2021年3月5日，青石县总工会向白水镇工会下拨送温暖资金12万元。3月6日，县总工会向红旗厂工会拨付7万元。"


class Shell:
    """Runs the blocks in a folder, against a database."""

    def __init__(self, url: str, folder: Path) -> None:
        bin = binaries()
        assert bin is not None
        path = os.pathsep.join([str(Path(sys.executable).parent), str(bin), os.environ["PATH"]])
        self._environment = {**os.environ, "URL": url, "PATH": path}
        self._folder = folder

    def run(self, command: str, stdin: str = "") -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", command],
            input=stdin.encode(),
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def sql(self, text: str) -> list[str]:
        return self.run('psql "$URL" -qtA -v ON_ERROR_STOP=1', text).splitlines()

    def send_again(self, lines: list[str]) -> None:
        """The second half of the command, with other lines."""
        self.run(SEND.partition("| ")[2], "".join(f"{line}\n" for line in lines))


@pytest.fixture
def shell(postgres: str, tmp_path: Path) -> Shell:
    (tmp_path / "incoming").mkdir()
    (tmp_path / "incoming" / "page.txt").write_text(PAGE, "utf-8")
    return Shell(postgres, tmp_path)


def test_each_change_is_one_event(shell: Shell) -> None:
    shell.sql(MAKE)
    shell.run(SEND)
    shell.sql(TAKE)
    lines = shell.sql("SELECT record FROM told ORDER BY fact")
    events = shell.sql("SELECT event FROM outbox")
    assert events == ["told"] * len(lines)
    assert len(lines) > 1
    assert "120000" in "".join(lines)

    shell.run(SEND)
    shell.run(SEND)
    shell.sql(TAKE)
    assert shell.sql("SELECT event FROM outbox") == events

    changed = {**json.loads(lines[0]), "status": "planned", "object": 'a "quoted" \\ word\n'}
    shell.send_again([lines[0], json.dumps(changed)])
    shell.sql(TAKE)
    after = shell.sql("SELECT event FROM outbox ORDER BY n OFFSET " + str(len(lines)))
    assert after == ["told"] + ["gone"] * (len(lines) - 1)
    (kept,) = shell.sql("SELECT record FROM told")
    assert json.loads(kept) == changed
