"""Control API: reading what the people see and what the bots called."""

from fnmatch import fnmatchcase
from typing import Any

from aiohttp import web

from sandbox.telegram import commands, render, updates
from sandbox.telegram.errors import ControlError
from sandbox.telegram.state import Chat
from sandbox.telegram.wish import Wish

Json = dict[str, Any]


def chats(wish: Wish) -> list[Json]:
    """The person's list of chats: private ones with every bot, then his groups."""
    world, person = wish.world, wish.person()
    dialogs = [bot.dialogs[person.id] for bot in world.bots.values() if person.id in bot.dialogs]
    groups = [chat for chat in world.groups.values() if person.id in world.audience(chat) and not chat.deleted]
    return [_listed(wish, chat, person.id) for chat in [*dialogs, *groups]]


def _listed(wish: Wish, chat: Chat, user_id: int) -> Json:
    living = [message for message in chat.messages.values() if not message.deleted]
    last = render.seen(wish.world, living[-1], user_id) if living else None
    if not chat.private:
        return {"chat": render.chat_info(wish.world, chat), "bot": None, "blocked": False, "last": last}
    bot = render.user(chat.owner_bot) if chat.owner_bot else None
    return {"chat": render.chat(wish.world, chat), "bot": bot, "blocked": chat.blocked, "last": last}


def messages(wish: Wish) -> list[Json]:
    chat = wish.chat()
    user_id = wish.number("user_id") if wish.has("user_id") else None
    if user_id is not None and user_id not in wish.world.audience(chat):
        raise ControlError(f"Person {user_id} is not in chat {chat.id}.")
    after, limit = wish.number("after", 0), max(1, wish.number("limit", 100))
    thread = wish.number("message_thread_id") if wish.has("message_thread_id") else None
    shown = [one for one in chat.messages.values() if wish.flag("deleted") or not one.deleted]
    found = [one for one in shown if one.id > after and thread in (None, one.thread_id)]
    return [render.seen(wish.world, one, user_id) for one in found[-limit:]]


def calls(wish: Wish) -> list[Json]:
    pattern = str(wish.body.get("method") or "*").lower()
    found = [one for one in wish.world.calls if fnmatchcase(one["method"].lower(), pattern)]
    if wish.has("chat_id"):
        found = [one for one in found if str(one.get("chat_id")) == str(wish.body["chat_id"])]
    if wish.has("bot"):
        bot_id = wish.bot().id
        found = [one for one in found if one["bot"] == bot_id]
    after = wish.number("after", 0)
    return [one for one in found if one["id"] > after][-max(1, wish.number("limit", 200)) :]


def menu(wish: Wish) -> list[Json]:
    return commands.menu(wish.world, wish.bot(), wish.chat(), wish.person().id)


def pending(wish: Wish) -> list[Json]:
    return [updates.as_json(update) for update in wish.bot().updates]


def file(wish: Wish) -> web.StreamResponse:
    file_id = wish.text("file_id")
    for bot in wish.world.bots.values():
        if file_id in bot.files:
            stored = bot.files[file_id]
            kind = stored.mime_type if stored.kind != "photo" else _image_type(stored.data)
            headers = {"Content-Type": kind, "X-Content-Type-Options": "nosniff"}
            return web.Response(body=stored.data, headers=headers)
    raise ControlError("There is no such file.")


def _image_type(data: bytes) -> str:
    kinds = {b"\x89PNG": "image/png", b"GIF8": "image/gif", b"RIFF": "image/webp"}
    return kinds.get(data[:4], "image/jpeg")


ROUTES = (
    ("GET", "chats", chats),
    ("GET", "messages", messages),
    ("GET", "calls", calls),
    ("GET", "commands", menu),
    ("GET", "updates", pending),
    ("GET", "file", file),
)
