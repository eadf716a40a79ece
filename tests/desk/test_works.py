"""Works over the wire: kept step by step, replayed, exported, deleted without a trace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from starlette.testclient import TestClient

from extractor import extract
from extractor.desk.contract import NewStep, Step
from extractor.desk.faults import Refusal
from extractor.desk.replay import replay
from extractor.desk.shelf import Input, Shelf
from extractor.records import Document
from tests.desk.conftest import ARTICLE

UNDO, REDO = {"kind": "undo"}, {"kind": "redo"}
STEPS: TypeAdapter[list[Step]] = TypeAdapter(list[Step])


def edit(*patches: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "edit", "patches": list(patches)}


def drop(id: str) -> dict[str, Any]:
    return edit({"layer": "facts", "id": id, "fact": None})


@pytest.fixture(scope="module")
def document() -> Document:
    return extract(ARTICLE, source="article")


def test_reading_is_what_the_library_reads(client: TestClient, work: str, document: Document) -> None:
    reading = client.get(f"/works/{work}/reading").json()
    assert reading["document"] == document.model_dump(mode="json")
    assert {zone["kind"] for zone in reading["zones"]} >= {"title", "byline"}
    amount = document.mentions.amounts[0]
    assert {"span": list(amount.span), "rule": "amount", "basis": None} in reading["origins"]


def test_steps_are_kept_once_and_in_order(client: TestClient, work: str, document: Document) -> None:
    first = {"number": 0, "step": drop(document.facts[0].id)}
    assert client.post(f"/works/{work}/steps", json=first).json() == {"steps": 1}
    assert client.post(f"/works/{work}/steps", json=first).json() == {"steps": 1}
    assert client.post(f"/works/{work}/steps", json={"number": 0, "step": UNDO}).status_code == 409
    assert client.post(f"/works/{work}/steps", json={"number": 2, "step": UNDO}).status_code == 409
    assert client.get(f"/works/{work}").json()["journal"] == [first["step"]]


def test_a_step_must_stand_in_the_text(client: TestClient, work: str, document: Document) -> None:
    fact = document.facts[0].model_dump(mode="json")
    fact["evidence"]["span"] = [0, len(ARTICLE) + 1]
    step = edit({"layer": "facts", "id": fact["id"], "fact": fact})
    answer = client.post(f"/works/{work}/steps", json={"number": 0, "step": step})
    assert (answer.status_code, answer.json()["where"]) == (422, "step")


def test_whether_a_sum_takes_a_changed_fact_in_is_reckoned_anew(
    client: TestClient, work: str, document: Document
) -> None:
    fact = next(fact for fact in document.facts if fact.additive)
    planned = {**fact.model_dump(mode="json"), "status": "planned"}
    new = {**fact.model_dump(mode="json"), "id": "new", "additive": False, "additive_yuan": None}
    for number, sent in enumerate((planned, new)):
        step = edit({"layer": "facts", "id": sent["id"], "fact": sent})
        answer = client.post(f"/works/{work}/steps", json={"number": number, "step": step})
        assert answer.status_code == 200, answer.text
    facts = {one["id"]: one for one in client.get(f"/works/{work}/export?as=records").json()["facts"]}
    told = [
        [facts[id][name] for name in ("additive", "additive_reason", "additive_yuan")]
        for id in (fact.id, "new")
    ]
    assert told == [[False, "planned", None], [True, None, fact.additive_yuan]]


def test_a_fact_that_is_none_is_refused_with_its_reason(
    client: TestClient, work: str, document: Document
) -> None:
    fact = {**document.facts[0].model_dump(mode="json"), "status": "perhaps"}
    step = edit({"layer": "facts", "id": fact["id"], "fact": fact})
    answer = client.post(f"/works/{work}/steps", json={"number": 0, "step": step})
    assert answer.status_code == 422
    assert answer.json()["where"].endswith("fact.status"), answer.text


def test_labels_that_the_scorer_would_refuse_are_not_written(
    client: TestClient, work: str, document: Document, data: Path
) -> None:
    fact = document.facts[0].model_dump(mode="json")
    fact["evidence"]["span"] = [5, 5]
    step = edit({"layer": "facts", "id": fact["id"], "fact": fact})
    assert client.post(f"/works/{work}/steps", json={"number": 0, "step": step}).status_code == 200
    answer = client.post(f"/works/{work}/labels")
    assert answer.status_code == 422
    assert "[5, 5)" in answer.json()["where"]
    assert not list(data.glob(f"labels/*{work[:8]}*"))


def test_exports_are_of_the_corrected_work(client: TestClient, work: str, document: Document) -> None:
    untouched = client.get(f"/works/{work}/export?as=records")
    assert Document.model_validate_json(untouched.content) == document
    client.post(f"/works/{work}/steps", json={"number": 0, "step": drop(document.facts[0].id)})
    for kind in ("records", "labels", "corpus", "csv", "html"):
        answer = client.get(f"/works/{work}/export?as={kind}")
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment; filename*=UTF-8''%E7%A7%AD")
    labels = client.get(f"/works/{work}/export?as=labels").json()
    assert len(labels["facts"]) == len(document.facts) - 1


@pytest.mark.parametrize("path", ["", "/reading", "/export?as=csv", "/explain?at=0"])
@pytest.mark.parametrize("id", ["0" * 16, "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "a\0b"])
def test_no_path_from_outside_is_opened(client: TestClient, id: str, path: str) -> None:
    answer = client.get(f"/works/{id.replace(chr(0), '%00')}{path}", follow_redirects=False)
    assert answer.status_code in (404, 307) or answer.headers["content-type"].startswith("text/html")
    assert b"root:" not in answer.content


def test_explain_a_place(client: TestClient, work: str) -> None:
    told = client.get(f"/works/{work}/explain?at={ARTICLE.index('12万元')}").json()["lines"]
    assert any("amount 120000 CNY" in line for line in told)
    for at in ("", "-1", "x", "9" * 30, str(len(ARTICLE))):
        assert client.get(f"/works/{work}/explain?at={at}").status_code == 422


def test_deleting_leaves_nothing(client: TestClient, data: Path) -> None:
    before = sorted(data.rglob("*"))
    id = client.post("/works", json={"text": ARTICLE}).json()["id"]
    client.get(f"/works/{id}/reading")
    assert client.delete(f"/works/{id}").status_code == 204
    assert client.get(f"/works/{id}").status_code == 404
    assert sorted(data.rglob("*")) == before


def test_a_step_half_written_is_dropped_and_its_place_taken_again(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    id = shelf.add(Input(b"a", "a", None), "a")
    undo, redo = (NewStep.model_validate({"number": n, "step": s}) for n, s in ((0, UNDO), (1, REDO)))
    shelf.append(id, undo)
    with (tmp_path / id / "journal.jsonl").open("ab") as journal:
        journal.write(b'{"kind": "re')
    assert shelf.journal(id) == [UNDO]
    assert shelf.append(id, redo) == 2
    assert shelf.journal(id) == [UNDO, REDO]


def test_what_the_shelf_did_not_make_is_no_work(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    id = shelf.add(Input(b"a", "a", None), "a")
    (tmp_path / "desktop.ini").touch()
    (tmp_path / ("0" * 16)).mkdir()
    (tmp_path / ("1" * 16)).touch()
    assert [work.id for work in shelf.works()] == [id]


def test_a_deletion_cut_off_is_ended_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    id = shelf.add(Input(b"a", "a", None), "a")
    with monkeypatch.context() as patch:
        patch.setattr("shutil.rmtree", lambda path: None)
        shelf.remove(id)
    assert shelf.works() == ()
    Shelf(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_steps_keep_the_reading_that_they_were_made_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = Shelf(tmp_path)
    begun, untouched = (shelf.add(Input(b"a", "a", None), "a") for _ in range(2))
    for id in (begun, untouched):
        shelf.keep_reading(id, "old")
    shelf.append(begun, NewStep.model_validate({"number": 0, "step": UNDO}))
    monkeypatch.setattr("extractor.desk.shelf._READING", "reading-99.json")
    assert (shelf.reading(begun), shelf.reading(untouched)) == ("old", None)
    shelf.keep_reading(untouched, "new")
    assert shelf.reading(untouched) == "new"
    assert [path.name for path in (tmp_path / untouched).glob("reading-*")] == ["reading-99.json"]


def test_works_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "works"
    shelf = Shelf(folder)
    id = shelf.add(Input(b"a", "a", None), "a")
    assert [path.stat().st_mode & 0o77 for path in (folder, folder / id)] == [0, 0]
    with pytest.raises(Refusal):
        shelf.text("../works/" + id)


@settings(deadline=None)
@given(moves=st.lists(st.sampled_from(["drop", "undo", "redo"]), max_size=12))
def test_undo_and_redo_mirror_each_other(document: Document, moves: list[str]) -> None:
    """Against the plainest model: a list of states and a place in it."""
    states, place, steps = [document], 0, []
    for move in moves:
        facts = states[place].facts
        if move == "drop" and facts:
            steps.append(drop(facts[0].id))
            states = [*states[: place + 1], states[place].model_copy(update={"facts": facts[1:]})]
            place += 1
        elif move != "drop":
            steps.append({"kind": move})
            place = max(0, place - 1) if move == "undo" else min(len(states) - 1, place + 1)
    assert replay(document, STEPS.validate_python(steps)) == states[place]


def test_a_new_fact_and_a_new_mention_stand_in_text_order(document: Document) -> None:
    second = document.facts[1].model_copy(update={"id": "new"})
    amount = document.mentions.amounts[0]
    steps = [
        edit({"layer": "facts", "id": "new", "fact": second.model_dump()}),
        edit({"layer": "amounts", "span": amount.span, "mention": None}),
        edit({"layer": "amounts", "span": amount.span, "mention": {**amount.model_dump(), "mod": "approx"}}),
    ]
    done = replay(document, STEPS.validate_json(json.dumps(steps), strict=True))
    assert [fact.id for fact in done.facts][:3] == [document.facts[0].id, document.facts[1].id, "new"]
    assert done.mentions.amounts[0].mod == "approx"
    assert done.mentions.amounts[1:] == document.mentions.amounts[1:]
