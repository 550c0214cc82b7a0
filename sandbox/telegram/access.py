"""Which chat a call means, and whether the bot may act there. The refusals are Telegram's."""

import re
from typing import Any

from sandbox.telegram.calls import Call
from sandbox.telegram.errors import RefusedError, bad_request, forbidden
from sandbox.telegram.state import Bot, Chat, Member, Message
from sandbox.telegram.world import World


def find(world: World, bot: Bot, raw: Any) -> Chat:
    """The chat of an id or @username. Raises RefusedError "chat not found"."""
    text = str(raw if raw is not None else "").strip()
    if not text:
        raise bad_request("Chat_id is empty")
    if text.startswith("@"):
        named = [chat for chat in world.groups.values() if chat.username.lower() == text[1:].lower()]
        if named:
            return named[0]
    elif re.fullmatch(r"-?[0-9]{1,16}", text):
        number = int(text)
        if number in world.people:
            return world.dialog(bot, number)
        if number in world.groups:
            return world.groups[number]
        if number > 0 and world.account(number) is not None:
            raise forbidden("bot can't send messages to bots")
    raise bad_request("chat not found")


def readable(call: Call, name: str = "chat_id") -> Chat:
    """A chat the bot may look at: one it is in, or a private one."""
    chat = find(call.world, call.bot, call.get(name))
    _refuse_outsider(chat, call.bot)
    return chat


def writable(call: Call, name: str = "chat_id") -> Chat:
    """A chat the bot may write to."""
    chat = find(call.world, call.bot, call.get(name))
    if chat.migrated_to is not None:
        upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
        raise RefusedError(400, upgraded, migrate_to_chat_id=chat.migrated_to)
    _refuse_outsider(chat, call.bot)
    if chat.private:
        _refuse_private(chat)
    return chat


def _refuse_private(chat: Chat) -> None:
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def _refuse_outsider(chat: Chat, bot: Bot) -> None:
    if chat.private:
        return
    if chat.deleted:
        raise forbidden("the group chat was deleted")
    member = chat.members.get(bot.id)
    if member is None:
        raise bad_request("chat not found")
    if member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if not member.inside:
        raise forbidden(f"bot is not a member of the {chat.type} chat")


def member_of(call: Call, chat: Chat) -> Member:
    return chat.members.get(call.bot.id, Member(call.bot.id, "left"))


def may(chat: Chat, user_id: int, right: str) -> bool:
    """Whether a user holds a right: as owner, as administrator, or (some) as everybody in the group."""
    member = chat.members.get(user_id)
    if chat.private or (member is not None and member.status == "creator"):
        return True
    if member is None or not member.inside:
        return False
    if member.status == "administrator":
        return member.rights.get(right, False)
    if member.status == "restricted" and not member.rights.get(right, False):
        return False
    return chat.permissions.get(right, False)


def need(call: Call, chat: Chat, right: str, what: str) -> None:
    if not may(chat, call.bot.id, right):
        raise bad_request(f"not enough rights to {what}")


def administrator(call: Call, chat: Chat) -> None:
    if member_of(call, chat).status not in {"administrator", "creator"}:
        raise bad_request("CHAT_ADMIN_REQUIRED")


def group(call: Call) -> Chat:
    """A group the bot is in; private chats are refused."""
    chat = readable(call)
    if chat.migrated_to is not None:
        return writable(call)
    if chat.private:
        raise bad_request("method is available only for groups and supergroups")
    return chat


def message(call: Call, chat: Chat, message_id: int | None, what: str) -> Message:
    """A living message of the chat; ``what``: "message to edit" and the like, for the refusal."""
    found = call.world.message(chat, message_id)
    if found is None:
        raise bad_request(f"{what} not found")
    return found


def thread(call: Call, chat: Chat, send: bool = True) -> int | None:
    """The topic of message_thread_id; sends to a closed one need the right to manage topics."""
    number = call.get("message_thread_id")
    if number is None:
        return None
    topic = chat.topics.get(number) if chat.is_forum else None
    if number == 1 and chat.is_forum:
        return None
    if topic is None:
        raise bad_request("message thread not found")
    if send and topic.closed and not may_manage_topics(chat, call.bot.id):
        raise bad_request("TOPIC_CLOSED")
    return topic.id


def may_manage_topics(chat: Chat, user_id: int) -> bool:
    member = chat.members.get(user_id)
    if member is None or member.status not in {"administrator", "creator"}:
        return False
    return member.status == "creator" or member.rights.get("can_manage_topics", False)


def need_administrator(call: Call, chat: Chat, right: str, what: str) -> None:
    """A right that only administrators can hold."""
    member = member_of(call, chat)
    if member.status != "creator" and not (member.status == "administrator" and member.rights.get(right, False)):
        raise bad_request(f"not enough rights to {what}")
