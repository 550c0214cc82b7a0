"""Files below the menu: made late, sent once. https://core.telegram.org/bots/api#senddocument"""

from telegram import Bot, InputFile
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
    await _send(bot, spot, made, attachment)


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
