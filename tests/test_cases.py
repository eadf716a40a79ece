"""Every case in ``corpus/cases`` on the real extractor (the format is told in ``corpus/README.md``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field

from extractor import Document, Extractor

CASES = Path(__file__).parents[1] / "corpus" / "cases"
_LAYERS = frozenset({"facts", "dates", "amounts", "quantities", "orgs", "document", "warnings"})


class Case(BaseModel):
    """A text and what has to be in its record, and what must not."""

    model_config = ConfigDict(extra="forbid")

    text: str
    why: str
    anchor: str | None = None
    title: str | None = None
    expect: dict[str, Any] = Field(default_factory=dict)
    absent: dict[str, list[Any]] = Field(default_factory=dict)

    def model_post_init(self, _: object) -> None:
        unknown = (self.expect.keys() | self.absent.keys()) - _LAYERS
        assert not unknown, f"no such layer: {', '.join(sorted(unknown))}"
        assert self.expect or self.absent, "a case that asks for nothing"


def _cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text("utf-8")), start=1):
            yield pytest.param(Case.model_validate(case), id=f"{file.stem}-{number}")


def layers(document: Document) -> dict[str, Any]:
    """The record as cases name its parts."""
    record = document.model_dump(mode="json")
    mentions, facts = record.pop("mentions"), record.pop("facts")
    texts = {fact["id"]: fact["evidence"]["text"] for fact in facts}
    for fact in facts:
        fact["type"], fact["trigger"] = fact["action"]["type"], fact["action"]["text"]
        fact["evidence"] = fact["evidence"]["text"]
        fact["part_of"] = texts.get(fact["part_of"])
    return {**mentions, "facts": facts, "document": record, "warnings": record["warnings"]}


def holds(actual: Any, wanted: Any) -> bool:
    """Whether ``actual`` has what is wanted: of a mapping the named fields, of a list each item once and, if
    it is an empty list, nothing. A body, paper or mention may be wanted by one text: its name, title, value
    or words."""
    if isinstance(wanted, Mapping):
        return isinstance(actual, Mapping) and all(
            key in actual and holds(actual[key], value) for key, value in wanted.items()
        )
    if isinstance(wanted, list):
        if not isinstance(actual, Sequence):
            return False
        return _each_once(list(actual), wanted) if wanted else not actual
    if isinstance(actual, Mapping):
        return wanted in [actual.get(key) for key in ("name", "title", "yuan", "value", "start", "text")]
    return bool(actual == wanted)


def _each_once(actual: list[Any], wanted: Sequence[Any]) -> bool:
    if not wanted:
        return True
    return any(
        holds(item, wanted[0]) and _each_once(actual[:place] + actual[place + 1 :], wanted[1:])
        for place, item in enumerate(actual)
    )


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("case", list(_cases()))
def test_case(case: Case, extractor: Extractor) -> None:
    text = f"{case.title}\n{case.text}" if case.title else case.text
    found = layers(extractor.extract(text, anchor=case.anchor))
    for layer, wanted in case.expect.items():
        assert holds(found[layer], wanted), f"{case.why}\n{layer}: {wanted} is not in {found[layer]}"
    for layer, unwanted in case.absent.items():
        for one in unwanted:
            here = [item for item in found[layer] if holds(item, one)]
            assert not here, f"{case.why}\n{layer}: {one} should not be there: {here}"


@pytest.mark.parametrize(
    ("actual", "wanted", "expected"),
    [
        ([{"yuan": "5", "mod": "exact"}], [{"yuan": "5"}], True),
        ([{"yuan": "5", "mod": "exact"}], [{"yuan": "5", "mod": "approx"}], False),
        ([{"yuan": "5"}], [{"yuan": "5"}, {"yuan": "5"}], False),
        ([{"yuan": "5"}, {"yuan": "6"}], [{"yuan": "6"}, {"yuan": "5"}], True),
        ([{"agents": [{"name": "甲市总工会", "type": "union"}]}], [{"agents": ["甲市总工会"]}], True),
        ([{"agents": [{"name": "甲市总工会", "type": "union"}]}], [{"agents": []}], False),
        ([{"agents": []}], [{"agents": []}], True),
        ([{"part_of": None}], [{"part_of": None}], True),
        ([{"yuan": None}], [{"min_yuan": None}], False),
    ],
)
def test_what_it_means_to_hold(actual: Any, wanted: Any, expected: bool) -> None:
    assert holds(actual, wanted) == expected
