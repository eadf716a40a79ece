"""What is not served at all, and how a file is begun with."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from extractor.cli import main
from extractor.desk.serving import serve
from extractor.errors import ReadingError, UsageError


def attempt(data: Path, **changes: object) -> None:
    plain = {"host": "127.0.0.1", "port": 0, "token": None, "first": None, "tell": lambda address: None}
    serve(data=data, **{**plain, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "desk.example"])
def test_nothing_beyond_this_machine_without_a_token(tmp_path: Path, host: str) -> None:
    with pytest.raises(UsageError, match="seen by other machines"):
        attempt(tmp_path, host=host)


@pytest.mark.parametrize("token", ["", "short", "sixteen-and-more-秘密"])
def test_tokens_that_are_none(tmp_path: Path, token: str) -> None:
    with pytest.raises(UsageError, match="plain characters"):
        attempt(tmp_path, token=token)


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(UsageError, match="--port"):
        attempt(tmp_path, port=taken.getsockname()[1])


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadingError):
        attempt(tmp_path, first=str(tmp_path / "none.txt"))


def test_the_address_names_work_and_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvicorn.Server.run", lambda self, sockets: None)
    page, told = tmp_path / "page.txt", list[str]()
    page.write_text("职工之家开放。", "utf-8")
    attempt(tmp_path, first=str(page), token="k3-fourteen-and-more", tell=told.append)
    (work,) = (tmp_path / "works").iterdir()
    assert told[0].endswith(f"/?token=k3-fourteen-and-more#{work.name}")


@pytest.mark.parametrize(
    ("arguments", "token"),
    [((), "from-the-environment"), (("--token", "from-the-command-line"), "from-the-command-line")],
)
def test_the_token_may_stand_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], token: str
) -> None:
    given = list[object]()
    monkeypatch.setenv("JIANBAO_DESK_TOKEN", "from-the-environment")
    monkeypatch.setattr("extractor.desk.serving.serve", lambda **told: given.append(told["token"]))
    assert main(["desk", *arguments]) == 0
    assert given == [token]
