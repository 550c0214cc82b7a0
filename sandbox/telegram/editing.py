"""Edits and deletions, with their refusals."""

import json
from typing import Any

from sandbox.telegram import access, markup, media, posting, render
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.forgetting import forget
from sandbox.telegram.state import Chat, Message
from sandbox.telegram.world import World

Json = dict[str, Any]

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
FILES = ("photo", "document", "video", "animation", "audio", "voice")
KEPT = {"show_caption_above_media"}
CAPTION = {"caption", "caption_entities", "show_caption_above_media"}


def _target(call: Call) -> Message:
    """The bot's own message that the call wants to edit."""
    if call.get("inline_message_id") is not None:
        raise bad_request("MESSAGE_ID_INVALID")
    if call.get("chat_id") is None and call.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    chat = access.writable(call)
    if call.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    message = access.message(call, chat, call.number("message_id"), "message to edit")
    if message.sender_id != call.bot.id or message.service or "forward_origin" in message.extra:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, content: Json) -> Json:
    """Put new content and keyboard into the message; the same as before is refused."""
    keyboard = markup.check(call.get("reply_markup"), message.chat.private, inline_only=True)
    if keyboard == _inline(message) and _same(content, message.content):
        raise bad_request(NOT_MODIFIED)
    if not _same(content, message.content) or not message.edit_date:
        message.edit_date = call.world.clock.date()
    message.content = content
    message.markup = keyboard
    message.edits += 1
    world = call.world
    world.events.publish("edited", render.seen(world, message), world.audience(message.chat))
    return render.message(world, message)


def _inline(message: Message) -> Json | None:
    return message.markup if message.markup and "inline_keyboard" in message.markup else None


def _same(one: Json, other: Json) -> bool:
    """Equal for a reader: a file sent again is the same when its bytes are."""
    return json.dumps(_plain(one), sort_keys=True) == json.dumps(_plain(other), sort_keys=True)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name != "file_id"}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def edit_text(call: Call) -> Json:
    content = posting.text_content(call)
    message = _target(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, content)


def edit_caption(call: Call) -> Json:
    caption = posting.caption_content(call.world, call.values)
    message = _target(call)
    if not any(kind in message.content for kind in FILES):
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in CAPTION}
    return _change(call, message, kept | caption)


def edit_media(call: Call) -> Json:
    content = media.input_media(call, call.values["media"], ("photo", "document", "video", "animation", "audio"))
    message = _target(call)
    if not any(kind in message.content for kind in (*FILES, "text")):
        raise bad_request("message can't be edited")
    if "media_group_id" in message.extra and not _fits_album(message.content, content):
        raise bad_request("message media can't be changed to a different type in an album")
    return _change(call, message, content)


def _fits_album(old: Json, new: Json) -> bool:
    visual = {"photo", "video"}
    if visual & set(old):
        return bool(visual & set(new))
    return any(kind in old and kind in new for kind in ("document", "audio"))


def edit_markup(call: Call) -> Json:
    message = _target(call)
    return _change(call, message, message.content)


def delete_message(call: Call) -> bool:
    chat = access.readable(call)
    if call.get("message_id") is None:
        raise bad_request("message identifier is not specified")
    message = access.message(call, chat, call.number("message_id"), "message to delete")
    _refuse_deletion(call, chat, message)
    remove(call.world, message)
    return True


def _refuse_deletion(call: Call, chat: Chat, message: Message) -> None:
    member = access.member_of(call, chat)
    if member.status == "administrator" and member.rights.get("can_delete_messages"):
        return
    own = message.sender_id == call.bot.id
    if not own and not chat.private:
        raise bad_request("message can't be deleted")
    if call.world.clock.now() - message.date > call.world.delete_within:
        raise bad_request("message can't be deleted for everyone")


def remove(world: World, message: Message) -> None:
    message.deleted = True
    message.chat.pinned = [number for number in message.chat.pinned if number != message.id]
    if message.protected:
        forget(world, message)
    data = {"chat_id": message.chat.id, "message_id": message.id}
    world.events.publish("deleted", data, world.audience(message.chat))


def delete_messages(call: Call) -> bool:
    """Up to 100 at once; those that are not there, or may not be deleted, are skipped."""
    chat = access.readable(call)
    numbers = numbers_of(call, "message_ids")
    found = [message for number in numbers if (message := call.world.message(chat, number)) is not None]
    for message in found:
        _refuse_deletion(call, chat, message)
    for message in found:
        remove(call.world, message)
    return True


def numbers_of(call: Call, name: str) -> list[int]:
    """An array of 1-100 message identifiers."""
    numbers = call.values[name]
    if not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > 100:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(number, int) and not isinstance(number, bool) for number in numbers):
        raise bad_request("message identifier must be a Number")
    return [int(number) for number in numbers]
