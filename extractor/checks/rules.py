"""``patterns/checks.yaml``: the alarms, what they say, which are on, and the words that checks go by."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from extractor.checks.model import Language, Severity
from extractor.errors import UsageError
from extractor.patterns import PatternModel, load

FILE = "checks.yaml"


class Wording(PatternModel):
    """One language: a short name, the message with {…} for what the check found, and the explanation."""

    name: str
    message: str
    why: str


class Rule(PatternModel):
    """One kind of alarm."""

    id: str
    severity: Severity
    enabled: bool
    zh: Wording
    en: Wording

    def wording(self, language: Language) -> Wording:
        return self.zh if language == "zh" else self.en


class Words(PatternModel):
    """Cue words, told in the file itself."""

    shares: list[str]
    all_shares: list[str]
    totals: list[str]
    compared: list[str]
    no_part: list[str]
    rest: list[str]
    open_list: list[str]
    excerpt: list[str]
    more: list[str]
    less: list[str]
    per_time: list[str]
    must: list[str]
    not_yet: list[str]
    wrong_names: dict[str, str]
    short_forms: list[str]


class CheckFile(PatternModel):
    """patterns/checks.yaml."""

    words: Words
    terms: dict[str, dict[Language, str]]
    alarms: list[Rule]


@dataclass(frozen=True, slots=True)
class Switches:
    """Which alarms are raised: those that are on by default, with those of ``enable`` and without those of
    ``disable``. Raises UsageError for an id that is none."""

    enable: Collection[str] = ()
    disable: Collection[str] = ()

    def __post_init__(self) -> None:
        known = rules()
        for name in [*self.enable, *self.disable]:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                remedy = f"did you mean {near[0]}?" if near else "jianbao check --list shows them"
                raise UsageError(f"{name!r} is no alarm", remedy=remedy)

    def on(self) -> frozenset[str]:
        """The ids that are on."""
        by_default = {rule.id for rule in rules().values() if rule.enabled}
        return frozenset((by_default | set(self.enable)) - set(self.disable))


@cache
def rules() -> dict[str, Rule]:
    """All kinds of alarms by id, in the order of the file. Raises PatternError."""
    return {rule.id: rule for rule in _file().alarms}


@cache
def words() -> Words:
    """The cue words. Raises PatternError."""
    return _file().words


def terms(names: Iterable[str], language: Language) -> str:
    """Terms of the file, said in a language."""
    known = _file().terms
    return ("、" if language == "zh" else ", ").join(known[name][language] for name in names)


@cache
def _file() -> CheckFile:
    return load(FILE, CheckFile)
