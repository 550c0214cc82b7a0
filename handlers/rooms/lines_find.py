"""Searching the list of lines by typing: a tap on "Find", then any words."""

from dataclasses import replace

from handlers.kit.asking import Typed, not_text
from handlers.kit.context import BotContext
from handlers.kit.routes import Room, hears, on
from handlers.kit.screen import View, unasked
from handlers.rooms import lines
from handlers.rooms.ways import FindLines, OpenLines, Place
from texts import Html, Texts, joined


def view(t: Texts, at: int, said: Html | None = None) -> View:
    """What to type; back leads to the list as it was."""
    return View(joined([t("find-title"), said, t("find-ask")]), [unasked(t, OpenLines(at))])


async def find(context: BotContext, press: FindLines) -> View:
    """From now on words that are typed filter the list."""
    await context.services.search.expect(context.member, context.now)
    return view(context.texts, press.at)


async def heard(context: BotContext, typed: Typed) -> View | None:
    """What was typed, where a search waits for it; a new search replaces the one before."""
    lists, search = context.services.lists, context.services.search
    if not await search.expects(context.member, context.now):
        return None
    await search.expect(context.member, context.now)
    refused = not_text(typed, context.texts)
    if refused:
        return view(context.texts, 0, refused)
    await lists.set_search(context.member, typed.text, context.now)
    return replace(lines.view(await lines.page_at(context, Place(found=True)), context.texts), sweep=True)


ROOM: Room = (on(FindLines, find), hears(heard))
