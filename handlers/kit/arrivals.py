"""Telegram's updates as the kit's own values: who, where, which command."""

import re
from datetime import UTC, datetime
from typing import NamedTuple

from telegram import Chat as TelegramChat
from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError

from handlers.kit.asking import Incoming, Typed
from handlers.kit.context import Chat, TgUser
from services.errors import FileLostError

_COMMAND = re.compile(r"/(\w{1,32})(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)


class Called(NamedTuple):
    """A command as it was written; ``bot`` is the name after "@" or empty."""

    name: str
    bot: str
    argument: str


def user_of(user: User) -> TgUser:
    """A Telegram user as the rooms know him."""
    return TgUser(user.id, user.full_name, user.username or "", user.language_code or "")


def chat_of(update: Update) -> Chat:
    """The chat of an update that has one, with the topic of its message."""
    chat = update.effective_chat
    if chat is None:
        raise ValueError("an update without a chat has no room")
    return Chat(chat.id, chat.type == ChatType.PRIVATE, chat.title or "", _thread(update, chat))


def called(message: Message) -> Called | None:
    """The command at the beginning of a message, or None."""
    match = _COMMAND.fullmatch((message.text or "").strip())
    return Called(match[1].lower(), match[2] or "", (match[3] or "").strip()) if match else None


def typed(message: Message) -> Typed:
    """What somebody wrote in private; a picture, a voice or a sticker has no text, and a caption is none."""

    async def erase() -> bool:
        try:
            return bool(await message.delete())
        except TelegramError:
            return False

    return Typed(message.text or "", erase, _incoming(message))


def _incoming(message: Message) -> Incoming | None:
    """The document of a message; a photo or a voice is none."""
    document = message.document
    if document is None:
        return None

    async def fetch() -> bytes:
        try:
            file = await document.get_file()
            return bytes(await file.download_as_bytearray())
        except TelegramError:
            raise FileLostError from None

    return Incoming(document.file_name or "", document.file_size or 0, fetch)


def now() -> datetime:
    """The present moment, aware, in UTC: taken once for each update."""
    return datetime.now(UTC)


def _thread(update: Update, chat: TelegramChat) -> int:
    """The topic's number; replies outside topics carry a number too, which is none."""
    message = update.effective_message
    if not isinstance(message, Message) or not message.is_topic_message or chat.type == ChatType.PRIVATE:
        return 0
    return message.message_thread_id or 0
