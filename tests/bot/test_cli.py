"""The command line: help, misuse, and faults told in one sentence."""

import argparse
import re
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from prometheus_client import CollectorRegistry

from bot.checkup import Finding, database, prober, telegram
from bot.checkup import web as web_checkup
from bot.cli import COMMANDS, CommandFailed, doctor, main
from bot.settings import Settings, SettingsError, load_settings
from bot.web import serving, web_application
from domain.access import Role
from models import Invite
from models.database import open_database
from services.errors import InviteError
from services.members import MemberService
from tests.bot.api import TOKEN, Api, api_server
from tests.kit import processes

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory and an environment without settings of ours."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return tmp_path


@pytest.fixture
def migrated(elsewhere: Path, sqlite_template: Path) -> Path:
    """The same with the database that is used without any setting."""
    (elsewhere / "var").mkdir()
    (elsewhere / "var" / "linekeeper.db").write_bytes(sqlite_template.read_bytes())
    return elsewhere


def settings(**chosen: Any) -> Settings:
    return load_settings(_env_file=None, bot_token=TOKEN, **chosen)


def words(findings: list[Finding]) -> str:
    return " | ".join(finding.words for finding in findings)


async def python_m_bot(*arguments: str, **environment: str) -> tuple[int, str, str]:
    return await processes.run(sys.executable, "-m", "bot", *arguments, limit=100, **environment)


async def test_help_names_every_command_in_a_line(elsewhere: Path) -> None:
    status, out, _ = await python_m_bot("--help")
    assert status == 0
    assert not [name for name in COMMANDS if name not in out]


async def test_the_version_is_told() -> None:
    status, out, _ = await python_m_bot("--version")
    assert (status, out.split()[0]) == (0, "linekeeper")


@pytest.mark.parametrize(
    "arguments", [[], ["bogus"], ["--bogus"], ["invite"], ["run", "--bogus"], ["invite", "--role"]]
)
def test_misuse_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m bot" in capsys.readouterr().err


def test_every_command_has_help_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        with pytest.raises(SystemExit) as caught:
            main([name, "--help"])
        assert caught.value.code == 0
        assert f"usage: python -m bot {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (SettingsError(["A is wrong.", "B is wrong."]), 2, "A is wrong.\nB is wrong.\n"),
        (CommandFailed("It cannot be."), 1, "It cannot be.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_expected_faults_are_sentences_without_a_traceback(
    fault: BaseException,
    status: int,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(_: argparse.Namespace) -> int:
        raise fault

    monkeypatch.setattr(doctor, "run", fail)
    assert main(["doctor"]) == status
    assert capsys.readouterr().err == said


def test_run_without_settings_says_which_are_missing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run"]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split()[0] for line in said] == ["BOT_TOKEN", "SECRET_KEYS"]


async def test_run_with_a_token_that_telegram_does_not_know_ends_with_a_sentence(sqlite_url: str) -> None:
    async def unknown(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)

    async with api_server() as api:
        api.answers["getMe"] = unknown
        status, _, said = await python_m_bot("run", **environment(api, sqlite_url))
    assert status == 1
    assert "does not know BOT_TOKEN" in said
    assert "Traceback" not in said
    assert TOKEN not in said


def environment(api: Api, url: str) -> dict[str, str]:
    key = "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    return {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": api.url,
        "SECRET_KEYS": key,
        "DATABASE_URL": url,
        "DNS_SERVERS": "127.0.0.1",
        "PROBER_COUNT": "1",
        "WEBHOOK_URL": "",
        "WEB_LISTEN": "",
        "TELEGRAM_PROXY": "",
    }


async def redeemed(url: str, token: str) -> Role:
    async with open_database(url):
        now = datetime.now(UTC)
        member = await MemberService("Europe/Samara").redeem(token, 4242, "A", "a", "ru", now)
        return member.role


async def test_an_invitation_is_a_link_that_works_once(sqlite_url: str) -> None:
    async with api_server() as api:
        variables = environment(api, sqlite_url)
        create = ("--client", "ООО «Ромашка»")
        status, out, said = await python_m_bot("invite", "--contract", "42", "--role", "on-call", *create, **variables)
    assert status == 0
    link, _, token = out.strip().partition("?start=")
    assert link == "https://t.me/linekeeper_bot"
    assert "contract 42" in said
    assert await redeemed(variables["DATABASE_URL"], token) is Role.ON_CALL
    with pytest.raises(InviteError):
        await redeemed(variables["DATABASE_URL"], token)


async def test_an_invitation_without_telegram_is_a_line_for_the_bot(sqlite_url: str) -> None:
    async with api_server() as api:
        variables = environment(api, sqlite_url)
    create = ("--client", "Client")
    status, out, said = await python_m_bot("invite", "--contract", "42", "--role", "manager", *create, **variables)
    assert (status, out.split()[0]) == (0, "/start")
    assert "Telegram was not asked" in said
    assert TOKEN not in said + out


def test_an_invitation_into_no_contract_says_how_to_make_it(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["invite", "--contract", "42", "--role", "manager"]) == 1
    said = capsys.readouterr().err
    assert "--client NAME" in said
    assert "is new" not in said
    assert str(elsewhere / "var" / "linekeeper.db") in said


def test_another_client_of_a_contract_that_is_there_is_not_passed_over_in_silence(
    migrated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    invite = ["invite", "--contract", "42", "--role", "manager", "--client"]
    assert main([*invite, "Romashka"]) == 0
    assert f"is new, in the database sqlite {migrated}/var/linekeeper.db" in capsys.readouterr().err
    assert main([*invite, "Vector"]) == 0
    said = capsys.readouterr().err
    assert "stays “Romashka”" in said
    assert "changed nothing" in said
    assert main([*invite, "Romashka"]) == 0
    assert "changed nothing" not in capsys.readouterr().err


def test_the_first_administrator_brings_the_contract_with_him(
    migrated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["invite", "--contract", "42", "--role", "administrator"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("/start ")
    assert "42 is new" in said.err
    assert main(["invite", "--contract", "42", "--role", "manager"]) == 0
    assert "is new" not in capsys.readouterr().err


def test_an_invitation_into_a_database_that_does_not_open_is_a_sentence(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("DATABASE_URL", f"postgres://me:sesame@127.0.0.1:{unused.getsockname()[1]}/none")
        assert main(["invite", "--contract", "42", "--role", "manager"]) == 1
    said = capsys.readouterr().err
    assert "DATABASE_URL" in said
    assert "sesame" not in said


def test_the_doctor_names_what_is_missing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor"]) == 1
    out = capsys.readouterr().out
    assert out.count("WRONG") == 4
    assert "python -m bot migrate" in out
    assert not list(elsewhere.iterdir())


async def test_the_doctor_is_content_when_all_is_well(sqlite_url: str) -> None:
    async with api_server() as api:
        api.results["getWebhookInfo"] = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        variables = environment(api, sqlite_url)
        status, out, said = await python_m_bot("doctor", **variables)
    assert (status, said) == (0, "")
    assert "@linekeeper_bot" in out
    assert out.endswith("all is well\n")
    assert TOKEN not in out


async def test_the_doctor_changes_nothing_in_a_database_that_is_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    async with open_database(url, everywhere=False) as context:
        await context.db().execute_script("CREATE TABLE mine (id INT)")
    (finding,) = await database.examine(url)
    assert "lacks" in finding.words
    async with open_database(url, everywhere=False) as context:
        tables = await context.db().execute_query_dict("SELECT name FROM sqlite_master WHERE type = 'table'")
    assert tables == [{"name": "mine"}]


async def test_the_doctor_tells_a_token_that_telegram_does_not_know() -> None:
    async def unknown(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)

    async with api_server() as api:
        api.answers["getMe"] = unknown
        (finding,) = await telegram.examine(settings(bot_api_url=api.url), NOW)
    assert finding.words == "does not know BOT_TOKEN"


async def test_the_doctor_tells_telegram_out_of_reach() -> None:
    async with api_server() as api:
        url = api.url
    (finding,) = await telegram.examine(settings(bot_api_url=url), NOW)
    assert "out of reach" in finding.words
    assert "TELEGRAM_PROXY" in finding.remedy
    assert TOKEN not in finding.words


async def test_the_doctor_compares_the_clock_with_telegrams() -> None:
    async with api_server() as api:
        api.results["getWebhookInfo"] = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        now = datetime.now(UTC)
        assert "clock" not in words(await telegram.examine(settings(bot_api_url=api.url), now))
        late = await telegram.examine(settings(bot_api_url=api.url), now - timedelta(minutes=5))
    assert re.search(r"-(29\d|30\d) s off", words(late))


async def test_the_doctor_tells_what_telegram_says_of_the_webhook() -> None:
    hook = "https://bot.example.org/telegram"
    info = {"url": hook, "has_custom_certificate": False, "pending_update_count": 3}
    async with api_server() as api:
        chosen = settings(bot_api_url=api.url, webhook_url=hook)
        api.results["getWebhookInfo"] = info
        assert "3 updates waiting" in words(await telegram.examine(chosen, NOW))
        error = {"last_error_date": int(NOW.timestamp()) - 60, "last_error_message": "Connection refused"}
        api.results["getWebhookInfo"] = info | error
        assert "Connection refused" in words(await telegram.examine(chosen, NOW))
        api.results["getWebhookInfo"] = info | {"url": "https://other.example.org/"}
        assert "does not know WEBHOOK_URL yet" in words(await telegram.examine(chosen, NOW))


async def test_an_address_that_is_taken_is_named_by_run_and_doctor(sqlite_url: str) -> None:
    async with api_server() as api:
        with socket.create_server(("127.0.0.1", 0)) as other:
            address = f"127.0.0.1:{other.getsockname()[1]}"
            status, _, said = await python_m_bot("run", **environment(api, sqlite_url) | {"WEB_LISTEN": address})
            (finding,) = await web_checkup.examine(settings(web_listen=address))
    assert (status, address in said, "WEB_LISTEN" in said) == (1, True, True)
    assert (finding.well, address in finding.words, "WEB_LISTEN" in finding.remedy) == (False, True, True)


async def test_the_doctor_knows_the_bot_where_it_listens_and_an_address_that_is_free() -> None:
    async with serving(web_application({}, CollectorRegistry()), "127.0.0.1", 0) as port:
        chosen = settings(web_listen=f"127.0.0.1:{port}")
        (finding,) = await web_checkup.examine(chosen)
        assert (finding.well, "the bot answers" in finding.words) == (True, True)
    (finding,) = await web_checkup.examine(chosen)
    assert (finding.well, "free" in finding.words) == (True, True)
    assert await web_checkup.examine(settings()) == []


async def test_the_doctor_names_the_whole_path_of_the_database(elsewhere: Path) -> None:
    (finding,) = await database.examine("sqlite:///deep/er/lines.db")
    assert f"{elsewhere}/deep/er/lines.db is not there yet" in finding.words


async def test_the_doctor_sees_that_the_prober_works() -> None:
    (finding,) = await prober.examine(settings(prober_count=1, dns_servers="127.0.0.1"))
    assert finding.well, finding.words


async def test_invitations_of_the_command_line_are_kept_as_hashes(sqlite_url: str) -> None:
    async with api_server() as api:
        variables = environment(api, sqlite_url)
        create = ("--client", "Client")
        _, out, _ = await python_m_bot("invite", "--contract", "7", "--role", "administrator", *create, **variables)
    token = out.strip().partition("?start=")[2]
    async with open_database(variables["DATABASE_URL"]):
        (row,) = await Invite.all()
    assert token not in row.token_hash
