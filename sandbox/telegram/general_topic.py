"""The General topic of a forum, which has no number of its own: edited, closed, hidden."""

from collections.abc import Callable

from sandbox.telegram import chats, posting, topics
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Topic


def _general(call: Call) -> tuple[Chat, Topic]:
    chat = topics.managed(call)
    return chat, chat.general


def edit(call: Call) -> bool:
    chat, topic = _general(call)
    name = topics.checked_name(call)
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = name
    posting.service(call.world, chat, call.bot.id, {"forum_topic_edited": {"name": name}})
    return chats.changed(call, chat)


def _switch(attribute: str, value: bool, service: str) -> Callable[[Call], bool]:
    def switch(call: Call) -> bool:
        chat, topic = _general(call)
        if getattr(topic, attribute) == value:
            raise bad_request("TOPIC_NOT_MODIFIED")
        setattr(topic, attribute, value)
        posting.service(call.world, chat, call.bot.id, {service: {}})
        return chats.changed(call, chat)

    return switch


close = _switch("closed", True, "forum_topic_closed")
reopen = _switch("closed", False, "forum_topic_reopened")
hide = _switch("hidden", True, "general_forum_topic_hidden")
unhide = _switch("hidden", False, "general_forum_topic_unhidden")


def unpin_all(call: Call) -> bool:
    chat, _ = _general(call)
    chat.pinned = [number for number in chat.pinned if chat.messages[number].thread_id is not None]
    return chats.changed(call, chat)
