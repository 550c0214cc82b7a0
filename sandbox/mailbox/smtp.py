"""An SMTP server on loopback that delivers nothing (RFC 5321, as much of it as senders of letters use).

Two kinds of addresses are refused, so that refusals can be seen: ``nobody@…`` has no mailbox, ``full@…`` no room.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from sandbox.mailbox.letters import Mailbox

LONGEST_LETTER = 30 * 1024 * 1024
_REFUSED = {"nobody": "550 5.1.1 No such user here", "full": "452 4.2.2 The mailbox is full"}


@dataclass
class _Talk:
    """One connection: who the letter under way is for."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    mailbox: Mailbox
    recipients: list[str] = field(default_factory=list)

    async def run(self) -> None:
        await self._say("220 sandbox")
        while line := await self.reader.readline():
            verb, _, rest = line.decode("ascii", "replace").strip().partition(" ")
            if verb.upper() == "QUIT":
                await self._say("221 Bye")
                return
            await self._say(await self._answer(verb.upper(), rest))

    async def _answer(self, verb: str, rest: str) -> str:
        match verb:
            case "EHLO":
                return f"250-sandbox\r\n250-8BITMIME\r\n250 SIZE {LONGEST_LETTER}"
            case "RCPT":
                return self._recipient(rest)
            case "DATA":
                return await self._data()
            case "MAIL" | "RSET":
                self.recipients.clear()
                return "250 OK"
            case "HELO" | "NOOP":
                return "250 OK"
        return "502 5.5.1 Not in this sandbox"

    def _recipient(self, rest: str) -> str:
        address = rest.partition("<")[2].partition(">")[0]
        refused = _REFUSED.get(address.partition("@")[0].lower())
        if refused is None:
            self.recipients.append(address)
        return refused or "250 OK"

    async def _data(self) -> str:
        if not self.recipients:
            return "503 5.5.1 RCPT first"
        await self._say("354 End with a dot")
        lines: list[bytes] = []
        while (line := await self.reader.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.mailbox.put(tuple(self.recipients), b"".join(lines))
        return "250 OK"

    async def _say(self, answer: str) -> None:
        self.writer.write(answer.encode("ascii") + b"\r\n")
        await self.writer.drain()


@asynccontextmanager
async def serving(mailbox: Mailbox) -> AsyncIterator[int]:
    """Serve on a free port of 127.0.0.1, which is yielded."""
    talks: set[asyncio.StreamWriter] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.add(writer)
        try:
            await _Talk(reader, writer, mailbox).run()
        except (ConnectionError, ValueError):
            pass  # the sender went away, or sent a line without an end
        finally:
            talks.discard(writer)
            writer.close()

    server = await asyncio.start_server(talk, "127.0.0.1", 0, limit=1 << 20)
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        server.close()
        for writer in list(talks):
            writer.close()
        await server.wait_closed()
