"""Any input whatever: a document whose spans hold, or one clear error; the same input, the same output."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractor import Document, Extractor, extract
from extractor.errors import AnchorError, JianbaoError
from extractor.records import Located

EXTRACTOR = Extractor()

_PIECES = (
    *"市总工会 省总 各县区总工会 职工 3月5日 2021年 去年 春节 下拨 慰问 其中 每人 分别 500元 12万元".split(),
    *"三十万 20名 3000只口罩 《通知》 〔2021〕4号 一、 （一） 1. 单位：万元 年 月 日 万 元 1 〇".split(),
    *"， 、 。 ； ： “ ” ( ) 來源: 總工會(huì) ⼯ | # <p>".split(),
    *(" ", "\n", "\n\n", "\t", "\ufeff", "\u3000", "\x00", "\ufffd"),
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(_PIECES), max_size=60).map("".join))
ANCHORS = st.one_of(st.none(), st.dates())
RELAXED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@RELAXED
@given(text=TEXTS, anchor=ANCHORS)
def test_any_text_gives_a_document_whose_spans_hold(text: str, anchor: object) -> None:
    document = EXTRACTOR.extract(text, anchor=anchor)  # type: ignore[arg-type]
    for located in _located(document):
        start, end = located.span
        assert 0 <= start < end <= len(text)
        assert _is_within(located.text, text[start:end]), located
    assert Document.model_validate_json(document.model_dump_json()) == document


@RELAXED
@given(data=st.one_of(st.binary(max_size=400), TEXTS.map(lambda text: text.encode("gb18030", "replace"))))
def test_any_bytes_give_a_document_or_one_clear_error(data: bytes) -> None:
    try:
        message = f"page.txt: a document {EXTRACTOR.extract(data, source='page.txt').id}"
    except JianbaoError as error:
        message = str(error)
    assert message.startswith("page.txt: ")
    assert "\n" not in message


@RELAXED
@given(text=TEXTS)
def test_same_input_same_output(text: str) -> None:
    first = EXTRACTOR.extract(text).model_dump_json()
    assert EXTRACTOR.extract(text).model_dump_json() == first


@pytest.mark.parametrize(
    "unit",
    [
        *"1 １ 万 年 年月日 （ (（【 、 ， 。 1, 1万 3月5日 总工会 市 各 其中 《 》《 “ 下拨 百".split(),
        *("一二三", "a", "|", "其中1万元、", "〔2021〕", "(huì)", " ", "1 ", "\n", "\n1"),
    ],
)
def test_long_runs_come_to_an_end(unit: str) -> None:
    """A quadratic stage would take minutes here."""
    document = EXTRACTOR.extract(f"市总工会下拨{unit * (40_000 // len(unit))}元。")
    assert len(document.id) == 16


def test_lone_surrogates_are_read_as_one_unknown_character() -> None:
    document = EXTRACTOR.extract("市总工会\ud800下拨30万元。")
    assert [amount.span for amount in document.mentions.amounts] == [(7, 11)]
    assert any("surrogate" in warning for warning in document.warnings)


def test_a_path_that_is_no_text_can_still_be_written() -> None:
    document = EXTRACTOR.extract("市总工会下拨30万元。", source="a\udcff.txt")
    assert Document.model_validate_json(document.model_dump_json()).source == "a\\udcff.txt"


def test_pipe_is_lazy_and_keeps_the_order() -> None:
    def texts() -> object:
        yield "市总工会下拨1万元。"
        yield "市总工会下拨2万元。"
        raise AssertionError("read too far")

    documents = Extractor().pipe(texts())  # type: ignore[arg-type]
    assert [next(documents).mentions.amounts[0].yuan for _ in range(2)] == ["10000", "20000"]


@pytest.mark.parametrize("anchor", ["2020-2-5", "20200205", "2020-02-30", "yesterday", ""])
def test_anchor_that_is_no_iso_date(anchor: str) -> None:
    with pytest.raises(AnchorError, match="YYYY-MM-DD"):
        extract("3月5日", anchor=anchor)


def _located(document: Document) -> list[Located]:
    mentions = document.mentions
    found: list[Located] = [*mentions.dates, *mentions.amounts, *mentions.quantities, *mentions.orgs]
    for fact in document.facts:
        found += [fact.action, fact.evidence, *fact.agents, *fact.recipients]
        found += [*fact.dates, *fact.amounts, *fact.quantities]
    return found


def _is_within(text: str, source: str) -> bool:
    """Whether cleaning could have made ``text`` from ``source``: by taking out and by other forms."""
    left = iter(unicodedata.normalize("NFKC", source))
    return all(
        character in left for character in unicodedata.normalize("NFKC", text) if not character.isspace()
    )
