"""Which column of a table holds the text of a document, and which its id, date, title and source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from extractor.cautions import Caution
from extractor.errors import ReadingError
from extractor.layers import Metadata
from extractor.reading.document import storable
from extractor.reading.given import parse_day
from extractor.reading.raw import Raw

_KNOWN = {
    "text": ("text", "content", "正文", "内容"),
    "id": ("id", "编号"),
    "date": ("date", "日期", "发布日期", "发布时间"),
    "title": ("title", "标题"),
    "source": ("source", "来源"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns. None: the first that is there of text, content, 正文 and 内容, else the only
    column; for the others id, date, title, source or their Chinese names, else none."""

    text: str | None = None
    id: str | None = None
    date: str | None = None
    title: str | None = None
    source: str | None = None

    def among(self, names: Sequence[str], *, where: str) -> Columns:
        """The columns of a table that has the columns ``names``. Raises ReadingError where one that was asked
        for is missing, or nothing tells which one is the text."""
        found = {role: _choose(role, getattr(self, role), names, where) for role in _KNOWN}
        if found["text"] is None and len(names) == 1:
            found["text"] = names[0]
        if found["text"] is None:
            raise ReadingError(
                f"has none of the columns {', '.join(_KNOWN['text'])}, but {_list(names)}",
                where=where,
                remedy="name the one with the text: --text-column NAME",
            )
        return Columns(**found)

    def used(self) -> list[str]:
        """The names that are set, each once."""
        names = (self.text, self.id, self.date, self.title, self.source)
        return list(dict.fromkeys(name for name in names if name is not None))


DEFAULT_COLUMNS: Final = Columns()


def _choose(role: str, asked: str | None, names: Sequence[str], where: str) -> str | None:
    if asked is not None and asked not in names:
        raise ReadingError(
            f"has no column {asked!r}, but {_list(names)}",
            where=where,
            remedy=f"give --{role}-column one of these names",
        )
    return asked or next((name for name in _KNOWN[role] if name in names), None)


def _list(names: Iterable[str]) -> str:
    return ", ".join(list(map(repr, names))[:20]) or "no columns at all"


def document_of(row: Mapping[str, object], columns: Columns, *, table: str | None, number: int) -> Raw:
    """The document of row ``number`` (from 1) of ``table``; ``columns`` are those found by ``among``. Bytes
    in place of a text are a file of any format. Raises ReadingError where the row has no text."""
    name = _text(row, columns.id) or str(number)
    where = f"{table}:{name}" if table else name
    text = row.get(columns.text or "")
    if not isinstance(text, (str, bytes)) or not text.strip():
        raise ReadingError(f"has no text in {columns.text!r}", where=where, remedy="leave the row out")
    day, warnings = _day(row, columns.date)
    given = Metadata(_text(row, columns.title), day, _text(row, columns.source))
    if isinstance(text, bytes):
        return Raw(where, text, given, warnings=warnings)
    text = storable(text)
    if "\ufffd" in text:
        warnings += (Caution.BROKEN_ROW(),)
    return Raw(where, text.encode(), given, plain=True, warnings=warnings)


def _text(row: Mapping[str, object], name: str | None) -> str | None:
    value = row.get(name) if name is not None else None
    words = " ".join(storable(str("" if value is None else value)).split())
    return words or None


def _day(row: Mapping[str, object], name: str | None) -> tuple[date | None, tuple[str, ...]]:
    said = _text(row, name)
    day = parse_day(said) if said else None
    if said and day is None:
        return None, (Caution.NO_DATE(said=repr(said[:40]), column=repr(name)),)
    return day, ()
