"""What goes wrong on the way to the Bot API, in the words of python-telegram-bot and without the token."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from telegram.error import NetworkError, TimedOut

from bot.redaction import redact

_FAULTS = (aiohttp.ClientError, ProxyError, ProxyConnectionError, OSError, EOFError)


@contextmanager
def telegram_errors() -> Iterator[None]:
    """Name faults as PTB does. The chain is cut: the exceptions beneath hold the address with the token in it."""
    try:
        yield
    except (TimeoutError, ProxyTimeoutError) as error:
        _raise(TimedOut, error)
    except _FAULTS as error:
        _raise(NetworkError, error)


def _raise(kind: type[NetworkError], error: BaseException) -> NoReturn:
    what = f"{type(error).__name__}: {redact(str(error))}" if str(error) else type(error).__name__
    raise kind(f"Timed out ({what})" if kind is TimedOut else what) from None
