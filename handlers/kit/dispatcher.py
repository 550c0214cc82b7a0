"""From an update to a room's function and back: who is it, which room, answer, screen."""

from collections.abc import Callable
from typing import Any

from telegram import Bot, Message, Update
from telegram.ext import Application, CallbackQueryHandler, MessageHandler, filters

from handlers.errors import Boundary
from handlers.kit import arrivals
from handlers.kit.context import BotContext, Chat, TgUser
from handlers.kit.guide import Guide
from handlers.kit.house import House
from handlers.kit.routes import Outcome
from handlers.kit.show import Spot
from handlers.kit.stage import Stage
from handlers.kit.tap import Tap
from texts import Texts

AnyApplication = Application[Any, Any, Any, Any, Any, Any]


class Dispatcher:
    """Entry points for python-telegram-bot; see ``install``."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._guide = Guide(house)
        self._stage = Stage(house)

    def install(self, application: AnyApplication) -> None:
        """Add the handlers of taps, commands and stray messages to a PTB application."""
        fresh = filters.UpdateType.MESSAGE
        application.add_handler(CallbackQueryHandler(self.on_tap))
        application.add_handler(MessageHandler(fresh & filters.COMMAND, self.on_command))
        application.add_handler(MessageHandler(fresh & filters.ChatType.PRIVATE, self.on_stray_message))

    async def on_tap(self, update: Update, ptb: Any) -> None:
        """Serve one tap: answered exactly once, and before the screen is drawn."""
        query = update.callback_query
        if query is None or update.effective_chat is None:
            return
        tap, chat = Tap(query), arrivals.chat_of(update)
        async with Boundary(self._house.report, lambda reference: self._apologise(ptb.bot, tap, chat, reference)):
            context = await self._context(arrivals.user_of(query.from_user), chat, ptb.bot)
            view = await self._guide.tapped(context, tap.data)
            await tap.answer(context.reply.toast, context.reply.leads_to)
            await self._stage.play(ptb.bot, context, tap.spot(chat.id, chat.thread_id), view)

    async def on_command(self, update: Update, ptb: Any) -> None:
        """Serve a command with a fresh screen. A command for another bot of the group is not ours."""
        message = update.effective_message
        call = arrivals.called(message) if isinstance(message, Message) else None
        if call is not None and call.bot.lower() in ("", ptb.bot.username.lower()):
            await self._serve(update, ptb.bot, lambda context: self._guide.commanded(context, call, ptb.bot.link))

    async def on_stray_message(self, update: Update, ptb: Any) -> None:
        """A message in private: a room may wait for it, else home is drawn, so that nobody stays without an answer."""
        message = update.effective_message
        if isinstance(message, Message):
            heard = arrivals.typed(message)
            await self._serve(update, ptb.bot, lambda context: self._guide.strayed(context, heard))

    async def _serve(self, update: Update, bot: Bot, serve: Callable[[BotContext], Outcome]) -> None:
        if update.effective_user is None or update.effective_chat is None:
            return
        chat = arrivals.chat_of(update)
        async with Boundary(self._house.report, lambda reference: self._apologise(bot, None, chat, reference)):
            context = await self._context(arrivals.user_of(update.effective_user), chat, bot)
            await self._stage.play(bot, context, Spot(chat.id, chat.thread_id), await serve(context))

    async def _context(self, user: TgUser, chat: Chat, bot: Bot) -> BotContext:
        services, house = self._house.services, self._house
        visitor = await services.members.identify(user.id, user.language_code)
        if visitor.blocked and chat.private:  # Telegram tells of a return from a block, but not of a first start
            await services.members.unblocked(user.id, house.clock())
        spoken = visitor.language if chat.private else await services.chats.language(chat.id, chat.thread_id)
        return house.context(visitor, user, chat, Texts(spoken or house.language), bot.link)

    async def _apologise(self, bot: Bot, tap: Tap | None, chat: Chat, reference: str) -> None:
        sorry = Texts(self._house.language).plain("error-unexpected", reference=reference)
        if tap is not None and not tap.answered:
            await tap.answer(sorry)
        elif chat.private:
            await bot.send_message(chat.id, sorry)
