"""Draws open screens anew when what they show has changed: an edit without a sound, in the chat's own turn.

Nobody is owed a redraw. Where Telegram asks to wait, or the message is gone, nothing is sent instead: the next look, or
the person's next tap, shows the same.
"""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import structlog
from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.limiter import Urgency
from bot.notifier import NO_PREVIEW, in_our_words
from bot.uplink import Uplink
from handlers.kit.house import House
from handlers.kit.limits import fitted
from handlers.kit.open_screens import OpenScreen
from handlers.kit.redrawing import Redrawing
from handlers.kit.screen import View
from handlers.kit.show import Spot, keyboard
from services.messenger import ChatGoneError, ChatMigratedError, MessageGoneError, RejectedError, UndeliveredError

_log = structlog.get_logger(__name__)

POLL = 0.5
"""Seconds between looks at who has something changed before him; it costs no query."""
AT_ONCE = 16

Turn = Callable[[int], AbstractAsyncContextManager[None]]
"""The turn of a chat, which its updates take as well: ``bot.updates.PerChatProcessor.turn``."""


class RedrawLoop:
    """One of the loops of the one active bot. ``active`` is the fence."""

    def __init__(
        self, bot: ExtBot[Urgency], house: House, turn: Turn, active: Callable[[], bool] = lambda: True
    ) -> None:
        self._bot, self._house, self._turn, self._active = bot, house, turn, active
        self._screens = house.screens
        self._redrawing = Redrawing(house)
        self._under_way = 0

    async def run(self, ready: asyncio.Event, uplink: Uplink) -> None:
        """Redraw for ever while Telegram is there. What was open before the term is forgotten."""
        self._screens.clear()
        while True:
            await ready.wait()
            await uplink.over()
            for screen in self._screens.due(self._house.clock(), AT_ONCE - self._under_way):
                self._under_way += 1
                self._house.background("redraw", self._redraw(screen))
            await asyncio.sleep(POLL)

    async def _redraw(self, screen: OpenScreen) -> None:
        """One screen; it is closed where that cannot be done, whatever the reason."""
        kept = False
        try:
            async with self._turn(screen.chat.id):
                kept = await self._draw(screen)
        finally:
            self._under_way -= 1
            screen.busy = False
            if not kept:
                self._screens.close(screen)

    async def _draw(self, screen: OpenScreen) -> bool:
        """False where the message takes no drawing any more. Whoever tapped while we waited is elsewhere now."""
        if not self._screens.is_open(screen) or not self._active():
            return False
        view = await self._redrawing.anew(screen, self._bot.link)
        if view is None:
            return True
        try:
            with in_our_words():
                await self._edit(screen.spot, view)
        except UndeliveredError:
            return True
        except (ChatGoneError, ChatMigratedError, MessageGoneError, RejectedError) as error:
            _log.info("an open screen is not there to be redrawn", reason=type(error).__name__)
            return False
        self._screens.redrawn(screen, view, self._house.clock())
        return True

    async def _edit(self, spot: Spot, view: View) -> None:
        await self._bot.edit_message_text(
            fitted(view.text),
            spot.chat_id,
            spot.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(view),
            link_preview_options=NO_PREVIEW,
            rate_limit_args=Urgency.REDRAW,
        )
