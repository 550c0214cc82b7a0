"""Taps on inline buttons and their answers. https://core.telegram.org/bots/api#callbackquery"""

import asyncio
import secrets
from typing import Any
from urllib.parse import urlsplit

from sandbox.telegram import render, updates
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Bot, Callback, Message
from sandbox.telegram.world import World

Json = dict[str, Any]

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def press(world: World, bot: Bot, user_id: int, message: Message, data: str) -> Callback:
    """A person taps: the bot gets a callback_query. The Callback's future holds its answer."""
    number = str(10**17 + secrets.randbelow(9 * 10**17))
    answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
    callback = Callback(number, user_id, message, data, world.clock.now(), answer)
    bot.callbacks[number] = callback
    body = {
        "id": number,
        "from": render.account(world, user_id),
        "message": render.inaccessible(world, message) if message.deleted else render.message(world, message),
        "chat_instance": str(bot.id * 10**9 + abs(message.chat.id)),
        "data": data,
    }
    updates.queue(world, bot, "callback_query", body, message.chat.id)
    return callback


def answer_callback_query(call: Call) -> bool:
    callback = call.bot.callbacks.get(call.text("callback_query_id"))
    if callback is None or call.world.clock.now() - callback.created > call.world.callback_timeout:
        raise bad_request(TOO_OLD)
    if len(call.text("text")) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.text("url")
    if url and not _opens_bot(url, call.bot):
        raise bad_request("URL_INVALID")
    answer = {"text": call.text("text") or None, "show_alert": call.flag("show_alert"), "url": url or None}
    if not callback.answer.done():
        callback.answer.set_result(answer)
        _show(call.world, callback, answer)
    return True


def _opens_bot(url: str, bot: Bot) -> bool:
    """Without a game only t.me/<this bot>?start=… may be opened."""
    parts = urlsplit(url)
    links = parts.scheme in {"http", "https"} and parts.netloc in {"t.me", "telegram.me"}
    by_name = links and parts.path.strip("/").lower() == bot.username.lower()
    return by_name or (parts.scheme == "tg" and f"domain={bot.username}".lower() in parts.query.lower())


def _show(world: World, callback: Callback, answer: Json) -> None:
    place = {"chat_id": callback.message.chat.id, "message_id": callback.message.id, "query_id": callback.id}
    world.events.publish("toast", {"user_id": callback.user_id, **place, **answer}, {callback.user_id})
