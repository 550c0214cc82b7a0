"""Structured logs with the secrets taken out: ``key=value`` for people, or JSON for machines.

Every record of every library passes the one formatter of the root *handler*: filters and processors of single loggers
would miss what reaches the root by propagation.
"""

import logging
import secrets as randomness
import sys
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.redaction import HIDDEN, redact
from bot.uplink import StandbyError
from models.database import UNREACHABLE, unreachable

# No 0, O, 1, I, L, U: a reference is read out over the phone.
_REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
# They tell of every request or row: at DEBUG when asked for, of trouble always.
_NOISY = ("httpx", "httpcore", "aiohttp.access", "apscheduler", "asyncio")
# They repeat whole messages and rows, in which passwords and digests look like any other word: never at DEBUG.
_TALKATIVE = ("aiosqlite", "tortoise", "telegram")
_SECRET_KEYS = frozenset({"password", "token", "secret", "secret_keys", "authorization", "ha1", "bot_token", "pin"})
_AWAY = (ConnectionError, *(kind for kind in UNREACHABLE if kind not in {OSError, TimeoutError}))
"""Others of those that a database raises come from anywhere: their traceback says from where."""
_log = structlog.get_logger(__name__)


def configure_logs(
    level: str = "INFO", form: str = "console", *, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send all logs and warnings to *stream* (standard error by default). May be called again.

    *secrets* are exact strings to hide wherever they appear, besides everything that looks like a secret.
    *form* is ``console`` or ``json``.
    """
    handler = RedactingHandler(stream or sys.stderr, form, tuple(secrets))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in _NOISY:
        logging.getLogger(name).setLevel("DEBUG" if level == "DEBUG" else "WARNING")
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel("INFO" if level == "DEBUG" else "WARNING")
    logging.captureWarnings(capture=True)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )


def log_uncaught() -> None:
    """Let an exception that nobody catches reach the log, redacted, in place of the terminal."""
    sys.excepthook = _uncaught


def new_reference() -> str:
    """Six letters and digits that tie what a user was told to a line of the log."""
    return "".join(randomness.choice(_REFERENCE_LETTERS) for _ in range(6))


def log_failure(error: BaseException, event: str = "handler failed", **facts: object) -> str:
    """Log an unexpected error with its traceback under a new reference, which is returned for the user."""
    reference = new_reference()
    _log.error(event, reference=reference, exc_info=error, **facts)
    return reference


class RedactingHandler(logging.StreamHandler[TextIO]):
    """Writes redacted lines. A record that cannot be formatted is named without its arguments: they may be secrets."""

    def __init__(self, stream: TextIO, form: str, secrets: tuple[str, ...] = ()) -> None:
        super().__init__(stream)
        self._secrets = secrets
        self.setFormatter(
            structlog.stdlib.ProcessorFormatter(
                foreign_pre_chain=_shared(),
                processors=[
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _calm,
                    structlog.processors.format_exc_info,
                    self._hide,
                    structlog.processors.JSONRenderer(ensure_ascii=False) if form == "json" else render_line,
                ],
            )
        )

    def format(self, record: logging.LogRecord) -> str:
        """The finished line; exact secrets are hidden once more, should a part of it have been put together late."""
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, HIDDEN) if len(secret) >= 4 else line
        return line

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 -- logging's name
        """Told when a record could not be written."""
        self.stream.write(f"a log record of {record.name} could not be written\n")

    def _hide(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {key: self._hidden(key, value) for key, value in event.items()}

    def _hidden(self, key: str, value: object) -> object:
        if key.lower() in _SECRET_KEYS:
            return HIDDEN
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, Mapping):
            return {str(name): self._hidden(str(name), each) for name, each in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._hidden("", each) for each in value]
        return redact(value if isinstance(value, str) else repr(value), self._secrets)


def render_line(_: WrappedLogger, __: str, event: EventDict) -> str:
    """``time LEVEL logger event key=value …`` and the traceback below it."""
    head = [event.pop("timestamp", ""), event.pop("level", "").upper(), event.pop("logger", ""), event.pop("event", "")]
    below = [event.pop(name) for name in ("stack", "exception") if event.get(name)]
    pairs = [f"{name}={_shown(value)}" for name, value in event.items()]
    return "\n".join([" ".join(str(part) for part in (*head, *pairs) if part != ""), *below])


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else str(value)
    return repr(text) if not text or any(sign in text for sign in ' ="\n\r\t') else text


def _calm(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A lost lease, or a database that is away, is no fault of ours: one line of warning, whoever logs it."""
    about = event.get("exc_info")
    error = about[1] if isinstance(about, tuple) else about
    away = isinstance(error, _AWAY) and unreachable(error)
    if isinstance(error, StandbyError) or away:
        first = str(event.get("event", "")).split(". ")[0]
        event.update(level="warning", event=first, error=str(error) or type(error).__name__)
        event.pop("exc_info")
    return event


def _shared() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        _log.critical("stopped by an unexpected error", exc_info=(kind, error, trace))
