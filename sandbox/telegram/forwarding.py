"""forwardMessage(s) and copyMessage(s)."""

from typing import Any

from sandbox.telegram import access, posting, render
from sandbox.telegram.calls import Call, Place
from sandbox.telegram.editing import CAPTION, FILES, numbers_of
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Message

Json = dict[str, Any]


def _source(call: Call, number: int, what: str) -> Message:
    chat = access.readable(call, "from_chat_id")
    message = access.message(call, chat, number, f"message to {what}")
    if message.protected or message.service:
        verb = "forwarded" if what == "forward" else "copied"
        raise bad_request(f"the message can't be {verb}")
    return message


def _origin(call: Call, message: Message) -> Json:
    known = message.extra.get("forward_origin")
    sender = render.account(call.world, message.sender_id)
    return known or {"type": "user", "sender_user": sender, "date": message.date}


def _forward(call: Call, where: Place, message: Message) -> Message:
    return posting.add(
        call.world,
        where,
        call.bot.id,
        dict(message.content),
        markup=None,
        extra={"forward_origin": _origin(call, message)},
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
    )


def forward_message(call: Call) -> Json:
    message = _source(call, call.number("message_id"), "forward")
    return render.message(call.world, _forward(call, posting.place(call), message))


def copy_message(call: Call) -> Json:
    message = _source(call, call.number("message_id"), "copy")
    content = dict(message.content)
    if "caption" in call.values and any(kind in content for kind in FILES):
        content = {name: value for name, value in content.items() if name not in CAPTION}
        content |= posting.caption_content(call.world, call.values)
    return {"message_id": posting.post(call, content)["message_id"]}


def forward_messages(call: Call) -> list[Json]:
    return [_number(_forward(call, place, message)) for place, message in _several(call, "forward")]


def copy_messages(call: Call) -> list[Json]:
    copied = []
    for place, message in _several(call, "copy"):
        content = dict(message.content)
        if call.flag("remove_caption"):
            content = {name: value for name, value in content.items() if name not in CAPTION}
        copied.append(_number(_copy(call, place, content)))
    return copied


def _copy(call: Call, where: Place, content: Json) -> Message:
    silent, protected = call.flag("disable_notification"), call.flag("protect_content")
    return posting.add(call.world, where, call.bot.id, content, silent=silent, protected=protected)


def _number(message: Message) -> Json:
    return {"message_id": message.id}


def _several(call: Call, what: str) -> list[tuple[Place, Message]]:
    """Those of message_ids that can be passed on; the rest is skipped, none at all is refused."""
    numbers = numbers_of(call, "message_ids")
    if numbers != sorted(set(numbers)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    source: Chat = access.readable(call, "from_chat_id")
    found = [message for number in numbers if (message := call.world.message(source, number)) is not None]
    usable = [message for message in found if not message.protected and not message.service]
    if not usable:
        raise bad_request(f"there are no messages to {what}")
    where = posting.place(call)
    return [(where, message) for message in usable]
