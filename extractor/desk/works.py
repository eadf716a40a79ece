"""The works of the editor over the wire: begun, read, edited step by step, exported, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from extractor.desk.bodies import read_article, read_record
from extractor.desk.contract import (
    Article,
    Explained,
    Kept,
    NewStep,
    Reading,
    SavedLabels,
    Step,
    Work,
    WorkHead,
    WorkList,
)
from extractor.desk.exports import EXPORTS, Corrected, as_labels
from extractor.desk.faults import Refusal
from extractor.desk.jobs import Job
from extractor.desk.labels import file_name
from extractor.desk.limits import Limits
from extractor.desk.pool import Pool
from extractor.desk.replay import replay
from extractor.desk.routing import Route
from extractor.desk.service import answer_json
from extractor.desk.shelf import Input, Shelf
from extractor.replacing import replaced

R = TypeVar("R")

_STEPS: TypeAdapter[list[Step]] = TypeAdapter(list[Step])
_PLACE: dict[str, object] = {"type": "integer", "minimum": 0, "maximum": 2**31 - 1}
_EXPORT: dict[str, object] = {"type": "string", "enum": list(EXPORTS)}
_MEDIA = tuple(dict.fromkeys(export.media for export in EXPORTS.values()))


class Works:
    """Handlers over one shelf. Labels are saved in ``labels``, a corpus folder."""

    def __init__(self, pool: Pool, shelf: Shelf, labels: Path, limits: Limits) -> None:
        self._pool, self._shelf, self._labels, self._limits = pool, shelf, labels, limits

    def routes(self) -> list[Route]:
        one = "/works/{id}"
        return [
            Route("GET", "/works", self.all, "All works, the last changed first", WorkList),
            Route("POST", "/works", self.add, "Begin a work", WorkHead, takes=Article, status=201),
            Route("GET", one, self.one, "A work with its text and journal", Work),
            Route("DELETE", one, self.remove, "Delete a work", None, status=204),
            Route("GET", f"{one}/preview", self.preview, "Records of its beginning alone", Reading),
            Route("GET", f"{one}/reading", self.reading, "What the extractor makes of it", Reading),
            Route("GET", f"{one}/explain", self.explain, "What each stage saw at an offset", Explained,
                  query=(("at", _PLACE),)),
            Route("POST", f"{one}/steps", self.append, "Keep a step of the editor", Kept, takes=NewStep),
            Route("GET", f"{one}/export", self.export, "The corrected work as a file", _MEDIA,
                  query=(("as", _EXPORT),)),
            Route("POST", f"{one}/labels", self.save_labels, "Save the corrected work as gold labels",
                  SavedLabels),
        ]  # fmt: skip

    async def all(self, _: Request) -> Response:
        return answer_json(WorkList(works=await _aside(self._shelf.works)).model_dump_json())

    async def add(self, request: Request) -> Response:
        article, data = await read_article(request, Article, limits=self._limits)
        text = await self._pool.do(Job("read", data, article.source))
        work = Input(data, article.source, article.anchor)
        id = await _aside(self._shelf.add, work, text)
        head = await _aside(self._shelf.head, id)
        return answer_json(head.model_dump_json(), 201)

    async def one(self, request: Request) -> Response:
        return answer_json(await _aside(self._work, _id(request)))

    async def remove(self, request: Request) -> Response:
        await _aside(self._shelf.remove, _id(request))
        return Response(status_code=204)

    async def preview(self, request: Request) -> Response:
        return answer_json(await self._do("preview", _id(request)))

    async def reading(self, request: Request) -> Response:
        return answer_json(await self._reading(_id(request)))

    async def explain(self, request: Request) -> Response:
        place = _required(request, "at")
        if not (place.isascii() and place.isdecimal()) or int(place) > 2**31 - 1:
            raise Refusal(422, "is no offset", where="at", remedy="count characters from 0")
        return answer_json(await self._do("explain", _id(request), place=int(place)))

    async def append(self, request: Request) -> Response:
        id = _id(request)
        new = await read_record(request, NewStep, limits=self._limits, most=self._limits.step)
        length = len(await _aside(self._shelf.text, id))
        for start, end in _spans(new.step.model_dump()):
            if not 0 <= start <= end <= length:
                raise Refusal(422, f"[{start}, {end}) is no span of the text", where="step")
        return answer_json(Kept(steps=await _aside(self._shelf.append, id, new)).model_dump_json())

    async def export(self, request: Request) -> Response:
        export = EXPORTS.get(_required(request, "as"))
        if export is None:
            raise Refusal(422, "is no export", where="as", remedy=f"one of {', '.join(EXPORTS)}")
        work = await self._corrected(_id(request))
        name = quote(file_name(work.document, work.id) + export.suffix)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
        return Response(await _aside(export.make, work), 200, headers, export.media)

    async def save_labels(self, request: Request) -> Response:
        work = await self._corrected(_id(request))
        name = file_name(work.document, work.id)
        await _aside(self._write_labels, work, name)
        return answer_json(SavedLabels(folder=str(self._labels), name=name).model_dump_json())

    async def _do(self, kind: Any, id: str, *, place: int = 0) -> str:
        work = await _aside(self._shelf.input, id)
        return await self._pool.do(Job(kind, work.data, work.source, work.anchor, place=place))

    async def _reading(self, id: str) -> str:
        """Made once and kept; made anew by another version of the program only while there are no steps."""
        kept = await _aside(self._shelf.reading, id)
        if kept is None:
            kept = await self._do("analyse", id)
            await _aside(self._shelf.keep_reading, id, kept)
        return kept

    async def _corrected(self, id: str) -> Corrected:
        reading = await self._reading(id)
        return await _aside(self._replayed, id, reading)

    def _replayed(self, id: str, reading: str) -> Corrected:
        read = Reading.model_validate_json(reading)
        steps = _STEPS.validate_python(self._shelf.journal(id))
        return Corrected(id, self._shelf.text(id), replay(read.document, steps), read.zones)

    def _work(self, id: str) -> str:
        head, input_ = self._shelf.head(id), self._shelf.input(id)
        journal, text = tuple(self._shelf.journal(id)), self._shelf.text(id)
        return Work(**dict(head), text=text, anchor=input_.anchor, journal=journal).model_dump_json()

    def _write_labels(self, work: Corrected, name: str) -> None:
        labels = as_labels(work)
        self._labels.mkdir(mode=0o700, parents=True, exist_ok=True)
        for suffix, data in ((".txt", work.text.encode()), (".json", labels)):
            with replaced(self._labels / f"{name}{suffix}") as out:
                out.write(data)


async def _aside(do: Callable[..., R], *arguments: Any) -> R:
    """Disk and long reckoning, off the event loop."""
    return await run_in_threadpool(do, *arguments)


def _id(request: Request) -> str:
    id: str = request.path_params["id"]
    return id


def _required(request: Request, name: str) -> str:
    value = request.query_params.get(name)
    if value is None:
        raise Refusal(422, "is missing", where=name, remedy="see /openapi.json")
    return value


def _spans(step: Any) -> Iterator[tuple[int, int]]:
    """Every span in a step, however deep."""
    if isinstance(step, dict):
        for name, value in step.items():
            if name in ("span", "resolved_from") and value is not None:
                yield value
            else:
                yield from _spans(value)
    elif isinstance(step, list | tuple):
        for value in step:
            yield from _spans(value)
