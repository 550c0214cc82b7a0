"""The other side of an observation: the contract whose cabinet login is asked for answers, and may end it."""

from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.expressions import Case, Q, When
from tortoise.queryset import QuerySet
from tortoise.transactions import in_transaction

from domain.access import Action, allowed
from domain.journal import Deed
from domain.users import ObserverState, UserNoticeKind
from models import Admission, Contract, Observation, User
from services import access, access_changes, audit
from services.access_changes import AccessWriter
from services.cards import MemberCard
from services.errors import NotFoundError
from services.locks import lock_contract
from services.observer_cards import LentObserver, LentPage
from services.pages import cut
from services.ports import Wake
from services.user_notices import administrators, owe
from services.user_reading import ANSWER_WITHIN
from services.user_secrets import UserSecrets

ROWS = 6
ACTOR = "observer"
"""The author in the other contract's journal: the observer's own contract."""
_WAITING_FIRST = Case(When(state=ObserverState.REQUESTED.value, then="0"), default="1")


class LentObserverService:
    """What the administrators of the observer's own contract see and decide."""

    def __init__(self, secrets: UserSecrets, wake: Wake) -> None:
        self._writer, self._wake = AccessWriter(secrets), wake

    async def page(self, member: MemberCard, page: int, now: datetime) -> LentPage:
        """Requests for this contract's cabinet login, and observations of it that run."""
        access.require(member, Action.LEND_OBSERVER)
        query = await _ours(member, now)
        place = cut(page, await query.count(), ROWS)
        ranked = query.annotate(rank=_WAITING_FIRST).order_by("rank", "-id").offset(place.offset).limit(ROWS)
        rows = await ranked.select_related("user__contract")
        return LentPage(
            contract_name=member.contract_name,
            cabinet_login=(await Contract.get(id=member.contract_id)).cabinet_login or "",
            items=tuple([await _lent(row) for row in rows]),
            page=place.page,
            pages=place.pages,
            waiting=await query.filter(state=ObserverState.REQUESTED).count(),
            may=allowed(member.role),
            now=now,
            zone=member.zone,
        )

    async def card(self, member: MemberCard, observation_id: int, now: datetime) -> LentObserver:
        """One of them; ``NotFoundError`` for a foreign, ended or too old one as for a missing one."""
        access.require(member, Action.LEND_OBSERVER)
        return await _lent(await self._one(member, observation_id, now))

    async def confirm(self, member: MemberCard, observation_id: int, now: datetime) -> LentObserver:
        """From now on the login may watch the ticked projects, until the last day. Raises ``NotFoundError``."""
        access.require(member, Action.LEND_OBSERVER)
        async with in_transaction() as connection:
            row = await self._one(member, observation_id, now)
            user = await _still(row)
            about = {"state": ObserverState.CONFIRMED, "guest_id": member.contract_id}
            await _decide(member, row, now, about)
            await audit.by_member(member, Deed.CONFIRM_OBSERVER, "", now, row.user.contract.name)
            await self._told(connection, row, Deed.CONFIRM_OBSERVER, now)
            await self._writer.tell(connection, row.user.contract_id, await self._writer.whole([user]), now)
        self._wake()
        return await _lent(await Observation.get(id=row.id).select_related("user__contract"))

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
            await self._writer.tell(connection, row.user.contract_id, await ended(row, now), now)
            await audit.by_member(member, Deed.END_OBSERVER, "", now, row.user.contract.name)
            await self._told(connection, row, Deed.END_OBSERVER, now)
        self._wake()

    async def _one(
        self, member: MemberCard, observation_id: int, now: datetime, state: ObserverState | None = None
    ) -> Observation:
        access.check_possible(observation_id)
        found = (await _ours(member, now)).filter(id=observation_id)
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


async def _still(row: Observation) -> User:
    """The user as he is now: until the transaction ends nobody renames, admits or deletes him, so that what is told of
    him is all there is. Raises ``NotFoundError`` for one who was deleted meanwhile."""
    await lock_contract(row.user.contract_id)
    user = await User.filter(id=row.user_id, deleted_at__isnull=True).select_for_update(no_key=True).first()
    if user is None:
        raise NotFoundError
    return user


async def ended(row: Observation, now: datetime) -> list[access_changes.Change]:
    """End it, inside the caller's transaction; what to tell the projects service. The user must be read with it."""
    if not await Observation.filter(id=row.id, state=ObserverState.CONFIRMED).update(state=ObserverState.ENDED):
        return []
    return [access_changes.removal(row.user, row.cabinet_login)]


async def _ours(member: MemberCard, now: datetime) -> QuerySet[Observation]:
    """Fresh requests for the contract's login as it is now, and what the contract itself has confirmed."""
    contract = await Contract.get(id=member.contract_id)
    running = Q(state=ObserverState.CONFIRMED, guest_id=contract.id)
    asked = Q(
        state=ObserverState.REQUESTED,
        cabinet_login=contract.cabinet_login or "",
        requested_at__gt=now - ANSWER_WITHIN,
    )
    return Observation.filter(running | asked if contract.cabinet_login else running, user__deleted_at__isnull=True)


async def _decide(member: MemberCard, row: Observation, now: datetime, about: dict[str, object]) -> None:
    waiting = Observation.filter(id=row.id, state=ObserverState.REQUESTED)
    if not await waiting.update(**about, decided_at=now, decided_by_id=member.person_id):
        raise NotFoundError


async def _lent(row: Observation) -> LentObserver:
    host = row.user.contract
    names = Admission.filter(user_id=row.user_id).order_by("project__name", "id")
    projects = tuple(str(name) for name in await names.values_list("project__name", flat=True))
    return LentObserver(row.id, row.state, host.name, host.number, projects, row.until, row.requested_at)
