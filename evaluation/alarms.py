"""How good the alarms are: ``python -m evaluation.alarms planted`` and ``… judged``.

``planted`` puts each sentence of ``planted.yaml`` into a training document and counts how many are found.
``judged`` runs the checks on a part of the corpus and holds each alarm against ``verdicts.tsv``, which says
whether the text is at fault.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from evaluation.runs import is_held_out
from extractor.checks import Alarm, check, rules
from extractor.errors import GoldError, UsageError
from extractor.pipeline import Analysis, Extractor
from extractor.reading import read_path

Hosts = Literal["any", "dated", "notice", "no-attachment"]
Key = tuple[str, str, str]

_HERE = Path(__file__).resolve().parent
_CORPUS = _HERE.parent / "corpus"
_DAY = re.compile(r"\{([+-][0-9]+)(y?)\}")
_STEP = 7  # neighbouring sentences of a kind go into documents this far apart


class Planted(BaseModel):
    """One fault: what stands in a paragraph of its own, and perhaps in place of the title."""

    model_config = ConfigDict(extra="forbid")
    text: str
    title: str | None = None


class Kind(BaseModel):
    """The faults of one kind."""

    model_config = ConfigDict(extra="forbid")
    id: str
    hosts: Hosts = "any"
    texts: list[str | Planted]

    def faults(self) -> list[Planted]:
        return [Planted(text=one) if isinstance(one, str) else one for one in self.texts]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A planted fault: whether it was found, and the other alarms that the document alone does not give."""

    kind: str
    host: str
    fault: Planted
    found: bool
    others: tuple[Alarm, ...]


def load_planted(path: Path = _HERE / "planted.yaml") -> list[Kind]:
    return [Kind.model_validate(kind) for kind in yaml.safe_load(path.read_text("utf-8"))]


def load_verdicts(path: Path = _HERE / "verdicts.tsv") -> dict[Key, bool]:
    """By document, alarm and text: whether the text is at fault. Raises GoldError."""
    verdicts: dict[Key, bool] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines()[1:], start=2):
        document, alarm, text, verdict, _ = line.split("\t")
        if verdict not in ("right", "false"):
            raise GoldError(f"{verdict!r} is no verdict", where=f"{path}:{number}", remedy="right or false")
        verdicts[document, alarm, text] = verdict == "right"
    return verdicts


def analyse_folder(folder: Path) -> dict[str, Analysis]:
    """The documents of a part of the corpus by name."""
    extractor = Extractor()
    return {path.stem: extractor.read(read_path(path)) for path in sorted(folder.glob("*.txt"))}


def plant(kinds: Sequence[Kind], hosts: dict[str, Analysis]) -> Iterator[Outcome]:
    """Each fault in a document of its own."""
    extractor = Extractor()
    own = {name: {_trait(alarm) for alarm in check(analysis)} for name, analysis in hosts.items()}
    for offset, kind in enumerate(kinds):
        fitting = [name for name, analysis in hosts.items() if _fits(analysis, kind.hosts)]
        for number, fault in enumerate(kind.faults()):
            name = fitting[(offset + number * _STEP) % len(fitting)]
            text, (start, end) = _put(hosts[name], fault)
            alarms = check(extractor.analyse(text))
            hits = [alarm for alarm in alarms if alarm.id == kind.id and _touches(alarm, start, end)]
            others = tuple(a for a in alarms if a not in hits and _trait(a) not in own[name])
            yield Outcome(kind.id, name, fault, bool(hits), others)


def _trait(alarm: Alarm) -> tuple[str, str]:
    return alarm.id, alarm.text


def _touches(alarm: Alarm, start: int, end: int) -> bool:
    return any(first < end and start < last for first, last in alarm.spans)


def _fits(analysis: Analysis, hosts: Hosts) -> bool:
    fields = analysis.layout.fields
    dated = fields.date is not None and fields.date.start is not None
    if fields.title is None or fields.title.start is None or not _body(analysis):
        return False
    if hosts == "dated":
        return dated and fields.kind == "news"
    if hosts == "notice":
        return dated and fields.kind == "notice"
    return hosts == "any" or "附" not in analysis.source.text


def _body(analysis: Analysis) -> list[int]:
    """Where the paragraphs begin, in clean text."""
    return [zone.start for zone in analysis.layout.zones if zone.kind.value == "paragraph"]


def _put(analysis: Analysis, fault: Planted) -> tuple[str, tuple[int, int]]:
    """The source text with the fault in the middle of its paragraphs, and where the fault stands."""
    source, clean, fields = analysis.source.text, analysis.clean, analysis.layout.fields
    places = _body(analysis)
    place = clean.origin[places[len(places) // 2]]
    place = source.rfind("\n", 0, place) + 1
    planted = _DAY.sub(lambda match: _day(match, analysis), fault.text)
    before, behind = source[:place], source[place:]
    assert fields.title is not None
    if fault.title is not None and fields.title.start is not None and fields.title.end is not None:
        first, last = clean.source_span(fields.title.start, fields.title.end)
        before = before[:first] + fault.title + before[last:]
    start = len(before) + 1
    return f"{before}\n{planted}\n\n{behind}", (start, start + len(planted))


def _day(match: re.Match[str], analysis: Analysis) -> str:
    field = analysis.layout.fields.date
    day = field.value.start if field else None
    assert isinstance(day, date)
    day += timedelta(days=int(match[1]))
    return f"{day.year}年{day.month}月{day.day}日" if match[2] else f"{day.month}月{day.day}日"


def planted_report(outcomes: Sequence[Outcome], *, missed: bool) -> Iterator[str]:
    """Recall by kind, and on request what was missed."""
    yield f"{'':<22}{'found':>6}{'of':>5}"
    for kind in dict.fromkeys(outcome.kind for outcome in outcomes):
        some = [outcome for outcome in outcomes if outcome.kind == kind]
        yield f"{kind:<22}{sum(outcome.found for outcome in some):>6}{len(some):>5}"
        for outcome in some:
            if missed and not outcome.found:
                yield f"    {outcome.host}: {outcome.fault.title or ''} {outcome.fault.text!r}"
            for other in outcome.others if missed else ():
                yield f"    {outcome.host}: also {other.id} {other.message}"
    others = sum(len(outcome.others) for outcome in outcomes)
    yield f"{'all':<22}{sum(outcome.found for outcome in outcomes):>6}{len(outcomes):>5}"
    yield f"other alarms that the planted sentences raised: {others}"


def judged_report(documents: dict[str, Analysis], verdicts: dict[Key, bool], *, quote: bool) -> Iterator[str]:
    """Precision by alarm, over those that are on by default. ``quote`` shows those without a verdict."""
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    unjudged: Counter[str] = Counter()
    for name, analysis in documents.items():
        for alarm in check(analysis):
            verdict = verdicts.get((name, alarm.id, alarm.text))
            counter = unjudged if verdict is None else right if verdict else false
            counter[alarm.id] += 1
            if verdict is None and quote:
                yield f"{name}\t{alarm.id}\t{alarm.text}\t{alarm.message}"
    yield f"{len(documents)} documents"
    yield f"{'':<22}{'right':>6}{'false':>7}{'unjudged':>10}"
    for name in rules():
        if right[name] or false[name] or unjudged[name]:
            yield f"{name:<22}{right[name]:>6}{false[name]:>7}{unjudged[name]:>10}"
    yield f"{'all':<22}{right.total():>6}{false.total():>7}{unjudged.total():>10}"


def main(arguments: Sequence[str]) -> None:
    """Raises UsageError for anything but planted and judged."""
    train = _CORPUS / "train"
    match list(arguments):
        case ["planted", *more]:
            outcomes = list(plant(load_planted(), analyse_folder(train)))
            lines = planted_report(outcomes, missed=more == ["--missed"])
        case ["judged", *more]:
            folder = Path(more[0]) if more else train
            documents = analyse_folder(folder)
            lines = judged_report(documents, load_verdicts(), quote=not is_held_out(folder))
        case _:
            raise UsageError("python -m evaluation.alarms planted [--missed] | judged [FOLDER]")
    for line in lines:
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
