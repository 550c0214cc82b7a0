"""The SIP server's configuration made of our settings: kamailio.cfg as it is, and local.cfg beside it."""

import shutil
from pathlib import Path

from bot.settings import Settings
from bot.settings_sip import rpc_token
from models.url import PostgresTarget, SqliteTarget, parse_database_url

SOURCE = Path(__file__).resolve().parents[1] / "deploy" / "kamailio" / "kamailio.cfg"
FLOOD = 600
"""Requests from one address in two seconds that are a flood. A whole office stands behind one address."""


def write_config(settings: Settings, folder: Path) -> Path:
    """Write both files into the folder, local.cfg for the owner alone; the path of kamailio.cfg.

    Raises ``OSError`` where the folder cannot be written.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    local = folder / "local.cfg"
    local.unlink(missing_ok=True)
    local.touch(mode=0o600)
    local.write_text("\n".join(_local(settings)) + "\n")
    config = folder / "kamailio.cfg"
    shutil.copyfile(SOURCE, config)
    return config


def environment(settings: Settings) -> dict[str, str]:
    """What libpq shall know of PostgreSQL: neither a command line nor a file shows the password."""
    target = _database(settings)
    if isinstance(target, SqliteTarget):
        return {}
    known = {"PGHOST": target.host, "PGPORT": str(target.port), "PGPASSWORD": target.password}
    mode = target.options.get("sslmode")
    return {name: value for name, value in {**known, "PGSSLMODE": str(mode) if mode else None}.items() if value}


def _database(settings: Settings) -> SqliteTarget | PostgresTarget:
    return parse_database_url(settings.sip_database_url or settings.database_url)


def _local(settings: Settings) -> list[str]:
    host, port = settings.sip_rpc_address
    return [
        "# Made by `python -m bot pbx` at each start; what is changed here is lost.",
        *_database_lines(_database(settings)),
        f'#!define LK_REALM "{settings.sip_realm}"',
        f'#!define LK_CONTACT "{settings.sip_advertise or settings.sip_listen}"',
        f"#!define LK_RPC_PORT {port}",
        f'#!define LK_RPC_TOKEN "Bearer {rpc_token(settings.keys)}"',
        f"#!define LK_FLOOD {FLOOD}",
        *_tls_lines(settings),
        *([f'#!define LK_RTPENGINE "udp:{settings.sip_rtpengine}"'] if settings.sip_rtpengine else []),
        *_listen_lines(settings),
        f"listen=tcp:{host}:{port}",
    ]


def _database_lines(target: SqliteTarget | PostgresTarget) -> list[str]:
    if isinstance(target, SqliteTarget):
        path = Path(target.path).absolute()
        url = f"sqlite:///{path}"
        return [f'#!define LK_SQLITE "{path}"', *_urls(url)]
    # Without host and password: libpq takes them from the environment, whatever letters they are made of.
    return _urls(f"postgres://{target.user or ''}@/{target.database}")


def _urls(url: str) -> list[str]:
    return [f'#!define LK_DB_URL "{url}"', f'#!define LK_SQL "lk=>{url}"']


def _listen_lines(settings: Settings) -> list[str]:
    name, _, told = settings.sip_advertise.partition(":")
    plain, secured = settings.sip_listen, settings.sip_tls_listen
    lines = [f"listen={transport}:{plain}{_advertised(name, told, plain)}" for transport in ("udp", "tcp")]
    # The port that is told belongs to UDP and TCP: TLS has its own.
    return [*lines, f"listen=tls:{secured}{_advertised(name, '', secured)}"] if secured else lines


def _advertised(name: str, port: str, listen: str) -> str:
    return f" advertise {name}:{port or listen.rpartition(':')[2]}" if name else ""


def _tls_lines(settings: Settings) -> list[str]:
    if not settings.sip_tls_listen:
        return []
    return [
        "#!define LK_TLS",
        f'#!define LK_TLS_CERTIFICATE "{settings.sip_certificate}"',
        f'#!define LK_TLS_KEY "{settings.sip_certificate_key}"',
        "enable_tls=yes",
    ]
