"""Who is in a group: coming, going, promotion, bans. The same for bots' methods and for the control API."""

from typing import Any

from sandbox.telegram import access, posting, render, updates
from sandbox.telegram.calls import Call
from sandbox.telegram.errors import bad_request
from sandbox.telegram.state import Chat, Member
from sandbox.telegram.world import PERMISSIONS, World

Json = dict[str, Any]


def change(world: World, chat: Chat, member: Member, by: int) -> Member:
    """Put a member's new place into the chat; bots concerned get updates, the chat its service message."""
    old = chat.members.get(member.user_id, Member(member.user_id, "left"))
    was_inside, before = old.inside, render.member(world, old)
    comes, goes = member.inside and not was_inside, was_inside and not member.inside
    who = render.account(world, member.user_id)
    if goes:
        posting.service(world, chat, by, {"left_chat_member": who})
    chat.members[member.user_id] = member
    updates.chat_member(world, chat, by, member.user_id, before, render.member(world, member))
    if comes:
        posting.service(world, chat, by, {"new_chat_members": [who]})
    world.events.publish("chat", render.chat_info(world, chat), world.audience(chat) | {member.user_id})
    return member


def _subject(call: Call, chat: Chat) -> Member:
    user_id = call.number("user_id")
    if user_id <= 0 or call.world.account(user_id) is None:
        raise bad_request("user not found" if user_id > 0 else "invalid user_id specified")
    member = chat.members.get(user_id, Member(user_id, "left"))
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if user_id == call.bot.id:
        raise bad_request("can't restrict self")
    return member


def _place(call: Call, right: str, what: str) -> Chat:
    chat = access.group(call)
    access.need_administrator(call, chat, right, what)
    return chat


def ban(call: Call) -> bool:
    chat = _place(call, "can_restrict_members", "restrict/unrestrict chat member")
    member = _subject(call, chat)
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    change(call.world, chat, Member(member.user_id, "kicked", until=call.number("until_date")), call.bot.id)
    return True


def unban(call: Call) -> bool:
    chat = _place(call, "can_restrict_members", "restrict/unrestrict chat member")
    member = _subject(call, chat)
    if call.flag("only_if_banned") and member.status != "kicked":
        return True
    if member.status != "left":
        change(call.world, chat, Member(member.user_id, "left"), call.bot.id)
    return True


def restrict(call: Call) -> bool:
    chat = _place(call, "can_restrict_members", "restrict/unrestrict chat member")
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    member = _subject(call, chat)
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    wish = call.values["permissions"]
    rights = {name: wish.get(name) is True for name in PERMISSIONS}
    status = "member" if all(rights.values()) else "restricted"
    change(call.world, chat, Member(member.user_id, status, rights, call.number("until_date")), call.bot.id)
    return True


def promote(call: Call) -> bool:
    chat = _place(call, "can_promote_members", "promote chat members")
    member = _subject(call, chat)
    if not member.inside:
        raise bad_request("USER_NOT_PARTICIPANT")
    names = [name for name in call.method.fields if name.startswith("can_")]
    rights = {name: call.flag(name) for name in names if name in render.RIGHTS}
    if any(rights.values()):
        rights["can_manage_chat"] = True
    status = "administrator" if any(rights.values()) else "member"
    change(call.world, chat, Member(member.user_id, status, rights if any(rights.values()) else {}), call.bot.id)
    return True


def set_custom_title(call: Call) -> bool:
    chat = _place(call, "can_promote_members", "change custom title of the user")
    member = chat.members.get(call.number("user_id"), Member(0, "left"))
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    if len(call.text("custom_title")) > 16:
        raise bad_request("ADMIN_RANK_INVALID")
    member.custom_title = call.text("custom_title")
    return True


def leave(call: Call) -> bool:
    chat = access.find(call.world, call.bot, call.get("chat_id"))
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    access.readable(call)
    change(call.world, chat, Member(call.bot.id, "left"), call.bot.id)
    return True
