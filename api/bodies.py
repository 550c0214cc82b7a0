"""Requests read: a body of JSON within bounds, a query with nothing unexpected in it."""

import json
import re
from collections import Counter
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web
from pydantic import BaseModel, ValidationError

from api.problems import Fault, ProblemError

LARGEST_BODY = 8 * 1024 * 1024
"""Bytes: room for a thousand invoices of a few dozen rows each."""

_Shape = TypeVar("_Shape", bound=BaseModel)
_NUMBER = re.compile(r"[0-9]{1,19}", re.ASCII)


async def body(request: web.Request) -> bytes:
    """The whole body; problems 413 and 415, and 400 when the caller goes away before its end."""
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send application/json in UTF-8.")
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        plain = {"Accept-Encoding": "identity"}
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the body without compression.", headers=plain)
    if (request.content_length or 0) > LARGEST_BODY:
        raise _too_large()
    read = bytearray()
    try:
        async for chunk in request.content.iter_any():
            read += chunk
            if len(read) > LARGEST_BODY:
                raise _too_large()
    except (web.RequestPayloadError, ConnectionError) as error:
        raise ProblemError(HTTPStatus.BAD_REQUEST, "The body ends too early.", "bad-json") from error
    return bytes(read)


def parsed(shape: type[_Shape], text: bytes) -> _Shape:
    """The body as its shape; problems 400 and 422."""
    _refuse_doubled(text)
    try:
        return shape.model_validate_json(text)
    except ValidationError as error:
        raise ProblemError.of_shape(error) from None


def _refuse_doubled(text: bytes) -> None:
    """Readers of JSON disagree on which of two equal names holds (RFC 8259, 4). What is no JSON is refused later."""
    try:
        json.loads(text, object_pairs_hook=_once, parse_int=str)
    except (ValueError, RecursionError):
        return


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    told = dict(pairs)
    if len(told) < len(pairs):
        name = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise ProblemError(HTTPStatus.BAD_REQUEST, f"The name {name[:64]!r} is twice in one object.", "bad-json")
    return told


def query(request: web.Request, shape: type[_Shape]) -> _Shape:
    """The query as its shape of whole numbers; problem 422 for what is unknown, doubled or no number."""
    doubled = [name for name in request.query if len(request.query.getall(name)) > 1]
    if doubled:
        fault = Fault(pointer=f"/{doubled[0]}", detail="It is there twice")
        words = "One thing is wrong with the request."
        raise ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, words, "invalid", errors=[fault])
    given = {name: int(text) if _NUMBER.fullmatch(text) else text for name, text in request.query.items()}
    try:
        return shape.model_validate(given)
    except ValidationError as error:
        raise ProblemError.of_shape(error) from None


def _too_large() -> ProblemError:
    words = f"The body is larger than {LARGEST_BODY // 1024 // 1024} MiB. Push it in several batches."
    return ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, words, headers={"Connection": "close"})
