"""A basic group becomes a supergroup: new id, old one answers with migrate_to_chat_id."""

from sandbox.telegram import posting, render
from sandbox.telegram.state import Chat, Member
from sandbox.telegram.world import World


def migrate(world: World, chat: Chat, new_id: int | None = None) -> Chat:
    """Returns the supergroup. Both chats get their service message."""
    target = new_id or -1000000000000 + chat.id
    fresh = Chat(target, "supergroup", chat.title, permissions=dict(chat.permissions), next_id=2)
    fresh.members = {one.user_id: Member(one.user_id, one.status, dict(one.rights)) for one in chat.members.values()}
    world.groups[target] = fresh
    by = next((one.user_id for one in chat.members.values() if one.status == "creator"), 0)
    posting.service(world, chat, by, {"migrate_to_chat_id": target})
    chat.migrated_to = target
    posting.service(world, fresh, by, {"migrate_from_chat_id": chat.id})
    for one in (chat, fresh):
        world.events.publish("chat", render.chat_info(world, one), world.audience(one))
    return fresh
