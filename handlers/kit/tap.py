"""One tap on a button: answered exactly once, whatever happens to the action behind it."""

import logging

from telegram import CallbackQuery
from telegram.error import TelegramError

from handlers.kit import limits
from handlers.kit.show import Spot

_log = logging.getLogger(__name__)


class Tap:
    """Owner of the answer to one callback query. https://core.telegram.org/bots/api#answercallbackquery"""

    def __init__(self, query: CallbackQuery) -> None:
        self._query = query
        self._answered = False

    @property
    def data(self) -> str | None:
        """The callback data as Telegram sent it."""
        return self._query.data

    async def answer(self, toast: str = "", leads_to: str = "") -> None:
        """Stop the button's spinner, with a toast or without, or by opening a link to the bot; the second call does
        nothing.

        A query too old to answer, or a Telegram that does not listen, must not break the action itself.
        """
        if self._answered:
            return
        self._answered = True
        try:
            await self._query.answer(text=limits.clipped(toast) or None, url=leads_to or None)
        except TelegramError as error:
            _log.info("a tap stays unanswered: %s", error)

    @property
    def answered(self) -> bool:
        """Whether the person has been answered already."""
        return self._answered

    def spot(self, chat_id: int, thread_id: int) -> Spot:
        """The message under the button; an inaccessible one (date 0) still has its id."""
        message = self._query.message
        return Spot(chat_id, thread_id, message.message_id if message else 0)
