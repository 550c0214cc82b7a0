"""Checks lines: claims what is due by a lease, probes it, records the result; the same path for a person's tap."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tortoise.transactions import in_transaction

from domain.access import Action
from domain.health import HealthPolicy
from domain.sip import ProbeResult, SipAccount
from models import IncidentLine, Line
from models.sql import skip_locked, update_returning
from services import access
from services.cards import IncidentCard, LineCard, MemberCard
from services.check_record import record
from services.incident_cards import incident_card
from services.lines import LineService
from services.ports import Prober, Wake
from services.vault import Vault

LEASE = timedelta(seconds=120)
TAP_EVERY = timedelta(seconds=3)
INCIDENT_CHECKS = 50
PASSWORD_PURPOSE = "line password"  # noqa: S105 -- the purpose a key is derived for, not a password


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
        self._vault = vault
        self._policy = policy
        self._wake = wake
        self._clock = clock
        self._lines = LineService()

    async def forget_leases(self) -> None:
        """At the start of the one active bot: what a killed one was checking is due again."""
        await Line.filter(lease_until__isnull=False).update(lease_until=None, lease_token="")

    async def claim_due(self, now: datetime, limit: int) -> list[Claim]:
        """Lease up to ``limit`` lines that are due, the longest overdue first."""
        token = secrets.token_hex(8)
        async with in_transaction() as connection:
            sql = _CLAIM.format(lock=skip_locked(connection))
            rows = await update_returning(connection, sql, [now + LEASE, token, True, now, now, limit])
        return [Claim(int(str(row["id"])), token) for row in rows]

    async def check(self, claim: Claim) -> None:
        """Probe one claimed line and record the result, unless the lease went to somebody else meanwhile."""
        line = await Line.get_or_none(id=claim.line_id).select_related("carrier")
        if line is None or line.lease_token != claim.token:
            return
        result = await self._prober.probe(self._account(line))
        await self._record(claim.line_id, result, claim.token)

    async def check_now(self, member: MemberCard, line_id: int, now: datetime) -> LineCard:
        """Probe one line at a person's wish (takes seconds); counts like any other check.

        A line that was checked within the last seconds is not bothered again.
        """
        access.require(member, Action.CHECK_LINE)
        line = await access.own_line(member, line_id)
        if _stale(line, now):
            await self._probe_now(line)
        return await self._lines.card(member, line_id, self._clock())

    async def check_incident(self, member: MemberCard, incident_id: int, now: datetime) -> IncidentCard:
        """Probe the failing lines of an incident, at most ``INCIDENT_CHECKS``, skipping those just checked."""
        access.require(member, Action.CHECK_LINE)
        incident = await access.own_incident(member, incident_id)
        rows = IncidentLine.filter(incident_id=incident.id, recovered_at__isnull=True).limit(INCIDENT_CHECKS)
        lines = await Line.filter(id__in=[row.line_id for row in await rows]).select_related("carrier")
        await asyncio.gather(*(self._probe_now(line) for line in lines if _stale(line, now)))
        return await incident_card(await access.own_incident(member, incident_id), self._clock())

    async def _probe_now(self, line: Line) -> None:
        await self._record(line.id, await self._prober.probe(self._account(line)), None)

    async def _record(self, line_id: int, result: ProbeResult, token: str | None) -> None:
        """``token`` None records a check that nobody leased."""
        async with in_transaction():
            line = await Line.filter(id=line_id).select_for_update().first()
            if line is None or not line.enabled or (token is not None and line.lease_token != token):
                return
            owed = await record(line, result, self._policy, self._clock())
        if owed:
            self._wake()

    def _account(self, line: Line) -> SipAccount:
        return SipAccount(
            user=line.user,
            host=line.carrier.host,
            port=line.carrier.port,
            transport=line.carrier.transport,
            password=self._password(line),
            auth_user=line.auth_user,
            proxy=line.proxy,
            method=line.method,
            full_registration=line.full_registration,
        )

    def _password(self, line: Line) -> str:
        if not line.sealed_password:
            return ""
        return self._vault.open(line.sealed_password, line.secret_id, PASSWORD_PURPOSE)


def _stale(line: Line, now: datetime) -> bool:
    return line.checked_at is None or now - line.checked_at >= TAP_EVERY


_CLAIM = """
UPDATE line SET lease_until = ?, lease_token = ? WHERE id IN (
  SELECT id FROM line
  WHERE enabled = ? AND next_check_at <= ? AND (lease_until IS NULL OR lease_until < ?)
  ORDER BY next_check_at LIMIT ? {lock})
RETURNING id
"""
