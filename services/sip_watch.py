"""Reads the SIP server every second: what happened, who is there, which lines it registers."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.softphones import SoftphoneEvent
from models import User
from services.call_counters import count_call
from services.gateway_presence import GatewayPresence
from services.server_lines import ServerLines, known_logins
from services.softphone_cards import SipBinding, SipReport
from services.softphone_reports import SoftphoneReports
from telephony.kamailio import Kamailio, SipServerAwayError, SipServerRefusedError
from telephony.kamailio_cards import Location, Start
from telephony.kamailio_events import EventKind, SipEvent

ALL_ARE_BACK = timedelta(seconds=300)
"""max_expires of kamailio.cfg: so long after its start nobody's absence tells anything."""
AWAY = timedelta(seconds=15)
LOCATIONS_EVERY = timedelta(seconds=5)
LINES_EVERY = timedelta(seconds=3)

_KINDS: Mapping[EventKind, SoftphoneEvent] = {
    EventKind.REGISTERED: SoftphoneEvent.REGISTERED,
    EventKind.UNREGISTERED: SoftphoneEvent.UNREGISTERED,
    EventKind.EXPIRED: SoftphoneEvent.EXPIRED,
    EventKind.REFUSED: SoftphoneEvent.ERROR,
    EventKind.BRAKED: SoftphoneEvent.ERROR,
}


class SipWatch:
    """Keeps between rounds only what the next round can find out again."""

    def __init__(
        self, server: Kamailio, reports: SoftphoneReports, gateways: GatewayPresence, lines: ServerLines
    ) -> None:
        self._server, self._reports, self._gateways, self._lines = server, reports, gateways, lines
        self._start: Start | None = None
        self._heard: datetime | None = None  # the last round that came to its end
        self._lost = False
        self._located: datetime | None = None
        self._settled: datetime | None = None
        self.away = ""

    async def run(self, now: datetime) -> None:
        """One round. A server that does not answer is no error: ``away`` says why, and nobody's state is known."""
        try:
            await self._look(now)
        except (SipServerAwayError, SipServerRefusedError) as error:
            await self._missed(str(error), now)
            return
        self._heard, self._lost, self.away = now, False, ""

    async def _look(self, now: datetime) -> None:
        start = await self._server.started()
        if await self._is_another(start):
            await self._reports.restarted(now)
            await self._meet(await self._server.locations(), now)
        self._start = start
        async for event in self._server.events():
            await self._take(event, now)
        if _due(self._located, LOCATIONS_EVERY, now):
            self._located = now
            await self._compare(start, now)
        if _due(self._settled, LINES_EVERY, now):
            self._settled = now
            await self._settle_lines()

    async def _is_another(self, start: Start) -> bool:
        """A restart that happened while the bot was not there shows by the server's short life alone."""
        if self._start is None:
            return start.uptime < ALL_ARE_BACK.total_seconds()
        return start.mark != self._start.mark

    async def _missed(self, why: str, now: datetime) -> None:
        self.away = why
        self._heard = self._heard or now  # it was away already when the bot came
        if not self._lost and now - self._heard >= AWAY:
            self._lost, self._start = True, None
            await self._reports.restarted(now)

    async def _take(self, event: SipEvent, now: datetime) -> None:
        if event.kind is EventKind.CALL:
            if event.contract_id and event.line_id:
                await count_call(event.contract_id, event.line_id, event.code, event.reason, event.at)
        elif event.kind is EventKind.REALM:
            if event.contract_id and event.line_id:
                await self._lines.learn_realm(event.contract_id, event.line_id, event.realm)
        else:
            await self._report(event, now)

    async def _report(self, event: SipEvent, now: datetime) -> None:
        contract_id = event.contract_id or await _contract_of(event.login)
        if contract_id is None:
            return
        wrong = event.reason == SoftphoneEvent.WRONG_PASSWORD
        kind = SoftphoneEvent.WRONG_PASSWORD if wrong else _KINDS[event.kind]
        reason = "" if wrong else event.reason
        about = (event.client, event.address, reason, event.evidence)
        if not await self._reports.record(SipReport(contract_id, event.login, kind, event.at, *about)):
            await self._gateways.hurry(contract_id, event.login, now)

    async def _meet(self, locations: tuple[Location, ...], now: datetime) -> None:
        for each in locations:
            kind = SoftphoneEvent.REGISTERED
            await self._reports.record(SipReport(each.contract_id, each.login, kind, now, each.client, each.address))

    async def _compare(self, start: Start, now: datetime) -> None:
        """Bindings are the truth, once everybody had the time to come back."""
        locations = await self._server.locations()
        there = {(each.contract_id, each.login) for each in locations}
        if strangers := there - await known_logins():
            await self._server.drop(sorted({login for _, login in strangers}))
        all_are_back = start.uptime >= ALL_ARE_BACK.total_seconds()
        if all_are_back:
            bindings = [SipBinding(each.contract_id, each.login, each.client, each.address) for each in locations]
            await self._reports.snapshot(bindings, now)
        await self._gateways.check(there, now, all_are_back=all_are_back)

    async def _settle_lines(self) -> None:
        lines = await self._lines.settle()
        known = {each.line_id for each in await self._server.line_registrations()}
        for line_id in sorted((lines.changed | (lines.registered - known)) & lines.registered):
            await self._server.refresh_line(line_id)
        for line_id in sorted(known - lines.registered):
            await self._server.forget_line(line_id)


async def _contract_of(login: str) -> int | None:
    """A refused login names no contract; it is unique in the service."""
    user = await User.get_or_none(login=login.lower(), deleted_at__isnull=True)
    return user.contract_id if user else None


def _due(last: datetime | None, every: timedelta, now: datetime) -> bool:
    return last is None or now - last >= every
