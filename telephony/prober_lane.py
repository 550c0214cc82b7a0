"""Requests without a slot: OPTIONS, and the REGISTER that only asks whether anybody is there."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pjsua2 as pj

from telephony.prober_answer import Fields, from_failure, from_transaction

Done = Callable[[dict[str, Any], Fields], None]


@dataclass
class _Sent:
    """A request under way. ``token`` is what pjsip hands back; it lives until then, or its address is reused."""

    job: dict[str, Any]
    token: Any
    started: float = field(default_factory=time.monotonic)
    reported: bool = False


class Lane(pj.Account):  # type: ignore[misc]  # pjsua2 has no type stubs
    """One account without a registrar through which any number of requests go at once."""

    def __init__(self, done: Done) -> None:
        super().__init__()
        self._done = done
        self._sent: dict[int, _Sent] = {}
        self._config = pj.AccountConfig()
        self._config.idUri = "sip:checker@invalid"
        self._guise = ("", "", 0)
        self.create(self._config)

    @property
    def busy(self) -> int:
        """Requests that wait for an answer."""
        return len(self._sent)

    def send(self, job: dict[str, Any]) -> None:
        """Send ``job["method"]`` from its AoR to its ``target``; ``done`` is called once, perhaps at once."""
        sent = _Sent(job, pj.IntVector())
        key = int(sent.token.this)
        self._sent[key] = sent
        try:
            self._become(job["aor"], job["route"], job["transport_id"])
            self.sendRequest(self._request(job, sent.token))
        except pj.Error as error:
            if self._sent.pop(key, None):
                self._done(job, from_failure(error, sent.started))

    def onSendRequest(self, prm: Any) -> None:  # noqa: N802 -- named by pjsua2
        """The final answer, Timer F, or a transport's failure."""
        sent = self._sent.pop(int(prm.userData), None)
        if sent is not None and not sent.reported:
            self._done(sent.job, from_transaction(prm.e.body.tsxState, sent.started))

    def expire(self, now: float) -> None:
        """Report silence for what pjsip has said nothing of within its job's deadline (a stuck resolver, say)."""
        for sent in self._sent.values():
            if not sent.reported and now - sent.started > sent.job["deadline"]:
                sent.reported = True
                self._done(sent.job, {"code": 408, "reason": "abandoned", "ms": (now - sent.started) * 1000})

    def _become(self, aor: str, route: str, transport_id: int) -> None:
        """From and the proxy are the account's; To and the Request-URI are the target's."""
        if (aor, route, transport_id) == self._guise:
            return
        self._guise = aor, route, transport_id
        self._config.idUri = aor
        self._config.sipConfig.transportId = transport_id
        self._config.sipConfig.proxies.clear()
        if route:
            self._config.sipConfig.proxies.append(route)
        self.modify(self._config)

    def _request(self, job: dict[str, Any], token: Any) -> Any:
        request = pj.SendRequestParam()
        request.method = job["method"]
        request.txOption.targetUri = job["target"]
        request.userData = token
        headers = pj.SipHeaderVector()
        for name, value in job["headers"]:
            header = pj.SipHeader()
            header.hName, header.hValue = name, value
            headers.append(header)
        request.txOption.headers = headers
        return request
