"""A desk served by the command and a real Chromium. ``make desk-test`` installs what this needs; where it is
missing these tests are left out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium")
if CHROMIUM is None or find_spec("playwright") is None:
    collect_ignore_glob = ["test_*.py"]

ARTICLE = """秭归县总工会送温暖活动扎实开展

2021-02-05 来源：秭归工会

2月3日，秭归县总工会向各乡镇工会下拨送温暖资金12万元，其中水田坝乡工会3万元、归州镇工会2万元。县总工会主席到茅坪镇看望慰问困难职工178名，送去慰问品价值5.6万元。

去年11月以来，县总工会筹集资金86.5万元，为一线医务人员发放口罩3000只。下一步，县总工会将投入20万元建设职工书屋。
"""


@dataclass
class Server:
    """``jianbao desk`` as a process, with its own data folder."""

    data: Path
    port: int = 0

    def start(self) -> None:
        command = [sys.executable, "-m", "extractor", "desk", "--port", str(self.port)]
        environment = {**os.environ, "XDG_DATA_HOME": str(self.data)}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        assert self.process.stdout is not None
        told = re.search(r"http://127\.0\.0\.1:(\d+)/", self.process.stdout.readline())
        assert told is not None
        self.port = int(told[1])

    def kill(self) -> None:
        """As a crash would: without a word."""
        self.process.kill()
        self.process.communicate()

    def stop(self) -> None:
        self.process.terminate()
        self.process.communicate()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def labels(self) -> Path:
        return self.data / "jianbao" / "desk" / "labels"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("data"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1360, "height": 860})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which an error of ours, or a word on the console, is a failure of the test."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("dialog", lambda dialog: faults.append(f"dialog: {dialog.message}"))
    yield page
    expected = getattr(page, "expected_faults", ())
    assert [fault for fault in faults if not any(one in fault for one in expected)] == []


def paste(page: Page, server: Server, text: str = ARTICLE) -> None:
    """Begin a work and wait for its records."""
    page.goto(server.address)
    page.fill("#pasted", text)
    page.get_by_role("button", name="开始读").click()
    wait_for_records(page)


def wait_for_records(page: Page) -> None:
    page.locator("#status", has_text="读完了").wait_for(timeout=300_000)


def serious(page: Page) -> list[str]:
    """What axe finds serious or worse."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"resultTypes": ["violations"]}).response
    return [
        f"{one['id']}: {node['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
