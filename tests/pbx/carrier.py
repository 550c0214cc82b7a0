"""A carrier played by SIPp: demands digest for a call, answers it, and writes down what it saw."""

import asyncio
import contextlib
from pathlib import Path

from tests.kit.kamailio import free_port
from tests.kit.programs import program
from tests.pbx.centre import PASSWORD

ANSWERS = """<?xml version="1.0" encoding="UTF-8"?>
<scenario name="carrier">
  <recv request="INVITE" crlf="true"/>
  <send><![CDATA[
SIP/2.0 401 Unauthorized
[last_Via:]
[last_From:]
[last_To:];tag=challenge[call_number]
[last_Call-ID:]
[last_CSeq:]
WWW-Authenticate: Digest realm="{realm}",nonce="abcdef0123456789",algorithm=MD5,qop="auth"
Content-Length: 0

]]></send>
  <recv request="ACK"/>
  <recv request="INVITE" crlf="true">
    <action>
      <verifyauth assign_to="proven" username="{user}" password="{password}"/>
      <ereg regexp="sip:[^ >]*" search_in="hdr" header="From:" check_it="true" assign_to="from"/>
      <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" check_it="true" assign_to="number"/>
      <log message="from [$from] proven [$proven] cseq [$number]"/>
    </action>
  </recv>
  <nop test="proven" next="accepted"/>
  <send><![CDATA[
SIP/2.0 403 Forbidden
[last_Via:]
[last_From:]
[last_To:];tag=refused[call_number]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>
  <recv request="ACK" next="over"/>
  <label id="accepted"/>
  <send><![CDATA[
SIP/2.0 {code} Answer
[last_Via:]
[last_From:]
[last_To:];tag=answer[call_number]
[last_Call-ID:]
[last_CSeq:]
[last_Record-Route:]
Contact: <sip:pstn@[local_ip]:[local_port]>
Content-Type: application/sdp
Content-Length: [len]

v=0
o=- 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio [media_port] RTP/AVP 8
a=rtpmap:8 PCMA/8000

]]></send>
  <recv request="ACK">{number}</recv>
  {then}
  <label id="over"/>
</scenario>
"""
NUMBER = """<action>
      <ereg regexp="[0-9]+" search_in="hdr" header="CSeq:" check_it="true" assign_to="number"/>
      <log message="cseq [$number]"/>
    </action>"""
TALK = f"""<recv request="BYE">{NUMBER}</recv>
  <send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>"""


def _as_proxy(scenario: str) -> str:
    """Challenges with 407. SIPp 3.6 verifies no Proxy-Authorization: it is written down for the test to judge."""
    told = scenario.replace("401 Unauthorized", "407 Proxy Authentication Required").replace("WWW-A", "Proxy-A")
    begin, end = told.index("<verifyauth"), told.index("/>", told.index("<verifyauth")) + 2
    kept = '<ereg regexp=".*" search_in="hdr" header="Proxy-Authorization:" check_it="true" assign_to="proven"/>'
    return told[:begin] + kept + told[end:]


class Carrier:
    """``port`` takes calls with the login ``user`` and the password of the softphones; sound is sent back.

    ``prefix`` runs it elsewhere (``nsenter --net=...``), at that ``address``.
    """

    def __init__(
        self,
        folder: Path,
        *,
        user: str = "4950001",
        realm: str = "carrier.test",
        code: int = 200,
        port: int = 0,
        proxy: bool = False,
        address: str = "127.0.0.1",
        prefix: tuple[str, ...] = (),
    ) -> None:
        self._address, self._prefix = address, prefix
        self.port = port or free_port()
        self._folder = folder
        self._scenario = folder / f"carrier-{self.port}.xml"
        then = TALK if code == 200 else ""
        scenario = ANSWERS.format(realm=realm, user=user, password=PASSWORD, code=code, then=then, number=NUMBER)
        self._scenario.write_text(_as_proxy(scenario) if proxy else scenario)

    async def __aenter__(self) -> "Carrier":
        log = self._folder / f"carrier-{self.port}.log"
        self._process = await asyncio.create_subprocess_exec(
            *self._prefix, program("sipp") or "sipp", "-sf", str(self._scenario), "-i", self._address,
            "-p", str(self.port), "-mp", str(free_port() & ~1), "-rtp_echo", "-nostdin",
            "-trace_logs", "-log_file", str(log), "-trace_err",
            cwd=self._folder, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self._log = log
        return self

    async def __aexit__(self, *exc: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    def seen(self) -> str:
        """What it has written down."""
        errors = "".join(path.read_text(errors="replace") for path in self._folder.glob("carrier-*_errors.log"))
        return (self._log.read_text(errors="replace") if self._log.exists() else "") + errors
