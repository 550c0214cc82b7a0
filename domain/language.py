"""The languages the bot speaks."""

from enum import StrEnum


class Language(StrEnum):
    """A language of the bot's wording; the value names the folder of ``texts/``."""

    RU = "ru"
    EN = "en"


def nearest(language_code: str | None) -> Language:
    """The language for a Telegram ``language_code`` (IETF tag such as "en-GB"; None or unknown: Russian)."""
    tag = (language_code or "").partition("-")[0].lower()
    return Language(tag) if tag in set(Language) else Language.RU
