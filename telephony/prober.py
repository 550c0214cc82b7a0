"""The prober process: ``python -m telephony.prober``. JSON lines in, JSON lines out; ends when its input does.

pjsua2 may abort the process it lives in, so it lives in this one. The first line holds the options of
``prober_endpoint.start_endpoint`` with ``slots``; each further line is a job of ``telephony.jobs``. Lines out:
``{"ready": pid}``, ``{"fatal": words}``, ``{"beat": jobs under way}`` every second, ``{"id": …, "code": …, …}``
for a job.
"""

import json
import os
import select
import time
from typing import Any

from telephony.classify import UNREAD_CHALLENGE

BEAT_SECONDS = 1.0
LINGER_SECONDS = 5.0
"""pjsip's timers are pumped for so long after the last job; then the process sleeps on its pipe."""
CHUNK = 65536
TIMED_OUT = 408
ANY_TRANSPORT = -1
SLACK_SECONDS = 0.1


class Pipe:
    """JSON lines on two descriptors of our own; reading never blocks."""

    def __init__(self) -> None:
        self._in, self._out = os.dup(0), os.dup(1)
        # pjlib greets on stdout before any setting can stop it: keep it off the protocol.
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(nothing, 1)
        self._tail = b""
        self._pending: list[bytes] = []
        self.ended = False

    def wait(self, seconds: float) -> None:
        """Sleep until there is something to read."""
        select.select([self._in], [], [], seconds)

    def read(self) -> list[dict[str, Any]]:
        """The whole lines that have arrived."""
        if not self.ended and select.select([self._in], [], [], 0)[0]:
            data = os.read(self._in, CHUNK)
            self.ended = not data
            self._tail += data
        *lines, self._tail = self._tail.split(b"\n")
        return [json.loads(line) for line in lines]

    def put(self, message: dict[str, Any]) -> None:
        """Queue one line."""
        self._pending.append(json.dumps(message).encode() + b"\n")

    def flush(self) -> None:
        """Write what is queued. A reader that has gone ends the input too."""
        data = memoryview(b"".join(self._pending))
        self._pending.clear()
        try:
            while data:
                data = data[os.write(self._out, data) :]
        except BrokenPipeError:
            self.ended = True


class Prober:
    """The loop of the process: jobs from the pipe to the lane or a slot, answers back."""

    def __init__(self, pipe: Pipe, options: dict[str, Any]) -> None:
        # Imported here so that a machine without the library answers with a word and not with silence.
        from telephony.prober_endpoint import start_endpoint
        from telephony.prober_lane import Lane
        from telephony.prober_slots import Slots
        from telephony.prober_words import Statuses

        self._pipe = pipe
        self._endpoint = start_endpoint(options)
        self._statuses = Statuses(self._endpoint)
        self._lane = Lane(self._done)
        self._slots = Slots(options["slots"], self._done)
        self._beat = self._worked = time.monotonic()

    def run(self, jobs: list[dict[str, Any]]) -> None:
        """Work until the input has ended and nothing is under way, beginning with ``jobs``."""
        self._pipe.put({"ready": os.getpid()})
        for job in jobs:
            self._take(job)
        while not self._pipe.ended or self._busy:
            now = time.monotonic()
            self._heartbeat(now)
            self._rest(now)
            for job in self._pipe.read():
                self._take(job)
            self._slots.turn(now)
            self._endpoint.libHandleEvents(0 if self._slots.hungry else 5)
            self._lane.expire(time.monotonic())
            self._slots.turn(time.monotonic())
            self._pipe.flush()

    @property
    def _busy(self) -> int:
        return self._lane.busy + self._slots.busy

    def _take(self, job: dict[str, Any]) -> None:
        transports = self._endpoint.transports
        # The wheel lacks the accounts' IPv6 switch (it would abort); a transport chosen by hand does as well.
        job["transport_id"] = transports.get((job["transport"], True), ANY_TRANSPORT) if job["ipv6"] else ANY_TRANSPORT
        job["wrong_transport_id"] = transports.get(("udp", not job["ipv6"]), ANY_TRANSPORT)
        (self._slots.add if job["kind"] == "register" else self._lane.send)(job)

    def _done(self, job: dict[str, Any], fields: dict[str, Any]) -> None:
        self._worked = time.monotonic()
        if not fields.get("source"):
            fields["status"] = fields.get("status") or self._status(fields)
            fields["detail"] = self._detail(job, time.monotonic() - fields["ms"] / 1000)
        self._pipe.put({"id": job["id"]} | fields)

    def _detail(self, job: dict[str, Any], since: float) -> str:
        if self._endpoint.unread.from_peer(job["host"], job["port"], since - SLACK_SECONDS):
            return UNREAD_CHALLENGE
        return self._endpoint.tls_words if job["transport"] == "tls" else ""

    def _status(self, fields: dict[str, Any]) -> int:
        """The lane has no error numbers; a time-out needs none."""
        return 0 if fields["code"] == TIMED_OUT else self._statuses.of(fields["reason"])

    def _heartbeat(self, now: float) -> None:
        if now - self._beat >= BEAT_SECONDS:
            self._beat = now
            self._pipe.put({"beat": self._busy})
            self._pipe.flush()

    def _rest(self, now: float) -> None:
        if not self._busy and not self._pipe.ended:
            self._pipe.flush()
            self._pipe.wait(BEAT_SECONDS if now - self._worked > LINGER_SECONDS else 0.02)


def main() -> None:
    """Start the library with the options of the first line, then work."""
    pipe = Pipe()
    pipe.wait(LINGER_SECONDS)
    lines = pipe.read()
    if not lines:
        return
    try:
        prober = Prober(pipe, lines[0])
    except ImportError as error:
        pipe.put({"fatal": f"{error.name}: {error.msg}"})
        pipe.flush()
        return
    prober.run(lines[1:])
    # libDestroy takes a second and saves nothing.
    os._exit(0)


if __name__ == "__main__":
    main()
