"""The works of an editor, on disk: the input as it came, what was read from it, and a journal of steps.

A step is on the disk before it is acknowledged, and is only ever appended, so a crash loses nothing that the
page was told is kept. Folders have names of the shelf's own making.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from extractor import __version__
from extractor.desk.contract import NewStep, WorkHead
from extractor.desk.faults import Refusal
from extractor.replacing import replaced

_ABOUT, _INPUT, _TEXT, _JOURNAL = "about.json", "input", "text.json", "journal.jsonl"
_READING = f"reading-{__version__}.json"
_READINGS = "reading-*.json"
_ID = re.compile("[0-9a-f]{16}")
_DOOMED = re.compile(rf"\.{_ID.pattern}\.[0-9a-f]{{8}}")


@dataclass(frozen=True, slots=True)
class Input:
    """What a work began with: a text, or a file as it was."""

    data: str | bytes
    source: str
    anchor: str | None


class Shelf:
    """Works in ``folder``, which is made where it is missing, for its owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in [path for path in folder.iterdir() if _DOOMED.fullmatch(path.name)]:
            shutil.rmtree(left, ignore_errors=True)  # a work was being added or deleted when all ended

    def add(self, work: Input, text: str) -> str:
        """Keep a new work and give its id."""
        id = secrets.token_hex(8)
        draft = self._doomed(id)
        draft.mkdir(mode=0o700)
        is_text = isinstance(work.data, str)
        data = work.data.encode() if isinstance(work.data, str) else work.data
        about = {"source": work.source, "anchor": work.anchor, "is_text": is_text}
        (draft / _ABOUT).write_text(json.dumps(about), "utf-8")
        (draft / _INPUT).write_bytes(data)
        (draft / _TEXT).write_text(json.dumps(text), "utf-8")
        (draft / _JOURNAL).touch()
        draft.rename(self._folder / id)
        return id

    def works(self) -> tuple[WorkHead, ...]:
        """All works, the last changed first."""
        heads = [self.head(folder.name) for folder in self._works()]
        return tuple(sorted(heads, key=lambda head: (-head.changed, head.id)))

    def head(self, id: str) -> WorkHead:
        """What the list shows of a work. Raises Refusal where there is none, as do all below."""
        folder = self._find(id)
        changed = (folder / _JOURNAL).stat().st_mtime
        return WorkHead(
            id=id, source=self._about(folder)["source"], changed=changed, steps=len(self.journal(id))
        )

    def input(self, id: str) -> Input:
        folder = self._find(id)
        about = self._about(folder)
        data = (folder / _INPUT).read_bytes()
        return Input(data.decode() if about["is_text"] else data, about["source"], about["anchor"])

    def text(self, id: str) -> str:
        text: str = json.loads((self._find(id) / _TEXT).read_text("utf-8"))
        return text

    def reading(self, id: str) -> str | None:
        """The reading to show, as JSON, where there is one: that of this version; once there are steps the
        one that they were made on, since they would not fit another."""
        folder = self._find(id)
        made = sorted(folder.glob(_READINGS), key=lambda path: path.stat().st_mtime_ns)
        if not self.journal(id):
            made = [path for path in made if path.name == _READING]
        return made[-1].read_text("utf-8") if made else None

    def keep_reading(self, id: str, reading: str) -> None:
        folder = self._find(id)
        with self._lock, replaced(folder / _READING) as out:  # two windows may ask for one reading at once
            out.write(reading.encode())
        for path in folder.glob(_READINGS):
            if path.name != _READING:
                path.unlink(missing_ok=True)

    def journal(self, id: str) -> list[dict[str, Any]]:
        """The steps in order."""
        lines = _whole_lines((self._find(id) / _JOURNAL).read_bytes())
        return [json.loads(line) for line in lines]

    def append(self, id: str, new: NewStep) -> int:
        """Keep a step and give their number. The same step again changes nothing. Raises Refusal where
        another step has its place or the one before it is missing."""
        line = new.step.model_dump_json().encode()
        with self._lock:
            path = self._find(id) / _JOURNAL
            kept = _whole_lines(path.read_bytes())
            if new.number < len(kept) and json.loads(kept[new.number]) == json.loads(line):
                return len(kept)
            if new.number != len(kept):
                raise Refusal(
                    409, f"the journal holds {len(kept)} steps", where=id, remedy="load the work again"
                )
            with path.open("r+b") as journal:
                journal.truncate(sum(len(one) + 1 for one in kept))  # what a crash left half written
                journal.seek(0, os.SEEK_END)
                journal.write(line + b"\n")
                journal.flush()
                os.fsync(journal.fileno())
            return len(kept) + 1

    def remove(self, id: str) -> None:
        """Delete a work with all that was kept of it; cut off, it leaves no half of a work in the list."""
        shutil.rmtree(self._find(id).rename(self._doomed(id)))

    def _doomed(self, id: str) -> Path:
        """A folder that does not outlast this run."""
        return self._folder / f".{id}.{secrets.token_hex(4)}"

    def _find(self, id: str) -> Path:
        """The folder of a work. An id is hex digits alone, so what a client sends opens no other path."""
        folder = self._folder / id
        if _ID.fullmatch(id) and (folder / _ABOUT).is_file():
            return folder
        raise Refusal(404, "no such work", remedy="see the list of works")

    def _works(self) -> list[Path]:
        """Only what the shelf made: other programs leave files of their own (desktop.ini)."""
        named = (folder for folder in self._folder.iterdir() if _ID.fullmatch(folder.name))
        return [folder for folder in named if (folder / _ABOUT).is_file()]

    def _about(self, folder: Path) -> dict[str, Any]:
        about: dict[str, Any] = json.loads((folder / _ABOUT).read_text("utf-8"))
        return about


def _whole_lines(data: bytes) -> list[bytes]:
    return data.split(b"\n")[:-1]
