"""Where screens are drawn: under the button, or fresh; one live menu message per person; late follow-ups."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from telegram import Bot, BotCommandScopeChat
from telegram.error import TelegramError

from handlers.errors import Boundary, refusal_screen
from handlers.kit.attaching import attach
from handlers.kit.banner import bannered
from handlers.kit.context import Attachment, BotContext, FollowUp, Letter, Progress, Secret
from handlers.kit.drawn import Drawn
from handlers.kit.house import House
from handlers.kit.live import paced
from handlers.kit.revealing import reveal
from handlers.kit.screen import View
from handlers.kit.show import Spot, show, strip, sweep
from handlers.kit.stop_banner import with_stop
from services.errors import ServiceError

_log = logging.getLogger(__name__)

Leave = Callable[[Bot, int, int], Awaitable[None]]
"""What becomes of the menu message before: ``strip`` or ``sweep``."""


class Stage:
    """Draws the views of one process."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._drawn = Drawn()

    async def play(self, bot: Bot, context: BotContext, spot: Spot, view: View | None) -> None:
        """Draw what a room returned, then start the work it put off."""
        if context.reply.hide:
            await sweep(bot, spot.chat_id, spot.message_id)
            self._house.screens.leave(spot.chat_id, spot.message_id)
        if view is not None:
            spot = await self._draw(bot, context, replace(spot, message_id=0) if view.fresh else spot, view)
        elif spot.message_id:
            self._house.screens.touched(spot.chat_id, context.now)
        await _offer_commands(bot, context)
        reply = context.reply
        for letter in reply.letters:
            self._house.background("letter", self._deliver(bot, letter))
        if reply.secrets:
            self._house.background("secrets", self._reveal(bot, context, spot, reply.secrets))
        for attachment in reply.attachments:
            self._house.background("attachment", self._attach(bot, context, spot, attachment))
        number = self._drawn.mark(spot) if view or reply.follow_ups or reply.progress else 0
        late = [_once(function) for function in reply.follow_ups]
        for function in [*late, *reply.progress]:
            self._house.background("follow-up", self._follow(bot, context, spot, number, function))

    async def _draw(self, bot: Bot, context: BotContext, spot: Spot, view: View) -> Spot:
        full = await told(context, view)
        self._house.screens.leave(spot.chat_id, None if view.menu else spot.message_id)
        there = replace(spot, message_id=await show(bot, spot, full))
        if context.chat.private and view.menu:
            await self._keep_one_menu(bot, context, there.message_id, sweep if view.sweep else strip)
        self._house.screens.drawn(context, there, full)
        return there

    async def _keep_one_menu(self, bot: Bot, context: BotContext, message_id: int, leave: Leave) -> None:
        before = context.visitor.menu_message_id
        if before == message_id:
            return
        await self._house.services.members.set_menu(context.user.id, message_id)
        if before:
            self._drawn.mark(Spot(context.chat.id, message_id=before))  # work that is late must not revive it
            await leave(bot, context.chat.id, before)

    async def _follow(self, bot: Bot, context: BotContext, spot: Spot, number: int, function: Progress) -> None:
        """The late half of a tap: its views edit the message unless somebody has drawn there since."""
        async with Boundary(self._house.report, lambda reference: self._failed(bot, context, reference)):
            async for view in paced(_refusals_shown(context, function)):
                if self._drawn.is_newest(spot, number):
                    await self._late(bot, context, spot, await told(context, view))

    async def _late(self, bot: Bot, context: BotContext, spot: Spot, view: View) -> None:
        """On a message that shows a room's answer still, and nobody has drawn on."""
        there = replace(spot, message_id=await show(bot, spot, view))
        self._house.screens.drawn(context, there, view)

    async def _attach(self, bot: Bot, context: BotContext, spot: Spot, attachment: Attachment) -> None:
        async with Boundary(self._house.report, lambda reference: self._failed(bot, context, reference)):
            await attach(bot, context, spot, attachment)

    async def _reveal(self, bot: Bot, context: BotContext, spot: Spot, secrets: Sequence[Secret]) -> None:
        async with Boundary(self._house.report, lambda reference: self._failed(bot, context, reference)):
            for secret in secrets:
                await reveal(bot, context, spot.chat_id, secret)

    async def _deliver(self, bot: Bot, letter: Letter) -> None:
        """A word to somebody else. He may have blocked us: that is no fault."""
        for message_id in letter.strip:
            self._drawn.mark(Spot(letter.telegram_id, message_id=message_id))
            self._house.screens.leave(letter.telegram_id, message_id)
        try:
            for message_id in letter.strip:
                await strip(bot, letter.telegram_id, message_id)
            await show(bot, Spot(letter.telegram_id), letter.view)
        except TelegramError as error:
            _log.info("a letter did not arrive: %s", error)

    async def _failed(self, bot: Bot, context: BotContext, reference: str) -> None:
        if context.chat.private:
            await bot.send_message(context.chat.id, context.texts.plain("error-unexpected", reference=reference))


async def told(context: BotContext, view: View) -> View:
    """The view with what has to stand on such a screen: whose contract it is, that the service is suspended."""
    return bannered(context, await with_stop(context, view))


async def _offer_commands(bot: Bot, context: BotContext) -> None:
    """A menu of commands that cannot be changed now is no reason to trouble the person."""
    if context.reply.commands and context.chat.private:
        with suppress(TelegramError):
            await bot.set_my_commands(context.reply.commands, scope=BotCommandScopeChat(context.chat.id))


def _once(function: FollowUp) -> Progress:
    """Work with a result and nothing to show before it."""

    async def views() -> AsyncIterator[View]:
        view = await function()
        if view is not None:
            yield view

    return views


async def _refusals_shown(context: BotContext, function: Progress) -> AsyncIterator[View]:
    """The views of late work; what a service refuses meanwhile is the last of them, in private."""
    try:
        async for view in function():
            yield view
    except ServiceError as error:
        if context.chat.private:
            yield refusal_screen(error, context.texts, private=True)
