"""Looking at chats and their members; changing title, description, permissions."""

from typing import Any

from sandbox.telegram import access, posting, render
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Member
from sandbox.telegram.world import PERMISSIONS

Json = dict[str, Any]

GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


def get_chat(call: Call) -> Json:
    """ChatFullInfo."""
    chat = access.readable(call)
    found = render.chat(call.world, chat) | {"accent_color_id": 0, "max_reaction_count": 11}
    found["accepted_gift_types"] = dict(GIFTS)
    if chat.username:
        found["active_usernames"] = [chat.username]
    if chat.description:
        found["description"] = chat.description
    if not chat.private:
        found["permissions"] = {name: chat.permissions.get(name, False) for name in PERMISSIONS}
    newest = call.world.message(chat, chat.pinned[-1]) if chat.pinned else None
    return found | ({"pinned_message": render.message(call.world, newest, deep=False)} if newest else {})


def get_chat_member(call: Call) -> Json:
    chat = access.readable(call)
    user_id = call.number("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if call.world.account(user_id) is None:
        raise bad_request("member not found" if not chat.private else "user not found")
    if chat.private:
        if user_id not in {chat.id, call.bot.id}:
            raise bad_request("member not found")
        return render.member(call.world, Member(user_id))
    return render.member(call.world, chat.members.get(user_id, Member(user_id, "left")))


def get_chat_administrators(call: Call) -> list[Json]:
    chat = access.readable(call)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    order = {"creator": 0, "administrator": 1}
    found = sorted((one for one in chat.members.values() if one.status in order), key=lambda one: order[one.status])
    people = [one for one in found if one.user_id == call.bot.id or one.user_id in call.world.people]
    return [render.member(call.world, one) for one in people]


def get_chat_member_count(call: Call) -> int:
    chat = access.readable(call)
    return 2 if chat.private else sum(1 for one in chat.members.values() if one.inside)


def set_chat_title(call: Call) -> bool:
    chat = access.group(call)
    access.need(call, chat, "can_change_info", "change chat title")
    title = call.text("title").strip()
    if not title or len(title) > 128:
        raise bad_request("title must be 1-128 characters long")
    if title == chat.title:
        return True
    chat.title = title
    posting.service(call.world, chat, call.bot.id, {"new_chat_title": title})
    return changed(call, chat)


def set_chat_description(call: Call) -> bool:
    chat = access.group(call)
    access.need(call, chat, "can_change_info", "change chat description")
    text = call.text("description")
    if len(text) > 255:
        raise bad_request("CHAT_ABOUT_TOO_LONG")
    if text == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = text
    return changed(call, chat)


def set_chat_permissions(call: Call) -> bool:
    chat = access.group(call)
    access.administrator(call, chat)
    access.need(call, chat, "can_restrict_members", "change chat permissions")
    wish = call.values["permissions"]
    chat.permissions = {name: wish.get(name) is True for name in PERMISSIONS}
    return changed(call, chat)


def changed(call: Call, chat: Chat) -> bool:
    world = call.world
    world.events.publish("chat", render.chat_info(world, chat), world.audience(chat))
    return True
