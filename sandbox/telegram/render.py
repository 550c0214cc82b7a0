"""The sandbox's state as objects of the Bot API."""

from typing import Any

from sandbox.telegram.state import Bot, Chat, Member, Message, Person, Topic
from sandbox.telegram.world import PERMISSIONS, World

Json = dict[str, Any]

RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories"),
    *("can_delete_stories", "can_send_welcome_messages", "can_pin_messages", "can_manage_topics", "can_manage_tags"),
)
UNKNOWN_RIGHTS = {"is_anonymous": False, **dict.fromkeys(RIGHTS, False)}


def user(person: Person) -> Json:
    found: Json = {"id": person.id, "is_bot": person.is_bot, "first_name": person.first_name}
    for name in ("last_name", "username", "language_code"):
        if getattr(person, name):
            found[name] = getattr(person, name)
    return found | ({"is_premium": True} if person.is_premium else {})


def me(bot: Bot) -> Json:
    """getMe: the bot with its abilities."""
    return user(bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": bot.can_read_all_group_messages,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def account(world: World, user_id: int) -> Json:
    known = world.account(user_id)
    return user(known or Person(user_id, f"User {user_id}"))


def chat(world: World, place: Chat) -> Json:
    if place.private:
        person = account(world, place.id)
        names = ("id", "first_name", "last_name", "username")
        return {"type": "private"} | {name: person[name] for name in names if name in person}
    found: Json = {"id": place.id, "type": place.type, "title": place.title}
    if place.username:
        found["username"] = place.username
    return found | ({"is_forum": True} if place.is_forum else {})


def entities(world: World, found: list[Json]) -> list[Json]:
    """Entities with the full User in a text_mention."""
    return [e | {"user": account(world, e["user"]["id"])} if "user" in e else e for e in found]


def message(world: World, one: Message, deep: bool = True) -> Json:
    """A Message; with ``deep`` the message it replies to is inside, itself without its own."""
    found: Json = {
        "message_id": one.id,
        "from": account(world, one.sender_id),
        "chat": chat(world, one.chat),
        "date": one.date,
    }
    if one.thread_id is not None:
        found |= {"message_thread_id": one.thread_id, "is_topic_message": True}
    found |= _matter(world, one.content) | one.extra
    if one.edit_date:
        found["edit_date"] = one.edit_date
    if one.protected:
        found["has_protected_content"] = True
    if one.markup and "inline_keyboard" in one.markup:
        found["reply_markup"] = one.markup
    target = world.message(one.chat, one.reply_to) if deep else None
    return found | ({"reply_to_message": message(world, target, deep=False)} if target else {})


def _matter(world: World, content: Json) -> Json:
    found = dict(content)
    for name in ("entities", "caption_entities"):
        if name in found:
            found[name] = entities(world, found[name])
            if not found[name]:
                del found[name]
    pinned = found.get("pinned_message")
    if isinstance(pinned, Message):
        found["pinned_message"] = message(world, pinned, deep=False)
    return found


def inaccessible(world: World, one: Message) -> Json:
    return {"chat": chat(world, one.chat), "message_id": one.id, "date": 0}


def member(world: World, one: Member) -> Json:
    """ChatMember in one of its six kinds."""
    found: Json = {"status": one.status, "user": account(world, one.user_id)}
    if one.custom_title and one.status in {"creator", "administrator"}:
        found["custom_title"] = one.custom_title
    if one.status == "creator":
        return found | {"is_anonymous": False}
    if one.status == "administrator":
        return found | {"can_be_edited": False} | UNKNOWN_RIGHTS | one.rights
    if one.status == "restricted":
        allowed = {name: one.rights.get(name, False) for name in PERMISSIONS}
        return found | {"is_member": True, "until_date": one.until} | allowed
    return found | ({"until_date": one.until} if one.status == "kicked" else {})


def topic(one: Topic) -> Json:
    found: Json = {"message_thread_id": one.id, "name": one.name, "icon_color": one.icon_color}
    return found | ({"icon_custom_emoji_id": one.icon_custom_emoji_id} if one.icon_custom_emoji_id else {})


def chat_info(world: World, place: Chat) -> Json:
    """A chat as the control API shows it (ChatInfo in docs/sandbox.md)."""
    inside = [one for one in place.members.values() if one.inside]
    return chat(world, place) | {
        "is_forum": place.is_forum,
        "deleted": place.deleted,
        "migrated_to": place.migrated_to,
        "members": [{"user": account(world, one.user_id), "status": one.status} for one in inside],
        "topics": [
            {"message_thread_id": one.id, "name": one.name, "closed": one.closed} for one in place.topics.values()
        ],
        "pinned": list(place.pinned),
    }


def seen(world: World, one: Message, user_id: int | None = None) -> Json:
    """A message as a person sees it (Seen in docs/sandbox.md)."""
    return {
        "chat_id": one.chat.id,
        "message_id": one.id,
        "bot": one.chat.owner_bot.id if one.chat.owner_bot else None,
        "message": message(world, one),
        "keyboard": one.markup,
        "edits": one.edits,
        "deleted": one.deleted,
        "silent": one.silent,
        "protected": one.protected,
        "file": _file(one.content),
        "mine": user_id is not None and one.sender_id == user_id,
    }


def _file(content: Json) -> str | None:
    if content.get("photo"):
        return f"/control/file?file_id={content['photo'][-1]['file_id']}"
    for kind in ("document", "video", "animation", "audio", "voice", "video_note", "sticker"):
        if kind in content:
            return f"/control/file?file_id={content[kind]['file_id']}"
    return None
