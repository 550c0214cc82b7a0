"""Logs: what is written, and what must never be."""

import io
import json
import logging
import sys
import warnings
from collections.abc import Callable, Iterator

import aiohttp
import asyncpg
import pytest
import structlog

from bot.logs import configure_logs, log_failure, log_uncaught, new_reference
from bot.redaction import redact
from bot.uplink import StandbyError
from tests.bot.api import TOKEN, api_server

SECRETS = (TOKEN, "sesame", "0123456789abcdef0123456789abcdef", "dXNlcjpzZXNhbWU=")

Logs = Callable[[str], io.StringIO]


@pytest.fixture
def logs() -> Iterator[Logs]:
    """Configures logging into a text; puts back what was there."""
    root, hook = logging.getLogger(), sys.excepthook
    handlers, level, was = list(root.handlers), root.level, structlog.get_config()

    def configure(form: str) -> io.StringIO:
        stream = io.StringIO()
        configure_logs("DEBUG", form, secrets=["sesame"], stream=stream)
        return stream

    yield configure
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    structlog.configure(**was)
    sys.excepthook = hook


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.telegram.org/bot{TOKEN}/sendMessage",
        f"token={TOKEN}",
        TOKEN,
        "https://127.0.0.1/bot42:sesame/getMe",
        'Authorization: Digest username="100", response="0123456789abcdef0123456789abcdef"',
        "Proxy-Authorization: Basic dXNlcjpzZXNhbWU=",
        "{'Authorization': 'Basic dXNlcjpzZXNhbWU='}",
        'Digest realm="x", response="0123456789abcdef0123456789abcdef", uri="sip:x"',
        "password=sesame",
        "password='ses\\'ame sesame'",
        '{"password": "sesame", "x": 1}',
        "SipAccount(user='100', password='sesame')",
        "socks5://user:sesame@proxy:1080",
        "postgres://user:sesame@host/db",
        "PASSWORD: sesame",
    ],
)
def test_a_secret_is_taken_out(text: str) -> None:
    assert not [secret for secret in SECRETS if secret in redact(text)]


@pytest.mark.parametrize(
    "text",
    [
        "line 7 of contract 42: 403 Forbidden",
        "sip:100@127.0.0.1:5070",
        "wrong_password",
        "12:30:45 2026-01-01",
        "a/bot/b",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize("form", ["console", "json"])
def test_no_way_into_the_log_lets_a_secret_through(logs: Logs, form: str) -> None:
    stream = logs(form)
    log = structlog.get_logger("bot.test")
    log.info("call", url=f"https://x/bot{TOKEN}/m", password="walnut", nested={"a": ["sesame", {"token": "walnut"}]})
    log.warning("bytes and objects", data=b"password=sesame", error=ValueError(f"bot{TOKEN}"))
    for name in ("httpx", "aiohttp.client", "apscheduler.executors.default", "telegram.ext.Updater", "asyncio"):
        logging.getLogger(name).warning("request to %s failed: %r", f"http://h/bot{TOKEN}/x", {"password": "sesame"})
    try:
        raise OSError(f"cannot open socks5://me:sesame@h:1 for {TOKEN}")
    except OSError as error:
        log_failure(error, chat=5)
        logging.getLogger("tortoise").exception("lost")
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"unclosed session {TOKEN}", ResourceWarning, stacklevel=1)
    written = stream.getvalue()
    assert not [secret for secret in (*SECRETS, "walnut") if secret in written]
    assert written.count("Traceback") == 2
    assert "unclosed session" in written


def test_json_lines_are_json(logs: Logs) -> None:
    stream = logs("json")
    structlog.get_logger("bot.test").info("линия", line=7, note='Authorization: "x"')
    logging.getLogger("other").error("plain")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (first["event"], first["line"], first["level"], first["logger"]) == ("линия", 7, "info", "bot.test")
    assert (second["event"], second["level"]) == ("plain", "error")


def test_a_console_line_has_its_facts_as_key_and_value(logs: Logs) -> None:
    stream = logs("console")
    structlog.get_logger("bot.test").info("flip", line=7, state="in error", empty="")
    assert stream.getvalue().strip().endswith("INFO bot.test flip line=7 state='in error' empty=''")


def test_a_record_that_cannot_be_written_is_told_without_its_arguments(logs: Logs) -> None:
    stream = logs("console")
    logging.getLogger("sloppy").warning("%d", "sesame")
    assert stream.getvalue() == "a log record of sloppy could not be written\n"


def test_an_error_that_nobody_caught_is_logged(logs: Logs, capsys: pytest.CaptureFixture[str]) -> None:
    stream = logs("console")
    log_uncaught()
    error = ValueError(TOKEN)
    sys.excepthook(ValueError, error, None)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert stream.getvalue().count("stopped by an unexpected error") == 1
    assert TOKEN not in stream.getvalue() + capsys.readouterr().err


def test_a_reference_is_short_and_can_be_read_out(logs: Logs) -> None:
    stream = logs("console")
    reference = log_failure(ValueError("x"))
    assert f"reference={reference}" in stream.getvalue()
    assert len(reference) == 6
    assert not set("01OILU") & set("".join(new_reference() for _ in range(200)))


async def test_the_debug_log_of_aiohttp_keeps_the_token_out(logs: Logs) -> None:
    stream = logs("console")
    async with api_server() as api, aiohttp.ClientSession() as session:
        await session.post(f"{api.url}/bot{TOKEN}/getMe")
        logging.getLogger("aiohttp.access").info('"POST /bot%s/getMe"', TOKEN)
    assert "POST /bot" in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_that_a_bot_is_on_standby_is_one_line_of_warning(logs: Logs) -> None:
    stream = logs("console")
    try:
        raise StandbyError from TimeoutError("asleep")
    except StandbyError as error:
        logging.getLogger("telegram.ext.Updater").exception("Cannot call. Much more advice.")
        structlog.get_logger("bot").error("loop failed", exc_info=error)
    first, second = stream.getvalue().splitlines()
    assert first.endswith("WARNING telegram.ext.Updater Cannot call error='this bot is on standby'")
    assert second.endswith("WARNING bot loop failed error='this bot is on standby'")


def test_that_the_database_is_away_is_one_line_of_warning_and_a_wrong_statement_a_traceback(logs: Logs) -> None:
    stream = logs("console")
    log_failure(asyncpg.AdminShutdownError("terminating connection"), "loop failed")
    assert "WARNING" in stream.getvalue()
    assert stream.getvalue().count("\n") == 1
    log_failure(asyncpg.PostgresSyntaxError("syntax error"), "loop failed")
    assert "ERROR" in stream.getvalue()
    assert "asyncpg.exceptions.PostgresSyntaxError: syntax error" in stream.getvalue()


@pytest.mark.parametrize("library", ["telegram.ext.ExtBot", "aiosqlite", "tortoise.db_client"])
def test_libraries_that_repeat_whole_messages_and_rows_stay_silent_at_debug(logs: Logs, library: str) -> None:
    stream = logs("console")
    logging.getLogger(library).debug("Calling with parameters %s", {"text": "Bh3fkmKvif7PL4sk6Kax"})
    logging.getLogger(library).warning("it is away")
    assert "Bh3fkmKvif7PL4sk6Kax" not in stream.getvalue()
    assert "it is away" in stream.getvalue()
