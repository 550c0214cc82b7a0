"""Parameters of a call checked against the Bot API's description and given their types."""

import json
import re
from typing import Any

from sandbox.telegram import spec, utf16
from sandbox.telegram.errors import bad_request
from sandbox.telegram.params import Arguments, Upload


def check(method: spec.Method, found: Arguments) -> dict[str, Any]:
    """Typed values of the method's parameters. Empty strings are absent, unknown names are ignored, as at Telegram."""
    values: dict[str, Any] = {}
    for name, raw in (found.values | _renamed(method, found.values)).items():
        parameter = method.fields.get(name)
        if parameter is not None and raw != "":
            values[name] = _typed(parameter, _whole(raw))
    return values


def _renamed(method: spec.Method, values: dict[str, Any]) -> dict[str, Any]:
    """Parameters of older Bot API versions that Telegram still takes, under today's names."""
    new: dict[str, Any] = {}
    number = str(values.get("reply_to_message_id", ""))
    if (
        "reply_parameters" in method.fields
        and "reply_parameters" not in values
        and number.isascii()
        and number.isdigit()
    ):
        without = str(values.get("allow_sending_without_reply", "")).lower() in {"true", "1", "yes"}
        new["reply_parameters"] = {"message_id": int(number), "allow_sending_without_reply": without}
    preview = str(values.get("disable_web_page_preview", "")).lower() in {"true", "1", "yes"}
    if preview and "link_preview_options" not in values:
        new["link_preview_options"] = {"is_disabled": True}
    return new


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
