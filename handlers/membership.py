"""What Telegram tells about our place in chats: blocked, removed, added back, a group that became a supergroup."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import Application, ChatMemberHandler, MessageHandler, filters

from services.catalogue import Services

_OUT = (ChatMember.LEFT, ChatMember.BANNED)


class Membership:
    """Entry points for python-telegram-bot; see ``install``."""

    def __init__(self, services: Services, clock: Callable[[], datetime]) -> None:
        self._services = services
        self._clock = clock

    def install(self, application: Application[Any, Any, Any, Any, Any, Any]) -> None:
        """Add the handlers in a group of their own, before the rooms."""
        application.add_handler(ChatMemberHandler(self.on_place_changed, ChatMemberHandler.MY_CHAT_MEMBER), group=-1)
        application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, self.on_migrated), group=-1)

    async def on_place_changed(self, update: Update, _: Any) -> None:
        """We were blocked or let in again by a person, removed from a group or added to it."""
        change = update.my_chat_member
        if change is None:
            return
        out = change.new_chat_member.status in _OUT
        if change.chat.type == ChatType.PRIVATE:
            await self._person(change.chat.id, out)
        elif out:
            await self._services.chats.gone(change.chat.id, "kicked", self._clock())
        else:
            await self._services.chats.back(change.chat.id, self._clock())

    async def on_migrated(self, update: Update, _: Any) -> None:
        """A group became a supergroup: Telegram says so once in the old chat and once in the new one."""
        message = update.message
        if message is None:
            return
        if message.migrate_to_chat_id:
            await self._services.chats.migrated(message.chat.id, message.migrate_to_chat_id, self._clock())
        elif message.migrate_from_chat_id:
            await self._services.chats.migrated(message.migrate_from_chat_id, message.chat.id, self._clock())

    async def _person(self, telegram_id: int, out: bool) -> None:
        if out:
            await self._services.members.blocked(telegram_id, self._clock())
        else:
            await self._services.members.unblocked(telegram_id, self._clock())
