"""Control API: people, groups, bots; coming, going, blocking."""

import re
from typing import Any

from sandbox.telegram import members, render, topics, updates
from sandbox.telegram.errors import ControlError
from sandbox.telegram.migration import migrate
from sandbox.telegram.server import TOKEN
from sandbox.telegram.state import Chat, Member, Person
from sandbox.telegram.wish import Wish
from sandbox.telegram.world import World

Json = dict[str, Any]

STATUSES = ("creator", "administrator", "member", "restricted", "left", "kicked")


def state(wish: Wish) -> Json:
    world = wish.world
    return {
        "bots": [render.me(bot) for bot in world.bots.values()],
        "users": [render.user(person) for person in world.people.values()],
        "chats": [render.chat_info(world, chat) for chat in world.groups.values()],
        "now": world.clock.now(),
        "offset": world.clock.offset,
        "limits": world.limits.enabled,
        "callback_timeout": world.callback_timeout,
        "message_seconds": world.delete_within,
        "event": world.events.last,
    }


def users(wish: Wish) -> Json:
    user_id = wish.number("id")
    if user_id <= 0:
        raise ControlError('"id" of a person is a positive number.')
    world = wish.world
    person = world.people.setdefault(user_id, Person(user_id, f"User {user_id}", language_code="ru"))
    for name in ("first_name", "last_name", "username", "language_code"):
        if wish.has(name):
            setattr(person, name, wish.text(name).removeprefix("@"))
    person.is_premium = wish.flag("is_premium", person.is_premium)
    if wish.has("started"):
        _started(world, user_id, wish.flag("started"))
    world.events.publish("user", render.user(person))
    return render.user(person)


def _started(world: World, user_id: int, started: bool) -> None:
    (world.unstarted.discard if started else world.unstarted.add)(user_id)
    for bot in world.bots.values():
        if user_id in bot.dialogs:
            bot.dialogs[user_id].started = started


def chats(wish: Wish) -> Json:
    chat_id = wish.number("id")
    if chat_id >= 0:
        raise ControlError('"id" of a group is a negative number.')
    kind = wish.text("type", "supergroup")
    if kind not in {"supergroup", "group"}:
        raise ControlError('"type" is "supergroup" or "group".')
    world = wish.world
    chat = world.groups.get(chat_id) or _new_group(wish, chat_id, kind)
    chat.title = wish.text("title", chat.title)
    chat.username = wish.text("username", chat.username).removeprefix("@")
    chat.is_forum = wish.flag("is_forum", chat.is_forum) and chat.type == "supergroup"
    world.events.publish("chat", render.chat_info(world, chat), world.audience(chat))
    return render.chat_info(world, chat)


def _new_group(wish: Wish, chat_id: int, kind: str) -> Chat:
    world = wish.world
    named = _named_members(wish) if wish.has("members") else None
    owner = wish.person("owner").id if wish.has("owner") else None
    chat = world.add_group(chat_id, kind, f"Group {chat_id}")
    if named is not None:
        chat.members = {user_id: Member(user_id) for user_id in sorted(named)}
    if owner is not None:
        for member in chat.members.values():
            member.status = "member"
        chat.members[owner] = Member(owner, "creator")
    return chat


def _named_members(wish: Wish) -> set[int]:
    raw = wish.body["members"]
    bots = {bot.id for bot in wish.world.bots.values()}
    if not isinstance(raw, list) or not all(one in wish.world.people or one in bots for one in raw):
        raise ControlError('"members" is a list of ids of people who exist.')
    return set(raw) | bots


def make_topic(wish: Wish) -> Json:
    chat = wish.group()
    if chat.type != "supergroup":
        raise ControlError("Only a supergroup can have topics.")
    if not 1 <= len(wish.text("name").strip()) <= 128:
        raise ControlError('"name" of a topic has 1 to 128 characters.')
    chat.is_forum = True
    by = wish.person().id if wish.has("user_id") else _somebody(chat)
    topic = topics.open_topic(wish.world, chat, by, wish.text("name"))
    wish.world.events.publish("chat", render.chat_info(wish.world, chat), wish.world.audience(chat))
    return {"message_thread_id": topic.id, "name": topic.name}


def _somebody(chat: Chat) -> int:
    owners = [one.user_id for one in chat.members.values() if one.status == "creator"]
    return (owners or [one.user_id for one in chat.members.values()] or [0])[0]


def put_member(wish: Wish) -> Json:
    chat = wish.group()
    status = wish.text("status")
    if status not in STATUSES:
        raise ControlError(f'"status" is one of {", ".join(STATUSES)}.')
    user_id = wish.number("user_id")
    if wish.world.account(user_id) is None:
        raise ControlError(f"There is no person or bot {user_id}.")
    given = wish.body.get("rights")
    if given is not None and not isinstance(given, dict):
        raise ControlError('"rights" is an object like {"can_pin_messages": true}.')
    rights = dict.fromkeys(render.RIGHTS, True) if status == "administrator" and given is None else dict(given or {})
    by = wish.number("by", user_id if status == "left" else _somebody(chat))
    member = members.change(wish.world, chat, Member(user_id, status, rights), by)
    return render.member(wish.world, member)


def migrate_chat(wish: Wish) -> Json:
    chat = wish.group()
    if chat.type != "group" or chat.migrated_to is not None:
        raise ControlError("Only a basic group that is not migrated yet can become a supergroup.")
    if wish.has("new_id") and wish.number("new_id") > -1000000000000:
        raise ControlError('"new_id" of a supergroup is a number like -1001234567890.')
    return {"migrate_to_chat_id": migrate(wish.world, chat, wish.number("new_id", 0) or None).id}


def delete_chat(wish: Wish) -> bool:
    chat = wish.group()
    chat.deleted = True
    wish.world.events.publish("chat", render.chat_info(wish.world, chat), wish.world.audience(chat))
    return True


def block(wish: Wish) -> bool:
    """The person blocks the bot, or takes it back."""
    world, person, bot = wish.world, wish.person(), wish.bot()
    dialog = world.dialog(bot, person.id)
    blocked = wish.flag("blocked", True)
    if dialog.blocked != blocked:
        old, new = (Member(bot.id, "kicked" if value else "member") for value in (dialog.blocked, blocked))
        dialog.blocked = blocked
        updates.chat_member(world, dialog, person.id, bot.id, render.member(world, old), render.member(world, new))
    return True


def stop(wish: Wish) -> bool:
    wish.world.dialog(wish.bot(), wish.person().id).started = False
    return True


def bots(wish: Wish) -> Json:
    token = wish.text("token")
    if not re.fullmatch(TOKEN, token):
        raise ControlError('"token" is digits, a colon and at least four letters, digits, - or _.')
    bot = wish.world.bot(token)
    bot.username = wish.text("username", bot.username).removeprefix("@")
    bot.first_name = wish.text("first_name", bot.first_name)
    bot.can_read_all_group_messages = wish.flag("can_read_all_group_messages", bot.can_read_all_group_messages)
    return render.me(bot)


ROUTES = (
    ("GET", "state", state),
    ("POST", "users", users),
    ("POST", "chats", chats),
    ("POST", "topics", make_topic),
    ("POST", "members", put_member),
    ("POST", "migrate", migrate_chat),
    ("POST", "delete_chat", delete_chat),
    ("POST", "block", block),
    ("POST", "stop", stop),
    ("POST", "bots", bots),
)
