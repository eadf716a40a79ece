"""The spaCy component: the same records as ``extract``, in any pipeline, through processes and files."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from extractor import Extractor
from extractor.errors import AnchorError
from extractor.labels import docbin
from extractor.labels.marks import Marked

ROOT = Path(__file__).parents[1]
SAMPLE = "2月3日，秭归县总工会向水田坝乡工会下拨送温暖资金12万元，其中5000元用于慰问20名职工。"
LAST_FOUR = slice(-4, None)


def chinese(**tokenizer: str) -> Language:
    return spacy.blank("zh", config={"nlp": {"tokenizer": tokenizer}} if tokenizer else {})


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = chinese()
    pipeline.add_pipe("union_facts", config={"anchor": "2021-02-05"})
    return pipeline


@pytest.fixture(scope="module")
def bulletins() -> list[str]:
    return [path.read_text("utf-8") for path in sorted((ROOT / "corpus" / "train").glob("a-*.txt"))]


def _words(doc: Doc) -> dict[str, list[str]]:
    return {group: [span.text for span in doc.spans[group]] for group in doc.spans}


def test_spans_and_values(nlp: Language) -> None:
    doc = nlp(SAMPLE)
    assert _words(doc) == {
        "dates": ["2月3日"],
        "amounts": ["12万元", "5000元"],
        "quantities": ["20名"],
        "orgs": ["秭归县总工会", "水田坝乡工会"],
        "facts": [fact.evidence.text for fact in doc._.facts],
    }
    assert doc.spans["dates"][0]._.record.start == "2021-02-03"
    assert [span._.record.yuan for span in doc.spans["amounts"]] == ["120000", "5000"]
    assert [span.label_ for span in doc.spans["facts"]] == [fact.action.type for fact in doc._.facts]
    assert [span._.record for span in doc.spans["facts"]] == list(doc._.facts)


def test_records_are_those_of_extract_to_the_byte(nlp: Language, bulletins: list[str]) -> None:
    extractor = Extractor()
    for text in bulletins:
        expected = extractor.extract(text, anchor="2021-02-05", source="here").model_dump_json()
        doc = nlp.make_doc(text)
        doc._.source = "here"
        assert nlp(doc)._.bulletin.model_dump_json() == expected


@pytest.mark.parametrize("tokenizer", [{}, {"segmenter": "jieba"}])
def test_any_tokens_hold_all_mentions(tokenizer: dict[str, str], bulletins: list[str]) -> None:
    pipeline = chinese(**tokenizer)
    pipeline.add_pipe("union_facts")
    widened = 0
    for text in bulletins[LAST_FOUR]:
        doc = pipeline(text)
        for span in (span for group in doc.spans.values() for span in group):
            record = span._.record
            start, end = getattr(record, "evidence", record).span
            assert span.start_char <= start < end <= span.end_char
            assert span._.widened == ((start, end) != (span.start_char, span.end_char))
            widened += span._.widened
    assert bool(widened) == bool(tokenizer)


def test_tokens_of_pkuseg(pkuseg_model: Path) -> None:
    pipeline = chinese(segmenter="pkuseg")
    pipeline.tokenizer.initialize(pkuseg_model=str(pkuseg_model))
    pipeline.add_pipe("union_facts")
    doc = pipeline(SAMPLE.replace("向", "\n向 "))
    assert [token.text for token in doc[:2]] == ["2月", "3日"]
    (amount, _) = doc.spans["amounts"]
    assert (amount.text, amount._.widened) == ("金12万元，", True)
    assert doc.text[slice(*amount._.record.span)] == "12万元"


def test_a_pipeline_of_others(nlp: Language) -> None:
    words = ["2月3日，秭归", "县总工会", "拨付", "资金", "12万", "元。"]
    doc = nlp.get_pipe("union_facts")(Doc(nlp.vocab, words=words, spaces=[False] * len(words)))
    (date,) = doc.spans["dates"]
    assert (date.text, date._.widened, date._.record.text) == ("2月3日，秭归", True, "2月3日")


def test_context_goes_before_the_setting_and_the_doc_before_both(nlp: Language) -> None:
    contexts: list[tuple[str, Any]] = [(SAMPLE, {"anchor": "2019-02-05", "source": "a"}), (SAMPLE, "other")]
    docs = [doc for doc, _ in nlp.pipe(contexts, as_tuples=True)]
    own = nlp.make_doc(SAMPLE)
    own._.anchor = "2018-02-05"
    docs.append(nlp(own))
    starts = [doc.spans["dates"][0]._.record.start for doc in docs]
    assert starts == ["2019-02-03", "2021-02-03", "2018-02-03"]
    assert [doc._.bulletin.source for doc in docs] == ["a", "<text>", "<text>"]


def test_two_processes(nlp: Language, bulletins: list[str]) -> None:
    texts = [(text, {"source": str(number)}) for number, text in enumerate(bulletins[LAST_FOUR])]
    here = [doc._.bulletin for doc, _ in nlp.pipe(texts, as_tuples=True)]
    there = [doc for doc, _ in nlp.pipe(texts, as_tuples=True, n_process=2)]
    assert [doc._.bulletin for doc in there] == here
    assert [span._.record for span in there[0].spans["facts"]] == list(here[0].facts)


def test_pipelines_and_docs_survive_files(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "nlp")
    nlp(SAMPLE).to_disk(tmp_path / "doc")
    expected = nlp(SAMPLE)._.bulletin
    pipelines = [
        spacy.load(tmp_path / "nlp"),
        chinese().from_config(nlp.config).from_bytes(nlp.to_bytes()),
        pickle.loads(pickle.dumps(nlp)),
    ]
    assert [pipeline(SAMPLE)._.bulletin for pipeline in pipelines] == [expected] * 3
    read = Doc(nlp.vocab).from_disk(tmp_path / "doc")
    assert read._.bulletin == expected
    assert [span._.record for span in read.spans["orgs"]] == list(expected.mentions.orgs)


def test_displacy_draws_the_spans(nlp: Language) -> None:
    drawn = displacy.render(nlp(SAMPLE), style="span", options={"spans_key": "facts"}, jupyter=False)
    assert "allocate" in drawn


def test_documents_without_the_component_have_nothing(nlp: Language) -> None:
    doc = nlp.make_doc(SAMPLE)
    assert (doc._.bulletin, doc._.facts, doc[:2]._.record, doc[:2]._.widened) == (None, (), None, False)


def test_empty_text_and_wrong_anchor(nlp: Language) -> None:
    assert nlp("")._.facts == ()
    with pytest.raises(AnchorError):
        list(nlp.pipe([(SAMPLE, {"anchor": "March"})], as_tuples=True))


def test_labels_and_record_of_one_doc_survive_together(nlp: Language, tmp_path: Path) -> None:
    path = tmp_path / "made.spacy"
    docbin.write([Marked("made", SAMPLE, {"kind": "news"}, (), ())], path)
    (doc,) = DocBin().from_disk(path).get_docs(nlp.vocab)
    bulletin = nlp(doc)._.bulletin
    DocBin(store_user_data=True, docs=[doc]).to_disk(path)
    (labelled,) = docbin.read(path)
    (read,) = DocBin().from_disk(path).get_docs(nlp.vocab)
    assert (labelled.name, labelled.head, labelled.text) == ("made", {"kind": "news"}, SAMPLE)
    assert read._.bulletin == bulletin
    assert [amount.yuan for amount in bulletin.mentions.amounts] == ["120000", "5000"]


def _alone(code: str) -> str:
    """What code says at its end in a process of its own, since extensions are there for good."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    return (done.stdout + done.stderr).strip().splitlines()[-1]


def test_the_module_can_be_loaded_again() -> None:
    again = "import importlib, sys, extractor.spacy as ours; importlib.reload(ours); "
    afresh = "del sys.modules['extractor.spacy']; import extractor.spacy; print('loaded')"
    assert _alone(again + afresh) == "loaded"


@pytest.mark.parametrize(("kind", "name"), [("Doc", "source"), ("Doc", "facts"), ("Span", "record")])
def test_an_extension_of_others_is_not_overwritten(kind: str, name: str) -> None:
    theirs = f"from spacy.tokens import {kind}; {kind}.set_extension('{name}', default=None); "
    said = _alone(theirs + "import extractor.spacy")
    assert said.startswith(f"extractor.errors.UsageError: another package has set the extension '{name}'")
