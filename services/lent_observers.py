"""The other side of an observation: the contract whose cabinet login is asked for answers, and may end it."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.users import ObserverState, UserNoticeKind
from models import Observation, User
from services import access, access_changes, audit, observer_lists
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.errors import NotFoundError
from services.locks import lock_contract
from services.observer_cards import LentObserver, ObserversPage
from services.ports import Wake
from services.user_notices import administrators, owe
from services.user_secrets import UserSecrets

ACTOR = "observer"
"""The author in the other contract's journal: the observer's own contract."""


class LentObserverService:
    """What the administrators of the observer's own contract see and decide."""

    def __init__(self, secrets: UserSecrets, wake: Wake) -> None:
        self._writer, self._wake = AccessWriter(secrets), wake

    async def page(self, member: MemberCard, page: int, now: datetime) -> ObserversPage:
        """Requests for this contract's cabinet login, observations of it that run, and whom it has asked for."""
        access.require(member, Action.LEND_OBSERVER)
        return await observer_lists.page_of(member, page, now)

    async def waiting(self, member: MemberCard, now: datetime) -> int:
        """How many requests wait for this contract's word."""
        access.require(member, Action.LEND_OBSERVER)
        return await observer_lists.asking(member.contract_id, now)

    async def card(self, member: MemberCard, observation_id: int, now: datetime) -> LentObserver:
        """One of them; ``NotFoundError`` for a foreign, ended or too old one as for a missing one."""
        access.require(member, Action.LEND_OBSERVER)
        return await observer_lists.lent(await self._one(member, observation_id, now))

    async def confirm(self, member: MemberCard, observation_id: int, now: datetime) -> LentObserver:
        """From now on the login may watch the ticked projects, until the last day. Raises ``NotFoundError``."""
        access.require(member, Action.LEND_OBSERVER)
        async with in_transaction() as connection:
            row = await self._one(member, observation_id, now)
            user = await _still(row)
            if user is None:
                raise NotFoundError
            about = {"state": ObserverState.CONFIRMED, "guest_id": member.contract_id}
            await _decide(member, row, now, about)
            await audit.by_member(member, Deed.CONFIRM_OBSERVER, "", now, row.user.contract.name)
            await self._told(connection, row, Deed.CONFIRM_OBSERVER, now)
            await self._writer.tell(connection, row.user.contract_id, await self._writer.whole([user]), now)
        self._wake()
        return await observer_lists.lent(await Observation.get(id=row.id).select_related("user__contract"))

    async def refuse(self, member: MemberCard, observation_id: int, now: datetime) -> None:
        """No. The other contract is told nothing: to it the request goes on unanswered. Raises ``NotFoundError``."""
        access.require(member, Action.LEND_OBSERVER)
        async with in_transaction():
            row = await self._one(member, observation_id, now)
            await _decide(member, row, now, {"state": ObserverState.REFUSED})
            await audit.by_member(member, Deed.REFUSE_OBSERVER, "", now, row.user.contract.name)

    async def stop(self, member: MemberCard, observation_id: int, now: datetime) -> None:
        """End an observation that runs, before its last day. Raises ``NotFoundError``."""
        access.require(member, Action.LEND_OBSERVER)
        async with in_transaction() as connection:
            row = await self._one(member, observation_id, now, ObserverState.CONFIRMED)
            changes = await ended(row)
            if not changes:
                raise NotFoundError
            await self._writer.tell(connection, row.user.contract_id, changes, now)
            await audit.by_member(member, Deed.END_OBSERVER, "", now, row.user.contract.name)
            await self._told(connection, row, Deed.END_OBSERVER, now)
        self._wake()

    async def _one(
        self, member: MemberCard, observation_id: int, now: datetime, state: ObserverState | None = None
    ) -> Observation:
        access.check_possible(observation_id)
        found = (await observer_lists.lending(member, now)).filter(id=observation_id)
        row = await (found.filter(state=state) if state else found).select_related("user__contract").first()
        if row is None:
            raise NotFoundError
        return row

    async def _told(self, connection: BaseDBAsyncClient, row: Observation, deed: Deed, now: datetime) -> None:
        """The asking contract learns of a yes, and of an end."""
        host = row.user.contract_id
        confirmed = deed is Deed.CONFIRM_OBSERVER
        kind = UserNoticeKind.OBSERVER_CONFIRMED if confirmed else UserNoticeKind.OBSERVER_ENDED
        await audit.by_program(host, ACTOR, deed, f"user {row.user_id}", now)
        facts: dict[str, object] = {"user_id": row.user_id}
        await owe(host, await administrators(host), kind, f"observation {row.id} {now.isoformat()}", now, facts)


async def _still(row: Observation) -> User | None:
    """The user as he is now: until the transaction ends nobody renames, admits or deletes him, so that what is told of
    him is all there is. None for one who was deleted meanwhile."""
    await lock_contract(row.user.contract_id)
    return await User.filter(id=row.user_id, deleted_at__isnull=True).select_for_update(no_key=True).first()


async def ended(row: Observation) -> list[access_changes.Change]:
    """End it, inside the caller's transaction; what to tell the projects service, nothing where it has ended already
    or its user is deleted. The user must be read with it."""
    user = await _still(row)
    mine = Observation.filter(id=row.id, state=ObserverState.CONFIRMED)
    if user is None or not await mine.update(state=ObserverState.ENDED):
        return []
    return [access_changes.removal(user, row.cabinet_login)]


async def _decide(member: MemberCard, row: Observation, now: datetime, about: dict[str, object]) -> None:
    waiting = Observation.filter(id=row.id, state=ObserverState.REQUESTED)
    if not await waiting.update(**about, decided_at=now, decided_by_id=member.person_id):
        raise NotFoundError
