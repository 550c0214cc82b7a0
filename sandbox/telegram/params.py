"""What a call brings: decoded from query, form, multipart or JSON, then checked against the Bot API's description."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.telegram import spec, utf16
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
    found = Arguments(dict(request.query))
    kind = request.content_type.lower()
    if not request.can_read_body:
        return found
    if kind == "application/json":
        found.values |= _json_body(await request.read())
    elif kind == "multipart/form-data":
        await _multipart(request, found)
    elif kind == "application/x-www-form-urlencoded":
        found.values |= {name: value for name, value in (await _form(request)).items() if isinstance(value, str)}
    return found


async def _form(request: web.Request) -> dict[str, Any]:
    try:
        return dict(await request.post())
    except (ValueError, LookupError) as error:
        raise bad_request("Strings must be encoded in UTF-8") from error


def _json_body(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        values = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise bad_request("Can't parse request body: Invalid JSON") from error
    if not isinstance(values, dict):
        raise bad_request("Can't parse request body: Expected an Object")
    return {name: value for name, value in values.items() if value is not None}


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


def check(method: spec.Method, found: Arguments) -> dict[str, Any]:
    """Typed values of the method's parameters. Empty strings are absent, unknown names are ignored, as at Telegram."""
    values: dict[str, Any] = {}
    for name, raw in found.values.items():
        parameter = method.fields.get(name)
        if parameter is not None and raw != "":
            values[name] = _typed(parameter, _whole(raw))
    return values


def require(method: spec.Method, values: dict[str, Any], files: dict[str, Upload]) -> None:
    """Refuse a call without a parameter that the description calls required."""
    for name, parameter in method.fields.items():
        if parameter.required and name not in values and name not in files:
            raise bad_request(f'Parameter "{name}" is required')


def _whole(value: Any) -> Any:
    """Text with joined surrogates, at any depth: half a pair cannot be sent to anybody."""
    if isinstance(value, str):
        try:
            return utf16.whole(value)
        except UnicodeError as error:
            raise bad_request("Strings must be encoded in UTF-8") from error
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(item) for key, item in value.items()}
    return value


_SCALARS = {"Integer", "String", "Boolean", "Float", "InputFile"}
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def _typed(parameter: spec.Field, raw: Any) -> Any:
    if set(parameter.types) <= _SCALARS:
        return _scalar(parameter, raw)
    value = _from_json(parameter.name, raw) if isinstance(raw, str) else raw
    wanted_array = all(name.startswith("Array of ") for name in parameter.types)
    if not isinstance(value, list if wanted_array else dict):
        kind = "an Array" if wanted_array else "an Object"
        raise bad_request(f'Parameter "{parameter.name}" must be {kind} ({" or ".join(parameter.types)})')
    return value


def _from_json(name: str, raw: str) -> Any:
    try:
        return _whole(json.loads(raw))
    except (ValueError, RecursionError) as error:
        label = "reply keyboard markup" if name == "reply_markup" else name
        raise bad_request(f"Can't parse {label} JSON object") from error


def _scalar(parameter: spec.Field, raw: Any) -> Any:
    if isinstance(raw, (dict, list)):
        raise bad_request(f'Parameter "{parameter.name}" must be of type {" or ".join(parameter.types)}')
    text = json.dumps(raw) if isinstance(raw, bool) else str(raw)
    if "String" in parameter.types:
        return text
    if "Integer" in parameter.types:
        return _integer(parameter.name, text)
    if "Float" in parameter.types:
        return _float(parameter.name, text)
    if "Boolean" in parameter.types:
        return _boolean(parameter.name, text)
    return text


def _integer(name: str, text: str) -> int:
    if not re.fullmatch(r"\s*[+-]?\d{1,19}\s*", text, re.ASCII):
        raise bad_request(f'Parameter "{name}" must be an Integer')
    return int(text)


def _float(name: str, text: str) -> float:
    if not re.fullmatch(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,3})?\s*", text, re.ASCII | re.IGNORECASE):
        raise bad_request(f'Parameter "{name}" must be a Float')
    return float(text)


def _boolean(name: str, text: str) -> bool:
    if text.strip().lower() not in _WORDS:
        raise bad_request(f'Parameter "{name}" must be a Boolean')
    return _WORDS[text.strip().lower()]
