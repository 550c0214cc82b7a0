"""Checks lines: claims what is due by a lease, probes it, records the result; the same path for a person's tap."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.access import Action, may
from domain.health import HealthPolicy, LineState
from domain.sip import Answer, ProbeResult, Verdict
from models import IncidentLine, Line
from models.sql import skip_locked, update_returning
from services import access
from services.cards import IncidentCard, LineCard, MemberCard
from services.check_record import record
from services.incident_cards import incident_card
from services.line_list_cards import Progress
from services.lines import LineService
from services.one_at_a_time import OneAtATime
from services.ports import Prober, Wake
from services.sip_accounts import PASSWORD_PURPOSE, SipAccounts
from services.vault import Vault, VaultError

__all__ = ["PASSWORD_PURPOSE", "CheckService", "Claim"]

LEASE = timedelta(seconds=120)
TAP_EVERY = timedelta(seconds=3)
INCIDENT_CHECKS = 50
REFUSED_TAP_EVERY = timedelta(seconds=15)


@dataclass(frozen=True)
class Claim:
    """The right to check one line until its lease runs out."""

    line_id: int
    token: str


class CheckService:
    """``clock`` gives the moment a probe ended, which is later than the moment it was asked for."""

    def __init__(
        self, prober: Prober, vault: Vault, policy: HealthPolicy, wake: Wake, clock: Callable[[], datetime]
    ) -> None:
        self._prober = prober
        self._accounts = SipAccounts(vault)
        self._policy = policy
        self._wake = wake
        self._clock = clock
        self._lines = LineService()
        self._probing = OneAtATime()

    async def forget_leases(self) -> None:
        """At the start of the one active bot: what a killed one was checking is due again."""
        await Line.filter(lease_until__isnull=False).update(lease_until=None, lease_token="")

    async def claim_due(self, now: datetime, limit: int) -> list[Claim]:
        """Lease up to ``limit`` lines that are due: suspicions to confirm first, then the longest overdue.

        After a long pause everything is overdue at once; an outage that begins then is confirmed all the same.
        """
        token = secrets.token_hex(8)
        async with in_transaction() as connection:
            sql = _CLAIM.format(lock=skip_locked(connection))
            rows = await update_returning(connection, sql, [True, False, now, now, max(limit, 0), now + LEASE, token])
        return [Claim(int(str(row["id"])), token) for row in rows]

    async def check(self, claim: Claim) -> None:
        """Probe one claimed line and record the result, unless the lease went to somebody else meanwhile."""
        while await self._probing.finished(claim.line_id):
            pass  # somebody taps: his result comes first, and takes the lease with it
        with self._probing.turn(claim.line_id):
            line = await Line.get_or_none(id=claim.line_id, deleted_at__isnull=True).select_related("carrier")
            if line is not None and line.lease_token == claim.token:
                await self._record(line, await self._probe(line), claim.token)

    async def check_now(self, member: MemberCard, line_id: int, now: datetime) -> LineCard:
        """Probe one line at a person's wish (takes seconds); counts like any other check.

        A line that was checked within the last seconds, or is switched off, is not bothered; where a check is under
        way, its result is awaited.
        """
        access.require(member, Action.CHECK_LINE)
        line = await access.own_line(member, line_id)
        await self._probe_now(line, now)
        return await self._lines.card(member, line_id, self._clock())

    async def check_incident(self, member: MemberCard, incident_id: int, now: datetime) -> IncidentCard:
        """Probe the failing lines of an incident, at most ``INCIDENT_CHECKS``, skipping those just checked."""
        access.require(member, Action.CHECK_LINE)
        incident = await access.own_incident(member, incident_id)
        rows = IncidentLine.filter(incident_id=incident.id, recovered_at__isnull=True)
        failing = [row.line_id for row in await rows]
        lines = Line.filter(id__in=failing, deleted_at__isnull=True).order_by("checked_at", "id").limit(INCIDENT_CHECKS)
        await asyncio.gather(*(self._probe_now(line, now) for line in await lines.select_related("carrier")))
        incident = await access.own_incident(member, incident_id)
        return await incident_card(incident, self._clock(), sees_money=may(member.role, Action.SEE_MONEY))

    async def check_lines(self, lines: Sequence[Line], now: datetime, at_once: int) -> AsyncIterator[Progress]:
        """Probe lines read with their carriers, ``at_once`` of them side by side; one progress after each.

        The caller has checked the right. Leaving the iteration cancels what is under way.
        """
        room = asyncio.Semaphore(at_once)
        progress = Progress(0, len(lines), 0)
        yield progress
        checks = [asyncio.ensure_future(self._in_turn(room, line, now)) for line in lines]
        try:
            for each in asyncio.as_completed(checks):
                failed, skipped = await each
                progress = progress.after(failed=failed, skipped=skipped)
                yield progress
        finally:
            for check in checks:
                check.cancel()
            await asyncio.gather(*checks, return_exceptions=True)

    async def _in_turn(self, room: asyncio.Semaphore, line: Line, now: datetime) -> tuple[bool, bool]:
        """Whether the line fails now, and whether it was not bothered."""
        async with room:
            skipped = not self.would_check(line, now)
            await self._probe_now(line, now)
            row = await Line.get_or_none(id=line.id)
        fails = row is not None and (row.state is LineState.ERROR or row.streak > 0)
        return fails, skipped

    async def _probe_now(self, line: Line, now: datetime) -> None:
        if not self.would_check(line, now) or await self._probing.finished(line.id):
            return
        with self._probing.turn(line.id):
            if await _untouched(line):
                await self._record(line, await self._probe(line), None)

    def would_check(self, line: Line, now: datetime) -> bool:
        """False for a line that is off, was checked within the last seconds, or registers to us."""
        return line.enabled and not line.registers_to_us and not self._just_checked(line, now)

    def _just_checked(self, line: Line, now: datetime) -> bool:
        """An impatient person must not get the number banned: a refused login is repeated less often."""
        pause = min(self._policy.login_confirm_after, REFUSED_TAP_EVERY) if line.refusals else TAP_EVERY
        return line.checked_at is not None and now - line.checked_at < pause

    async def _probe(self, line: Line) -> ProbeResult:
        try:
            account = self._accounts.of(line)
        except VaultError as error:
            return ProbeResult(Verdict.UNKNOWN, Answer(0, detail=str(error)), self._clock())
        return await self._prober.probe(account)

    async def _record(self, probed: Line, result: ProbeResult, token: str | None) -> None:
        """``token`` None records a check that nobody leased. What older details showed says nothing of newer ones."""
        async with in_transaction() as connection:
            alive = Line.filter(id=probed.id, version=probed.version, enabled=True, deleted_at__isnull=True)
            line = await alive.select_for_update(no_key=True).first()
            if line is None or (token is not None and line.lease_token != token):
                return
            owed = await record(connection, line, result, self._policy, self._clock())
        if owed:
            self._wake()


async def _untouched(line: Line) -> bool:
    """Whether nobody has checked the line since it was read: another tap may have begun and ended meanwhile."""
    row = await Line.get_or_none(id=line.id)
    return row is not None and row.checked_at == line.checked_at


_CLAIM = """
WITH due AS MATERIALIZED (
  SELECT id FROM line
  WHERE enabled = ? AND registers_to_us = ? AND deleted_at IS NULL
    AND next_check_at <= ? AND (lease_until IS NULL OR lease_until < ?)
  ORDER BY CASE WHEN streak > 0 THEN 0 ELSE 1 END, next_check_at LIMIT ? {lock})
UPDATE line SET lease_until = ?, lease_token = ? WHERE id IN (SELECT id FROM due)
RETURNING id
"""
