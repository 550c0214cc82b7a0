"""The SIP server in the running bot: commands of the services reach it, and what it tells is read every second."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import structlog

from bot.jobs import Job
from bot.policy import health_policy
from bot.settings import Settings
from bot.settings_sip import rpc_token
from bot.supervisor import utc_now
from services.gateway_presence import GatewayPresence
from services.ports import Changed, NoSipServer, SipServer, Wake
from services.server_lines import ServerLines
from services.sip_watch import SipWatch
from services.softphone_reports import SoftphoneReports
from services.vault import Vault
from telephony.kamailio import Kamailio, SipServerAwayError, SipServerRefusedError
from telephony.realm import realm_of

_log = structlog.get_logger(__name__)

EVERY = timedelta(seconds=1)
FORGET_EVERY = timedelta(days=1)


def sip_client(settings: Settings) -> Kamailio | None:
    """The client of the server that SIP_LISTEN names; None without one."""
    if not settings.sip_listen:
        return None
    return Kamailio(*settings.sip_rpc_address, rpc_token(settings.keys))


class PbxServer:
    """``services.ports.SipServer`` by Kamailio. That it is away is logged: what it may not accept is gone from the
    database already."""

    def __init__(self, server: Kamailio) -> None:
        self._server = server

    async def drop(self, logins: Sequence[str]) -> None:
        """End these registrations; the rounds of the watch repeat it for those who are gone."""
        if not logins:
            return
        try:
            await self._server.drop(logins)
        except (SipServerAwayError, SipServerRefusedError) as error:
            _log.warning("registrations end only when they expire", reason=str(error), softphones=len(logins))

    async def calling(self, login: str) -> bool | None:
        """Whether he is on a call; None: the server does not tell."""
        try:
            return await self._server.calls(login) > 0
        except (SipServerAwayError, SipServerRefusedError):
            return None


class PbxJob:
    """The row of the schedule: one round of the watch; the log tells when the server goes and comes."""

    def __init__(self, watch: SipWatch) -> None:
        self._watch = watch
        self._away: str | None = None

    async def run(self) -> None:
        """One round."""
        await self._watch.run(utc_now())
        if self._watch.away != self._away:
            self._away = self._watch.away
            _log.info("the SIP server answers" if not self._away else "no SIP server", reason=self._away)


class Pbx:
    """All of it together; without SIP_LISTEN there is no server, and nobody is known to be there."""

    def __init__(self, settings: Settings, wake_alerts: Wake, wake_users: Wake, changed: Changed) -> None:
        self._reports = SoftphoneReports(wake_users, changed)
        self._client = sip_client(settings)
        self.server: SipServer = NoSipServer() if self._client is None else PbxServer(self._client)
        self.jobs = [self._forget()] if self._client is None else [self._job(settings, self._client, wake_alerts)]

    async def close(self) -> None:
        """Give the connection back."""
        if self._client is not None:
            await self._client.close()

    def _forget(self) -> Job:
        """What a server told that was there once says nothing of now."""

        async def forget() -> None:
            await self._reports.restarted(utc_now())

        return Job("softphones", FORGET_EVERY, forget, at_start=True)

    def _job(self, settings: Settings, client: Kamailio, wake_alerts: Wake) -> Job:
        gateways = GatewayPresence(health_policy(settings), wake_alerts, utc_now)
        ask = partial(realm_of, tls_verify=settings.tls_verify)
        lines = ServerLines(Vault(dict(settings.keys)), settings.sip_realm, ask)
        watch = SipWatch(client, self._reports, gateways, lines)
        return Job("softphones", EVERY, PbxJob(watch).run)
