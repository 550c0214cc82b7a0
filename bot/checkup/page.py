"""Where people see their details: on our own page, in Telegram, or in both."""

from bot.checkup import Finding
from bot.settings import Settings

_PART = "page"


def examine(settings: Settings) -> list[Finding]:
    """What PUBLIC_URL and SECRETS_PAGE_ONLY together mean."""
    if not settings.public_url:
        return [Finding(_PART, "there is none (PUBLIC_URL is empty): details are handed over in Telegram alone")]
    where = "never in Telegram" if settings.secrets_page_only else "and in Telegram"
    return [Finding(_PART, f"details are shown at {settings.public_url}/h/… {where}")]
