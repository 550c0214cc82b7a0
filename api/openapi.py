"""OpenAPI 3.1 of the routes, made of the routes and of the shapes they are checked by: nothing is written twice."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any, TypeAlias

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from api.bodies import LARGEST_BODY
from api.problems import MEDIA_TYPE, Problem
from api.routes import Push, Route, Stretch, Taken
from api.server import KEY_HEADER, KEY_PATTERN

Json: TypeAlias = dict[str, Any]

_REF = "#/components/schemas/{model}"
_ABOUT = (
    "Sums are whole kopecks, days ISO 8601, moments RFC 3339 with an offset. "
    "A batch is taken as a whole or not at all; pushed again it changes nothing. "
    "Every error is a problem (RFC 9457). Guide: docs/api.md."
)
_PROBLEMS = {
    HTTPStatus.BAD_REQUEST: "No JSON, or a header that cannot be used",
    HTTPStatus.UNAUTHORIZED: "No token, or one that nobody knows",
    HTTPStatus.FORBIDDEN: "The token of another caller",
    HTTPStatus.CONFLICT: "It contradicts what is known, a number is taken, a name unknown, or its twin at work",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: f"More than {LARGEST_BODY // 1024 // 1024} MiB",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "Another type than application/json in UTF-8",
    HTTPStatus.UNPROCESSABLE_ENTITY: "The shape is wrong, with the places; a moment is to come; or the key is used",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Our fault, with a reference for support",
    HTTPStatus.SERVICE_UNAVAILABLE: "This bot stands by, or the database is away: see Retry-After",
}
_OF_BODIES = {
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
}


def description(routes: Iterable[Route], base: str) -> Json:
    """The document. ``base`` is the path under which the routes are served."""
    routes = tuple(routes)
    paths: Json = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Linekeeper", "version": "1", "description": _ABOUT},
        "servers": [{"url": base}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": _schemas(routes),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "description": "One of API_TOKENS"}},
            "responses": {_name(status): _problem(words) for status, words in _PROBLEMS.items()},
        },
    }


def _operation(route: Route) -> Json:
    push = isinstance(route, Push)
    answer = Taken if push else route.shape
    statuses = [status for status in _PROBLEMS if push or status not in _OF_BODIES]
    operation: Json = {
        "operationId": route.name,
        "summary": route.summary,
        "tags": [route.caller.value],
        "parameters": [_KEY] if push else _query(Stretch),
        "responses": {
            "200": {"description": answer.__doc__, "headers": _REPLAYED if push else {}, "content": _json(answer)},
            **{str(status.value): {"$ref": f"#/components/responses/{_name(status)}"} for status in statuses},
        },
    }
    if push:
        operation["requestBody"] = {"required": True, "content": _json(route.shape)}
    return operation


def _schemas(routes: Iterable[Route]) -> Json:
    told: list[tuple[type[BaseModel], JsonSchemaMode]] = [(Taken, "serialization"), (Problem, "serialization")]
    told += [(route.shape, "validation" if isinstance(route, Push) else "serialization") for route in routes]
    _, found = models_json_schema(told, ref_template=_REF)
    schemas: Json = found["$defs"]
    return schemas


def _json(shape: type[BaseModel]) -> Json:
    return {"application/json": {"schema": {"$ref": _REF.format(model=shape.__name__)}}}


def _query(shape: type[BaseModel]) -> list[Json]:
    properties: Mapping[str, Json] = shape.model_json_schema()["properties"]
    return [
        {"name": name, "in": "query", "description": schema.pop("description"), "schema": schema}
        for name, schema in properties.items()
    ]


def _problem(words: str) -> Json:
    return {"description": words, "content": {MEDIA_TYPE: _json(Problem)["application/json"]}}


def _name(status: HTTPStatus) -> str:
    return status.name.title().replace("_", "")


_KEY: Json = {
    "name": KEY_HEADER,
    "in": "header",
    "description": "Of your choice, such as a UUID: the same request with it again gets the answer of the first",
    "schema": {"type": "string", "pattern": KEY_PATTERN, "maxLength": 130},
}
_REPLAYED: Json = {
    "Idempotency-Replayed": {
        "description": "This is the answer of the first",
        "schema": {"type": "string", "enum": ["true"]},
    }
}
