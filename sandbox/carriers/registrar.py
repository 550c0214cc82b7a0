"""What a registrar answers: a decision over a parsed request, without sockets (RFC 3261, section 10)."""

import re
from dataclasses import dataclass

from sandbox.carriers.digest import Proof, Realm
from sandbox.carriers.line import Binding, CarrierLine, Fault
from sandbox.carriers.message import Reply, Request

DEFAULT_EXPIRES = 3600
ALLOW = "Allow: REGISTER, OPTIONS"
CONTACT = re.compile(r"\s*(?:\"(?:[^\"\\]|\\.)*\"\s*)?(?:[^<,\"]*<([^>]*)>|([^,;]+))([^,]*)(?:,|$)")


@dataclass(frozen=True)
class Decision:
    """A reply to send after ``delay`` seconds; no reply is silence."""

    reply: Reply | None
    delay: float = 0.0


@dataclass
class Registrar:
    """Answers for one carrier. ``single_binding``: a new contact throws the earlier one out, as many carriers do."""

    realm: Realm
    single_binding: bool = False

    def decide(self, request: Request, line: CarrierLine | None, now: float) -> Decision:
        """The answer to ``request``, which names ``line`` (None: no such number), at ``now`` of the loop's clock."""
        if request.method == "ACK":
            return Decision(None)
        if request.method in ("BYE", "CANCEL"):
            return Decision(Reply(481))
        if request.method not in ("REGISTER", "OPTIONS"):
            return Decision(Reply(405, (ALLOW,)))
        if line is None:
            host_ping = request.method == "OPTIONS" and not request.number
            return Decision(Reply(200, (ALLOW,)) if host_ping else Reply(404))
        return self._of_line(request, line, now)

    def _of_line(self, request: Request, line: CarrierLine, now: float) -> Decision:
        if line.fault is Fault.SILENCE:
            return Decision(None)
        if line.fault is Fault.UNKNOWN_NUMBER:
            return Decision(Reply(404))
        if line.fault is Fault.FORBIDDEN:
            return Decision(Reply(403))  # before any password: a 403 after one reads as a wrong password
        if line.fault is Fault.UNAVAILABLE:
            return Decision(Reply(503))
        reply = Reply(200, (ALLOW,)) if request.method == "OPTIONS" else self._register(request, line, now)
        return Decision(reply, line.delay if line.fault is Fault.SLOW else 0.0)

    def _register(self, request: Request, line: CarrierLine, now: float) -> Reply:
        if line.password:
            proof = self.realm.check(
                request.value("authorization"), "REGISTER", line.number, line.accepted_password, now
            )
            if proof is not Proof.RIGHT:
                challenge = self.realm.challenge(now, stale=proof is Proof.STALE)
                return Reply(401, (f"WWW-Authenticate: {challenge}",))
        return self._bind(request, line, now)

    def _bind(self, request: Request, line: CarrierLine, now: float) -> Reply:
        """Apply the contacts of an authenticated REGISTER and list what is bound (RFC 3261, 10.3 steps 6 to 8)."""
        line.alive(now)
        if request.value("contact").strip() == "*":
            if request.value("expires").strip() != "0":
                return Reply(400, reason="Contact * needs Expires 0")
            line.bindings.clear()
        else:
            for uri, seconds in contacts(request):
                self._bind_one(line, uri, seconds, now)
        listed = (f"Contact: <{b.contact}>;expires={max(1, round(b.expires_at - now))}" for b in line.alive(now))
        return Reply(200, tuple(listed))

    def _bind_one(self, line: CarrierLine, uri: str, seconds: int, now: float) -> None:
        if seconds == 0:
            line.bindings.pop(uri, None)
            return
        if self.single_binding:
            line.bindings.clear()
        line.bindings[uri] = Binding(uri, now + seconds)


def contacts(request: Request) -> list[tuple[str, int]]:
    """Every contact with the seconds it asks for: its own ``expires``, else the Expires header's, else an hour."""
    header = request.value("expires")
    default = int(header) if header.isdigit() else DEFAULT_EXPIRES
    found = []
    for value in request.values("contact"):
        for bracketed, bare, rest in CONTACT.findall(value):
            own = re.search(r";\s*expires\s*=\s*\"?(\d+)", rest, re.IGNORECASE)
            if uri := (bracketed or bare).strip():
                found.append((uri, int(own.group(1)) if own else default))
    return found
