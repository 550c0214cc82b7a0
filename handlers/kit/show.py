"""Views onto Telegram: one message edited in place, or a fresh one where that cannot be.

https://core.telegram.org/bots/api#editmessagetext
"""

from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden

from handlers.kit import limits
from handlers.kit.screen import Button, View

NOT_MODIFIED = "message is not modified"
_UNEDITABLE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message to edit",
    "message is too old",
)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Spot:
    """Where a view is drawn: the message ``message_id`` of a chat, or (0) a fresh one."""

    chat_id: int
    thread_id: int = 0
    message_id: int = 0


async def show(bot: Bot, spot: Spot, view: View) -> int:
    """Draw ``view`` on the message of ``spot``, or send one where there is none any more. Returns its id."""
    if spot.message_id and await edited(bot, spot, view):
        return spot.message_id
    message = await bot.send_message(
        spot.chat_id,
        limits.fitted(view.text),
        parse_mode=ParseMode.HTML,
        reply_markup=keyboard(view),
        message_thread_id=spot.thread_id or None,
        disable_notification=view.silent,
        protect_content=view.protect,
        link_preview_options=_NO_PREVIEW,
    )
    return message.message_id


async def strip(bot: Bot, chat_id: int, message_id: int) -> None:
    """Take the keyboard off an old menu message; one that is gone needs none."""
    with suppress(BadRequest, Forbidden):
        await bot.edit_message_reply_markup(chat_id, message_id, reply_markup=None)


async def sweep(bot: Bot, chat_id: int, message_id: int) -> None:
    """Delete an old menu message, or take its keyboard off where Telegram does not delete it (after 48 hours)."""
    try:
        await bot.delete_message(chat_id, message_id)
    except (BadRequest, Forbidden):
        await strip(bot, chat_id, message_id)


def keyboard(view: View) -> InlineKeyboardMarkup | None:
    """The inline keyboard of ``view``; None when it has no buttons."""
    rows = [[_drawn(button) for button in row] for row in view.rows if row]
    return InlineKeyboardMarkup(rows) if rows else None


async def edited(bot: Bot, spot: Spot, view: View) -> bool:
    """Draw ``view`` on the message of ``spot``; False where that is gone or cannot be edited any more."""
    try:
        await bot.edit_message_text(
            limits.fitted(view.text),
            spot.chat_id,
            spot.message_id,
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard(view),
            link_preview_options=_NO_PREVIEW,
        )
    except BadRequest as error:
        said = error.message.lower()
        if NOT_MODIFIED not in said and not any(words in said for words in _UNEDITABLE):
            raise
        return NOT_MODIFIED in said
    return True


def _drawn(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.label,
        callback_data=button.press.pack() if button.press else None,
        url=button.url or None,
        copy_text=CopyTextButton(button.copy) if button.copy else None,
        style=button.style,
    )
