"""Bodies of requests: bounded in size and time, and of types that no form of another site can send."""

from __future__ import annotations

import asyncio
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request

from extractor.desk.contract import Article
from extractor.desk.faults import Refusal, invalid
from extractor.desk.limits import Limits
from extractor.records import Record

R = TypeVar("R", bound=Record)
A = TypeVar("A", bound=Article)

JSON, BYTES = "application/json", "application/octet-stream"


async def read_record(request: Request, model: type[R], *, limits: Limits, most: int | None = None) -> R:
    """A JSON body as ``model``; ``most`` bytes. Raises Refusal."""
    if _media_type(request) != JSON:
        raise Refusal(415, f"the body must be {JSON}")
    return _validated(model, await _read(request, limits, most or limits.body))


async def read_article(request: Request, model: type[A], *, limits: Limits) -> tuple[A, str | bytes]:
    """A bulletin: JSON with its text, or a file as it is. Other fields may stand in the query; those of the
    JSON go before them. Gives the fields and what is to be read. Raises Refusal."""
    if _media_type(request) == JSON:
        beside = _query(request, model)
        article = await read_record(request, model, limits=limits)
        missing = beside.model_fields_set - article.model_fields_set
        return article.model_copy(update={name: getattr(beside, name) for name in missing}), article.text
    if _media_type(request) != BYTES:
        raise Refusal(415, f"the body must be {JSON} or {BYTES}")
    fields = _query(request, model)
    data = await _read(request, limits, limits.body)
    if not data:
        raise Refusal(422, "the body is empty", remedy="send the bytes of a file")
    return fields, data


def _validated(model: type[R], body: bytes) -> R:
    try:
        return model.model_validate_json(body, strict=True)
    except ValidationError as error:
        raise invalid(error) from error


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _query(request: Request, model: type[A]) -> A:
    """The fields beside the bytes; "-" stands for the text, which is yet to be read."""
    if "text" in request.query_params:
        raise Refusal(422, "text and bytes at once", where="text", remedy="send one of them")
    try:
        return model.model_validate({**request.query_params, "text": "-"})
    except ValidationError as error:
        raise invalid(error) from error


async def _read(request: Request, limits: Limits, most: int) -> bytes:
    try:
        return await asyncio.wait_for(_collect(request, most), limits.arrival)
    except asyncio.TimeoutError as error:
        raise Refusal(408, "the request came in too slowly", remedy="send it again") from error
    except ClientDisconnect as error:
        raise Refusal(400, "the request was broken off") from error


async def _collect(request: Request, most: int) -> bytes:
    refusal = Refusal(413, f"the body is over {most} bytes", remedy="send a smaller one")
    declared = request.headers.get("content-length", "0")
    if declared.isdecimal() and int(declared) > most:
        raise refusal
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise refusal
    return bytes(body)
