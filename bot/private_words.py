"""``PrivateMessenger`` of ``services.private_delivery`` by a Telegram bot: one word into one person's chat."""

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from telegram.constants import ParseMode
from telegram.ext import ExtBot

from bot.limiter import Urgency
from bot.notifier import NO_PREVIEW, in_our_words
from handlers.kit.limits import fitted
from handlers.kit.screen import View
from handlers.kit.show import keyboard
from texts import Texts


class Addressed(Protocol):
    """What every such card says."""

    @property
    def telegram_id(self) -> int:
        """Whose private chat."""
        ...

    @property
    def language(self) -> str:
        """Of the wording."""
        ...


_Card = TypeVar("_Card", bound=Addressed)


class PrivateNotifier(Generic[_Card]):
    """Draws the card with ``view`` and sends it."""

    def __init__(self, bot: ExtBot[Urgency], view: Callable[[_Card, Texts], View]) -> None:
        self._bot, self._view = bot, view

    async def tell(self, card: _Card) -> int:
        """Send the word; the message's id. Raises the errors of ``services.messenger``."""
        view = self._view(card, Texts(card.language))
        with in_our_words():
            message = await self._bot.send_message(
                card.telegram_id,
                fitted(view.text),
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(view),
                disable_notification=view.silent,
                link_preview_options=NO_PREVIEW,
                rate_limit_args=Urgency.ALERT,
            )
        return message.message_id
