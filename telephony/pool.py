"""The pool of probers: one SIP account in, one verdict out."""

import logging
import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from domain.sip import Answer, ProbeResult, SipAccount
from telephony.address import Addresses, Unsendable, addresses
from telephony.check import Check
from telephony.classify import TLS13_ONLY, classify, retry_after, tls_failed
from telephony.crew import Crew
from telephony.dns import NameServer, name_servers, read_hosts
from telephony.member import ProberLost
from telephony.options import ProberOptions
from telephony.pacing import Registrar
from telephony.tls_versions import speaks_only_tls13

log = logging.getLogger(__name__)

TLS_PORT = 5061


class ProberPool:
    """Probes accounts through pjsua2 in processes of its own. ``start`` it, ``close`` it, in one event loop.

    It is also an async context manager.
    """

    def __init__(self, options: ProberOptions) -> None:
        """Nothing runs yet. Raises ValueError for name servers that are no addresses."""
        self._options = options
        # A name must fail before the request that waits for it seems unanswered.
        patience = min(options.dns_deadline, options.silence / 2)
        self._names = NameServer(name_servers(options.nameservers), read_hosts(options.hosts_file), patience)
        self._crew: Crew | None = None
        self._registrars: dict[str, Registrar] = {}

    async def start(self) -> None:
        """Start the processes. Raises ProberError when this machine cannot."""
        crew = Crew(self._options, _settings(self._options, await self._names.start()))
        try:
            await crew.start()
        except BaseException:
            await self._names.close()
            raise
        self._crew = crew

    async def close(self) -> None:
        """End the processes; probes under way get ``Verdict.UNKNOWN``."""
        crew, self._crew = self._crew, None
        if crew:
            await crew.close()
            await self._names.close()

    async def __aenter__(self) -> "ProberPool":
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.close()

    async def probe(self, account: SipAccount) -> ProbeResult:
        """Check ``account`` once. A dead line is a verdict; our own failure is ``Verdict.UNKNOWN`` with a detail.

        Safe to cancel. Takes seconds at a dead registrar, longer where the registrar's pace makes it wait.
        """
        try:
            answer = await self._answer(account)
        except Unsendable as error:
            answer = Answer(0, detail=f"unsendable: {error}")
        except ProberLost as error:
            answer = Answer(0, detail=f"prober: {error}")
        return ProbeResult(classify(answer, account), answer, datetime.now(UTC), retry_after(answer))

    async def _answer(self, account: SipAccount) -> Answer:
        if self._crew is None:
            raise ProberLost("the pool is not running")
        where = addresses(account)
        registrar = self._registrar(where)
        check = Check(account, where, registrar, self._crew, self._options)
        async with registrar.turn():
            answer = await check.answer()
        return await _explained(answer, where) if tls_failed(answer, account) else answer

    def _registrar(self, where: Addresses) -> Registrar:
        key = f"{where.host.lower()}:{where.port}/{where.transport}"
        if key not in self._registrars:
            slots = self._options.processes * self._options.slots
            self._registrars[key] = Registrar(self._options.rate, self._options.in_flight, 2 * slots)
        return self._registrars[key]

    @property
    def alive(self) -> int:
        """Prober processes that are ready."""
        return self._crew.alive if self._crew else 0

    @property
    def crashes(self) -> int:
        """Prober processes that ended unasked since the start."""
        return self._crew.crashes if self._crew else 0

    @property
    def queued(self) -> int:
        """Attempts that wait for a process."""
        return self._crew.queued if self._crew else 0

    @property
    def pids(self) -> list[int]:
        """Process ids of the living probers."""
        return self._crew.pids if self._crew else []


async def _explained(answer: Answer, where: Addresses) -> Answer:
    """A failed handshake, with the words for a server that our library is too old for."""
    if await speaks_only_tls13(where.host, where.port or TLS_PORT):
        return replace(answer, detail=TLS13_ONLY)
    return answer


def _settings(options: ProberOptions, dns_port: int) -> dict[str, Any]:
    """The first line of a prober process."""
    return {
        "silence_ms": int(options.silence * 1000),
        "dns_port": dns_port,
        "bind": options.bind,
        "public": options.bind or _own_address(socket.AF_INET, "192.0.2.1") or "127.0.0.1",
        "public6": _own_address(socket.AF_INET6, "2001:db8::1") or _own_address(socket.AF_INET6, "::1"),
        "tls_verify": options.tls_verify,
        "ca_file": options.ca_file or ssl.get_default_verify_paths().cafile or "/etc/ssl/certs/ca-certificates.crt",
        "user_agent": options.user_agent,
    }


def _own_address(family: socket.AddressFamily, towards: str) -> str:
    """The local address that packets to ``towards`` leave from; empty when there is no way. Nothing is sent."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((towards, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""
