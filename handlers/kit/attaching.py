"""Files below the menu: made late, sent once. https://core.telegram.org/bots/api#senddocument"""

from datetime import datetime

from telegram import Bot, InputFile, InputMediaDocument
from telegram.constants import ChatAction, ParseMode

from handlers.errors import refusal_screen
from handlers.kit import limits
from handlers.kit.context import Attachment, BotContext
from handlers.kit.screen import View
from handlers.kit.show import Spot, show
from services.errors import ServiceError
from services.ports import PaperFile


async def attach(bot: Bot, context: BotContext, spot: Spot, attachment: Attachment) -> None:
    """Make the file and send it to the chat of ``spot``; what a service refuses is told in a message of its own."""
    await bot.send_chat_action(spot.chat_id, _action(attachment), message_thread_id=spot.thread_id or None)
    try:
        made = await attachment.make()
    except ServiceError as error:
        refused = refusal_screen(error, context.texts, private=context.chat.private)
        await show(bot, Spot(spot.chat_id, spot.thread_id), View(refused.text, menu=False, silent=True))
        return
    if attachment.until is not None:
        await _send_until(bot, context, spot, made, attachment, attachment.until)
    else:
        await _send(bot, spot, made, attachment)


async def _send_until(
    bot: Bot, context: BotContext, spot: Spot, made: PaperFile, attachment: Attachment, until: datetime
) -> None:
    """An empty message whose end is written down, and only then the file in it, as :mod:`handlers.kit.revealing`."""
    blank = View(context.texts("attachment-coming"), menu=False, silent=True)
    message_id = await show(bot, Spot(spot.chat_id, spot.thread_id), blank)
    await context.services.centre.reveals.keep(spot.chat_id, message_id, context.now, until)
    caption = limits.fitted(attachment.caption, limits.CAPTION)
    media = InputMediaDocument(made.content, caption=caption, parse_mode=ParseMode.HTML, filename=made.name)
    await bot.edit_message_media(media, spot.chat_id, message_id)


async def _send(bot: Bot, spot: Spot, made: PaperFile, attachment: Attachment) -> None:
    file = InputFile(made.content, filename=made.name)
    caption = limits.fitted(attachment.caption, limits.CAPTION)
    thread = spot.thread_id or None
    if attachment.photo:
        await bot.send_photo(spot.chat_id, file, caption=caption, parse_mode=ParseMode.HTML, message_thread_id=thread)
    else:
        await bot.send_document(
            spot.chat_id, file, caption=caption, parse_mode=ParseMode.HTML, message_thread_id=thread
        )


def _action(attachment: Attachment) -> ChatAction:
    return ChatAction.UPLOAD_PHOTO if attachment.photo else ChatAction.UPLOAD_DOCUMENT
