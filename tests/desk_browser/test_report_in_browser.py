"""A report in a real browser: readable in light and dark, narrow and wide; a click leads to the evidence."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from extractor import Extractor
from extractor.cli import main
from tests.desk_browser.conftest import ARTICLE, serious
from tests.stores.stored import a_document, a_fact, put


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    gifts = (a_fact(f"f{n:02}", str(10**n), cumulative=n == 3, evidence=f"发放{n}") for n in range(9))
    conflict = (a_document(f"{n}.txt", a_fact("f", str(n + 1))) for n in range(2))
    article = Extractor().extract(ARTICLE, source="article.txt")
    put(f"sqlite:///{folder}/store.db", [a_document("a.txt", *gifts), *conflict, article])
    assert main(["report", f"sqlite:///{folder}/store.db", "-o", str(folder / "report.html")]) == 0
    return (folder / "report.html").as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_can_be_read_and_used(browser: Browser, address: str, width: int, scheme: str) -> None:
    size = {"width": width, "height": 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # axe must get in
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert serious(page) == []
    chart = page.locator("#s0 .time svg a").first
    target = chart.get_attribute("href")
    assert target is not None
    expect(page.locator(target)).to_be_hidden()
    chart.click()
    expect(page.locator(target)).to_be_visible()
    expect(page.locator(target)).to_be_in_viewport()
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [address]
    context.close()


def test_the_policy_of_the_page_lets_its_own_style_in(browser: Browser, address: str) -> None:
    context = browser.new_context(color_scheme="light")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(150, 48, 43)"
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(35, 38, 43)"
    expect(page.locator("#s0 .numbers table").first).to_be_visible()
    assert said == []
    context.close()
