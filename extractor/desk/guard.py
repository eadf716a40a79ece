"""Who may ask: the guard in front of all routes.

A page of another site must not reach the desk through the browser of whoever uses it: not by a form or
script (``Origin`` and ``Sec-Fetch-Site``), not by a name that it points at this machine (``Host``). Beyond
loopback a token is asked for.
"""

from __future__ import annotations

import hmac
import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from extractor.desk.contract import Fault
from extractor.desk.faults import answer_refusal

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(?P<port>[0-9]{1,5}))?")
_SAFE_METHODS = ("GET", "HEAD")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine only."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Guard:
    """Lets a request through or answers it itself, and puts the safe headers on every answer."""

    def __init__(self, app: ASGIApp, *, host: str, token: str | None) -> None:
        self._app, self._host, self._token = app, host, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        answer = self._answer(Request(scope))
        await (answer or self._app)(scope, receive, send_safely)

    def _answer(self, request: Request) -> Response | None:
        """The answer to a request that goes no further."""
        headers = request.headers
        if not self._is_own_name(headers.get("host", "")):
            return _refuse(403, "the desk is not known by this host name", "use the address that it printed")
        if not _is_same_site(request):
            return _refuse(403, "another site asked for this", "open the desk in a tab of its own")
        if self._token is None or self._has_token(request):
            return None
        if request.url.path == "/" and self._is_token(request.query_params.get("token", "")):
            welcome = RedirectResponse("/", 303)
            welcome.set_cookie(_cookie(headers), self._token, httponly=True, samesite="strict")
            return welcome
        return _refuse(401, "this needs the token", "open the address that holds it, or send it as Bearer")

    def _is_own_name(self, host: str) -> bool:
        """Loopback names where the desk serves loopback; else also addresses and the name it serves. A name
        that another site could point here is none of these."""
        name = _hostname(host)
        if name is None:
            return False
        if is_loopback(name) or name == self._host:
            return True
        return not is_loopback(self._host) and _is_address(name)

    def _has_token(self, request: Request) -> bool:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        bearer = given if scheme.lower() == "bearer" else ""
        return self._is_token(bearer) or self._is_token(request.cookies.get(_cookie(request.headers), ""))

    def _is_token(self, given: str) -> bool:
        return self._token is not None and hmac.compare_digest(given.encode(), self._token.encode())


def _is_same_site(request: Request) -> bool:
    """Browsers say where a request comes from; programs say nothing. Only following a link to the page itself
    is free to all."""
    headers = request.headers
    if request.method not in _SAFE_METHODS and not _is_same_origin(headers):
        return False
    site = headers.get("sec-fetch-site", "none")
    return site in ("none", "same-origin") or (request.method == "GET" and request.url.path == "/")


def _is_same_origin(headers: Headers) -> bool:
    origin = headers.get("origin")
    if origin is None:
        return True
    try:
        return urlsplit(origin).netloc.lower() == headers.get("host", "").lower()
    except ValueError:
        return False


def _hostname(host: str) -> str | None:
    match = _HOST.fullmatch(host.lower())
    return match["name"].strip("[]") if match else None


def _cookie(headers: Headers) -> str:
    """Browsers send a cookie to all ports of a host: each desk on a machine has one of its own name."""
    match = _HOST.fullmatch(headers.get("host", "").lower())
    port = match["port"] if match else None
    return f"jianbao-token-{port}" if port else "jianbao-token"


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _refuse(status: int, what: str, remedy: str) -> Response:
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return answer_refusal(status, Fault(what=what, remedy=remedy), headers)
