"""Whether the SIP server can listen where the settings say, told in words before Kamailio says it in its own."""

import errno
import socket

from bot.cli import CommandFailed
from bot.settings import Settings
from bot.settings_checks import split_address

_WHY = {
    errno.EADDRINUSE: "is taken by another program (`ss -lntup` shows which): end that, or choose another port",
    errno.EADDRNOTAVAIL: "is no address of this machine (`ip address` shows them)",
    errno.EACCES: "may not be used by you: choose a port above 1023, or let the service be started by root",
}


def check_ports(settings: Settings) -> None:
    """Raises ``CommandFailed`` for the first place that cannot be listened at."""
    _check("SIP_LISTEN", settings.sip_listen, socket.SOCK_DGRAM)
    _check("SIP_LISTEN", settings.sip_listen, socket.SOCK_STREAM)
    _check("SIP_RPC", settings.sip_rpc, socket.SOCK_STREAM)
    if settings.sip_tls_listen:
        _check("SIP_TLS_LISTEN", settings.sip_tls_listen, socket.SOCK_STREAM)


def _check(name: str, place: str, kind: socket.SocketKind) -> None:
    host, port = split_address(place)
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as tried:
        if kind is socket.SOCK_STREAM:
            tried.setsockopt(
                socket.SOL_SOCKET, socket.SO_REUSEADDR, 1
            )  # connections that have just ended are no matter
        try:
            tried.bind((host.strip("[]"), port))
        except OSError as error:
            why = _WHY.get(error.errno or 0, f"cannot be used ({error.strerror or error})")
            raise CommandFailed(f"{name}: {place} {why}.") from None
