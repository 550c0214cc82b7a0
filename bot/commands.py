"""The menus of commands that hold for everybody: in private chats and in groups, in each language.

A member's own menu, by role, is set in his chat when he presses /start.
"""

from telegram import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.telegram import AnyBot
from domain.language import Language
from handlers.commands import group_commands, private_commands
from texts import Texts


async def publish(bot: AnyBot, default: str) -> None:
    """Tell Telegram the commands; *default* is the language for those whom no other fits."""
    await _publish(bot, Texts(default), None)
    for language in Language:
        await _publish(bot, Texts(language), language)


async def _publish(bot: AnyBot, t: Texts, language: str | None) -> None:
    everywhere = ((private_commands(None, t), BotCommandScopeAllPrivateChats()), (group_commands(t), _GROUPS))
    for commands, scope in everywhere:
        await bot.set_my_commands(commands, scope=scope, language_code=language)


_GROUPS = BotCommandScopeAllGroupChats()
