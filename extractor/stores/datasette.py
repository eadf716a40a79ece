"""Metadata for Datasette: what tables, views and columns of a SQLite store mean, and a search by word."""

from __future__ import annotations

from typing import Any

from extractor.stores.tables import TABLES
from extractor.stores.views import VIEWS

_SEARCH = """SELECT facts.fact_no, facts.action, facts.additive_yuan, facts.evidence, documents.title,
    documents.source
FROM facts JOIN documents USING (document_key)
WHERE CASE WHEN LENGTH(:word) > 2
    THEN fact_no IN (
        SELECT rowid FROM facts_fts WHERE facts_fts MATCH '"' || REPLACE(:word, '"', '""') || '"'
    )
    ELSE evidence LIKE '%' || :word || '%' END
ORDER BY documents.start_date DESC"""


def metadata() -> dict[str, Any]:
    """For ``datasette --metadata`` on a database called jianbao.db."""
    tables = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table in TABLES
    }
    views = {view.name: {"description": view.meaning} for view in VIEWS}
    search = {
        "title": "Facts whose evidence holds a word",
        "description": "Words of any length; the search box of the table facts needs three characters.",
        "sql": _SEARCH,
    }
    return {"databases": {"jianbao": {"tables": {**tables, **views}, "queries": {"search": search}}}}
