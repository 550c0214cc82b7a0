"""Searching the list of users by typing: a tap on "Find", then any words."""

from dataclasses import replace

from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View, unasked
from handlers.rooms import users
from handlers.rooms.user_ways import OpenUsers, UserPlace
from handlers.rooms.users import SEARCHES, FindUsers
from texts import Html, Texts, joined


def view(t: Texts, at: int, said: Html | None = None) -> View:
    """What to type; back leads to the list as it was."""
    text = joined([t("users-find-title"), said, t("users-find-ask")])
    return View(text, [unasked(t, OpenUsers(at))])


async def find(context: BotContext, press: FindUsers) -> View:
    """From now on words that are typed filter the list."""
    await context.services.awaited.expect(context.member, SEARCHES, context.now)
    return view(context.texts, press.at)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """What was typed, where a search waits for it; a new search replaces the one before."""
    services = context.services
    if await services.awaited.what(context.member, context.now) != SEARCHES:
        return None
    await services.awaited.expect(context.member, SEARCHES, context.now)
    refused = not_text(typed, context.texts)
    if refused:
        return view(context.texts, 0, refused)
    await services.centre.lists.set_search(context.member, typed.text, context.now)
    return replace(users.view(await users.page_at(context, UserPlace(found=True)), context.texts), sweep=True)


ROOM: Room = (on(FindUsers, find), hears(heard))
