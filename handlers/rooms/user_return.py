"""Somebody deleted comes back from his card, as long as that can be undone: the list of deleted users leads there."""

from handlers.kit import picking
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, on
from handlers.kit.screen import View
from handlers.rooms import user, users
from handlers.rooms.user_delete import BringBack
from handlers.rooms.user_ways import OpenUser, OpenUsers
from services.errors import ConfirmationGoneError


async def bring_back(context: BotContext, press: BringBack) -> View:
    """Bring him back and show him; all who were deleted with him, and show the list."""
    t, lists = context.texts, context.services.centre.lists
    try:
        names = await lists.bring_back(context.member, press.user_id, context.now, together=press.together)
    except ConfirmationGoneError:
        return picking.too_late(t("users-undo-late"), OpenUsers(press.at), t.plain("users"), t)
    context.toast(t.plain("users-undone", n=len(names)))
    if press.together:
        return await users.open_users(context, OpenUsers())
    return await user.open_user(context, OpenUser(press.user_id, press.at))


ROOM: Room = (on(BringBack, bring_back),)
