"""A real softphone for tests (pjsua2, in a process of its own): registers and stays registered.

    async with Softphone("100", "secret", port) as phone: ...

As a program: ``python -m tests.kit.softphone NUMBER PORT``; the password is the first line of standard input.
"""

import asyncio
import sys
from typing import Any


class Softphone:
    """A phone with one registration at 127.0.0.1:``port`` over UDP."""

    def __init__(self, user: str, password: str, port: int) -> None:
        self._user, self._password, self._port = user, password, port

    async def __aenter__(self) -> "Softphone":
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "tests.kit.softphone", self._user, str(self._port), stdin=pipe, stdout=pipe
        )
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{self._password}\n".encode())
        async with asyncio.timeout(20):
            while (line := await self._process.stdout.readline()).strip() != b"registered 200":
                if not line or line.startswith(b"registered"):
                    raise RuntimeError(f"the phone did not register: {line!r}")
        return self

    async def __aexit__(self, *exc: object) -> None:
        self._process.kill()
        await self._process.communicate()


def _main() -> None:
    import pjsua2 as pj

    class Account(pj.Account):  # type: ignore[misc]  # pjsua2 has no type stubs
        def onRegState(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
            sys.stdout.write(f"\nregistered {prm.code}\n")
            sys.stdout.flush()

    user, port, password = sys.argv[1], sys.argv[2], sys.stdin.readline().rstrip("\n")
    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.uaConfig.threadCnt = 0
    endpoint.libInit(config)
    transport = pj.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, transport)
    endpoint.libStart()
    settings = pj.AccountConfig()
    settings.idUri = f"sip:{user}@127.0.0.1"
    settings.regConfig.registrarUri = f"sip:127.0.0.1:{port}"
    settings.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", user, 0, password))
    account = Account()
    account.create(settings)
    while True:
        endpoint.libHandleEvents(50)


if __name__ == "__main__":
    _main()
