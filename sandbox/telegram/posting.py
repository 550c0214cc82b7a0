"""Putting a message into a chat: what every send has in common."""

from typing import Any

from sandbox.telegram import access, entities, markup, render, spec, updates, utf16
from sandbox.telegram.calls import Call, Place
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Message
from sandbox.telegram.world import World

Json = dict[str, Any]

MOST_TEXT = 4096
MOST_CAPTION = 1024


def place(call: Call) -> Place:
    chat = access.writable(call)
    access_right = "can_send_messages"
    if not access.may(chat, call.bot.id, access_right) and access.member_of(call, chat).status != "administrator":
        raise bad_request("not enough rights to send text messages to the chat")
    return Place(chat, access.thread(call, chat))


def text_content(call: Call, name: str = "text") -> Json:
    """text and entities of a call. Raises RefusedError for empty, too long or broken text."""
    if not call.text(name):
        raise bad_request("message text is empty")
    text, found = entities.formatted(call.text(name), call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if utf16.length(text) > MOST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, "entities": known_users(call.world, found)} | _preview(call)


def _preview(call: Call) -> Json:
    options = spec.known(call.get("link_preview_options"), "LinkPreviewOptions")
    wrong = spec.problems(options, ("LinkPreviewOptions",), "link_preview_options") if options else []
    if wrong:
        raise bad_request(f"Can't parse link preview options: {wrong[0]}")
    return {"link_preview_options": options} if options else {}


def caption_content(world: World, wish: Json) -> Json:
    """caption and caption_entities of a call's values or of an InputMedia."""
    raw = str(wish.get("caption", ""))
    text, found = entities.formatted(raw, wish.get("parse_mode"), wish.get("caption_entities"))
    if utf16.length(text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    above = {"show_caption_above_media": True} if wish.get("show_caption_above_media") else {}
    return {"caption": text, "caption_entities": known_users(world, found)} | above


def known_users(world: World, found: list[Json]) -> list[Json]:
    """Mentions of people nobody knows become plain text."""
    return [entity for entity in found if "user" not in entity or world.account(entity["user"]["id"]) is not None]


def reply(call: Call, chat: Chat) -> tuple[int | None, Json]:
    """The message replied to, and the quote taken from it."""
    wish = call.get("reply_parameters") or {}
    number = wish.get("message_id")
    if number is None:
        return None, {}
    if not isinstance(number, int) or isinstance(number, bool):
        raise bad_request('Can\'t parse reply parameters: Field "message_id" must be of type Number')
    if str(wish.get("chat_id", chat.id)) != str(chat.id):
        return _reply_elsewhere(call, wish)
    target = call.world.message(chat, number)
    if target is None:
        if wish.get("allow_sending_without_reply"):
            return None, {}
        raise bad_request("message to be replied not found")
    return number, _quote(target, wish)


def _reply_elsewhere(call: Call, wish: Json) -> tuple[None, Json]:
    other = access.find(call.world, call.bot, wish["chat_id"])
    target = call.world.message(other, wish["message_id"])
    if target is None and not wish.get("allow_sending_without_reply"):
        raise bad_request("message to be replied not found")
    if target is None:
        return None, {}
    origin = {"type": "user", "sender_user": render.account(call.world, target.sender_id), "date": target.date}
    found = {"origin": origin, "chat": render.chat(call.world, other), "message_id": target.id}
    return None, {"external_reply": found}


def _quote(target: Message, wish: Json) -> Json:
    if not wish.get("quote"):
        return {}
    text, found = entities.formatted(str(wish["quote"]), wish.get("quote_parse_mode"), wish.get("quote_entities"))
    whole = str(target.content.get("text", target.content.get("caption", "")))
    at = whole.find(text)
    if at < 0:
        raise bad_request("QUOTE_TEXT_INVALID")
    quote: Json = {"text": text, "position": utf16.length(whole[:at]), "is_manual": True}
    return {"quote": quote | ({"entities": found} if found else {})}


def post(call: Call, content: Json, **extra: Any) -> Json:
    """Send a message of the bot: markup, place, reply, protection from the call. Returns the Message."""
    return posted(call, place(call), content, **extra)


def posted(call: Call, where: Place, content: Json, **extra: Any) -> Json:
    keyboard = markup.check(call.get("reply_markup"), where.chat.private)
    reply_to, quote = reply(call, where.chat)
    message = add(
        call.world,
        where,
        call.bot.id,
        content,
        markup=keyboard,
        reply_to=reply_to,
        extra=quote | extra,
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
    )
    return render.message(call.world, message)


def add(world: World, where: Place, sender_id: int, content: Json, **more: Any) -> Message:
    """Write a message into the chat and tell everybody who listens (bots too, when a person wrote it)."""
    chat = where.chat
    number = world.next_message_id(chat)
    message = Message(number, chat, sender_id, world.clock.date(), content, thread_id=where.thread_id, **more)
    chat.messages[number] = message
    world.events.publish("message", render.seen(world, message), world.audience(chat))
    updates.tell(world, message)
    return message


def service(world: World, chat: Chat, sender_id: int, content: Json, thread_id: int | None = None) -> Message:
    """A service message: somebody came, left, pinned, renamed."""
    return add(world, Place(chat, thread_id), sender_id, content, service=True)


def send_message(call: Call) -> Json:
    return post(call, text_content(call))


def send_chat_action(call: Call) -> bool:
    action = call.text("action").lower()
    if action not in call.method.fields["action"].enum:
        raise bad_request("wrong parameter action in request")
    chat = access.writable(call)
    data: Json = {"chat_id": chat.id, "action": action}
    thread_id = access.thread(call, chat)
    data |= {"message_thread_id": thread_id} if thread_id is not None else {}
    call.world.events.publish("action", data, call.world.audience(chat))
    return True
