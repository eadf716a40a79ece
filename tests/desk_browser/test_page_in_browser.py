"""The page itself: hostile words, long texts, narrow screens, assistive technology, two languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from tests.desk_browser.conftest import ARTICLE, Server, paste, serious, wait_for_records

HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)>\n"
    "2月3日，秭归县总工会<svg onload=alert(3)>向各乡镇工会下拨送温暖资金12万元。"
    "县总工会印发《<b>通知</b>》。\n"
    "javascript:alert(4) {{7*7}} ${alert(5)} </textarea></span></mark>\n"
)
LONG = 200_000


def test_words_of_an_article_are_never_markup(page: Page, server: Server, tmp_path: Path) -> None:
    file = tmp_path / "<img src=x onerror=alert(6)>.txt"
    file.write_text(HOSTILE, "utf-8")
    page.goto(server.address)
    page.set_input_files("#file", str(file))
    wait_for_records(page)
    assert page.locator("main img, main svg, main script, main b:not(.type b, .entry b)").count() == 0
    assert page.locator(".text").inner_text().startswith(HOSTILE.split("\n", 1)[0])
    page.keyboard.press("j")
    page.keyboard.press("w")
    expect(page.get_by_role("dialog")).to_contain_text("sentence")
    page.keyboard.press("Escape")
    page.goto(server.address)
    expect(page.get_by_role("button", name="<img src=x onerror=alert(6)>.txt", exact=True)).to_be_visible()


@pytest.mark.parametrize(
    "smuggled",
    [
        "document.body.innerHTML = '<img src=x onerror=alert(1)>'",
        "document.body.setAttribute('onclick', 'alert(1)')",
        "document.createElement('script').src = 'https://example.org/x.js'",
        "document.createElement('script').textContent = 'alert(1)'",
        "document.createElement('iframe').srcdoc = '<script>alert(1)</script>'",
    ],
)
def test_words_could_not_become_markup_either(page: Page, server: Server, smuggled: str) -> None:
    """The second wall: the policy of the page refuses what a fault of ours would let in."""
    page.expected_faults = ("Trusted", "Content Security Policy")
    page.goto(server.address)
    with pytest.raises(Error, match="Trusted"):
        page.evaluate(smuggled)


def test_200_000_characters(page: Page, server: Server, tmp_path: Path) -> None:
    """The text at once, records of the beginning soon, all of them later; then it can be edited."""
    paragraph = ARTICLE.split("\n\n", 2)[2]
    text = ARTICLE + paragraph * ((LONG - len(ARTICLE)) // len(paragraph))
    file = tmp_path / "long.txt"
    file.write_text(text, "utf-8")
    page.goto(server.address)
    page.set_input_files("#file", str(file))
    expect(page.locator("article.fact").first).to_be_visible(timeout=60_000)
    expect(page.locator(".facts .note")).to_contain_text("先看开头的记录")
    assert len(page.locator(".text").text_content() or "") > LONG * 0.95
    wait_for_records(page)
    assert page.locator("article.fact").count() < 200
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#doing")).to_have_text("已保存")
    page.keyboard.press("Control+z")
    expect(page.locator("#status")).to_have_text("已撤销")
    last = page.locator(".chunk").last.locator("article.fact").last
    for _ in range(20):  # what is built on the way down is not quite as high as was guessed
        page.locator(".facts").evaluate("(pane) => (pane.scrollTop = pane.scrollHeight)")
        page.wait_for_timeout(200)
    expect(last).to_be_attached()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 360])
def test_axe_finds_nothing_serious(context: BrowserContext, server: Server, width: int, scheme: str) -> None:
    context.close()
    browser = context.browser
    assert browser is not None
    size = {"width": width, "height": 800}
    bare = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # axe must get in
    page = bare.new_page()
    page.goto(server.address)
    assert serious(page) == []
    paste(page, server)
    if width == 360:
        assert serious(page) == []
        page.get_by_role("button", name="换一栏").click()
    page.keyboard.press("j")
    assert serious(page) == []
    for key in ("e", "?"):
        page.keyboard.press(key)
        assert serious(page) == []
        page.keyboard.press("Escape")
    page.keyboard.press("v")
    assert serious(page) == []
    bare.close()


def test_nothing_is_cut_off_at_360_pixels(context: BrowserContext, page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    paste(page, server)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="换一栏").click()
    page.locator("article.fact").first.click(position={"x": 150, "y": 5})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.get_by_role("button", name="金额 120,000元").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="保存")).to_be_in_viewport()


def test_english_by_choice(page: Page, server: Server) -> None:
    page.goto(server.address)
    page.locator("[data-act='language']").click()
    expect(page.get_by_role("heading", name="Read a bulletin")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Read a bulletin")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"


def test_alarms_stand_beside_their_line(page: Page, server: Server) -> None:
    start = ARTICLE.index("12万元")
    alarm = {
        "id": "parts-total", "severity": "error", "spans": [[start, start + 4]], "text": "12万元",
        "message": "分项合计与总数差 <b>7</b> 万元", "figures": [], "explanation": "分项应当加得出总数",
    }  # fmt: skip

    def with_alarm(route: Route) -> None:
        reading = route.fetch().json()
        reading["alarms"] = {"zh": [alarm], "en": [alarm]}
        route.fulfill(body=json.dumps(reading), content_type="application/json")

    page.route("**/reading", with_alarm)
    paste(page, server)
    expect(page.locator("mark.alarm")).to_have_text("12万元")
    page.get_by_role("button", name="分项合计与总数差 <b>7</b> 万元", exact=True).click()
    expect(page.locator(".entry.error")).to_contain_text("分项应当加得出总数")
