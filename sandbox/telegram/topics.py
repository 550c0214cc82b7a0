"""Topics of a forum. https://core.telegram.org/bots/api#forumtopic"""

from typing import Any

from sandbox.telegram import access, chats, posting, render
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Topic
from sandbox.telegram.world import World

Json = dict[str, Any]


def open_topic(world: World, chat: Chat, by: int, name: str, color: int = 7322096, emoji: str = "") -> Topic:
    """A topic's number is that of the service message which opens it."""
    matter: Json = {"name": name, "icon_color": color} | ({"icon_custom_emoji_id": emoji} if emoji else {})
    number = chat.next_id
    chat.topics[number] = topic = Topic(number, name, color, emoji)
    posting.service(world, chat, by, {"forum_topic_created": matter}, number)
    return topic


def _forum(call: Call) -> Chat:
    chat = access.group(call)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return chat


def managed(call: Call) -> Chat:
    """A forum whose topics the bot may manage."""
    chat = _forum(call)
    if not access.may_manage_topics(chat, call.bot.id):
        raise bad_request("not enough rights")
    return chat


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = managed(call)
    topic = chat.topics.get(call.number("message_thread_id"))
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


def checked_name(call: Call) -> str:
    name = call.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    return name


def create(call: Call) -> Json:
    chat = _forum(call)
    if not access.may(chat, call.bot.id, "can_manage_topics"):
        raise bad_request("not enough rights to create a topic")
    color = call.number("icon_color", 7322096)
    if color not in call.method.fields["icon_color"].enum:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    topic = open_topic(call.world, chat, call.bot.id, checked_name(call), color, call.text("icon_custom_emoji_id"))
    chats.changed(call, chat)
    return render.topic(topic)


def edit(call: Call) -> bool:
    chat, topic = _topic(call)
    wish = {name: call.text(name) for name in ("name", "icon_custom_emoji_id") if name in call.values}
    if "name" in wish:
        wish["name"] = checked_name(call)
    if all(getattr(topic, name) == value for name, value in wish.items()):
        raise bad_request("TOPIC_NOT_MODIFIED")
    for name, value in wish.items():
        setattr(topic, name, value)
    posting.service(call.world, chat, call.bot.id, {"forum_topic_edited": wish}, topic.id)
    return chats.changed(call, chat)


def _set_closed(call: Call, closed: bool) -> bool:
    chat, topic = _topic(call)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    word = "forum_topic_closed" if closed else "forum_topic_reopened"
    posting.service(call.world, chat, call.bot.id, {word: {}}, topic.id)
    return chats.changed(call, chat)


def close(call: Call) -> bool:
    return _set_closed(call, True)


def reopen(call: Call) -> bool:
    return _set_closed(call, False)


def delete(call: Call) -> bool:
    """The topic goes with all its messages."""
    chat, topic = _topic(call)
    access.need_administrator(call, chat, "can_delete_messages", "delete a topic")
    del chat.topics[topic.id]
    for message in chat.messages.values():
        if message.thread_id == topic.id:
            message.deleted = True
    return chats.changed(call, chat)


def unpin_all(call: Call) -> bool:
    chat, topic = _topic(call)
    chat.pinned = [n for n in chat.pinned if chat.messages[n].thread_id != topic.id]
    return chats.changed(call, chat)


def icon_stickers(call: Call) -> list[Json]:
    del call
    return []
