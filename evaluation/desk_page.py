"""``python -m evaluation.desk_page``: how the desk's page bears a long text (extra ``browser``, Chromium).

The text is the training documents one after the other: far more facts than a text of that length has.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from evaluation.desk_load import served

CORPUS = Path("corpus/train")
_WATCH = """
window.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map((task) => task.duration)))
  .observe({ type: "longtask", buffered: true });
"""


def main() -> int:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--characters", type=int, default=200_000)
    args = parser.parse_args()
    with served() as (_, port), sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1360, "height": 860})
        page.add_init_script(_WATCH)
        file = Path(folder) / "long.txt"
        file.write_text(long_text(args.characters), "utf-8")
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_timeout(3000)  # the workers have started
        begun = perf_counter()
        page.set_input_files("#file", file)
        page.locator("article.fact").first.wait_for(timeout=60_000)
        print(f"first facts after {perf_counter() - begun:.1f} s")
        page.locator("#status", has_text="读完了").wait_for(timeout=600_000)
        count = page.locator("[data-view=cards] small").inner_text().strip()
        print(f"all {count} facts after {perf_counter() - begun:.1f} s")
        page.wait_for_timeout(3000)
        print(f"longest task while reading: {longest(page)}")
        for keys in ("j", "x", "Control+z", "v", "v"):
            page.keyboard.press(keys)
            page.wait_for_timeout(700)
        for pane in (".text", ".facts"):
            page.locator(pane).evaluate("(pane) => (pane.scrollTop = pane.scrollHeight / 2)")
            page.wait_for_timeout(700)
        print(f"longest task while dropping, undoing, changing views, scrolling: {longest(page)}")
        browser.close()
    return 0


def longest(page: Any) -> str:
    """The longest time since the last call that the page could not answer. Under 50 ms none is told."""
    tasks = page.evaluate("tasks.splice(0)")
    return f"{max(tasks):.0f} ms" if tasks else "under 50 ms"


def long_text(characters: int) -> str:
    parts = [path.read_text("utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    once = "\n\n".join(parts)
    return (once * (characters // len(once) + 1))[:characters]


if __name__ == "__main__":
    raise SystemExit(main())
