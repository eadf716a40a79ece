"""What goes wrong, as answers: a status and one fault that says what, where and what to do."""

from __future__ import annotations

import logging

from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from extractor.desk.contract import Fault
from extractor.errors import JianbaoError

_log = logging.getLogger(__name__)


class Refusal(JianbaoError):
    """A request that is not carried out, with the HTTP status that says why."""

    def __init__(
        self, status: int, what: str, *, where: str | None = None, remedy: str | None = None
    ) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.status = status


def answer_refusal(status: int, fault: Fault, headers: dict[str, str] | None = None) -> Response:
    return Response(fault.model_dump_json(), status, headers, "application/json")


def answer_known(_: Request, error: Exception) -> Response:
    """A JianbaoError: the request was understood, and its content cannot be used."""
    assert isinstance(error, JianbaoError)
    status = error.status if isinstance(error, Refusal) else 422
    headers = {"Retry-After": "1"} if status == 503 else None
    return answer_refusal(status, Fault(what=error.what, where=error.where, remedy=error.remedy), headers)


def answer_http(_: Request, error: Exception) -> Response:
    """No such page, or no such method."""
    assert isinstance(error, HTTPException)
    return answer_refusal(error.status_code, Fault(what=error.detail), dict(error.headers or {}))


def answer_fault(request: Request, error: Exception) -> Response:
    """A fault of the program: told in the log, not to the caller."""
    _log.error("%s %s", request.method, request.url.path, exc_info=error)
    return answer_refusal(500, Fault(what="a fault in jianbao itself", remedy="report it; the log has more"))


def invalid(error: ValidationError) -> Refusal:
    """The first thing that does not fit the schema."""
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(map(str, first["loc"])) or None
    return Refusal(422, first["msg"], where=where, remedy="see /openapi.json")
