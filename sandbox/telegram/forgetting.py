"""A protected message that is deleted is gone from everything that the sandbox remembers, like from Telegram's servers.

So whoever searches it for a secret that was to vanish finds what is left, and nothing else.
"""

from typing import Any

from sandbox.telegram.state import Message
from sandbox.telegram.world import World

Json = dict[str, Any]

FORGOTTEN = "(deleted)"


def forget(world: World, message: Message) -> None:
    """Empty the message, the record of the calls that wrote it, and the events that told of it."""
    message.content = {"text": FORGOTTEN}
    message.markup = None
    for call in world.calls:
        if _wrote(call, message):
            call["parameters"] = {"chat_id": message.chat.id, "text": FORGOTTEN}
            call["answer"] = {"ok": True, "result": {"message_id": message.id, "text": FORGOTTEN}}
    world.events.forget(message.chat.id, message.id)


def _wrote(call: Json, message: Message) -> bool:
    answer = call["answer"]
    result = answer.get("result") if isinstance(answer, dict) else None
    named = call["parameters"].get("message_id")
    wrote = result.get("message_id") if isinstance(result, dict) else named
    return str(call.get("chat_id")) == str(message.chat.id) and str(wrote) == str(message.id)
