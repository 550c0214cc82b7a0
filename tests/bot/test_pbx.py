"""The SIP server's configuration: what the settings make of it, and what is refused before Kamailio sees it."""

import os
import socket
import stat
from pathlib import Path
from typing import Any

import pytest

from bot.checkup import sip
from bot.cli import CommandFailed, pbx
from bot.cli.pbx_ports import check_ports
from bot.pbx import Pbx, PbxServer, sip_client
from bot.pbx_config import environment, write_config
from bot.settings import Settings, SettingsError, load_settings
from bot.settings_sip import rpc_token
from services.ports import NoSipServer, unseen
from telephony.kamailio import Kamailio
from tests.kit.kamailio import free_port

KEYS = {"k1": "k1:" + "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", "k2": "k2:" + "A" * 43 + "="}


def settings(**chosen: Any) -> Settings:
    usual = {"secret_keys": KEYS["k1"], "sip_listen": "127.0.0.1:5060"}
    return load_settings(_env_file=None, **{**usual, **chosen})


def local(folder: Path, **chosen: Any) -> str:
    write_config(settings(**chosen), folder)
    return (folder / "local.cfg").read_text()


def test_only_its_owner_reads_the_file_with_the_token(tmp_path: Path) -> None:
    (tmp_path / "local.cfg").write_text("an older one")
    (tmp_path / "local.cfg").chmod(0o644)
    text = local(tmp_path)
    assert rpc_token(settings().keys) in text
    assert stat.S_IMODE((tmp_path / "local.cfg").stat().st_mode) == 0o600


def test_a_password_of_postgresql_is_in_no_file(tmp_path: Path) -> None:
    url = "postgres://pbx:p%40ss%22word@db.example:6432/linekeeper?sslmode=require"
    assert "p@ss" not in local(tmp_path, sip_database_url=url)
    assert 'LK_DB_URL "postgres://pbx@/linekeeper"' in local(tmp_path, sip_database_url=url)
    chosen = environment(settings(sip_database_url=url))
    assert chosen == {
        "PGHOST": "db.example", "PGPORT": "6432", "PGPASSWORD": 'p@ss"word', "PGSSLMODE": "require",
    }  # fmt: skip


def test_what_is_advertised_has_a_port(tmp_path: Path) -> None:
    assert "listen=udp:0.0.0.0:5070 advertise sip.example.org:5070" in local(
        tmp_path, sip_listen="0.0.0.0:5070", sip_advertise="sip.example.org"
    )


def test_tls_is_advertised_with_its_own_port(tmp_path: Path) -> None:
    text = local(
        tmp_path, sip_listen="0.0.0.0:5070", sip_tls_listen="0.0.0.0:5071", sip_advertise="sip.example.org:6060"
    )
    assert "listen=tcp:0.0.0.0:5070 advertise sip.example.org:6060\n" in text
    assert "listen=tls:0.0.0.0:5071 advertise sip.example.org:5071\n" in text


def test_a_place_that_cannot_be_listened_at_is_told_in_words() -> None:
    rpc = f"127.0.0.1:{free_port()}"
    for kind in (socket.SOCK_DGRAM, socket.SOCK_STREAM):
        with socket.socket(socket.AF_INET, kind) as other:
            other.bind(("127.0.0.1", 0))
            if kind is socket.SOCK_STREAM:
                other.listen()
            place = f"127.0.0.1:{other.getsockname()[1]}"
            with pytest.raises(CommandFailed, match=rf"SIP_LISTEN: {place} is taken by another program"):
                check_ports(settings(sip_listen=place, sip_rpc=rpc))
    with pytest.raises(CommandFailed, match="no address of this machine"):
        check_ports(settings(sip_listen="192.0.2.77:5060", sip_rpc=rpc))
    check_ports(settings(sip_listen=f"127.0.0.1:{free_port()}", sip_rpc=rpc))


def test_the_token_is_another_with_another_key_and_none_of_the_key() -> None:
    tokens = {rpc_token(settings(secret_keys=key).keys) for key in KEYS.values()}
    assert len(tokens) == 2
    assert all(len(token) == 64 for token in tokens)


@pytest.mark.parametrize(
    "chosen",
    [
        {"sip_listen": "sip.example.org:5060"},
        {"sip_listen": "127.0.0.1"},
        {"sip_rpc": "0.0.0.0:5065"},
        {"sip_rpc": "192.0.2.1:5065"},
        {"sip_realm": 'a"b'},
        {"sip_realm": ""},
        {"sip_advertise": 'x" y'},
        {"sip_advertise": "host:port"},
        {"sip_certificate": 'a".pem'},
        {"sip_database_url": "mysql://x"},
    ],
)
def test_a_setting_that_kamailio_would_misread_is_refused(chosen: dict[str, str]) -> None:
    with pytest.raises(SettingsError):
        settings(**chosen)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"sip_listen": "0.0.0.0:5060"}, "SIP_ADVERTISE"),
        ({"sip_tls_listen": "127.0.0.1:5061"}, "SIP_CERTIFICATE"),
        ({"sip_tls_listen": "127.0.0.1:5061", "sip_certificate": "no.pem", "sip_certificate_key": "no.pem"}, "no.pem"),
    ],
)
def test_what_softphones_could_not_use_is_refused_in_a_sentence(chosen: dict[str, str], said: str) -> None:
    with pytest.raises(CommandFailed, match=said):
        pbx._check(settings(**chosen))


async def test_without_a_server_nothing_is_asked_and_nobody_waits() -> None:
    nothing = Pbx(settings(sip_listen=""), lambda: None, lambda: None, unseen)
    assert isinstance(nothing.server, NoSipServer)
    assert [(job.name, job.at_start) for job in nothing.jobs] == [("softphones", True)]
    assert sip_client(settings(sip_listen="")) is None
    assert settings(sip_listen="").sip_server == ""
    await nothing.close()


async def test_a_server_that_is_away_breaks_no_change_of_a_user() -> None:
    async with Kamailio("127.0.0.1", free_port(), "token") as away:
        server = PbxServer(away)
        await server.drop(["ivanov"])
        await server.drop([])
        assert await server.calling("ivanov") is None


def test_a_person_types_the_address_without_the_usual_port() -> None:
    assert settings(sip_listen="127.0.0.1:5060").sip_server == "127.0.0.1"
    assert settings(sip_listen="127.0.0.1:5070").sip_server == "127.0.0.1:5070"
    assert settings(sip_advertise="sip.example.org").sip_server == "sip.example.org"


async def test_the_doctor_says_that_there_is_no_server_and_how_to_start_one_that_is_away() -> None:
    (none,) = await sip.examine(settings(sip_listen=""))
    assert none.well
    assert "SIP_LISTEN is empty" in none.words
    (away,) = await sip.examine(settings(sip_rpc=f"127.0.0.1:{free_port()}"))
    assert not away.well
    assert "python -m bot pbx" in away.remedy


def test_the_number_of_a_killed_server_that_somebody_else_has_now_stops_no_start(tmp_path: Path) -> None:
    left = tmp_path / "kamailio.pid"
    for text in (str(os.getpid()), "999999999", "nonsense", ""):
        left.write_text(text)
        pbx._forget_killed(left)
        assert not left.exists()
    pbx._forget_killed(left)
