"""python-telegram-bot itself against the sandbox: polling and webhook-free, as the product uses it."""

from collections.abc import AsyncIterator

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, ContextTypes, MessageHandler, filters

from tests.kit.telegram import TOKEN, Telegram

Context = ContextTypes.DEFAULT_TYPE


async def echo(update: Update, context: Context) -> None:
    assert update.message is not None
    button = InlineKeyboardButton("Ещё", callback_data="more")
    await update.message.reply_html(f"<b>Вы: {update.message.text}</b>", reply_markup=InlineKeyboardMarkup([[button]]))


async def more(update: Update, context: Context) -> None:
    assert update.callback_query is not None
    await update.callback_query.answer("Вот")
    await update.callback_query.edit_message_text("Изменено")


@pytest.fixture
async def application(telegram: Telegram) -> AsyncIterator[Application]:  # type: ignore[type-arg] # six of no interest
    base = telegram.url
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{base}/bot").base_file_url(f"{base}/file/bot")
    found = builder.job_queue(None).build()
    found.add_handler(MessageHandler(filters.TEXT, echo))
    found.add_handler(CallbackQueryHandler(more))
    async with found:
        await found.start()
        assert found.updater is not None
        await found.updater.start_polling(timeout=1, allowed_updates=Update.ALL_TYPES)
        yield found
        await found.updater.stop()
        await found.stop()


async def test_an_echo_bot_answers_a_person_and_his_taps(
    telegram: Telegram,
    application: Application,  # type: ignore[type-arg] # six of no interest
) -> None:
    phone = await telegram.person()
    await phone.send("Привет")
    await phone.sees("Вы: Привет")
    assert await phone.press("Ещё") == "Вот"
    assert (await phone.sees("Изменено")).buttons == []
    await application.bot.set_my_commands([("start", "Начать")])
    assert await phone.commands() == ["start"]


async def test_refusals_become_the_librarys_errors(
    telegram: Telegram,
    application: Application,  # type: ignore[type-arg] # six of no interest
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Chat not found"):
        await application.bot.send_message(5, "x")
    await telegram.control("block", user_id=4242)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await application.bot.send_message(4242, "x")
    moved = (await telegram.control("migrate", chat_id=-555))["migrate_to_chat_id"]
    with pytest.raises(ChatMigrated) as migrated:
        await application.bot.send_message(-555, "x")
    assert migrated.value.new_chat_id == moved
    await telegram.control("faults", method="sendMessage", retry_after=2, count=1)
    with pytest.raises(RetryAfter):
        await application.bot.send_message(77, "x")
