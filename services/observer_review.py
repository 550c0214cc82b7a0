"""The work on observations that nobody asks for by a tap: requests reach those who answer, ends are told and come."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tortoise.transactions import in_transaction

from domain.journal import Deed
from domain.users import ObserverState, UserNoticeKind
from models import Contract, Observation
from services import audit
from services.access_changes import AccessWriter
from services.lent_observers import ACTOR, ended
from services.ports import Wake
from services.user_notices import administrators, owe
from services.user_reading import ANSWER_WITHIN
from services.user_secrets import UserSecrets

_AHEAD = timedelta(days=2)
"""Whose last day is not within this, in any zone, needs no look."""


class ObserverReview:
    """Called by a job, often: a request is answered within minutes or not at all."""

    def __init__(self, secrets: UserSecrets, wake: Wake) -> None:
        self._writer, self._wake = AccessWriter(secrets), wake

    async def run(self, now: datetime) -> int:
        """Tell of requests, warn the day before, end what is over; how many messages and ends there were."""
        done = await self._tell_requests(now)
        near = Observation.filter(state=ObserverState.CONFIRMED, until__lte=(now + _AHEAD).date())
        for row in await near.filter(user__deleted_at__isnull=True).select_related("user__contract"):
            today = now.astimezone(ZoneInfo(row.user.contract.timezone)).date()
            if row.until < today:
                done += await self._end(row, now)
            elif row.until <= today + timedelta(days=1):
                done += await self._warn(row, now)
        if done:
            self._wake()
        return done

    async def _tell_requests(self, now: datetime) -> int:
        """Apart from the asking itself: so asking takes as long for a login that does not exist."""
        fresh = Observation.filter(state=ObserverState.REQUESTED, requested_at__gt=now - ANSWER_WITHIN)
        rows = await fresh.filter(user__deleted_at__isnull=True).select_related("user")
        logins = sorted({row.cabinet_login for row in rows})
        guests = {contract.cabinet_login: contract.id for contract in await Contract.filter(cabinet_login__in=logins)}
        told = 0
        for row in rows:
            if (guest := guests.get(row.cabinet_login)) is not None and guest != row.user.contract_id:
                told += await self._ask(row, guest, now)
        return told

    async def _ask(self, row: Observation, guest: int, now: datetime) -> bool:
        subject = f"observation {row.id} {row.requested_at.timestamp():.0f}"
        facts: dict[str, object] = {"observation_id": row.id}
        async with in_transaction():
            kind = UserNoticeKind.OBSERVER_ASKED
            return await owe(guest, await administrators(guest), kind, subject, now, facts)

    async def _warn(self, row: Observation, now: datetime) -> bool:
        """Once for each last day, both sides: a prolonged observation is warned of again."""
        async with in_transaction():
            if not await Observation.filter(id=row.id, until=row.until, warned_at__isnull=True).update(warned_at=now):
                return False
            kinds = (UserNoticeKind.OBSERVER_ENDS, UserNoticeKind.LENT_ENDS)
            return await _told(row, kinds, f"observation {row.id} {row.until.isoformat()}", now)

    async def _end(self, row: Observation, now: datetime) -> bool:
        host = row.user.contract_id
        async with in_transaction() as connection:
            changes = await ended(row)
            if not changes:
                return False
            await audit.by_program(host, ACTOR, Deed.END_OBSERVER, f"user {row.user_id}", now)
            kinds = (UserNoticeKind.OBSERVER_ENDED, UserNoticeKind.LENT_ENDED)
            await _told(row, kinds, f"observation {row.id} {row.until.isoformat()} over", now)
            await self._writer.tell(connection, host, changes, now)
        return True


async def _told(row: Observation, kinds: tuple[UserNoticeKind, UserNoticeKind], subject: str, now: datetime) -> bool:
    """Owe a word to both sides: to whoever asked for the observer, and to whoever lends him."""
    asking, lending = kinds
    facts: dict[str, object] = {"observation_id": row.id, "user_id": row.user_id, "until": row.until.isoformat()}
    host, guest = row.user.contract_id, row.guest_id
    told = await owe(host, await administrators(host), asking, subject, now, facts)
    return (guest is not None and await owe(guest, await administrators(guest), lending, subject, now, facts)) or told
