"""reply_markup: checked as Telegram checks it, and as Telegram keeps it."""

from typing import Any

from sandbox.telegram import links, spec
from sandbox.telegram.errors import bad_request

Json = dict[str, Any]

ACTIONS = (
    *("url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat"),
    *("switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled"),
)
KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
STYLES = ("danger", "success", "primary")


def check(raw: Any, private: bool, inline_only: bool = False) -> Json | None:
    """A keyboard to keep, or None for none. ``inline_only``: for edits, where nothing else is allowed."""
    if raw is None or raw == {}:
        return None
    kind = next((name for name in KINDS if name in raw), None)
    if kind is None:
        raise bad_request(f"Can't parse reply keyboard markup: one of {', '.join(KINDS)} is needed")
    if kind == "inline_keyboard":
        rows = [[_inline(button, private) for button in row] for row in _rows(raw[kind], kind)]
        return _limited(rows)
    if inline_only:
        raise bad_request("inline keyboard expected")
    return _reply(raw, kind, private)


def _rows(rows: Any, name: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'Field "{name}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'Field "{name}" must be an Array of Arrays')
    return [row for row in rows if row]


def _limited(rows: list[list[Json]]) -> Json | None:
    if sum(len(row) for row in rows) > 100:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _refuse(reason: str, kind: str = "inline keyboard button") -> Exception:
    return bad_request(f"Can't parse {kind}: {reason}")


def _inline(button: Any, private: bool) -> Json:
    if not isinstance(button, dict):
        raise _refuse("InlineKeyboardButton must be an Object")
    _text(button, "inline keyboard button")
    present = [name for name in ACTIONS if button.get(name) is not None]
    if not present:
        raise _refuse("Text buttons are unallowed in the inline keyboard")
    if len(present) > 1:
        raise _refuse(f"exactly one of the optional fields must be used, found {', '.join(present)}")
    _style(button)
    action = present[0]
    checked = {name: button[name] for name in ("text", "icon_custom_emoji_id", "style") if button.get(name)}
    return checked | {action: _action(action, button[action], private)}


def _text(button: Json, kind: str) -> None:
    if "text" not in button:
        raise _refuse('Can\'t find field "text"', kind)
    if not isinstance(button["text"], str):
        raise _refuse('Field "text" must be of type String', kind)
    if not button["text"].strip():
        raise _refuse("Text of the button must be non-empty", kind)


def _style(button: Json) -> None:
    if not isinstance(button.get("icon_custom_emoji_id", ""), str):
        raise _refuse('Field "icon_custom_emoji_id" must be of type String')
    if button.get("style") and button["style"] not in STYLES:
        raise _refuse(f'Field "style" must be one of {", ".join(STYLES)}')


def _action(name: str, value: Any, private: bool) -> Any:
    types = spec.types()["InlineKeyboardButton"].fields[name].types
    wrong = spec.problems(value, types, f'Field "{name}"')
    if wrong:
        raise _refuse(wrong[0])
    if name == "callback_data":
        return _data(value)
    if name == "url":
        return _url(value)
    if name == "copy_text" and not 1 <= len(value["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if name == "web_app":
        return _web_app(value, private)
    if name == "login_url":
        return value | {"url": _url(value["url"])}
    if name in {"pay", "callback_game"}:
        raise bad_request("BUTTON_TYPE_INVALID")
    return value


def _data(value: str) -> str:
    if not 1 <= len(value.encode("utf-8")) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _url(value: str) -> str:
    address = links.checked(value) if value.strip() else None
    if address is None:
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    return address


def _web_app(value: Json, private: bool) -> Json:
    if not private:
        raise bad_request("BUTTON_TYPE_INVALID")
    if not value["url"].startswith("https://"):
        raise bad_request(
            f"inline keyboard button Web App URL '{value['url']}' is invalid: Only HTTPS links are allowed"
        )
    return value


REPLY_TYPES = {"keyboard": "ReplyKeyboardMarkup", "remove_keyboard": "ReplyKeyboardRemove", "force_reply": "ForceReply"}


def _reply(raw: Json, kind: str, private: bool) -> Json:
    known = spec.types()[REPLY_TYPES[kind]].fields
    kept = {name: value for name, value in raw.items() if name in known and value is not None}
    if kind == "keyboard":
        kept[kind] = [[_key(button, private) for button in row] for row in _rows(raw[kind], kind)]
        if not kept[kind]:
            raise bad_request("reply keyboard must be non-empty")
    wrong = spec.problems(kept, (REPLY_TYPES[kind],), "reply_markup")
    if wrong:
        raise bad_request(f"Can't parse reply keyboard markup: {wrong[0]}")
    placeholder = kept.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(placeholder) <= 64:
        raise bad_request("input_field_placeholder must be 1-64 characters long")
    return kept


def _key(button: Any, private: bool) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise _refuse("KeyboardButton must be an Object", "keyboard button")
    _text(button, "keyboard button")
    wanted = [(name, word) for name, word in (("request_contact", "phone number"), ("request_location", "location"))]
    for name, word in wanted:
        if button.get(name) and not private:
            raise bad_request(f"{word} can be requested in private chats only")
    return dict(spec.known(button, "KeyboardButton"))
