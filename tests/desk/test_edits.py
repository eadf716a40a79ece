"""What the page does to records before it sends them: its modules alone, run by Node where there is one."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[2] / "extractor" / "desk" / "page"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="needs node")
BROWSER = """
const kept = new Map(), sent = [];
globalThis.localStorage = {
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => kept.set(key, value),
  removeItem: (key) => kept.delete(key),
};
globalThis.fetch = async (path, { body }) => {
  sent.push(JSON.parse(body).number);
  return globalThis.taken ?? true
    ? new Response("{}")
    : new Response(JSON.stringify({ what: "no" }), { status: 409 });
};
const base = { facts: [] };
const edit = (object) => ({
  kind: "edit",
  patches: [{ layer: "facts", id: "a", fact: { id: "a", object, evidence: { span: [0, 1] } } }],
});
const asKept = (step) => {
  const patches = step.patches.map((patch) => ({ ...patch, fact: { additive: false, ...patch.fact } }));
  return { patches, kind: step.kind };
};
const wait = () => new Promise((done) => setTimeout(done, 50));
"""


def run(folder: Path, script: str) -> Any:
    """What ``script``, a module beside those of the page, tells."""
    shutil.copytree(PAGE, folder / "page")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    head = "import * as edits from './page/edits.js'; import { Journal } from './page/journal.js';"
    tell = "const tell = (value) => console.log(JSON.stringify(value));"
    (folder / "test.js").write_text("\n".join((head, tell, BROWSER, script)), "utf-8")
    done = subprocess.run(
        [str(NODE), "test.js"], cwd=folder, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


FACTS = """
const fact = (id, part_of, changes) => ({
  id, part_of, agents: [], recipients: [], dates: [], amounts: [], quantities: [], documents: [],
  object: null, purpose: null, rules: [], evidence: { span: [0, 9], text: id }, ...changes,
});
const sum = (start, yuan, each = false) => ({ span: [start, start + 1], yuan, each });
const party = (name, start) => ({ name, span: [start, start + 1] });
const yuan = (patches) => patches.filter((one) => one.fact).map((one) => one.fact.amounts.map((a) => a.yuan));
"""


def test_a_split_gives_no_sum_twice(tmp_path: Path) -> None:
    script = """
    const agents = [party("甲", 1), party("乙", 2)];
    tell([
      [sum(5, "9")], [sum(5, "9"), sum(7, "8")], [sum(5, "9", true)],
    ].map((amounts) => yuan(edits.splitFact(fact("a", null, { agents, amounts }), "agents"))));
    """
    assert run(tmp_path, FACTS + script) == [[["9"], []], [["9"], ["8"]], [["9"], ["9"]]]


def test_a_total_merged_with_its_shares_keeps_its_sum(tmp_path: Path) -> None:
    script = """
    const total = fact("t", null, { amounts: [sum(1, "12")] });
    const one = fact("a", "t", { amounts: [sum(3, "3")] });
    const other = fact("b", "t", { amounts: [sum(5, "2")] });
    const merged = (...facts) => yuan(edits.mergeFacts({ facts: [total, one, other] }, facts))[0];
    tell([merged(total, one, other), merged(one, total), merged(one, other)]);
    """
    assert run(tmp_path, FACTS + script) == [["12"], ["12"], ["3", "2"]]


@pytest.mark.parametrize(
    ("on_disk", "objects", "state", "numbers"),
    [
        ("[]", "mine", "saved", [0, 1]),
        ("[asKept(edit('first'))]", "mine", "saved", [1]),
        ("[edit('first'), edit('mine')]", "mine", None, []),
        ("[edit('theirs')]", "theirs", "conflict", []),
        ("[edit('first'), edit('theirs')]", "theirs", "conflict", []),
    ],
)
def test_steps_left_by_an_earlier_page(
    tmp_path: Path, on_disk: str, objects: str, state: str | None, numbers: list[int]
) -> None:
    script = f"""
    const steps = [edit("first"), edit("mine")];
    kept.set("jianbao.pending.w", JSON.stringify({{ from: 0, steps }}));
    const journal = new Journal("w", base, {on_disk});
    await wait();
    tell([journal.document.facts[0].object, journal.state ?? null, sent, kept.size]);
    """
    assert run(tmp_path, script) == [objects, state, numbers, 0]


def test_no_steps_after_another_window_was_faster(tmp_path: Path) -> None:
    script = """
    globalThis.taken = false;
    const journal = new Journal("w", base, []);
    journal.edit(edit("mine").patches);
    await wait();
    journal.edit(edit("more").patches);
    await wait();
    tell([journal.steps.length, journal.state, journal.undo(), sent, kept.size]);
    """
    assert run(tmp_path, script) == [0, "conflict", False, [0], 0]


def test_warnings_in_the_language_of_the_page(tmp_path: Path) -> None:
    script = """
    import { readFileSync } from "node:fs";
    globalThis.fetch = async () => new Response(readFileSync("page/words.json"));
    globalThis.document = { documentElement: {} };
    const { loadWords, sayWarning, switchLanguage } = await import("./page/say.js");
    await loadWords();
    const warnings = [
      "2月30日 is no day of the calendar",
      "the date of the document was read as 2021-02-03 from a damaged writing",
      "page 2 was not read: is no page: (1) [x]",
      "of another version",
    ];
    const chinese = warnings.map(sayWarning);
    switchLanguage();
    tell([chinese, warnings.map(sayWarning).every((words, at) => words === warnings[at])]);
    """
    chinese, is_english_kept = run(tmp_path, script)
    assert chinese == [
        "日历上没有“2月30日”这一天",
        "文稿日期的写法有损坏，读作 2021-02-03",
        "第 2 页没有读出来：is no page: (1) [x]",
        "of another version",
    ]
    assert is_english_kept
