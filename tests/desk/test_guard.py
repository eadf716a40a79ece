"""Who is let in: the guard alone, around an application that answers everything."""

from __future__ import annotations

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from extractor.desk.guard import Guard

TOKEN = "k3-fourteen-and-more"


async def answer_all(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(Request(scope).url.path)(scope, receive, send)


def desk(host: str = "127.0.0.1", token: str | None = None, at: str = "127.0.0.1:8747") -> TestClient:
    guard = Guard(answer_all, host=host, token=token)
    return TestClient(guard, base_url=f"http://{at}", follow_redirects=False)


@pytest.mark.parametrize(
    ("host", "at", "is_open"),
    [
        ("127.0.0.1", "localhost:8747", True),
        ("127.0.0.1", "[::1]:8747", True),
        ("127.0.0.1", "evil.example:8747", False),
        ("127.0.0.1", "127.0.0.1.evil.example", False),
        ("127.0.0.1", "192.168.1.5:8747", False),
        ("0.0.0.0", "192.168.1.5:8747", True),
        ("0.0.0.0", "evil.example", False),
        ("desk.example", "desk.example:8747", True),
    ],
)
def test_names_that_the_desk_answers_to(host: str, at: str, is_open: bool) -> None:
    assert (desk(host, at=at).get("/works").status_code == 200) is is_open


@pytest.mark.parametrize("name", ["", "[::1", "a b", "127.0.0.1:8747, evil.example"])
def test_broken_names(name: str) -> None:
    assert desk().get("/works", headers={"host": name}).status_code == 403


@pytest.mark.parametrize(
    ("method", "path", "headers", "is_open"),
    [
        ("POST", "/works", {}, True),
        ("POST", "/works", {"origin": "http://127.0.0.1:8747"}, True),
        ("POST", "/works", {"origin": "http://127.0.0.1:8748"}, False),
        ("POST", "/works", {"origin": "http://evil.example"}, False),
        ("POST", "/works", {"origin": "null"}, False),
        ("POST", "/works", {"origin": "http://[::1"}, False),
        ("POST", "/works", {"sec-fetch-site": "cross-site"}, False),
        ("DELETE", "/works/1", {"sec-fetch-site": "same-site"}, False),
        ("GET", "/works", {"sec-fetch-site": "cross-site"}, False),
        ("GET", "/works", {"sec-fetch-site": "same-origin"}, True),
        ("GET", "/", {"sec-fetch-site": "cross-site"}, True),
        ("POST", "/", {"sec-fetch-site": "cross-site"}, False),
    ],
)
def test_what_other_sites_may_ask(method: str, path: str, headers: dict[str, str], is_open: bool) -> None:
    answer = desk().request(method, path, headers=headers)
    assert (answer.status_code == 200) is is_open


def test_no_answer_without_the_safe_headers_and_none_allows_other_origins() -> None:
    for answer in (desk().get("/works"), desk().get("/works", headers={"host": "evil.example"})):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_token_by_header() -> None:
    guarded = desk(token=TOKEN)
    assert guarded.get("/works").status_code == 401
    for given in ("", TOKEN[:-1], TOKEN + "x", "秘"):
        headers = {"authorization": f"Bearer {given}".encode()}
        assert guarded.get("/works", headers=headers).status_code == 401
    assert guarded.get("/works", headers={"authorization": f"bearer {TOKEN}"}).status_code == 200


def test_token_by_address_becomes_a_cookie_that_scripts_cannot_read() -> None:
    guarded = desk(token=TOKEN)
    assert guarded.get("/?token=wrong").status_code == 401
    welcome = guarded.get(f"/?token={TOKEN}")
    assert (welcome.status_code, welcome.headers["location"]) == (303, "/")
    assert {"HttpOnly", "SameSite=strict"} <= set(welcome.headers["set-cookie"].split("; "))
    assert guarded.get("/works").status_code == 200


def test_desks_on_one_machine_have_cookies_of_their_own() -> None:
    guarded = desk(token=TOKEN)
    guarded.get(f"/?token={TOKEN}")
    assert list(guarded.cookies) == ["jianbao-token-8747"]
    assert guarded.get("/works", headers={"host": "127.0.0.1:8748"}).status_code == 401
