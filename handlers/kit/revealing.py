"""A secret in a message of its own, which is gone in a minute whatever happens to the program.

An empty message comes first, its end is written down, and only then the secret is put into it: killed at any moment,
the program leaves nothing that could be read for longer. https://core.telegram.org/bots/api#editmessagemedia puts a
picture into a message of text.
"""

from dataclasses import replace

from telegram import Bot, InputMediaPhoto
from telegram.constants import ParseMode
from telegram.error import TelegramError

from handlers.kit import limits
from handlers.kit.context import BotContext, Secret
from handlers.kit.screen import View
from handlers.kit.show import Spot, edited, keyboard, show


async def reveal(bot: Bot, context: BotContext, chat_id: int, secret: Secret) -> None:
    """Show ``secret`` in this private chat; ``bot/reveals.py`` deletes it."""
    reveals = context.services.centre.reveals
    blank = View(context.texts("reveal-coming"), menu=False, silent=True, protect=True)
    message_id = await show(bot, Spot(chat_id), blank)
    await reveals.keep(chat_id, message_id, context.now)
    spot = Spot(chat_id, message_id=message_id)
    try:
        await _fill(bot, spot, secret)
    except TelegramError:
        await edited(bot, spot, replace(blank, text=secret.failed))
        raise


async def _fill(bot: Bot, spot: Spot, secret: Secret) -> None:
    view = replace(secret.view, menu=False)
    if secret.picture is None:
        await edited(bot, spot, view)
        return
    made, caption = await secret.picture(), limits.fitted(view.text, limits.CAPTION)
    media = InputMediaPhoto(made.content, caption=caption, parse_mode=ParseMode.HTML, filename=made.name)
    await bot.edit_message_media(media, spot.chat_id, spot.message_id, reply_markup=keyboard(view))
