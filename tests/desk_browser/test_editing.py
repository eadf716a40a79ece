"""An editor at work: with the mouse, by keys alone, through reloads and crashes."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.desk_browser.conftest import Server, paste, wait_for_records

SAVED = "已保存"


def settled(page: Page) -> None:
    expect(page.locator("#doing")).to_have_text(SAVED)


def exported(page: Page, key: str, folder: Path) -> Path:
    page.locator(".menu summary").click()
    with page.expect_download() as download:
        page.locator(f"[data-act='export.{key}']").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_facts_beside_the_text(page: Page, server: Server) -> None:
    paste(page, server)
    expect(page.locator("mark.amounts").first).to_have_text("12万元")
    first = page.locator("article.fact").first
    expect(first).to_contain_text("年份取自文稿日期“2021-02-05”")
    expect(first).to_contain_text("allocate.1")
    first.hover()
    expect(page.locator("mark.on")).to_have_text(["2月3日", "秭归县总工会", "各乡镇工会", "下拨", "12万元"])
    page.locator("mark.trigger", has_text="筹集").click()
    expect(page.locator("article.fact.active")).to_contain_text("865,000元")


def test_a_value_corrected_with_the_mouse_and_undone(page: Page, server: Server, tmp_path: Path) -> None:
    paste(page, server)
    page.get_by_role("button", name="金额 120,000元").click()
    page.get_by_label("元", exact=True).fill("13万")
    page.get_by_role("button", name="保存").click()
    changed = page.get_by_role("button", name="金额 130,000元")
    expect(changed).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("button", name="金额 120,000元")).to_be_visible()
    page.get_by_role("button", name="重做").click()
    settled(page)
    page.reload()
    expect(changed).to_be_visible(timeout=30_000)
    record = json.loads(exported(page, "records", tmp_path).read_text("utf-8"))
    amounts = record["facts"][0]["amounts"]
    assert [(one["yuan"], one["wanyuan"]) for one in amounts] == [("130000", "13")]
    assert record["mentions"]["amounts"][0]["yuan"] == "130000"
    assert "editor" in record["facts"][0]["rules"]


def test_by_keys_alone(page: Page, server: Server) -> None:
    """Paste, choose, correct, drop, undo, add a fact from chosen words, save: no mouse."""
    page.goto(server.address)
    expect(page.locator("#pasted")).to_be_focused()
    page.keyboard.insert_text("3月1日，秭归县总工会向白水镇工会拨付2万元。兴山县总工会也拿出了4万元。")
    page.keyboard.press("Control+Enter")
    wait_for_records(page)
    count = page.locator("article.fact").count()
    page.keyboard.press("j")
    expect(page.locator("article.fact.active")).to_be_focused()
    for _ in ("checkbox", "type", "agent"):
        page.keyboard.press("Tab")
    expect(page.locator("button.value:focus")).to_have_text("秭归县总工会")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("宜昌市秭归县总工会")
    page.keyboard.press("Enter")
    expect(page.locator("article.fact.active")).to_contain_text("宜昌市秭归县总工会")
    page.keyboard.press("x")
    expect(page.locator("article.fact")).to_have_count(count - 1)
    page.keyboard.press("Control+z")
    expect(page.locator("article.fact")).to_have_count(count)
    page.keyboard.press("1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    for _ in "4万元。":
        page.keyboard.press("ArrowLeft")
    for _ in range(2):
        page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator(".chosen")).to_have_text("选中：出了")
    page.keyboard.press("n")
    expect(page.get_by_label("动作用词")).to_have_value("出了")
    page.keyboard.press("Enter")
    expect(page.locator("article.fact")).to_have_count(count + 1)
    expect(page.locator("article.fact.active")).to_contain_text("40,000元")
    settled(page)


def test_merging_and_splitting(page: Page, server: Server) -> None:
    paste(page, server)
    facts = page.locator("article.fact")
    count = facts.count()
    facts.nth(1).get_by_label("选中，用来合并").check()
    facts.nth(2).get_by_label("选中，用来合并").check()
    page.keyboard.press("g")
    expect(facts).to_have_count(count - 1)
    active = page.locator("article.fact.active")
    expect(active).to_contain_text("水田坝乡工会")
    expect(active).to_contain_text("归州镇工会")
    active.get_by_role("button", name="拆分").click()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(facts).to_have_count(count)
    expect(facts.nth(1)).not_to_contain_text("20,000元")
    expect(facts.nth(2)).to_contain_text("20,000元")
    expect(facts.nth(2)).to_contain_text("归州镇工会")


def test_words_chosen_with_the_mouse_become_a_value(page: Page, server: Server) -> None:
    paste(page, server)
    page.locator("article.fact", has_text="看望慰问").first.click(position={"x": 200, "y": 5})
    page.evaluate(
        """() => {
          const has = (one) => one.textContent.includes('茅坪镇');
          const line = [...document.querySelectorAll('.words')].find(has);
          const node = [...line.childNodes].find(has);
          const at = node.textContent.indexOf('茅坪镇');
          getSelection().setBaseAndExtent(node, at, node, at + 3);
        }"""
    )
    expect(page.locator(".chosen")).to_have_text("选中：茅坪镇")
    page.get_by_role("toolbar").get_by_role("button", name="对象").click()
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(page.locator("article.fact.active")).to_contain_text("茅坪镇")
    expect(page.locator("mark.party", has_text="茅坪镇")).to_be_visible()


def test_what_the_document_says_of_itself(page: Page, server: Server, tmp_path: Path) -> None:
    paste(page, server)
    page.get_by_role("button", name="修改文稿信息").click()
    page.get_by_role("textbox", name="标题").fill("送温暖活动开展")
    page.get_by_role("textbox", name="日期").fill("2021-02-30")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("dialog")).to_contain_text("写成 年-月-日")
    page.get_by_role("textbox", name="日期").fill("2021-02-06")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".head h3")).to_have_text("送温暖活动开展")
    settled(page)
    head = json.loads(exported(page, "labels", tmp_path).read_text("utf-8"))["document"]
    assert (head["title"], head["date"]) == ("送温暖活动开展", "2021-02-06")


def test_labels_are_a_corpus_document(page: Page, server: Server, tmp_path: Path) -> None:
    paste(page, server)
    page.locator("article.fact").last.click(position={"x": 200, "y": 5})
    page.keyboard.press("x")
    page.locator(".menu summary").click()
    page.locator("[data-act='export.save']").click()
    expect(page.locator("#status")).to_contain_text("标注已存到")
    command = [sys.executable, "-m", "extractor", "evaluate", str(server.labels), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["figures"]["amounts"]["f1"] == 1.0
    with zipfile.ZipFile(exported(page, "corpus", tmp_path)) as packed:
        assert sorted(Path(name).suffix for name in packed.namelist()) == [".json", ".txt"]


@pytest.mark.parametrize("key", ["csv", "html"])
def test_other_exports(page: Page, server: Server, tmp_path: Path, key: str) -> None:
    paste(page, server)
    path = exported(page, key, tmp_path)
    assert path.suffix == f".{key}"
    assert "秭归县总工会" in path.read_text("utf-8-sig")
    if key == "html":
        page.goto(path.as_uri())
        expect(page.locator("mark.amount").first).to_have_text("12万元")


def test_work_outlives_the_server(page: Page, server: Server) -> None:
    """A step taken while the server is down is kept in the browser, even through a reload, and sent later."""
    page.expected_faults = ("ERR_CONNECTION_REFUSED", "ERR_CONNECTION_RESET", "Failed to fetch")
    paste(page, server)
    count = page.locator("article.fact").count()
    page.keyboard.press("j")
    page.keyboard.press("x")
    settled(page)
    server.kill()
    page.keyboard.press("x")
    expect(page.locator("#doing")).to_contain_text("连不上服务")
    expect(page.locator("article.fact")).to_have_count(count - 2)
    server.start()
    page.reload()
    expect(page.locator("article.fact")).to_have_count(count - 2, timeout=30_000)
    settled(page)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("article.fact")).to_have_count(count - 2, timeout=30_000)


def test_pasted_words_outlive_the_page(page: Page, server: Server) -> None:
    page.goto(server.address)
    page.fill("#pasted", "没读完的一篇")
    page.reload()
    expect(page.locator("#pasted")).to_have_value("没读完的一篇")


def test_two_windows_keep_their_own_words(page: Page, server: Server) -> None:
    page.goto(server.address)
    page.fill("#pasted", "没读完的一篇")
    other = page.context.new_page()
    other.goto(server.address)
    other.fill("#pasted", "3月1日，秭归县总工会拨付2万元。")
    page.reload()
    expect(page.locator("#pasted")).to_have_value("没读完的一篇")
    page.locator("#pasted").press("End")
    page.keyboard.insert_text("，还没完")
    other.get_by_role("button", name="开始读").click()
    wait_for_records(other)
    other.goto(server.address)
    expect(other.locator("#pasted")).to_have_value("")
    page.reload()
    expect(page.locator("#pasted")).to_have_value("没读完的一篇，还没完")
    third = page.context.new_page()
    third.goto(server.address)
    expect(third.locator("#pasted")).to_have_value("没读完的一篇，还没完")


def test_a_second_window_is_told(page: Page, server: Server) -> None:
    page.expected_faults = ("409",)
    paste(page, server)
    other = page.context.new_page()
    other.goto(page.url)
    wait_for_records(other)
    other.keyboard.press("j")
    other.keyboard.press("x")
    settled(other)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("#doing")).to_contain_text("另一个窗口改过")
    count = page.locator("article.fact").count()
    page.keyboard.press("x")
    expect(page.locator("article.fact")).to_have_count(count)
    page.reload()
    expect(page.locator("article.fact")).to_have_count(count - 1, timeout=30_000)
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator("article.fact")).to_have_count(count - 2)
    settled(page)


def test_steps_left_unsent_do_not_go_on_top_of_others(page: Page, server: Server) -> None:
    paste(page, server)
    count = page.locator("article.fact").count()
    page.keyboard.press("j")
    page.keyboard.press("x")
    settled(page)
    page.evaluate(
        """() => {
          const patches = [{ layer: "facts", id: "another", fact: null }];
          const pending = { from: 0, steps: [{ kind: "edit", patches }, { kind: "undo" }] };
          localStorage.setItem(`jianbao.pending.${location.hash.slice(1)}`, JSON.stringify(pending));
        }"""
    )
    page.reload()
    wait_for_records(page)
    expect(page.locator("#doing")).to_contain_text("另一个窗口改过")
    expect(page.locator("article.fact")).to_have_count(count - 1)
