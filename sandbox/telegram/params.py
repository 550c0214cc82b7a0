"""What a call brings: decoded from query, form, multipart or JSON."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from sandbox.telegram.errors import RefusedError, bad_request

BIGGEST_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    name: str
    mime_type: str
    data: bytes


@dataclass
class Arguments:
    """Values by parameter name and uploaded files by part name."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)


async def decode(request: web.Request) -> Arguments:
    """Read a request in any of the ways Telegram allows; names in the body win over the query."""
    found = Arguments(_pairs(request.rel_url.raw_query_string))
    if not request.can_read_body:
        return found
    try:
        await _read(request, found)
    except web.HTTPRequestEntityTooLarge as error:
        raise RefusedError(413, "Request Entity Too Large") from error
    return found


async def _read(request: web.Request, found: Arguments) -> None:
    kind = request.content_type.lower()
    if kind == "application/json":
        found.values |= _json_body(await request.read())
    elif kind == "multipart/form-data":
        await _multipart(request, found)
    elif kind == "application/x-www-form-urlencoded":
        found.values |= _pairs((await request.read()).decode("ascii", "surrogateescape"))


def _pairs(raw: str) -> dict[str, str]:
    try:
        plain = raw.encode("ascii", "surrogateescape").decode("utf-8")
        return dict(parse_qsl(plain, keep_blank_values=True, errors="strict"))
    except ValueError as error:
        raise bad_request("Strings must be encoded in UTF-8") from error


def _json_body(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        values = json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise bad_request("Can't parse request body: Invalid JSON") from error
    if not isinstance(values, dict):
        raise bad_request("Can't parse request body: Expected an Object")
    return {name: value for name, value in values.items() if value is not None}


def _no_constant(name: str) -> None:
    raise ValueError(name)


async def _multipart(request: web.Request, found: Arguments) -> None:
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or part.name is None:
                continue
            data = bytes(await part.read(decode=False))
            if len(data) > BIGGEST_UPLOAD:
                raise RefusedError(413, "Request Entity Too Large")
            if part.filename is None:
                found.values[part.name] = data.decode("utf-8")
            else:
                mime_type = part.headers.get("Content-Type", "application/octet-stream")
                found.files[part.name] = Upload(part.filename, mime_type, data)
    except UnicodeDecodeError as error:
        raise bad_request("Strings must be encoded in UTF-8") from error
    except (ValueError, AssertionError) as error:
        raise bad_request("Can't parse multipart body") from error
