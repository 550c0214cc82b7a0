"""A softphone that calls: pjsua2 in a process of its own, without sound hardware, sending a tone.

    async with Caller("ivanov", "secret", port) as phone:
        assert await phone.registered() == 200
        call = await phone.call("petrov")

As a program it reads commands (``call TARGET``, ``hangup``, ``quit``) and writes JSON lines. It answers every call.
"""

import asyncio
import json
import os
import select
import sys
from typing import Any

ADDRESS = "127.0.0.1"


class Caller:
    """A phone that registers at ``server``:``port``. ``prefix`` runs it elsewhere (``nsenter --net=...``).

    Over TLS it trusts the root in the file ``root`` alone.
    """

    def __init__(
        self,
        login: str,
        password: str,
        port: int,
        *,
        server: str = ADDRESS,
        own: str = ADDRESS,
        transport: str = "udp",
        register: bool = True,
        prefix: tuple[str, ...] = (),
        root: str = "",
    ) -> None:
        self.login, self.password = login, password
        self._words = [login, server, str(port), own, transport, "1" if register else "0", root]
        self._prefix = prefix
        self._told: list[dict[str, Any]] = []
        self._dialled = 0
        self._more = asyncio.Condition()

    async def __aenter__(self) -> "Caller":
        pipe = asyncio.subprocess.PIPE
        self._process = await asyncio.create_subprocess_exec(
            *self._prefix, sys.executable, "-m", "tests.kit.caller", *self._words, stdin=pipe, stdout=pipe
        )
        self._tell(self.password)
        self._reader = asyncio.ensure_future(self._read())
        return self

    async def __aexit__(self, *exc: object) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reader

    async def registered(self, within: float = 15) -> int:
        """The status of the first registration: 200, 403."""
        return int((await self._event("registered", within))["code"])

    async def call(self, target: str, within: float = 30) -> int:
        """Dial; 200 once it is answered, else the status it failed with."""
        seen = self._dialled = len(self._told)
        self._tell(f"call {target}")
        event = await self._event("call", within, seen, lambda told: told["state"] in ("CONFIRMED", "DISCONNECTED"))
        return int(event["code"])

    async def incoming(self, within: float = 15) -> str:
        """Who calls: the From URI."""
        return str((await self._event("incoming", within))["who"])

    async def sound(self, packets: int, within: float = 20) -> tuple[int, int]:
        """Wait until so many RTP packets went each way; sent and received."""
        enough = lambda told: min(told["sent"], told["received"]) >= packets  # noqa: E731 -- shorter than a function
        event = await self._event("sound", within, self._dialled, enough)
        return int(event["sent"]), int(event["received"])

    async def ended(self, within: float = 15) -> int:
        """The call is over; its last status."""
        over = lambda told: told["state"] == "DISCONNECTED"  # noqa: E731 -- shorter than a function
        return int((await self._event("call", within, self._dialled, over))["code"])

    async def hang_up(self) -> None:
        """End the call."""
        self._tell("hangup")
        await self.ended()

    async def give_up(self) -> None:
        """End a call that nobody has answered yet; ``call`` tells how it ended."""
        self._tell("hangup")

    async def unregister(self) -> None:
        """Take the registration back."""
        seen = len(self._told)
        self._tell("unregister")
        await self._event("registered", 10, seen)

    def kill(self) -> None:
        """Without a word to the server."""
        self._process.kill()

    def _tell(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n".encode())

    async def _event(self, kind: str, within: float, after: int = 0, fits: Any = lambda told: True) -> dict[str, Any]:
        def found() -> dict[str, Any] | None:
            events = (told for told in self._told[after:] if told["event"] == kind and fits(told))
            return next(events, None)

        try:
            async with asyncio.timeout(within), self._more:
                await self._more.wait_for(lambda: found() is not None)
        except TimeoutError:
            raise AssertionError(f"{self.login}: no {kind} in time; it told {self._told[-8:]}") from None
        event = found()
        assert event
        return event

    async def _read(self) -> None:
        assert self._process.stdout
        while line := await self._process.stdout.readline():
            if line.startswith(b"{"):
                async with self._more:
                    self._told.append(json.loads(line))
                    self._more.notify_all()


def _main() -> None:  # noqa: C901 -- a program of its own, kept in one place
    import pjsua2 as pj

    login, server, port, own, transport, register, root = sys.argv[1:8]
    password = ""
    while not password.endswith("\n"):  # by single bytes: a buffer would keep the commands that follow
        password += os.read(0, 1).decode()
    password = password.rstrip("\n")

    def say(**words: Any) -> None:
        sys.stdout.write("\n" + json.dumps(words) + "\n")
        sys.stdout.flush()

    calls: list[Any] = []
    tones: list[Any] = []

    class Call(pj.Call):  # type: ignore[misc]  # pjsua2 has no type stubs
        def onCallState(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
            info = self.getInfo()
            say(event="call", state=info.stateText, code=info.lastStatusCode, reason=info.lastReason)

        def onCallMediaState(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
            info = self.getInfo()
            for number in range(len(info.media)):
                if info.media[number].status == pj.PJSUA_CALL_MEDIA_ACTIVE:
                    tone = pj.ToneGenerator()
                    tone.createToneGenerator(8000, 1)
                    sounds = pj.ToneDescVector()
                    sound = pj.ToneDesc()
                    sound.freq1, sound.freq2, sound.on_msec, sound.off_msec, sound.volume = 440, 0, 500, 0, 8000
                    sounds.append(sound)
                    tone.play(sounds, True)
                    tone.startTransmit(self.getAudioMedia(number))
                    tones.append(tone)

    class Account(pj.Account):  # type: ignore[misc]  # pjsua2 has no type stubs
        def onRegState(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
            say(event="registered", code=prm.code, reason=prm.reason)

        def onIncomingCall(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
            call = Call(self, prm.callId)
            calls.append(call)
            say(event="incoming", who=call.getInfo().remoteUri)
            answer = pj.CallOpParam()
            answer.statusCode = 200
            call.answer(answer)

    endpoint = pj.Endpoint()
    endpoint.libCreate()
    config = pj.EpConfig()
    config.logConfig.level = config.logConfig.consoleLevel = int(os.environ.get("CALLER_LOG", "0"))
    config.uaConfig.threadCnt = 0
    config.uaConfig.userAgent = f"TestPhone 1.0 ({login})"
    endpoint.libInit(config)
    bound = pj.TransportConfig()
    bound.boundAddress = own
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_UDP, bound)
    endpoint.transportCreate(pj.PJSIP_TRANSPORT_TCP, bound)
    if transport == "tls":
        bound.tlsConfig.CaListFile = root
        bound.tlsConfig.verifyServer = True
        endpoint.transportCreate(pj.PJSIP_TRANSPORT_TLS, bound)
    endpoint.audDevManager().setNullDev()
    endpoint.libStart()
    place = f"{server}:{port};transport={transport}"
    settings = pj.AccountConfig()
    settings.idUri = f"sip:{login}@{server}:{port}"
    settings.regConfig.registrarUri = f"sip:{place}"
    settings.regConfig.registerOnAdd = register == "1"
    settings.regConfig.retryIntervalSec = 0
    settings.regConfig.timeoutSec = 120
    settings.sipConfig.proxies.append(f"sip:{place};lr")
    settings.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", login, 0, password))
    settings.mediaConfig.transportConfig.boundAddress = own
    settings.natConfig.contactRewriteUse = 0
    account = Account()
    account.create(settings)
    told = (0, 0)
    while True:
        endpoint.libHandleEvents(10)
        if select.select([0], [], [], 0)[0]:
            lines = os.read(0, 4096).decode().splitlines()
            if not lines:
                os._exit(0)
            for line in lines:
                word, _, rest = line.partition(" ")
                if word == "call":
                    call = Call(account)
                    calls.append(call)
                    told = (0, 0)
                    call.makeCall(f"sip:{rest}@{server}:{port}", pj.CallOpParam(True))
                elif word == "hangup":
                    calls[-1].hangup(pj.CallOpParam())
                elif word == "unregister":
                    account.setRegistration(False)
        if calls and calls[-1].isActive() and calls[-1].hasMedia():
            info = calls[-1].getStreamStat(0).rtcp
            now = (info.txStat.pkt, info.rxStat.pkt)
            if min(now) >= min(told) + 10:
                told = now
                say(event="sound", sent=now[0], received=now[1])


if __name__ == "__main__":
    _main()
