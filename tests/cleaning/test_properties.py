"""What holds for any text: lengths, the offset map, and that a span of the source reads as its clean text."""

from hypothesis import given
from hypothesis import strategies as st

from extractor.cleaning import clean_run, clean_text

_MENTIONS = [
    "2020年1月30日",
    "12.5万元",
    "丰和市总工会",
    "500余名职工",
    "《经费管理办法》",
    "省機關工會",
    "第14次会议",
]
_JOINTS = ["，", "。", "向", "拨付", "、", "于", "和"]
_BREAKS = ["\n", "\n\n", "\r\n", "\n \n", "\u200b", "\u00a0\n"]


@st.composite
def noisy_pages(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """A sentence of mentions with wraps, blanks, pinyin, zero-width characters and full-width digits put in,
    and the source spans of its mentions."""
    source, spans = "", []
    for mention in draw(st.lists(st.sampled_from(_MENTIONS), min_size=1, max_size=12)):
        source += draw(st.sampled_from(_JOINTS))
        start = len(source)
        for i, char in enumerate(mention):
            if i and draw(st.integers(0, 7)) == 0:
                source += draw(st.sampled_from(_BREAKS))
            source += draw(st.sampled_from([char] * 3 + [_full_width(char)]))
            if char in "总機會学":
                source += draw(st.sampled_from(["", "(huì)", " (zǒng) ", "（jī）"]))
        end = len(source.rstrip())
        spans.append((start, end))
    return source, spans


def _full_width(char: str) -> str:
    return chr(ord(char) + 0xFEE0) if char.isascii() and char.isdigit() else char


@given(noisy_pages())
def test_a_mention_reads_the_same_alone_as_on_the_page(page: tuple[str, list[tuple[int, int]]]) -> None:
    source, spans = page
    clean = clean_text(source)
    for start, end in spans:
        inside = [i for i, origin in enumerate(clean.origin) if start <= origin < end]
        first, last = inside[0], inside[-1] + 1
        if "\n" not in clean.text[first:last]:
            assert clean_run(source[slice(*clean.source_span(first, last))]) == clean.text[first:last]


@given(
    st.text(alphabet=st.characters(codec=None))
    | st.text("年月日万元0１lO（(āa) 　\n\t|*.,，。—\ufffd會é&#9;<p>", max_size=300)
)
def test_map_and_lengths_hold_for_any_text(source: str) -> None:
    clean = clean_text(source)
    assert len(clean.text) == len(clean.norm) == len(clean.origin)
    assert all(left < right for left, right in zip(clean.origin, clean.origin[1:], strict=False))
    assert all(0 <= place < len(source) for place in clean.origin)
    assert not clean.text.startswith("\n")
    assert "\n\n" not in clean.text
    clean.text.encode("utf-8")
    clean.norm.encode("utf-8")


@given(st.text("年月日万元市总工会，。 \n", max_size=200))
def test_cleaning_only_takes_out_blanks_where_there_is_no_other_noise(source: str) -> None:
    assert "".join(clean_text(source).text.split()) == "".join(source.split())
