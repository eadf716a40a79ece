"""A route of the desk: what is asked, what is answered. Both the server and its OpenAPI document use it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from extractor.records import Record

Handler = Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Route:
    """``gives`` is the model of the answer, or its media types where it is a file; None for no content.
    ``takes`` is the model of the body: an Article also comes as bytes, and its other fields in the query.
    ``query`` are further fields of the query as JSON schemas, all of them required."""

    method: str
    path: str
    handler: Handler
    summary: str
    gives: type[Record] | tuple[str, ...] | None
    takes: type[Record] | None = None
    query: tuple[tuple[str, dict[str, object]], ...] = ()
    status: int = 200
