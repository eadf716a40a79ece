"""What a worker process does for the desk: one job, one JSON text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from extractor.desk.alarms import alarms_of
from extractor.desk.contract import Checked, Explained, Language, Origin, Reading, Zone
from extractor.explain import Explainer
from extractor.facts.skeleton import AnyMention
from extractor.pipeline import Analysis, Extractor
from extractor.reading import read_bytes

PREVIEW = 2000
"""Characters from the beginning of a long text whose records are shown until those of the whole are there."""


@dataclass(frozen=True, slots=True)
class Job:
    """``data`` is a bulletin: its text, or a file in any format that reading knows. ``place`` is a source
    offset to explain."""

    kind: Literal["read", "extract", "check", "preview", "analyse", "explain"]
    data: str | bytes
    source: str
    anchor: str | None = None
    language: Language = "zh"
    place: int = 0


class Hand:
    """Does jobs. It keeps the last analysis, since an editor asks about one text many times."""

    def __init__(self) -> None:
        self._extractor = Extractor()
        self._last: tuple[tuple[str | bytes, str, str | None], Analysis] | None = None

    def __call__(self, job: Job) -> str:
        if job.kind == "read":
            return _source_text(job)
        if job.kind == "preview":
            return _reading(self._extractor.analyse(_beginning(job), anchor=job.anchor, source=job.source))
        analysis = self._analysis(job)
        if job.kind == "extract":
            return analysis.document.model_dump_json()
        if job.kind == "check":
            alarms = alarms_of(analysis, language=job.language)
            head = analysis.document
            return Checked(source=head.source, id=head.id, alarms=alarms).model_dump_json()
        if job.kind == "analyse":
            return _reading(analysis)
        return Explained(lines=tuple(_explained(analysis, job.place))).model_dump_json()

    def _analysis(self, job: Job) -> Analysis:
        key = job.data, job.source, job.anchor
        if self._last is None or self._last[0] != key:
            self._last = None  # two long texts at once would need twice the memory
            self._last = key, self._extractor.analyse(job.data, anchor=job.anchor, source=job.source)
        return self._last[1]


def _source_text(job: Job) -> str:
    return job.data if isinstance(job.data, str) else read_bytes(job.data, source=job.source).text


def _beginning(job: Job) -> str:
    text = _source_text(job)
    end = text.rfind("\n", 0, PREVIEW)
    return text[: end if end > 0 else PREVIEW]


def _reading(analysis: Analysis) -> str:
    clean = analysis.clean
    zones = [zone for zone in analysis.layout.zones if not zone.kind.is_body and zone.start < zone.end]
    return Reading(
        document=analysis.document,
        zones=tuple(Zone(kind=z.kind.value, span=clean.source_span(z.start, z.end)) for z in zones),
        origins=tuple(_origins(analysis)),
        alarms={language: alarms_of(analysis, language=language) for language in ("zh", "en")},
    ).model_dump_json()


def _origins(analysis: Analysis) -> Iterator[Origin]:
    place = analysis.clean.source_span
    layer = analysis.mentions
    found: list[AnyMention] = [*layer.dates, *layer.amounts, *layer.quantities, *layer.orgs]
    for mention in found:
        basis = place(*mention.basis) if mention.basis else None
        yield Origin(span=place(mention.start, mention.end), rule=mention.rule, basis=basis)


def _explained(analysis: Analysis, place: int) -> Iterator[str]:
    explainer = Explainer(analysis)
    for span in explainer.places(str(place)):
        yield from explainer.at(span)
