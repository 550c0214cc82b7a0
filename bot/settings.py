"""Every setting of the program: the environment and ``.env`` in, one frozen ``Settings`` out.

What a setting means to an operator is told in ``.env.example``; its *description* here is what an error says to write.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import SettingsError as UnreadableSettings

from bot import settings_checks as checks
from bot.settings_api import ApiSettings
from bot.settings_centre import CentreSettings
from bot.settings_mail import MailSettings
from bot.settings_money import MoneySettings
from bot.settings_seller import SellerSettings
from bot.settings_sip import SipSettings
from bot.settings_words import fault


class SettingsError(Exception):
    """Settings that cannot be used. ``sentences`` has one sentence a setting, none of them with a value in it."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _secret(check: Callable[[str], str]) -> AfterValidator:
    return AfterValidator(lambda secret: SecretStr(check(secret.get_secret_value())))


def _seconds(default: float, *, least: float = 0, most: float = 86_400, text: str = "") -> Any:
    return Field(default, ge=least, le=most, description=text or f"a number of seconds from {least:g} to {most:g}")


def _count(default: int, *, least: int = 1, most: int = 100) -> Any:
    return Field(default, ge=least, le=most, description=f"a whole number from {least} to {most}")


class Settings(MoneySettings, SellerSettings, MailSettings, ApiSettings, SipSettings, CentreSettings):
    """What the operator has chosen. Durations are seconds. Secrets are never part of ``repr``."""

    bot_token: Annotated[SecretStr, _secret(checks.bot_token)] = Field(
        SecretStr(""), description="the token that @BotFather gives: digits, a colon, then 35 letters and digits"
    )
    bot_api_url: Annotated[str, AfterValidator(checks.api_url)] = Field(
        checks.OFFICIAL_API, description="the base of a Bot API server, such as http://127.0.0.1:8081"
    )
    telegram_proxy: Annotated[str, AfterValidator(checks.proxy_url)] = Field(
        "", repr=False, description="http://[user:password@]host:port or socks5://[user:password@]host:port"
    )
    webhook_url: Annotated[str, AfterValidator(checks.webhook_url)] = Field(
        "", description="the whole https address that Telegram is to call, such as https://bot.example.org/telegram"
    )
    webhook_secret: Annotated[SecretStr, _secret(checks.webhook_secret)] = Field(
        SecretStr(""), description="1 to 256 letters, digits, _ and -, or leave it empty: one is derived"
    )
    web_listen: Annotated[str, AfterValidator(checks.listen_address)] = Field(
        "", description="host:port to listen on, such as 127.0.0.1:8080"
    )
    database_url: Annotated[str, AfterValidator(checks.database_url)] = Field(
        "sqlite:///var/linekeeper.db",
        repr=False,
        description="sqlite:///path/to/file.db or postgres://user:password@host:5432/database",
    )
    secret_keys: Annotated[SecretStr, _secret(checks.secret_keys)] = Field(
        SecretStr(""),
        description=f"id:key, the key being base64 of 32 random bytes; make one: {checks.NEW_KEY_COMMAND}",
    )

    support_email: Annotated[str, AfterValidator(checks.support_email)] = Field(
        "abon@izhnet.ru", description="the e-mail address of support, such as help@example.org"
    )
    support_phone: str = Field("(3412) 912-000", description="the phone number of support")
    cabinet_url: str = Field("https://stat.izhnet.ru", description="the address of the client's cabinet")
    default_language: Literal["ru", "en"] = Field("ru", description="ru or en")
    timezone: Annotated[str, AfterValidator(checks.time_zone)] = Field(
        "Europe/Samara", description="a name such as Europe/Samara (and install the package tzdata if it is missing)"
    )
    keep_logs_days: int = _count(90, most=36_500)
    keep_counters_days: int = _count(400, most=36_500)
    keep_audit_days: int = _count(1100, most=36_500)
    leader_lease: float = _seconds(6, least=2, most=60)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="DEBUG, INFO, WARNING or ERROR")
    log_format: Literal["console", "json"] = Field("console", description="console or json")

    prober_count: int = _count(2, most=64)
    probe_timeout: float = _seconds(4, least=0.5, most=32)
    check_interval: float = _seconds(300, least=1)
    confirm_after: float = _seconds(20)
    auth_confirm_after: float = _seconds(60)
    slowest_check: float = _seconds(7200, least=1)
    fail_after: int = _count(2)
    recover_after: int = _count(2)
    registrar_rate: float = Field(20, gt=0, le=10_000, description="requests a second to one registrar, above 0")
    dns_servers: Annotated[str, AfterValidator(checks.dns_servers)] = Field(
        "", description="IP addresses of name servers separated by commas, such as 192.0.2.53,198.51.100.53"
    )
    tls_verify: bool = Field(True, description="true or false")

    @model_validator(mode="after")
    def _telegrams_own_servers_are_stricter(self) -> Self:
        if self.bot_api_url == checks.OFFICIAL_API:
            checks.official_token(self.bot_token.get_secret_value())
            checks.official_webhook(self.webhook_url)
        return self

    @property
    def api_base(self) -> str:
        """``base_url`` of python-telegram-bot, to which it appends the token."""
        return f"{self.bot_api_url}/bot"

    @property
    def file_base(self) -> str:
        """``base_file_url`` of python-telegram-bot."""
        return f"{self.bot_api_url}/file/bot"

    @property
    def keys(self) -> tuple[tuple[str, bytes], ...]:
        """Pairs of key id and 32-byte key, newest first."""
        return checks.split_keys(self.secret_keys.get_secret_value())

    @property
    def listen(self) -> tuple[str, int] | None:
        """Host and port of the web server; None when nothing is served and there is no WEB_LISTEN."""
        served = self.webhook_url or self.tokens or self.public_url
        text = self.web_listen or ("127.0.0.1:8080" if served else "")
        return checks.split_address(text) if text else None

    @property
    def webhook_path(self) -> str:
        """Path of WEBHOOK_URL, ``/`` when it has none."""
        return urlsplit(self.webhook_url).path or "/"

    @property
    def webhook_token(self) -> str:
        """WEBHOOK_SECRET, or one derived from the token, so that a restart does not change it."""
        if chosen := self.webhook_secret.get_secret_value():
            return chosen
        token = self.bot_token.get_secret_value().encode()
        return hmac.new(token, b"linekeeper webhook secret", hashlib.sha256).hexdigest()

    @property
    def zone(self) -> ZoneInfo:
        """TIMEZONE, ready for use."""
        return ZoneInfo(self.timezone)

    def require(self, *names: str) -> None:
        """Refuse to go on without these settings (names of fields).

        Raises:
            SettingsError: with a sentence for each that is empty.
        """
        empty = [name for name in names if not _text(getattr(self, name))]
        if empty:
            raise SettingsError([f"{name.upper()} is not set. Write {_advice(name)}" for name in empty])


def load_settings(**overrides: Any) -> Settings:
    """Read the environment and ``.env``; *overrides* (field=value, ``_env_file=path``) win over both.

    Raises:
        SettingsError: with one sentence for each setting that cannot be used.
    """
    try:
        return Settings(**overrides)
    except ValidationError as error:
        raise SettingsError([_sentence(each) for each in error.errors(include_input=False)]) from None
    except (UnreadableSettings, UnicodeDecodeError, OSError) as error:
        raise SettingsError(
            [f".env cannot be read ({type(error).__name__}). Write it as UTF-8 lines NAME=value"]
        ) from None


def _sentence(error: ErrorDetails) -> str:
    what = fault(error)
    # A check of several settings together puts the name of the one to blame before its words.
    name = str(error["loc"][0]) if error["loc"] else what.partition(":")[0].lower()
    what = what.removeprefix(f"{name.upper()}: ")
    return f"{name.upper()}: {what}. Write {_advice(name)}"


def _advice(name: str) -> str:
    field = Settings.model_fields.get(name)
    return (field.description if field else None) or "a value that fits"


def _text(value: object) -> str:
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
