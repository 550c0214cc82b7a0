"""Does Telegram answer, does it know the bot, and does it send updates where we listen?"""

from datetime import datetime, timedelta

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.checkup import Finding
from bot.requests import AiohttpRequest, Timeouts
from bot.settings import Settings

_PART = "telegram"
_SKEW = timedelta(seconds=30)
_RECENT = timedelta(hours=1)


async def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Ask getMe and getWebhookInfo; *now* is compared with the server's clock."""
    if not settings.bot_token.get_secret_value():
        return [Finding(_PART, "not asked: there is no BOT_TOKEN", "Set BOT_TOKEN in .env.")]
    request = AiohttpRequest(proxy=settings.telegram_proxy, timeouts=Timeouts(read=10, connect=10))
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=settings.api_base,
        base_file_url=settings.file_base,
        request=request,
        get_updates_request=AiohttpRequest(),
    )
    try:
        async with bot:
            me = Finding(_PART, f"knows the bot as @{bot.username}")
            return [me, *_webhook(await bot.get_webhook_info(), settings, now), *_clock(request.server_time, now)]
    except InvalidToken:
        return [Finding(_PART, "does not know BOT_TOKEN", "Take the token from @BotFather anew.")]
    except TelegramError as error:
        return [Finding(_PART, f"is out of reach: {error}", _reach(settings))]


def _reach(settings: Settings) -> str:
    if settings.telegram_proxy:
        return "Check that the proxy of TELEGRAM_PROXY runs and lets this machine through."
    return "Check the network and BOT_API_URL, or set TELEGRAM_PROXY."


def _webhook(info: WebhookInfo, settings: Settings, now: datetime) -> list[Finding]:
    if not settings.webhook_url:
        words = (
            "sends updates to a webhook; the bot takes it off when it starts" if info.url else "is asked for updates"
        )
        return [Finding(_PART, words)]
    if info.url != settings.webhook_url:
        return [Finding(_PART, "does not know WEBHOOK_URL yet; the bot tells it when it starts")]
    at = info.last_error_date
    if at is not None and now - at < _RECENT:
        words = f"could not deliver to WEBHOOK_URL at {at:%H:%M} UTC: {info.last_error_message}"
        return [Finding(_PART, words, "Check the reverse proxy, the certificate and WEB_LISTEN.")]
    return [Finding(_PART, f"delivers to WEBHOOK_URL, {info.pending_update_count} updates waiting")]


def _clock(server_time: datetime | None, now: datetime) -> list[Finding]:
    if server_time is None or abs(server_time - now) < _SKEW:
        return []
    seconds = (now - server_time).total_seconds()
    words = f"has another time: this machine's clock is {seconds:+.0f} s off"
    return [Finding("clock", words, "Let the clock be set by NTP: `timedatectl set-ntp true`.")]
