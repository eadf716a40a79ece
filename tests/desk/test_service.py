"""The service alone: the contract of the command line, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractor import extract
from extractor.desk.app import create_app
from extractor.desk.limits import Limits
from tests.desk.conftest import ADDRESS, ARTICLE

BYTES = {"content-type": "application/octet-stream"}


def test_same_records_as_the_library(client: TestClient) -> None:
    expected = extract(ARTICLE.encode("gb18030"), anchor="2021-03-10", source="a.txt").model_dump_json()
    as_bytes = client.post(
        "/extract?source=a.txt&anchor=2021-03-10", content=ARTICLE.encode("gb18030"), headers=BYTES
    )
    assert as_bytes.text == expected
    as_text = client.post("/extract", json={"text": ARTICLE, "source": "a.txt"})
    assert as_text.json() == extract(ARTICLE, source="a.txt").model_dump(mode="json")


def test_alarms_are_answered_for_a_source(client: TestClient) -> None:
    answer = client.post("/check", json={"text": ARTICLE, "source": "a.txt", "language": "en"})
    assert (answer.status_code, answer.json()["source"]) == (200, "a.txt")


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        (b"{", 422, None),
        (b'{"text": ""}', 422, "text"),
        (b'{"text": "\\ud800"}', 422, None),
        (b'{"text": "a", "anchor": "5 March"}', 422, "anchor"),
        (b'{"text": "a", "anchor": "2021-02-30"}', 422, "anchor"),
        (b'{"text": "a", "path": "/etc/passwd"}', 422, "path"),
        (b'{"text": "' + b"a" * (1 << 20) + b'"}', 413, None),
    ],
)
def test_what_a_body_may_not_be(client: TestClient, body: bytes, status: int, where: str | None) -> None:
    answer = client.post("/extract", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["where"]) == (status, where)
    assert answer.json()["what"]


def test_a_body_that_grows_without_saying_so(client: TestClient) -> None:
    parts = (b"a" * 4096 for _ in range(1000))
    assert client.post("/extract", content=parts, headers=BYTES).status_code == 413


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"])
def test_types_that_a_form_can_send_are_refused(client: TestClient, kind: str) -> None:
    assert client.post("/extract", content=b"text=a", headers={"content-type": kind}).status_code == 415


def test_bytes_that_are_no_text(client: TestClient) -> None:
    answer = client.post("/extract?source=b.bin", content=bytes(range(256)) * 8, headers=BYTES)
    assert (answer.status_code, answer.json()["where"]) == (422, "b.bin")


def test_work_beyond_its_time_is_stopped_and_the_next_is_done(tmp_path: Path) -> None:
    app = create_app(data=tmp_path, limits=Limits(processes=1, work=0.5))
    with TestClient(app, base_url=ADDRESS) as client:
        slow = client.post("/extract", json={"text": ARTICLE * 2000, "source": "long"})
        assert (slow.status_code, slow.json()["where"]) == (504, "long")
        assert client.post("/works", json={"text": "职工之家开放。"}).status_code == 201


def test_too_many_at_once_are_sent_away(tmp_path: Path) -> None:
    app = create_app(data=tmp_path, limits=Limits(processes=1, waiting=0))
    with TestClient(app, base_url=ADDRESS) as client:
        answer = client.post("/extract", json={"text": "a"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")


def test_contract_is_published_and_its_references_hold(client: TestClient) -> None:
    contract = client.get("/openapi.json").json()
    assert contract["openapi"].startswith("3.1")
    assert {"/extract", "/check", "/health", "/works/{id}/steps"} <= contract["paths"].keys()
    schemas = contract["components"]["schemas"]
    references = [value for key, value in _pairs(contract) if key == "$ref"]
    assert {reference.removeprefix("#/components/schemas/") for reference in references} <= schemas.keys()


def test_methods_that_are_not_known(client: TestClient) -> None:
    answer = client.put("/works", json={})
    assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, {"GET", "HEAD", "POST"})


def _pairs(value: object) -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for key, one in value.items() for pair in [(key, one), *_pairs(one)]]
    return [pair for one in value for pair in _pairs(one)] if isinstance(value, list) else []
