"""Which room serves an update, and what is said where none does."""

from telegram.constants import ChatID

from handlers.errors import refusal, refusal_screen
from handlers.kit.arrivals import Called
from handlers.kit.asking import Typed
from handlers.kit.context import BotContext
from handlers.kit.house import House
from handlers.kit.press import unpack
from handlers.kit.routes import Command, Route
from handlers.kit.screen import GoHome, View, home, url_button
from handlers.kit.stop_banner import refused_while_stopped
from services.errors import ServiceError


class Guide:
    """Leads a person to the room asked for. In a group the person is checked, never the chat."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def tapped(self, context: BotContext, data: str | None) -> View | None:
        """The room of a button; a stale button draws home and does nothing else. Refusals are toasts."""
        press = unpack(data)
        route = self._house.routes.presses.get(type(press)) if press else None
        if not _admitted(context, route):
            return await self._turned_away(context)
        if press is None or route is None:
            return await self._stale(context)
        if not (context.chat.private or route.groups):
            context.toast(context.texts.plain("private-only"))
            return None
        try:
            return await self._left(context, await route.function(context, press))
        except ServiceError as error:
            context.toast(await refused_while_stopped(context, refusal(error, context.texts)))
            return None

    async def commanded(self, context: BotContext, call: Called, bot_link: str) -> View | None:
        """The room of a command. Refusals are screens; in a group a stranger is met with silence."""
        return await self._left(context, await self._obeyed(context, call, bot_link))

    async def _obeyed(self, context: BotContext, call: Called, bot_link: str) -> View | None:
        command = self._house.routes.commands.get(call.name)
        private, t = context.chat.private, context.texts
        if command and command.groups and context.user.id == ChatID.ANONYMOUS_ADMIN:
            return View(t("anonymous-here"), menu=False, silent=True)
        if not _admitted(context, command if private else None):
            return await self._turned_away(context)
        if not private and not (command and command.groups):
            return _come_in(context, bot_link) if command else None
        if command is None:
            return View(t("unknown-command"), [home(t)])
        try:
            return await command.function(context, call.argument)
        except ServiceError as error:
            return refusal_screen(error, t, private=private)

    async def strayed(self, context: BotContext, typed: Typed) -> View | None:
        """The room that waits for text; where none does, home for a member, the door for a stranger."""
        if not (context.visitor.member or context.visitor.support):
            return await self._turned_away(context)
        try:
            return await self._heard(context, typed) or await self._home(context)
        except ServiceError as error:
            return refusal_screen(error, context.texts, private=True)

    async def _heard(self, context: BotContext, typed: Typed) -> View | None:
        outside = context.visitor.member is None
        for listener in self._house.routes.listeners:
            if listener.support is not outside:
                continue
            view = await listener.function(context, typed)
            if view is not None:
                return view
        return None

    async def _left(self, context: BotContext, view: View | None) -> View | None:
        """A new screen takes the place of a question: what is typed from now on is no answer to it.

        A toast leaves the question where it is. A room that asks does so at this very moment, so its wait stays.
        """
        member = context.visitor.member
        if view is not None and member is not None and context.chat.private:
            await self._house.services.awaited.left(member, context.now)
        return view

    async def _stale(self, context: BotContext) -> View | None:
        context.toast(context.texts.plain("menu-refreshed"))
        return await self._left(context, await self._home(context)) if context.chat.private else None

    async def _home(self, context: BotContext) -> View | None:
        return await self._house.routes.presses[GoHome].function(context, GoHome())

    async def _turned_away(self, context: BotContext) -> View | None:
        """A stranger: one neutral line in private, a neutral toast under a group's message. Support: its home."""
        if context.chat.private and context.visitor.support:
            return await self._home(context)
        if context.chat.private:
            return self._house.door(context.texts, context.support)
        context.toast(context.texts.plain("door-toast"))
        return None


def _admitted(context: BotContext, entry: Route | Command | None) -> bool:
    """Members everywhere; support outside a contract, and strangers, where the room says so."""
    visitor = context.visitor
    if visitor.member is not None:
        return True
    return entry is not None and (entry.strangers or (entry.support and visitor.support))


def _come_in(context: BotContext, bot_link: str) -> View:
    t = context.texts
    return View(t("private-only"), [[url_button(t.plain("open-bot"), bot_link)]], menu=False, silent=True)
