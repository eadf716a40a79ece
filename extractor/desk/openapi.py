"""The OpenAPI document, made from the routes and the models that they name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from extractor import __version__
from extractor.desk.bodies import BYTES, JSON
from extractor.desk.contract import Article, Fault
from extractor.desk.routing import Route

_FAULTS = {
    "400": "The request is broken",
    "401": "The token is missing",
    "403": "Asked by another site, or under another name",
    "404": "No such work",
    "408": "The request came in too slowly",
    "409": "Another step has that place in the journal",
    "413": "The body is too large",
    "415": "A body of another type",
    "422": "The content cannot be used",
    "500": "A fault of the program",
    "503": "Too busy, or too little memory",
    "504": "It took longer than the time limit",
}
_VARIABLE = re.compile(r"\{(\w+)\}")


def describe(routes: Iterable[Route], *, token: bool) -> dict[str, Any]:
    """OpenAPI 3.1 for ``routes``; ``token`` says whether one must be sent."""
    routes = list(routes)
    models: list[type[BaseModel]] = [Fault]
    models += [r.takes for r in routes if r.takes] + [r.gives for r in routes if isinstance(r.gives, type)]
    template = "#/components/schemas/{model}"
    takes = [(model, "validation") for model in dict.fromkeys(models)]
    _, schemas = models_json_schema(takes, ref_template=template)  # type: ignore[arg-type]
    paths: dict[str, Any] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    components: dict[str, Any] = {"schemas": schemas["$defs"]}
    document: dict[str, Any] = {
        "openapi": "3.1.0",
        "info": {"title": "jianbao desk", "version": __version__},
        "paths": paths,
        "components": components,
    }
    if token:
        components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        document["security"] = [{"token": []}]
    return document


def _operation(route: Route) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.handler.__name__.strip("_"),
        "summary": route.summary,
        "responses": {str(route.status): _answer(route), **dict(map(_fault, _FAULTS.items()))},
    }
    parameters = _parameters(route)
    if parameters:
        operation["parameters"] = parameters
    if route.takes:
        operation["requestBody"] = {"required": True, "content": _content(route.takes)}
    return operation


def _content(takes: type[BaseModel]) -> dict[str, Any]:
    content: dict[str, Any] = {JSON: {"schema": _ref(takes)}}
    if issubclass(takes, Article):
        content[BYTES] = {"schema": {"type": "string", "minLength": 1, "contentMediaType": BYTES}}
    return content


def _parameters(route: Route) -> list[dict[str, Any]]:
    path = [_parameter("path", name, {"type": "string"}) for name in _VARIABLE.findall(route.path)]
    query = [_parameter("query", name, schema) for name, schema in route.query]
    if route.takes and issubclass(route.takes, Article):
        fields = route.takes.model_json_schema()["properties"]
        query += [
            {**_parameter("query", name, schema), "required": False}
            for name, schema in fields.items()
            if name != "text"
        ]
    return path + query


def _parameter(place: str, name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": schema}


def _answer(route: Route) -> dict[str, Any]:
    if route.gives is None:
        return {"description": route.summary}
    if isinstance(route.gives, tuple):
        return {"description": route.summary, "content": {media: {} for media in route.gives}}
    return {"description": route.summary, "content": {JSON: {"schema": _ref(route.gives)}}}


def _fault(told: tuple[str, str]) -> tuple[str, dict[str, Any]]:
    status, why = told
    return status, {"description": why, "content": {JSON: {"schema": _ref(Fault)}}}


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
