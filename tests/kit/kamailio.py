"""A real Kamailio registrar for tests: a folder of its own, free ports, no root.

    async with Kamailio(folder, {"100": "secret"}) as registrar:
        await registrar.set_password("100", "other")

Unknown numbers get 404, a wrong password 403 after the digest. https://www.kamailio.org/docs/modules/5.6.x/
"""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import tempfile
from pathlib import Path
from string import Template
from typing import Any

from tests.kit.certificates import Certificates
from tests.kit.programs import program

REALM = "carrier.test"
MODULES = "jsonrpcs kex tm sl pv maxfwd textops siputils sanity usrloc registrar auth htable ctl corex"
START_SECONDS = 15.0

CONFIG = Template(
    """#!KAMAILIO
debug=0
log_stderror=yes
fork=yes
children=$children
tcp_children=2
auto_aliases=no
shm_mem_size=64
listen=udp:127.0.0.1:$port
listen=tcp:127.0.0.1:$port
$tls
$modules
modparam("jsonrpcs", "transport", 4)
modparam("jsonrpcs", "dgram_socket", "$sockets/rpc.sock")
modparam("ctl", "binrpc", "unix:$sockets/ctl.sock")
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", 600)
modparam("registrar", "min_expires", 1)
modparam("auth", "nonce_expire", 300)
modparam("htable", "htable", "users=>size=12;")

request_route {
    if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
    if (!sanity_check("17895", "7")) exit;
    if (is_method("OPTIONS")) { sl_send_reply("200", "OK"); exit; }
    if (!is_method("REGISTER")) { sl_send_reply("405", "Method Not Allowed"); exit; }
    if ($$sht(users=>$$tU) == $$null) { sl_send_reply("404", "Not Found"); exit; }
    if (!pv_auth_check("$realm", "$$sht(users=>$$tU)", "0", "1")) {
        if ($$rc == -2) { sl_send_reply("403", "Forbidden"); exit; }
        auth_challenge("$realm", "1");
        exit;
    }
    $save
}
"""
)
TLS = Template(
    """enable_tls=yes
listen=tls:127.0.0.1:$port
loadmodule "tls.so"
modparam("tls", "tls_method", "TLSv1.2+")
modparam("tls", "certificate", "$chain")
modparam("tls", "private_key", "$key")
"""
)


class Kamailio:
    """One registrar on 127.0.0.1: ``port`` speaks UDP and TCP, ``tls_port`` TLS when ``certificates`` are given.

    ``one_binding`` keeps a single binding for each number, as some carriers do: a second phone throws the first out.
    """

    def __init__(
        self,
        folder: Path,
        users: dict[str, str] | None = None,
        *,
        certificates: Certificates | None = None,
        one_binding: bool = False,
        children: int = 2,
    ) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="kamailio-", dir=folder))
        # A path of a UNIX socket has at most 107 bytes, and a test's own folder may use them all.
        self._sockets = Path(tempfile.mkdtemp(prefix="lkk"))
        self._users = dict(users or {})
        self._process: asyncio.subprocess.Process | None = None
        self.port = free_port()
        self.tls_port = free_port() if certificates else 0
        self._write_config(certificates, one_binding, children)

    async def __aenter__(self) -> "Kamailio":
        await self.start()
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self.kill()
        shutil.rmtree(self._sockets, ignore_errors=True)

    async def start(self) -> None:
        """Start it, or start it again after ``kill``: bindings are gone, passwords are kept."""
        log = (self._folder / "log").open("ab")
        self._process = await asyncio.create_subprocess_exec(
            program("kamailio") or "kamailio", "-DD", "-E", "-f", str(self._folder / "kamailio.cfg"),
            "-w", str(self._folder), "-Y", str(self._folder), "-m", "64", "-M", "8",
            stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
        log.close()
        try:
            async with asyncio.timeout(START_SECONDS):
                await self._until_up()
        except TimeoutError:
            await self.kill()
            raise RuntimeError(f"kamailio did not start: {self.log()[-2000:]}") from None
        for user, password in self._users.items():
            await self._store(user, password)

    async def kill(self) -> None:
        """SIGKILL to all of its processes, as when the machine loses power. Harmless when it is dead."""
        if self._process is None:
            return
        self._signal(signal.SIGKILL)
        await self._process.wait()
        self._process = None
        for left in self._sockets.glob("*.sock"):
            left.unlink(missing_ok=True)

    async def restart(self) -> None:
        """Kill and start."""
        await self.kill()
        await self.start()

    def freeze(self) -> None:
        """SIGSTOP: ports stay open and nothing answers."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT."""
        self._signal(signal.SIGCONT)

    async def set_password(self, user: str, password: str) -> None:
        """Add a number, or change its password at once."""
        self._users[user] = password
        await self._store(user, password)

    async def remove(self, user: str) -> None:
        """Forget a number: it is unknown from now on."""
        self._users.pop(user, None)
        await self.rpc("htable.delete", "users", user)

    async def bindings(self, user: str) -> list[str]:
        """Contact URIs registered for a number."""
        answer = await self.rpc("ul.lookup", "location", user)
        contacts = answer.get("result", {}).get("Contacts", [])
        return [contact["Contact"]["Address"] for contact in contacts]

    async def rpc(self, method: str, *parameters: str) -> dict[str, Any]:
        """One JSON-RPC call; the whole answer."""
        query = {"jsonrpc": "2.0", "method": method, "params": list(parameters), "id": 1}
        return await asyncio.to_thread(self._exchange, json.dumps(query).encode())

    def log(self) -> str:
        """What it has written so far."""
        return (self._folder / "log").read_text(errors="replace")

    async def _store(self, user: str, password: str) -> None:
        answer = await self.rpc("htable.sets", "users", user, password)
        if "error" in answer:
            raise RuntimeError(f"kamailio did not take a password: {answer['error']}")

    async def _until_up(self) -> None:
        while True:
            if self._process is None or self._process.returncode is not None:
                raise RuntimeError(f"kamailio ended: {self.log()[-2000:]}")
            with contextlib.suppress(OSError, ValueError):
                answer = await self.rpc("core.uptime")
                if "result" in answer:
                    return
            await asyncio.sleep(0.05)  # it has no way to tell that it is up

    def _exchange(self, query: bytes) -> dict[str, Any]:
        own = Path(tempfile.mktemp(prefix="reply-", suffix=".sock", dir=self._sockets))
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
            channel.settimeout(3)
            channel.bind(str(own))
            try:
                channel.sendto(query, str(self._sockets / "rpc.sock"))
                answer: dict[str, Any] = json.loads(channel.recv(1 << 16))
            finally:
                own.unlink(missing_ok=True)
        return answer

    def _signal(self, number: signal.Signals) -> None:
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, number)

    def _write_config(self, certificates: Certificates | None, one_binding: bool, children: int) -> None:
        tls = TLS.substitute(port=self.tls_port, chain=certificates.chain, key=certificates.key) if certificates else ""
        config = CONFIG.substitute(
            port=self.port,
            sockets=self._sockets,
            realm=REALM,
            tls=tls,
            children=children,
            save='save("location", "0x04");' if one_binding else 'save("location");',
            modules="\n".join(f'loadmodule "{name}.so"' for name in MODULES.split()),
        )
        (self._folder / "kamailio.cfg").write_text(config)


def free_port() -> int:
    """A port of 127.0.0.1 that is free for UDP and for TCP."""
    while True:
        with socket.socket() as tcp, socket.socket(type=socket.SOCK_DGRAM) as udp:
            tcp.bind(("127.0.0.1", 0))
            port: int = tcp.getsockname()[1]
            with contextlib.suppress(OSError):
                udp.bind(("127.0.0.1", port))
                return port
