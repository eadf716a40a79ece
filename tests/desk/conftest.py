"""One desk for all tests of the room: its worker processes take a second to start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from extractor.desk.app import create_app
from extractor.desk.limits import Limits

ADDRESS = "http://127.0.0.1:8747"
ARTICLE = (
    "秭归县总工会送温暖活动扎实开展\n2021-02-05 来源：秭归工会\n"
    "2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元，其中水田坝乡工会3万元。"
    "县总工会为一线医务人员发放口罩3000只。\n"
)


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("desk")


@pytest.fixture(scope="session")
def client(data: Path) -> Iterator[TestClient]:
    app = create_app(data=data, limits=Limits(processes=1, body=1 << 20))
    with TestClient(app, base_url=ADDRESS) as client:
        yield client


@pytest.fixture
def work(client: TestClient) -> str:
    """The id of a new work on the article."""
    answer = client.post("/works", json={"text": ARTICLE, "source": "article"})
    id: str = answer.json()["id"]
    return id
