"""What is scored: folders of labelled documents, the rows they give, and what a run was made from."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb

from evaluation.scoring import Judgement, judge
from extractor.errors import GoldError, UsageError
from extractor.labels.gold import Gold, load_folder
from extractor.records import Document, Mentions

HELD_OUT = "HELD_OUT"
SPLITS = "splits.tsv"
_MEASURED = ("extractor", "evaluation", "patterns")
_CODE = Path(__file__).resolve().parent
_NOTHING = Document(
    id="0" * 16,
    source="",
    title=None,
    kind="other",
    number=None,
    issuer=None,
    addressees=(),
    publisher=None,
    date=None,
    mentions=Mentions(),
    facts=(),
    warnings=(),
)

Extract = Callable[[str], Document]


@dataclass(frozen=True, slots=True)
class Row:
    """A set of documents that is scored as one. Training and held-out documents share a row only in
    ``reviewed``, the whole of what was labelled twice."""

    name: str
    documents: tuple[Gold, ...]

    @property
    def fingerprint(self) -> str:
        """The first 12 hex digits of a SHA-256 over names, texts and labels."""
        digest = sha256()
        for gold in self.documents:
            for part in (gold.name, gold.text, gold.labels.model_dump_json()):
                digest.update(part.encode() + b"\0")
        return digest.hexdigest()[:12]


def rows_of(folder: Path) -> list[Row]:
    """The rows of a folder: of a corpus (it holds splits.tsv) reviewed, train-reviewed, train and test; of
    its part ``train`` the two of train; of any other folder one. Raises GoldError, UsageError."""
    if not folder.is_dir():
        raise UsageError("is no folder", where=str(folder), remedy="name a folder of NAME.txt and NAME.json")
    if (folder / SPLITS).is_file():
        train, test = load_folder(folder / "train"), load_folder(folder / "test")
        reviewed = _reviewed(folder / SPLITS, train=train, test=test)
        both = sorted([*train, *test], key=lambda gold: gold.name)
        return [
            Row("reviewed", _only(both, reviewed)),
            Row("train-reviewed", _only(train, reviewed)),
            Row("train", tuple(train)),
            Row("test", tuple(test)),
        ]
    documents = load_folder(folder)
    splits = folder.parent / SPLITS
    if folder.name == "train" and splits.is_file():
        return [
            Row("train-reviewed", _only(documents, _reviewed(splits, train=documents))),
            Row("train", tuple(documents)),
        ]
    return [Row(folder.name or str(folder), tuple(documents))]


def _only(documents: Sequence[Gold], names: set[str]) -> tuple[Gold, ...]:
    return tuple(gold for gold in documents if gold.name in names)


def _reviewed(splits: Path, **parts: Sequence[Gold]) -> set[str]:
    """The names that splits.tsv calls reviewed. Raises GoldError where it and the folders tell of different
    documents."""
    listed = [line.split("\t") for line in splits.read_text("utf-8").splitlines()[1:]]
    for part, documents in parts.items():
        named = {name for name, split, _ in listed if split == part}
        if unlike := named ^ {gold.name for gold in documents}:
            what = f"does not fit the files of {part}: {', '.join(sorted(unlike))}"
            raise GoldError(what, where=str(splits))
    return {name for name, _, reviewed in listed if reviewed == "yes"}


def is_held_out(folder: Path) -> bool:
    """Whether the folder, or a part of the corpus it is, is scored and never read for tuning."""
    return any(folder.glob(HELD_OUT)) or any(folder.glob(f"*/{HELD_OUT}"))


def judge_all(documents: Iterable[Gold], extract: Extract) -> tuple[list[Judgement], list[str]]:
    """Extract and judge, document by document; and the faults of the extractor. A document on which it fails
    is judged as one in which nothing was found. A fault tells the place in the code and nothing of the text,
    which may be held out."""
    judgements, faults = [], []
    for gold in documents:
        try:
            answer = extract(gold.text)
        except Exception as error:
            frame = extract_tb(error.__traceback__)[-1]
            faults.append(f"{gold.name}: {type(error).__name__} at {frame.filename}:{frame.lineno}")
            answer = _NOTHING
        judgements.append(judge(gold, answer))
    return judgements, faults


def commit() -> str | None:
    """The commit of the code that runs, with ``+`` where files differ from it; None outside a checkout."""
    head = _git("rev-parse", "--short=12", "HEAD")
    if head is None:
        return None
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", *_MEASURED)
    return head + ("+" if changed else "")


def _git(*arguments: str) -> str | None:
    command = ["git", "-C", str(_CODE.parent), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return None  # no git, or no checkout: figures then carry no commit
    return done.stdout.strip()
