"""The bot's menu of commands by scope and language, its names and descriptions, its menu button."""

import re
from typing import Any

from sandbox.telegram import access, spec
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Bot, Chat
from sandbox.telegram.world import World

Json = dict[str, Any]


def _key(call: Call) -> tuple[str, str]:
    return _scope(call), _language(call)


def _language(call: Call) -> str:
    code = call.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code


def _scope(call: Call) -> str:
    """The scope as a word: default, all_private_chats, chat:-100…, chat_member:-100…:42."""
    raw = call.get("scope") or {"type": "default"}
    kind = str(raw.get("type"))
    if kind in {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}:
        return kind
    if kind not in {"chat", "chat_administrators", "chat_member"}:
        raise bad_request("Can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" not in raw:
        raise bad_request("Can't parse BotCommandScope: Can't find field \"chat_id\"")
    chat = access.find(call.world, call.bot, raw["chat_id"])
    if kind == "chat_administrators" and chat.private:
        raise bad_request("can't use specified scope in private chats")
    return f"{kind}:{chat.id}" + _member(call, kind, raw)


def _member(call: Call, kind: str, raw: Json) -> str:
    if kind != "chat_member":
        return ""
    user_id = raw.get("user_id")
    if isinstance(user_id, str) and user_id.isascii() and user_id.isdigit():
        user_id = int(user_id)
    if not isinstance(user_id, int) or call.world.account(user_id) is None:
        raise bad_request("user not found" if isinstance(user_id, int) else "Invalid user_id specified")
    return f":{user_id}"


def set_my_commands(call: Call) -> bool:
    commands = call.values["commands"]
    if len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked = [_command(raw) for raw in commands]
    call.bot.commands[_key(call)] = checked
    _changed(call)
    return True


def _command(raw: Any) -> Json:
    raw = spec.known(raw, "BotCommand")
    wrong = spec.problems(raw, ("BotCommand",), "BotCommand")
    if wrong:
        raise bad_request(f"Can't parse BotCommand: {wrong[0]}")
    name = raw["command"].removeprefix("/")
    if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(raw["description"].strip()) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    checked: Json = raw | {"command": name, "description": raw["description"].strip()}
    return checked


def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_key(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_key(call), None)
    _changed(call)
    return True


def _changed(call: Call) -> None:
    call.world.events.publish("commands", {"bot": call.bot.id})


def menu(world: World, bot: Bot, chat: Chat, user_id: int) -> list[Json]:
    """What this person sees in this chat: the narrowest scope wins, and in it his language."""
    person = world.account(user_id)
    language = (person.language_code if person else "")[:2]
    for scope in _scopes(chat, user_id):
        for code in (language, ""):
            found = bot.commands.get((scope, code))
            if found:
                return found
    return []


def _scopes(chat: Chat, user_id: int) -> list[str]:
    if chat.private:
        return [f"chat:{chat.id}", "all_private_chats", "default"]
    member = chat.members.get(user_id)
    administers = member is not None and member.status in {"administrator", "creator"}
    scopes = [f"chat_member:{chat.id}:{user_id}"]
    scopes += [f"chat_administrators:{chat.id}"] if administers else []
    scopes += [f"chat:{chat.id}"]
    scopes += ["all_chat_administrators"] if administers else []
    return [*scopes, "all_group_chats", "default"]


TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def _about(call: Call) -> tuple[str, str, int]:
    """(kind, parameter, most characters) of getMyName, setMyDescription and the like."""
    kind = call.method.name[5:]
    return kind, *TEXTS[kind]


def set_text(call: Call) -> bool:
    kind, name, most = _about(call)
    text = call.text(name)
    if len(text) > most:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    key = kind, _language(call)
    if text:
        call.bot.texts[key] = text
    else:
        call.bot.texts.pop(key, None)
    if key == ("Name", "") and text:
        call.bot.first_name = text
    return True


def get_text(call: Call) -> Json:
    kind, name, _ = _about(call)
    default = call.bot.first_name if kind == "Name" else ""
    texts = call.bot.texts
    return {name: texts.get((kind, _language(call))) or texts.get((kind, ""), default)}


def set_menu_button(call: Call) -> bool:
    button = call.get("menu_button") or {"type": "default"}
    wrong = spec.problems(button, ("MenuButton",), "MenuButton")
    if wrong:
        raise bad_request(f"Can't parse MenuButton: {wrong[0]}")
    call.bot.menu_buttons[_private(call)] = button
    return True


def get_menu_button(call: Call) -> Json:
    found = call.bot.menu_buttons
    return found.get(_private(call)) or found.get(0) or {"type": "commands"}


def _private(call: Call) -> int:
    if call.get("chat_id") is None:
        return 0
    chat = access.find(call.world, call.bot, call.get("chat_id"))
    if not chat.private:
        raise bad_request("chat_id must be a private chat")
    return chat.id
