"""Control API: pressing a button and waiting for the bot's answer."""

import asyncio
from typing import Any

from sandbox.telegram import callbacks
from sandbox.telegram.control_act import send
from sandbox.telegram.errors import ControlError
from sandbox.telegram.state import Bot, Chat, Message
from sandbox.telegram.wish import Wish

Json = dict[str, Any]


async def press(wish: Wish) -> Json:
    person, chat = wish.person(), wish.chat()
    if not chat.private and person.id not in wish.world.audience(chat):
        raise ControlError(f"Person {person.id} is not in chat {chat.id}.")
    message, button = _button(wish, chat)
    found: Json = {"kind": "other", "label": button["text"], "message_id": message.id, "answered": False}
    found |= {"text": None, "show_alert": False, "url": button.get("url"), "copy_text": None}
    if "copy_text" in button:
        return found | {"kind": "copy_text", "copy_text": button["copy_text"]["text"]}
    if "url" in button:
        return found | {"kind": "url"}
    if "callback_data" in button:
        return found | {"kind": "callback"} | await _tap(wish, person.id, message, button["callback_data"])
    if message.markup is not None and "keyboard" in message.markup:
        sent = send(Wish(wish.world, wish.body | {"text": button["text"]}))
        return found | {"kind": "text", "message_id": sent["message_id"]}
    return found


async def _tap(wish: Wish, user_id: int, message: Message, data: str) -> Json:
    bot = _sender(wish, message)
    if message.chat.private:
        message.chat.started = True
    callback = callbacks.press(wish.world, bot, user_id, message, data)
    done, _ = await asyncio.wait({callback.answer}, timeout=wish.real("timeout", 5.0))
    return {"query_id": callback.id, "answered": bool(done)} | (callback.answer.result() if done else {})


def _sender(wish: Wish, message: Message) -> Bot:
    if message.chat.owner_bot is not None:
        return message.chat.owner_bot
    senders = [bot for bot in wish.world.bots.values() if bot.id == message.sender_id]
    if not senders:
        raise ControlError("The button's message is not from a bot.")
    return senders[0]


def _button(wish: Wish, chat: Chat) -> tuple[Message, Json]:
    """The button by data or by label: exact first, else the only one that begins with it; newest message first."""
    messages = [wish.message(chat)] if wish.has("message_id") else list(reversed(chat.messages.values()))
    thread = wish.number("message_thread_id") if wish.has("message_thread_id") else None
    live = [one for one in messages if not one.deleted and one.markup and thread in (None, one.thread_id)]
    for message in live:
        buttons = [button for row in _rows(message) for button in row]
        found = _matching(wish, buttons)
        if found is not None:
            return message, found
    wanted = wish.body.get("label", wish.body.get("data"))
    there = [button["text"] for message in live[:1] for row in _rows(message) for button in row]
    raise ControlError(f"There is no button {wanted!r} in chat {chat.id}; the newest keyboard has {there}.")


def _rows(message: Message) -> list[list[Json]]:
    markup = message.markup or {}
    rows: list[list[Json]] = markup.get("inline_keyboard") or markup.get("keyboard") or []
    return rows


def _matching(wish: Wish, buttons: list[Json]) -> Json | None:
    if wish.has("data"):
        return next((button for button in buttons if button.get("callback_data") == wish.text("data")), None)
    label = wish.text("label")
    exact = [button for button in buttons if button["text"] == label]
    beginning = [button for button in buttons if button["text"].startswith(label)]
    return exact[0] if exact else (beginning[0] if len(beginning) == 1 else None)


ROUTES = (("POST", "press", press),)
