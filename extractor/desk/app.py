"""The desk put together: routes, guard, worker processes, the files of the page."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as ServedRoute

from extractor.desk.faults import answer_fault, answer_http, answer_known
from extractor.desk.guard import Guard
from extractor.desk.limits import Limits
from extractor.desk.openapi import describe
from extractor.desk.pool import Pool
from extractor.desk.routing import Handler, Route
from extractor.desk.service import Service, answer_json
from extractor.desk.shelf import Shelf
from extractor.desk.works import Works
from extractor.errors import JianbaoError

_MEDIA = {
    ".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".json": "application/json",
    ".svg": "image/svg+xml",
}  # fmt: skip


def create_app(
    *, data: Path, host: str = "127.0.0.1", token: str | None = None, limits: Limits | None = None
) -> Starlette:
    """The desk as an ASGI application. Works and labels are kept in ``data``. ``host`` is the name it is
    served under; every request must bring ``token`` where one is given."""
    limits = limits or Limits()
    pool = Pool(limits)
    works = Works(pool, Shelf(data / "works"), data / "labels", limits)
    routes = [*Service(pool, limits).routes(), *works.routes()]
    contract = json.dumps(describe(routes, token=token is not None), ensure_ascii=False)

    async def openapi(_: Request) -> Response:
        return answer_json(contract)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        with pool:
            yield

    return Starlette(
        routes=[*_served(routes), ServedRoute("/openapi.json", openapi, methods=["GET"]), *_page()],
        middleware=[Middleware(Guard, host=host, token=token)],
        exception_handlers={
            JianbaoError: answer_known, HTTPException: answer_http, Exception: answer_fault,
        },
        lifespan=lifespan,
    )  # fmt: skip


def _served(routes: Iterable[Route]) -> Iterator[ServedRoute]:
    """One route for each path, so that an unknown method is answered with all that are known."""
    by_path: dict[str, dict[str, Handler]] = {}
    for route in routes:
        by_path.setdefault(route.path, {})[route.method] = route.handler
    for path, handlers in by_path.items():
        yield ServedRoute(path, _by_method(handlers), methods=list(handlers))


def _by_method(handlers: dict[str, Handler]) -> Handler:
    async def answer(request: Request) -> Response:
        return await handlers["GET" if request.method == "HEAD" else request.method](request)

    return answer


def _page() -> list[ServedRoute]:
    """One route for each file of the page, held in memory: no path from outside is looked up."""
    folder = files("extractor.desk").joinpath("page")
    contents = {entry.name: entry.read_bytes() for entry in folder.iterdir() if entry.is_file()}
    routes = [_file(f"/page/{name}", name, content) for name, content in sorted(contents.items())]
    return [_file("/", "index.html", contents["index.html"]), *routes]


def _file(path: str, name: str, content: bytes) -> ServedRoute:
    async def answer(_: Request) -> Response:
        return Response(content, media_type=_MEDIA[Path(name).suffix])

    return ServedRoute(path, answer, methods=["GET"])
