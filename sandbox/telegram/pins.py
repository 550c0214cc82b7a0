"""Pinned messages and reactions."""

from pathlib import Path
from typing import Any

from sandbox.telegram import access, posting, spec
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Message
from sandbox.telegram.world import World

Json = dict[str, Any]

EMOJI = frozenset((Path(__file__).parent / "reactions.txt").read_text("utf-8").split())


def _place(call: Call) -> Chat:
    chat = access.writable(call)
    access.need(call, chat, "can_pin_messages", "manage pinned messages in the chat")
    return chat


def pin(call: Call) -> bool:
    chat = _place(call)
    message = access.message(call, chat, call.number("message_id"), "message to pin")
    if message.service:
        raise bad_request("message can't be pinned")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    posting.service(call.world, chat, call.bot.id, {"pinned_message": message}, message.thread_id)
    return _changed(call.world, chat)


def unpin(call: Call) -> bool:
    chat = _place(call)
    number = call.get("message_id")
    if number is None:
        chat.pinned = chat.pinned[:-1]
        return _changed(call.world, chat)
    access.message(call, chat, number, "message to unpin")
    chat.pinned = [one for one in chat.pinned if one != number]
    return _changed(call.world, chat)


def unpin_all(call: Call) -> bool:
    chat = _place(call)
    chat.pinned = []
    return _changed(call.world, chat)


def _changed(world: World, chat: Chat) -> bool:
    world.events.publish("pinned", {"chat_id": chat.id, "pinned": list(chat.pinned)}, world.audience(chat))
    return True


def set_reaction(call: Call) -> bool:
    chat = access.writable(call)
    message = access.message(call, chat, call.number("message_id"), "message to react")
    reactions = call.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for one in reactions:
        _check(one)
    react(call.world, message, call.bot.id, reactions)
    return True


def _check(one: Any) -> None:
    wrong = spec.problems(one, ("ReactionTypeEmoji", "ReactionTypeCustomEmoji", "ReactionTypePaid"), "ReactionType")
    is_emoji = isinstance(one, dict) and one.get("type") == "emoji"
    if is_emoji and str(one.get("emoji", "")).replace("\ufe0f", "") not in EMOJI:
        raise bad_request("REACTION_INVALID")
    if wrong:
        raise bad_request(f"Can't parse ReactionType: {wrong[0]}")
    if not is_emoji:
        raise bad_request("REACTION_INVALID")


def react(world: World, message: Message, user_id: int, reactions: list[Json]) -> None:
    """Set somebody's reactions on a message (none: take them off)."""
    message.reactions[user_id] = reactions
    data = {"chat_id": message.chat.id, "message_id": message.id, "user_id": user_id}
    emoji = [one.get("emoji", "") for one in reactions]
    world.events.publish("reaction", {**data, "emoji": emoji}, world.audience(message.chat))
