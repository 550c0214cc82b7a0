"""A secret in a message of its own, which is gone in a minute whatever happens to the program.

An empty message comes first, its end is written down, and only then the secret is put into it: killed at any moment,
the program leaves nothing that could be read for longer. https://core.telegram.org/bots/api#sendmessage
"""

from dataclasses import replace

from telegram import Bot
from telegram.error import TelegramError

from handlers.kit.context import BotContext
from handlers.kit.screen import View
from handlers.kit.show import Spot, edited, show


async def reveal(bot: Bot, context: BotContext, chat_id: int, secret: View) -> None:
    """Show ``secret`` in this private chat; ``bot/reveals.py`` deletes it."""
    reveals = context.services.centre.reveals
    blank = View(context.texts("reveal-coming"), menu=False, silent=True, protect=True)
    message_id = await show(bot, Spot(chat_id), blank)
    await reveals.keep(chat_id, message_id, context.now)
    spot = Spot(chat_id, message_id=message_id)
    try:
        await edited(bot, spot, replace(secret, menu=False))
    except TelegramError:
        await edited(bot, spot, replace(blank, text=context.texts("reveal-failed")))
        raise
