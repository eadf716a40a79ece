"""The tables and views in the SQL of each store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractor.stores.rows import SCALE
from extractor.stores.tables import TABLES, Column, Table, Type
from extractor.stores.views import PARTIES, PLACES, SUMS, VIEWS, View

_DEEPEST = re.compile(r"\{(\w+):([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database says it. ``types`` names its types; ``forms`` are its ways to write what views leave
    open, with ``{}`` for the inner words. ``refers``: whether foreign keys are declared; ``comments``:
    whether it knows COMMENT ON."""

    types: Mapping[Type, str]
    forms: Mapping[str, str]
    refers: bool = True
    comments: bool = True

    def create(self) -> Iterator[str]:
        """The statements that make tables, indexes, views and their comments, in order."""
        for table in TABLES:
            yield self.table(table)
            for columns in table.indexes:
                name = f"{table.name}_by_{'_'.join(columns)}"
                yield f"CREATE INDEX {name} ON {table.name} ({', '.join(columns)})"
            if self.comments:
                yield from self._comments(table)
        for view in VIEWS:
            yield self.view(view)
            if self.comments:
                yield f"COMMENT ON VIEW {view.name} IS {quoted(view.meaning)}"

    def table(self, table: Table) -> str:
        """CREATE TABLE."""
        lines = [self._column(column) for column in table.columns]
        lines.append(f"PRIMARY KEY ({', '.join(table.key)})")
        return f"CREATE TABLE {table.name} (\n    " + ",\n    ".join(lines) + "\n)"

    def view(self, view: View) -> str:
        """CREATE VIEW, with the placeholders filled in."""
        sql = view.sql.replace("{sums}", SUMS).replace("{places}", PLACES).replace("{parties}", PARTIES)
        sql = sql.replace("{e4}", self.forms["suffix"])
        while match := _DEEPEST.search(sql):
            said = self.forms[match[1]].replace("{}", match[2])
            sql = sql[: match.start()] + said + sql[match.end() :]
        return f"CREATE VIEW {view.name} AS\n{sql}"

    def _column(self, column: Column) -> str:
        return f"{column.name} {self.types[column.type]}" + self.limits(column)

    def limits(self, column: Column) -> str:
        """What stands behind the type of a column."""
        limits = "" if column.null else " NOT NULL"
        return limits + (self.reference(column) if self.refers and column.references else "")

    def reference(self, column: Column) -> str:
        """REFERENCES. A share may stand before its total, so that such a key is checked at the end."""
        deferred = " DEFERRABLE INITIALLY DEFERRED" if column.name == "part_of" else ""
        return f" REFERENCES {column.references}{deferred}"

    def _comments(self, table: Table) -> Iterator[str]:
        yield f"COMMENT ON TABLE {table.name} IS {quoted(table.meaning)}"
        for column in table.columns:
            yield f"COMMENT ON COLUMN {table.name}.{column.name} IS {quoted(column.meaning)}"


class SqliteDialect(Dialect):
    """SQLite has no decimals. Each is kept twice: as its digits, and as an integer of ten-thousandths, which
    adds up exactly. What columns mean stands in the CREATE statements; a searched table has a full-text index
    beside it, kept by triggers."""

    def create(self) -> Iterator[str]:
        yield from super().create()
        for table in TABLES:
            if table.searched:
                yield from _search(table, table.searched)

    def table(self, table: Table) -> str:
        lines = [f"{column} -- {meaning}" for column, meaning in self._described(table)]
        key = ", ".join(table.key)
        own = f"{_number(table)} INTEGER PRIMARY KEY, -- number of the row, for the search\n    "
        unique, end = ("UNIQUE", ")") if table.searched else ("PRIMARY KEY", ") WITHOUT ROWID")
        head = f"CREATE TABLE {table.name} ( -- {table.meaning}\n    " + (own if table.searched else "")
        return head + "\n    ".join(lines) + f"\n    {unique} ({key})\n{end}"

    def view(self, view: View) -> str:
        head, _, body = super().view(view).partition("\n")
        return f"{head} -- {view.meaning}\n{body}"

    def _described(self, table: Table) -> Iterator[tuple[str, str]]:
        for column in table.columns:
            yield self._column(column) + ",", column.meaning
            if column.type == "decimal":
                limits = self.limits(column)
                yield f"{column.name}_e{SCALE} INTEGER{limits},", f"the same × {10**SCALE}: adds up exactly"

    def reference(self, column: Column) -> str:
        key = {"documents": "document_key", "facts": "fact_key", "orgs": "org_key"}[column.references or ""]
        said = super().reference(column)
        return said.replace(f"REFERENCES {column.references}", f"REFERENCES {column.references} ({key})")


def _number(table: Table) -> str:
    return f"{table.name.removesuffix('s')}_no"


def _search(table: Table, text: str) -> Iterator[str]:
    """A trigram index over one column: three characters or more are found anywhere in it."""
    index, number = f"{table.name}_fts", _number(table)
    out = f"INSERT INTO {index} ({index}, rowid, {text}) VALUES ('delete', old.{number}, old.{text});"
    into = f"INSERT INTO {index} (rowid, {text}) VALUES (new.{number}, new.{text});"
    yield (
        f"CREATE VIRTUAL TABLE {index} USING fts5"
        f"({text}, content='{table.name}', content_rowid='{number}', tokenize='trigram')"
    )
    yield f"CREATE TRIGGER {table.name}_ai AFTER INSERT ON {table.name} BEGIN {into} END"
    yield f"CREATE TRIGGER {table.name}_ad AFTER DELETE ON {table.name} BEGIN {out} END"
    yield f"CREATE TRIGGER {table.name}_au AFTER UPDATE OF {text} ON {table.name} BEGIN {out} {into} END"


def quoted(text: str) -> str:
    """A string of SQL."""
    return "'" + text.replace("'", "''") + "'"


_SQLITE_SHOWN = "CASE WHEN ({}) % 10000 = 0 THEN ({}) / 10000 ELSE ({}) / 10000.0 END"
_PLAIN = {"suffix": "", "exact": "", "sum": "COALESCE(SUM({}), 0)", "shown": "{}"}

SQLITE = SqliteDialect(
    types={
        "text": "TEXT",
        "integer": "INTEGER",
        "real": "REAL",
        "boolean": "INTEGER",
        "date": "TEXT",
        "decimal": "TEXT",
    },
    forms={
        "suffix": f"_e{SCALE}",
        "exact": "{}",
        "sum": _SQLITE_SHOWN.replace("{}", "COALESCE(SUM({}), 0)"),
        "shown": _SQLITE_SHOWN,
        "month": "SUBSTR({}, 1, 7)",
        "year": "SUBSTR({}, 1, 4)",
    },
    comments=False,
)
DUCKDB = Dialect(
    types={
        "text": "VARCHAR",
        "integer": "INTEGER",
        "real": "DOUBLE",
        "boolean": "BOOLEAN",
        "date": "DATE",
        "decimal": f"DECIMAL(24,{SCALE})",
    },
    forms={**_PLAIN, "month": "STRFTIME({}, '%Y-%m')", "year": "STRFTIME({}, '%Y')"},
    refers=False,  # DuckDB checks each statement: in one transaction a row cannot go and come again
)
POSTGRES = Dialect(
    types={
        "text": "TEXT",
        "integer": "INTEGER",
        "real": "DOUBLE PRECISION",
        "boolean": "BOOLEAN",
        "date": "DATE",
        "decimal": "NUMERIC",
    },
    forms={**_PLAIN, "month": "TO_CHAR({}, 'YYYY-MM')", "year": "TO_CHAR({}, 'YYYY')"},
)
