"""Control API: acting as a person — writing, pressing, editing, deleting, reacting."""

import base64
import binascii
from typing import Any

from sandbox.telegram import access, editing, entities_found, files, pins, posting, render, updates, utf16
from sandbox.telegram.calls import Place
from sandbox.telegram.errors import ControlError, RefusedError
from sandbox.telegram.params import Upload
from sandbox.telegram.state import Bot, Chat
from sandbox.telegram.wish import Wish

Json = dict[str, Any]


def send(wish: Wish) -> Json:
    person, chat = wish.person(), wish.chat()
    _open(wish, chat, person.id)
    content = _content(wish, chat)
    reply_to = wish.message_named(chat, "reply_to").id if wish.has("reply_to") else None
    place = Place(chat, _thread(wish, chat))
    message = posting.add(wish.world, place, person.id, content, reply_to=reply_to)
    return render.seen(wish.world, message, person.id)


def _open(wish: Wish, chat: Chat, user_id: int) -> None:
    """Writing to a bot starts it; a group must have the person in it."""
    if chat.private:
        if chat.id != user_id:
            raise ControlError("A person writes in his own private chat.")
        if chat.blocked:
            raise ControlError("The person has blocked the bot; unblock it first.")
        chat.started = True
    elif chat.deleted or chat.migrated_to is not None:
        raise ControlError("The group is gone or has become a supergroup.")
    elif not access.may(chat, user_id, "can_send_messages") and not _administers(chat, user_id):
        raise ControlError(f"Person {user_id} cannot write in chat {chat.id}.")


def _administers(chat: Chat, user_id: int) -> bool:
    return user_id in chat.members and chat.members[user_id].status in {"administrator", "creator"}


def _thread(wish: Wish, chat: Chat) -> int | None:
    if not wish.has("message_thread_id"):
        return None
    number = wish.number("message_thread_id")
    if number not in chat.topics:
        raise ControlError(f"There is no topic {number} in chat {chat.id}.")
    return number


def _content(wish: Wish, chat: Chat) -> Json:
    body = wish.body
    if wish.has("text"):
        return _text(wish.text("text"), "text", "entities", posting.MOST_TEXT)
    caption = _text(wish.text("caption"), "caption", "caption_entities", 1024) if wish.has("caption") else {}
    for kind in ("photo", "document"):
        if wish.has(kind):
            described = _file(chat.owner_bot or wish.bot(), kind, body[kind])
            return {kind: [described] if kind == "photo" else described} | caption
    if wish.has("contact"):
        return {"contact": _only(body["contact"], ("phone_number", "first_name", "last_name", "user_id"))}
    if wish.has("location"):
        return {"location": _only(body["location"], ("latitude", "longitude"))}
    raise ControlError("One of text, document, photo, contact, location is needed.")


def _only(raw: Any, names: tuple[str, ...]) -> Json:
    if not isinstance(raw, dict) or any(name not in raw for name in names[:2]):
        raise ControlError(f"An object with {' and '.join(names[:2])} is needed.")
    return {name: raw[name] for name in names if name in raw}


def _text(raw: str, name: str, entities_name: str, most: int) -> Json:
    text = raw.strip()
    if not text or utf16.length(text) > most:
        raise ControlError(f"A text has 1 to {most} characters.")
    found = entities_found.find(text, [])
    found.sort(key=lambda entity: entity["offset"])
    return {name: text} | ({entities_name: found} if found else {})


def _file(bot: Bot, kind: str, raw: Any) -> Json:
    try:
        data = base64.b64decode(raw["content"], validate=True)
        name = str(raw.get("file_name", "file"))
        stored = files.store(bot, kind, Upload(name, str(raw.get("mime_type", "application/octet-stream")), data))
    except (KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise ControlError(f'"{kind}" needs "file_name" and "content" in base64.') from error
    except RefusedError as refusal:
        raise ControlError(refusal.description) from refusal
    return stored.describe


def edit(wish: Wish) -> Json:
    person, chat = wish.person(), wish.chat()
    message = wish.message(chat)
    if message.sender_id != person.id or "text" not in message.content:
        raise ControlError("A person edits his own texts.")
    message.content = _text(wish.text("text"), "text", "entities", posting.MOST_TEXT)
    message.edit_date = wish.world.clock.date()
    message.edits += 1
    wish.world.events.publish("edited", render.seen(wish.world, message), wish.world.audience(chat))
    updates.tell(wish.world, message, "edited_message")
    return render.seen(wish.world, message, person.id)


def delete(wish: Wish) -> bool:
    person, chat = wish.person(), wish.chat()
    message = wish.message(chat)
    if not chat.private and message.sender_id != person.id and not _administers(chat, person.id):
        raise ControlError("In a group a person deletes his own messages, an administrator any.")
    editing.remove(wish.world, message)
    return True


def react(wish: Wish) -> bool:
    person, message = wish.person(), wish.message(wish.chat())
    emoji = wish.text("emoji", "")
    old = message.reactions.get(person.id, [])
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    pins.react(wish.world, message, person.id, new)
    body = {
        "chat": render.chat(wish.world, message.chat),
        "message_id": message.id,
        "user": render.user(person),
        "date": wish.world.clock.date(),
        "old_reaction": old,
        "new_reaction": new,
    }
    for bot in wish.world.bots_in(message.chat):
        member = message.chat.members.get(bot.id)
        if message.chat.private or (member is not None and member.status == "administrator"):
            updates.queue(wish.world, bot, "message_reaction", body, message.chat.id)
    return True


ROUTES = (
    ("POST", "send", send),
    ("POST", "edit", edit),
    ("POST", "delete", delete),
    ("POST", "react", react),
)
