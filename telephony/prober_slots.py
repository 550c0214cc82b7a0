"""Real registrations of pjsua2, each in one of the few account slots of the process."""

import time
from collections import deque
from collections.abc import Callable
from typing import Any

import pjsua2 as pj

from telephony.prober_answer import Fields, from_failure, from_registration

Done = Callable[[dict[str, Any], Fields], None]
BINDING_SECONDS = 60
"""Asked for by a full registration, in case its removal is lost."""


class Registration(pj.Account):  # type: ignore[misc]  # pjsua2 has no type stubs
    """One registration under way. ``fields`` is None until it is decided."""

    def __init__(self, job: dict[str, Any]) -> None:
        super().__init__()
        self.job = job
        self._config = _config(job)
        self.started = time.monotonic()
        self.fields: Fields | None = None
        self.over = False

    def onRegState(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
        """The registrar's word, or pjsip's own. A full registration then removes its binding, and no other."""
        if self.fields is not None:
            self.over = True
            return
        self.fields = from_registration(prm, self.started)
        if self.job["full"] and prm.code // 100 == 2:
            self._remove_binding()
        else:
            self.over = True

    def begin(self) -> None:
        """Send the first REGISTER. Raises pj.Error when nothing went out."""
        self.create(self._config)
        # create() with registerOnAdd swallows send errors and then never calls back.
        self.setRegistration(True)

    def late(self, now: float) -> bool:
        """Whether its time has passed; what is known by then is the result."""
        return bool(now - self.started > self.job["deadline"])

    def free(self) -> None:
        """Give the slot back."""
        try:
            self._forget_registrar()
            self.shutdown()
        except pj.Error:
            return  # it was never created

    def _forget_registrar(self) -> None:
        """Keep ``shutdown`` quiet: it would send one more REGISTER, to take back a binding that was never made.

        pjsip sends nothing over a transport of the other address family, and drops the registration at once.
        """
        if self.job["wrong_transport_id"] < 0 or self.job["full"]:
            return
        self._config.sipConfig.transportId = self.job["wrong_transport_id"]
        self._config.regConfig.disableRegOnModify = True
        self.modify(self._config)

    def _remove_binding(self) -> None:
        try:
            self.setRegistration(False)
        except pj.Error:
            self.over = True


class Slots:
    """At most ``limit`` registrations at once; the others wait in order."""

    def __init__(self, limit: int, done: Done) -> None:
        self._limit = limit
        self._done = done
        self._waiting: deque[dict[str, Any]] = deque()
        self._live: list[Registration] = []

    @property
    def busy(self) -> int:
        """Registrations under way or waiting for a slot."""
        return len(self._live) + len(self._waiting)

    @property
    def hungry(self) -> bool:
        """Whether work waits that could begin now."""
        return bool(self._waiting) and len(self._live) < self._limit

    def add(self, job: dict[str, Any]) -> None:
        """Begin ``job`` when a slot is free."""
        self._waiting.append(job)

    def turn(self, now: float) -> None:
        """Report what is decided, free its slot, begin what waits."""
        if self._live:
            self._live = [each for each in self._live if not self._ended(each, now)]
        while self.hungry:
            self._begin(Registration(self._waiting.popleft()))

    def _begin(self, registration: Registration) -> None:
        try:
            registration.begin()
        except pj.Error as error:
            registration.free()
            self._done(registration.job, from_failure(error, registration.started))
        else:
            self._live.append(registration)

    def _ended(self, registration: Registration, now: float) -> bool:
        if not registration.over and not registration.late(now):
            return False
        silence = {"code": 408, "reason": "abandoned", "ms": (now - registration.started) * 1000}
        registration.free()
        self._done(registration.job, registration.fields or silence)
        return True


def _config(job: dict[str, Any]) -> Any:
    config = pj.AccountConfig()
    config.idUri = job["aor"]
    config.regConfig.registrarUri = job["registrar"]
    config.regConfig.registerOnAdd = False
    config.regConfig.retryIntervalSec = 0
    config.regConfig.timeoutSec = BINDING_SECONDS if job["full"] else 0
    # An instance id would let a registrar take us for the phone that uses the same one (RFC 5626).
    config.natConfig.sipOutboundUse = False
    if not job["full"]:
        # Authenticates, adds no binding and touches no other (RFC 3261, section 10.2.2).
        config.regConfig.contactParams = ";expires=0"
    if job["route"]:
        config.sipConfig.proxies.append(job["route"])
    config.sipConfig.transportId = job["transport_id"]
    config.sipConfig.authCreds.append(pj.AuthCredInfo("digest", "*", job["auth_user"], 0, job["password"]))
    return config
