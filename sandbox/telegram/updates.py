"""Updates: queued for a bot, fetched by a long poll that holds. https://core.telegram.org/bots/api#getting-updates"""

import asyncio
from typing import Any

from sandbox.telegram import render, spec
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import conflict
from sandbox.telegram.state import Bot, Chat, Message, Update
from sandbox.telegram.world import World

Json = dict[str, Any]

NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
KEPT_SECONDS = 24 * 3600
TWO_POLLS = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


def wanted(bot: Bot, kind: str) -> bool:
    return kind in bot.allowed_updates if bot.allowed_updates else kind not in NOT_BY_DEFAULT


def queue(world: World, bot: Bot, kind: str, body: Json, chat_id: int) -> None:
    """Put an update before the bot, unless its allowed_updates leave this kind out."""
    if not wanted(bot, kind):
        return
    update = Update(bot.next_update_id, kind, body, chat_id, world.clock.date())
    bot.next_update_id += 1
    bot.updates.append(update)
    world.events.publish("update", {"bot": bot.id, "update": as_json(update)})
    bot.arrived.set()
    world.on_update(bot)


def as_json(update: Update) -> Json:
    return {"update_id": update.id, update.kind: update.body}


def remember_allowed(call: Call) -> None:
    """allowed_updates stays as it was until it is given again; unknown names are dropped, as Telegram does."""
    names = call.get("allowed_updates")
    if names is not None:
        known = spec.types()["Update"].fields
        call.bot.allowed_updates = [
            name for name in names if isinstance(name, str) and name in known and name != "update_id"
        ]


def tell(world: World, message: Message, kind: str = "message") -> None:
    """A message of a person reaches the bots of the chat, as far as their privacy lets it."""
    for bot in world.bots_in(message.chat):
        if message.sender_id != bot.id and _hears(world, bot, message):
            queue(world, bot, kind, render.message(world, message), message.chat.id)


def _hears(world: World, bot: Bot, message: Message) -> bool:
    """Privacy mode: in a group a bot gets commands, mentions, replies to it and service messages."""
    member = message.chat.members.get(bot.id)
    sees_all = bot.can_read_all_group_messages or (member is not None and member.status == "administrator")
    if message.chat.private or message.service or sees_all:
        return True
    text = str(message.content.get("text", message.content.get("caption", "")))
    target = world.message(message.chat, message.reply_to)
    replied = target is not None and target.sender_id == bot.id
    return replied or f"@{bot.username}".lower() in text.lower() or _command(text, bot)


def _command(text: str, bot: Bot) -> bool:
    word = text.split()[0] if text.strip() else ""
    named = word.partition("@")[2].lower()
    return word.startswith("/") and named in ("", bot.username.lower())


def forget_old(world: World, bot: Bot) -> None:
    oldest = world.clock.date() - KEPT_SECONDS
    while bot.updates and bot.updates[0].date < oldest:
        bot.updates.popleft()


def confirm(bot: Bot, offset: int) -> None:
    """Forget updates before ``offset``; a negative one keeps that many of the newest."""
    if offset < 0:
        offset = bot.next_update_id + offset
    while bot.updates and bot.updates[0].id < offset:
        bot.updates.popleft()


async def get_updates(call: Call) -> list[Json]:
    bot = call.bot
    if bot.webhook is not None:
        raise conflict(WEBHOOK_ACTIVE)
    interrupt(bot, TWO_POLLS)
    remember_allowed(call)
    forget_old(call.world, bot)
    if "offset" in call.values:
        confirm(bot, call.number("offset"))
    if not bot.updates:
        await _hold(bot, min(50, max(0, call.number("timeout"))))
    limit = min(100, max(1, call.number("limit", 100)))
    return [as_json(update) for update in list(bot.updates)[:limit]]


def interrupt(bot: Bot, reason: str) -> None:
    """End the poll that is being held, with a conflict."""
    if bot.poll is not None and not bot.poll.done():
        bot.poll.set_result(reason)


async def _hold(bot: Bot, seconds: int) -> None:
    """Wait for an update, the end of time, or another poll (409)."""
    mine: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    bot.poll = mine
    bot.holding.set()
    bot.arrived.clear()
    arrival = asyncio.ensure_future(bot.arrived.wait())
    both: set[asyncio.Future[Any]] = {mine, arrival}
    try:
        await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if mine.done():
            raise conflict(mine.result())
    finally:
        arrival.cancel()
        if bot.poll is mine:
            bot.poll = None
            bot.holding.clear()


def chat_member(world: World, chat: Chat, by: int, user_id: int, old: Json, new: Json) -> None:
    """my_chat_member to the bot it is about, chat_member to bots that administer the chat."""
    body = {
        "chat": render.chat(world, chat),
        "from": render.account(world, by),
        "date": world.clock.date(),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    for bot in world.bots.values():
        if bot.id == user_id or (chat.private and chat.owner_bot is bot):
            queue(world, bot, "my_chat_member", body, chat.id)
        elif not chat.private and getattr(chat.members.get(bot.id), "status", "") == "administrator":
            queue(world, bot, "chat_member", body, chat.id)
