"""Checks of single settings: each takes what was written, returns it in its normal form, or raises ValueError.

The texts of the errors never repeat what was written: it may hold a password.
"""

import base64
import binascii
import ipaddress
import re
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from api.app import PREFIX
from domain.mail_address import AddressError, mail_address
from models.url import DatabaseUrlError, parse_database_url

OFFICIAL_API = "https://api.telegram.org"
TOKEN = re.compile(r"\d{1,20}:[\w-]{3,255}", re.ASCII)
OFFICIAL_TOKEN = re.compile(r"\d{6,12}:[\w-]{30,100}", re.ASCII)
KEY_BYTES = 32
NEW_KEY_COMMAND = (
    "python3 -c \"import base64, os; print('SECRET_KEYS=k1:' + base64.b64encode(os.urandom(32)).decode())\" >> .env"
)
# https://core.telegram.org/bots/api#setwebhook: the ports that Telegram calls.
WEBHOOK_PORTS = (443, 80, 88, 8443)
OWN_PATHS = ("/healthz", "/readyz", "/metrics", PREFIX)
OWN_FOLDERS = (f"{PREFIX}/", "/h/", "/p/")


def bot_token(text: str) -> str:
    """A token in the form that @BotFather gives, or an empty text."""
    if text and not TOKEN.fullmatch(text):
        raise ValueError("this is not a bot's token")
    return text


def api_url(text: str) -> str:
    """Base of a Bot API server without a trailing slash and without ``/bot``."""
    _check_url(text, ("http", "https"))
    return text.rstrip("/").removesuffix("/bot").rstrip("/")


def proxy_url(text: str) -> str:
    """URL of an HTTP or SOCKS5 proxy, or an empty text."""
    if text:
        _check_url(text, ("http", "https", "socks5", "socks5h"))
    return text


def webhook_url(text: str) -> str:
    """The address that Telegram calls, or an empty text."""
    if not text:
        return text
    _check_url(text, ("http", "https"))
    if urlsplit(text).path in OWN_PATHS or urlsplit(text).path.startswith(OWN_FOLDERS):
        raise ValueError("its path belongs to a page of our own")
    if urlsplit(text).query or urlsplit(text).fragment:
        raise ValueError("it may have neither a query nor a fragment")
    return text


def webhook_secret(text: str) -> str:
    """1 to 256 characters of A-Z, a-z, 0-9, _ and - (Bot API, setWebhook), or an empty text."""
    if text and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", text):
        raise ValueError("it has a character that Telegram refuses, or more than 256 of them")
    return text


def official_token(text: str) -> None:
    """Refuse what @BotFather cannot have given. A Bot API server of one's own may hand out shorter tokens."""
    if text and not OFFICIAL_TOKEN.fullmatch(text):
        raise ValueError("BOT_TOKEN: it is too short or too long for a bot's token")


def official_webhook(url: str) -> None:
    """Refuse a webhook that Telegram's own servers would not call."""
    parts = urlsplit(url)
    if url and parts.scheme != "https":
        raise ValueError("WEBHOOK_URL: Telegram's own servers call https addresses only")
    if (parts.port or 443) not in WEBHOOK_PORTS:
        raise ValueError("WEBHOOK_URL: Telegram's own servers call the ports 443, 80, 88 and 8443 only")


def listen_address(text: str) -> str:
    """``host:port``, or an empty text. Port 0 takes any free one."""
    if text:
        split_address(text)
    return text


def split_address(text: str) -> tuple[str, int]:
    """``host:port`` or ``[IPv6]:port`` in two.

    Raises:
        ValueError: the port is missing or out of range.
    """
    host, colon, port = text.rpartition(":")
    if not colon or not host or not re.fullmatch(r"\d{1,5}", port, re.ASCII) or int(port) > 65535:
        raise ValueError("it is not host:port")
    return host.removeprefix("[").removesuffix("]"), int(port)


def database_url(text: str) -> str:
    """URL of SQLite or PostgreSQL that ``models.url`` understands."""
    try:
        parse_database_url(text)
    except DatabaseUrlError as error:
        # Its words end with an advice of their own; ours follows.
        problem = str(error).removeprefix("DATABASE_URL: ").partition(". Write")[0]
        raise ValueError(problem) from None
    return text


def secret_keys(text: str) -> str:
    """``id:base64key[,id:base64key]``, newest first, or an empty text."""
    split_keys(text)
    return text


def split_keys(text: str) -> tuple[tuple[str, bytes], ...]:
    """Pairs of key id and key, newest first.

    Raises:
        ValueError: a key has no id, is not base64 of 32 bytes, or an id is there twice.
    """
    pairs = tuple(_key(part.strip()) for part in text.split(",") if part.strip())
    if len({key_id for key_id, _ in pairs}) != len(pairs):
        raise ValueError("a key id is there twice")
    return pairs


def _key(part: str) -> tuple[str, bytes]:
    key_id, _, encoded = part.partition(":")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,16}", key_id) or not encoded:
        raise ValueError("a key has no id before its colon")
    try:
        key = base64.b64decode(encoded.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        raise ValueError("a key is not base64") from None
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {len(key)} bytes, {KEY_BYTES} are needed")
    return key_id, key


def support_email(text: str) -> str:
    """One address, or an empty text: then none is shown."""
    if not text:
        return text
    try:
        return mail_address(text)
    except AddressError:
        raise ValueError("it is not one e-mail address") from None


def time_zone(text: str) -> str:
    """An IANA time zone that this machine knows."""
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError("this machine knows no such time zone") from None
    return text


def dns_servers(text: str) -> str:
    """Comma-separated IP addresses, each with or without a port, or an empty text."""
    for part in filter(None, (part.strip() for part in text.split(","))):
        _check_server(part)
    return text


def _check_server(part: str) -> None:
    host = part
    if part.startswith("[") or part.count(":") == 1:
        host, _ = split_address(part if not part.endswith("]") else f"{part}:53")
    try:
        ipaddress.ip_address(host)
    except ValueError:
        raise ValueError("a name server is not an IP address") from None


def _check_url(text: str, schemes: tuple[str, ...]) -> None:
    try:
        parts = urlsplit(text)
        valid = bool(parts.scheme in schemes and parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid or re.search(r"\s", text):
        raise ValueError(f"it is not an address that begins with {' or '.join(s + '://' for s in schemes)}")
