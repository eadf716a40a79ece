"""Labels go to other tools and come back the same, and what people change there is read."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ElementTree
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import Extractor
from extractor.cli import main
from extractor.errors import GoldError
from extractor.labels import SOURCES, TARGETS, labelstudio, reader, sources, writer
from extractor.labels.answers import mark_answers
from extractor.labels.gold import Gold, Labels, load_gold, resolve
from extractor.labels.marking import mark
from extractor.labels.marks import LAYERS, SLOTS, Link, Mark, Marked, field_kinds, labels_of

TEXT = "3月5日，秭归县总工会向各乡镇\r\n工会 拨(bō)付资金(zī jīn)12万元，其中水田坝乡工会3万元。\n\n"
LABELS: dict[str, Any] = {
    "document": {"kind": "news", "addressees": ["各乡镇工会", "水田坝乡工会"], "date": "2021-03-06"},
    "dates": [{"quote": "3月5日", "start": "2021-03-05", "end": "2021-03-05", "granularity": "day"}],
    "amounts": [
        {"quote": "12万元", "yuan": "120000"},
        {"quote": "3万元", "yuan": "30000", "kind": "in_kind"},
    ],
    "orgs": [{"quote": "秭归县总工会", "name": "秭归县总工会", "type": "union"}],
    "facts": [
        {
            "action": {"quote": "拨付", "type": "allocate"}, "status": "done",
            "agents": ["秭归县总工会", "县里"], "recipients": ["各乡镇工会"],
            "dates": [["2021-03-05", "2021-03-05"], [None, "2021-12-31"]],
            "amounts": ["120000"], "quantities": [["3", "个", None]], "documents": ["一份没有的文件"],
            "evidence": "秭归县总工会向各乡镇工会拨付资金(zī jīn)12万元", "purpose": "送\t温暖|\\",
        },
        {
            "action": {"quote": "拨付", "type": "give"}, "status": "planned", "recipients": ["水田坝乡工会"],
            "amounts": ["30000"], "part_of": 0, "cumulative": True, "evidence": "其中水田坝乡工会3万元",
        },
    ],
    "ignored": ["各乡镇\r\n工会 拨付资", "工会"],
}  # fmt: skip


def gold(**changes: Any) -> Gold:
    return resolve("made", TEXT, Labels.model_validate(LABELS | changes))


def there_and_back(marked: list[Marked], to: str, folder: Path) -> Iterator[Marked]:
    writer(to)(marked, folder / "out")
    return reader(to)(folder / "out")


@pytest.fixture(scope="module")
def corpus(documents: list[Gold]) -> list[Marked]:
    return [mark(one) for one in documents]


@pytest.mark.parametrize("to", TARGETS)
def test_all_labels_of_the_corpus_come_back(
    to: str, documents: list[Gold], corpus: list[Marked], tmp_path: Path
) -> None:
    back = {one.name: one for one in there_and_back(corpus, to, tmp_path)}
    assert len(back) == len(documents)
    for one in documents:
        same = back[one.name].text == one.text and labels_of(back[one.name]) == one.labels
        assert same, f"{one.name} differs"  # no more is said: the document may be held out


@pytest.mark.parametrize("to", TARGETS)
def test_awkward_labels_come_back(to: str, tmp_path: Path) -> None:
    (back,) = there_and_back([mark(gold())], to, tmp_path)
    assert (back.name, back.text, labels_of(back)) == ("made", TEXT, gold().labels)


_SIGNS = st.sampled_from("工会12万 \n\r\t\u3000\x0b\u2028|#\\𠮷“<&")


@st.composite
def _marked(draw: st.DrawFn) -> Marked:
    text = draw(st.text(_SIGNS, max_size=25)) + "会"
    letters = [place for place, sign in enumerate(text) if not sign.isspace()]
    ends = st.tuples(st.sampled_from(letters), st.sampled_from(letters))
    drawn = draw(st.lists(st.tuples(st.sampled_from([*LAYERS]), ends), max_size=8))
    marks = [
        Mark(f"T{number}", layer, (min(span), max(span) + 1), {"type": "give"} if layer == "fact" else {})
        for number, (layer, span) in enumerate(drawn)
        if layer != "action"
    ]
    marks.append(Mark("V", "action", (letters[0], letters[0] + 1)))
    links = [Link("trigger", one.id, "V") for one in marks if one.layer == "fact"]
    return Marked("made", text, {"kind": "other"}, tuple(marks), tuple(links))


@pytest.mark.parametrize("to", [name for name in TARGETS if name != "gold"])
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(marked=_marked())
def test_any_marks_keep_their_places(to: str, marked: Marked, tmp_path: Path) -> None:
    (back,) = there_and_back([marked], to, tmp_path)
    assert back.text == marked.text
    assert sorted(map(_place, back.marks)) == sorted(
        one for one in map(_place, marked.marks) if to != "brat" or one[0] != "action" or marked.links
    )


def _place(one: Mark) -> tuple[str, int, int]:
    return one.label, *one.span


def test_slots_are_links_wherever_the_text_says_their_values() -> None:
    marked = mark(gold())
    words = {one.id: TEXT[slice(*one.span)] for one in marked.marks}
    first, second = (one for one in marked.marks if one.layer == "fact")
    linked = [(link.slot, words[link.target]) for link in marked.links if link.fact == first.id]
    assert linked == [
        ("trigger", "拨(bō)付"),
        ("agents", "秭归县总工会"),
        ("recipients", "各乡镇\r\n工会"),
        ("dates", "3月5日"),
        ("amounts", "12万元"),
    ]
    assert first.fields["agents"] == ["县里"]
    assert Link("part_of", second.id, first.id) in marked.links


def test_what_is_changed_in_label_studio_is_read(tmp_path: Path) -> None:
    labelstudio.write([mark(gold())], tmp_path)
    tasks = json.loads((tmp_path / "tasks.json").read_text("utf-8"))
    (annotation,) = tasks[0]["annotations"]
    annotation["result"] = [
        item
        for item in annotation["result"]
        if item.get("labels") != ["dates"] and item.get("from_name") not in ("amount_kind", "fact_dates")
    ]
    for item in annotation["result"]:
        if item.get("from_name") == "fact_status":
            item["value"]["choices"] = ["required"]
    export = tmp_path / "export.json"
    export.write_text(json.dumps(tasks), "utf-8")
    labels = labels_of(next(labelstudio.read(export)))
    assert [(fact.status, fact.dates) for fact in labels.facts] == [("required", ())] * 2
    assert [amount.kind for amount in labels.amounts] == ["cash", "cash"]


def test_renumbered_entities_of_doccano_keep_their_fields(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    writer("doccano")([mark(gold())], path)
    line = json.loads(path.read_text("utf-8"))
    for entity in line["entities"]:
        entity["id"] += 700
    for relation in line["relations"]:
        relation["from_id"] += 700
        relation["to_id"] += 700
    path.write_text(json.dumps(line), "utf-8")
    assert labels_of(next(reader("doccano")(path))) == gold().labels


def test_changed_tags_of_conll_are_read(tmp_path: Path) -> None:
    path = tmp_path / "made.conllup"
    writer("conll")([mark(gold(facts=[]))], path)
    path.write_bytes(path.read_bytes().replace(b"B-org", b"B-party").replace(b"I-org", b"I-party"))
    labels = labels_of(next(reader("conll")(path)))
    assert labels.orgs == ()
    assert labels.amounts == gold().labels.amounts


def test_the_configuration_offers_all_that_is_written() -> None:
    root = ElementTree.fromstring(labelstudio.configuration())
    offered = {
        tag.attrib["name"]: {choice.attrib["value"] for choice in tag.iter("Choice")}
        for kind in ("Choices", "TextArea")
        for tag in root.iter(kind)
    }
    assert offered == {
        f"{layer}_{name}": set(kind.choices)
        for layer in ("document", *LAYERS)
        for name, kind in field_kinds(layer).items()
    }
    assert [tag.attrib["value"] for tag in root.iter("Label")] == list(LAYERS)
    assert [tag.attrib["value"] for tag in root.iter("Relation")] == list(SLOTS)


def test_records_become_predictions_and_labels(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(TEXT + "县总工会还慰问20名职工，秭归县总工会党组书记参加。", "utf-8")
    records, tasks, out = tmp_path / "records.jsonl", tmp_path / "tasks", tmp_path / "gold"
    assert main(["extract", str(path), "-o", str(records)]) == 0
    assert main(["convert", str(records), "--from", "records", "--to", "labelstudio", "-o", str(tasks)]) == 0
    (task,) = json.loads((tasks / "tasks.json").read_text("utf-8"))
    assert task["predictions"][0]["model_version"].startswith("jianbao ")
    assert "annotations" not in task
    assert main(["convert", str(records), "--from", "records", "--to", "gold", "-o", str(out)]) == 0
    labels, document = load_gold(out / "page.json").labels, Extractor().extract(path.read_bytes())
    assert [one.yuan for one in labels.amounts] == [one.yuan for one in document.mentions.amounts]
    assert len({one.name for one in labels.orgs}) == len(labels.orgs)
    said = [(one.action.type, one.status, one.agents, one.amounts) for one in labels.facts]
    assert said == [
        (
            one.action.type,
            one.status,
            tuple(org.name for org in one.agents),
            tuple(amount.yuan for amount in one.amounts),
        )
        for one in document.facts
    ]
    assert [one.part_of for one in labels.facts][:2] == [None, 0]


def test_records_of_a_text_that_has_changed_are_refused(tmp_path: Path) -> None:
    path, records = tmp_path / "page.txt", tmp_path / "records.jsonl"
    path.write_text(TEXT, "utf-8")
    assert main(["extract", str(path), "-o", str(records)]) == 0
    path.write_text(TEXT + "又及。", "utf-8")
    with pytest.raises(GoldError, match="has changed"):
        list(reader("records")(records))


def test_answers_on_the_corpus_are_labels(documents: list[Gold]) -> None:
    extractor = Extractor()
    for one in documents[:6]:
        labels = labels_of(mark_answers(extractor.extract(one.text, source=one.name), one.text))
        assert resolve(one.name, one.text, labels).labels == labels


@pytest.mark.parametrize(
    ("marked", "fault"),
    [
        ([Mark("T1", "date", (0, 4))], r"date \[0, 4\) '3月5日': granularity"),
        ([Mark("T1", "fact", (0, 4))], r"fact \[0, 4\) .* no trigger"),
        ([Mark("T1", "fact", (0, 4), {"type": "give", "status": "done"})], r"give \[0, 4\) .* no trigger"),
    ],
)
def test_marks_that_make_no_label_are_told_with_their_place(marked: list[Mark], fault: str) -> None:
    with pytest.raises(GoldError, match=f"made: {fault}"):
        labels_of(Marked("made", TEXT, {"kind": "news"}, tuple(marked), ()))


@pytest.mark.parametrize("data", [b'[{"data": {}, "annotations": [{"result": 1}]}]\n', b"\xff\xfe", None])
@pytest.mark.parametrize("reads", SOURCES)
def test_files_that_are_missing_or_of_another_shape_are_named(
    reads: str, data: bytes | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other"
    if data is not None:
        path.write_bytes(data)
    assert main(["convert", str(path), "--from", reads, "--to", "brat", "-o", str(tmp_path / "out")]) == 1
    (message,) = capsys.readouterr().err.splitlines()
    assert str(path) in message


def _named(*names: Any) -> list[Marked]:
    return [Marked(name, TEXT, {"kind": "news"}, (), ()) for name in names]


@pytest.mark.parametrize(
    "name", ["../../escaped", "/escaped", "a\\b", "C:b", "a\0b", "a\nb", "\udc80", "", ".", "..", 7]
)
@pytest.mark.parametrize("to", TARGETS)
def test_names_that_lead_out_of_the_folder_are_refused(to: str, name: Any, tmp_path: Path) -> None:
    out = tmp_path / "one" / "two"
    out.parent.mkdir()
    with pytest.raises(GoldError, match="no plain file name"):
        writer(to)(_named(name), out)
    assert [path for path in tmp_path.rglob("*") if path.is_file() and out not in path.parents] == []


@pytest.mark.parametrize("to", TARGETS)
def test_a_second_document_of_a_name_is_refused(to: str, tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="two documents of the name 'A'"):
        writer(to)(_named("a", "b.c", "A"), tmp_path / "out")


def test_records_of_files_of_one_name_stay_apart(tmp_path: Path) -> None:
    for folder, text in (("a", TEXT), ("b", TEXT), ("c", TEXT + "又及。")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.txt").write_bytes(text.encode())
    records, out = tmp_path / "records.jsonl", tmp_path / "out"
    assert main(["extract", *(str(tmp_path / one) for one in "abc"), "-o", str(records)]) == 0
    assert main(["convert", str(records), "--from", "records", "--to", "gold", "-o", str(out)]) == 0
    ids = [json.loads(line)["id"] for line in records.read_text("utf-8").splitlines()]
    texts = {path.stem: path.read_bytes().decode() for path in out.glob("*.txt")}
    assert texts == {"1": TEXT, f"1-{ids[1]}": TEXT, f"1-{ids[2]}": TEXT + "又及。"}


def _container(folder: Path) -> tuple[Path, Path]:
    box, table = folder / "a.zip", folder / "t.jsonl"
    with zipfile.ZipFile(box, "w") as archive:
        for name, text in (("in/a.txt", TEXT), ("b.txt", TEXT + "一"), ("c.txt.gz", None)):
            archive.writestr(name, text.encode() if text else gzip.compress((TEXT + "二").encode()))
    rows = [{"text": TEXT + "三"}, {"text": TEXT + "四", "id": "x/y!:z"}]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return box, table


def test_records_of_archives_and_tables_find_their_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, table = _container(tmp_path)
    records, opened = tmp_path / "records.jsonl", []
    assert main(["extract", str(box), str(table), "-o", str(records)]) == 0
    walk = sources.documents_in
    monkeypatch.setattr(sources, "documents_in", lambda path, **how: opened.append(path) or walk(path, **how))
    found = {one.name: one.text for one in reader("records")(records)}
    assert opened == [str(box), str(table)]
    assert list(found) == ["a", "b", "c.txt", "t-1", "z"]
    assert list(found.values()) == [TEXT, *(TEXT + sign for sign in "一二三四")]
    backwards = records.read_text("utf-8").splitlines()[::-1]
    records.write_text("\n".join(backwards), "utf-8")
    assert [one.text for one in reader("records")(records)] == list(found.values())[::-1]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("-", "standard input"),
        ("a.zip!gone.txt", "not found again"),
        ("gone.zip!a.txt", "no file of the source"),
    ],
)
def test_records_whose_source_cannot_be_read_again_say_so(
    source: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    _container(tmp_path)
    record = Extractor().extract(TEXT, source=source).model_dump_json()
    (tmp_path / "records.jsonl").write_text(record, "utf-8")
    with pytest.raises(GoldError, match=f"^records.jsonl:1: .*{fault}"):
        list(reader("records")(Path("records.jsonl")))
