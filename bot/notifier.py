"""A notice into its chat: the incident's view, sent once and edited after; Telegram's refusals in delivery's words."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.limiter import Urgency, seconds_of
from domain.alerts import NoticeKind
from handlers.kit.limits import fitted
from handlers.kit.screen import View
from handlers.kit.show import NOT_MODIFIED, keyboard
from handlers.rooms import incident
from handlers.rooms.digest import digest
from services.cards import IncidentCard
from services.messenger import (
    ChatGoneError,
    ChatMigratedError,
    MessageGoneError,
    NoticeCard,
    RejectedError,
    UndeliveredError,
)
from texts import Texts

VIEWS: dict[NoticeKind, Callable[[IncidentCard, Texts], View]] = {
    NoticeKind.CARD: incident.alert,
    NoticeKind.MORE_LINES: incident.more_lines,
    NoticeKind.RECOVERY: incident.recovery,
}

# Telegram's words (lower case, without "Bad Request: ") and the reason we keep for them.
_GONE = {
    "chat not found": "not_found",
    "user not found": "not_found",
    "peer_id_invalid": "not_found",
    "message thread not found": "topic_gone",
    "topic_closed": "topic_gone",
    "topic_deleted": "topic_gone",
    "not enough rights": "no_rights",
    "have no rights": "no_rights",
    "chat_write_forbidden": "no_rights",
}
_MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Notifier:
    """``services.messenger.Messenger`` by a Telegram bot."""

    def __init__(self, bot: ExtBot[Urgency]) -> None:
        self._bot = bot

    async def deliver(self, notice: NoticeCard) -> int:
        """Send the message, or edit the one that was sent; its id. Raises the errors of ``services.messenger``."""
        view = _view(notice, Texts(notice.language))
        with in_our_words():
            if notice.message_id is None:
                return await self._send(notice, view)
            await self._edit(notice, notice.message_id, view)
        return notice.message_id

    async def _send(self, notice: NoticeCard, view: View) -> int:
        message = await self._bot.send_message(
            notice.chat_id,
            fitted(view.text),
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(view),
            message_thread_id=notice.thread_id or None,
            disable_notification=view.silent,
            link_preview_options=NO_PREVIEW,
            reply_parameters=_reply(notice),
            rate_limit_args=Urgency.ALERT,
        )
        return message.message_id

    async def _edit(self, notice: NoticeCard, message_id: int, view: View) -> None:
        await self._bot.edit_message_text(
            fitted(view.text),
            notice.chat_id,
            message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(view),
            link_preview_options=NO_PREVIEW,
            rate_limit_args=Urgency.ALERT,
        )


def _view(notice: NoticeCard, t: Texts) -> View:
    if notice.others:
        return digest((notice.incident, *notice.others), notice.unnamed, t)
    return VIEWS[notice.kind](notice.incident, t)


def _reply(notice: NoticeCard) -> ReplyParameters | None:
    if notice.reply_to is None:
        return None
    return ReplyParameters(notice.reply_to, allow_sending_without_reply=True)


@contextmanager
def in_our_words() -> Iterator[None]:
    """Telegram's refusals as the errors of ``services.messenger``."""
    try:
        yield
    except RetryAfter as error:
        raise UndeliveredError(seconds_of(error)) from None
    except ChatMigrated as error:
        raise ChatMigratedError(error.new_chat_id) from None
    except Forbidden as error:
        raise ChatGoneError("blocked" if "user" in error.message.lower() else "kicked") from None
    except BadRequest as error:
        _refused(error)
    except TelegramError:
        raise UndeliveredError from None


def _refused(error: BadRequest) -> None:
    """A message that is as it should be is a success; the rest is somebody's loss."""
    said = error.message.lower()
    if NOT_MODIFIED in said:
        return
    for words, reason in _GONE.items():
        if words in said:
            raise ChatGoneError(reason) from None
    if any(words in said for words in _MESSAGE_GONE):
        raise MessageGoneError from None
    raise RejectedError(error.message) from None
