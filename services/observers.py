"""External observers: asked for by another contract's cabinet login, with an end date. Nobody learns here whether a
login exists: an unknown one, a refused one and one that nobody answers read the same until the request is too old."""

from datetime import date, datetime, timedelta

from tortoise.transactions import in_transaction

from domain.access import Action
from domain.journal import Deed
from domain.user_fields import BadUserField, UserFault, UserField, UserWhy, judged_name
from domain.users import ObserverState, UserRole
from models import Admission, Contract, Observation, Project, User
from services import access, access_changes, audit
from services.access_changes import AccessWriter
from services.cabinet import CabinetLoginError, judged
from services.cards import MemberCard
from services.errors import NotFoundError
from services.locks import lock_contract
from services.observer_cards import NewObserver
from services.user_cards import UserCard
from services.user_errors import ObserverAskedError, ObserversWaitingError, UserFieldError
from services.user_reading import ANSWER_WITHIN, card_of
from services.user_rows import locked
from services.user_secrets import UserSecrets

LONGEST = 366
"""Days that an observation lasts at most; it can be prolonged."""
MOST_WAITING = 20
"""Requests of one contract that wait for an answer: more would be a way to bother others."""


class ObserverService:
    """The side of the contract that asks."""

    def __init__(self, secrets: UserSecrets) -> None:
        self._writer = AccessWriter(secrets)

    async def ask(self, member: MemberCard, new: NewObserver, now: datetime) -> int:
        """Ask for an observer; the new user's id. He sees nothing before his contract's administrator confirms.

        Raises ``UserFieldError``, ``ObserverAskedError``, ``ObserversWaitingError``, ``NotFoundError`` (projects).
        """
        access.require(member, Action.EDIT_USERS)
        login, until = await self.judged_login(member, new.cabinet_login), last_day(member, new.until, now)
        name = _name(new.name) or login
        async with in_transaction():
            await lock_contract(member.contract_id)
            await _refuse_repeated(member, login, now)
            projects = await Project.filter(id__in=list(new.project_ids), contract_id=member.contract_id)
            if len(projects) != len(set(new.project_ids)):
                raise NotFoundError
            role = UserRole.EXTERNAL_OBSERVER
            user = await User.create(contract_id=member.contract_id, name=name, role=role, created_at=now, version=1)
            await Observation.create(user_id=user.id, cabinet_login=login, until=until, requested_at=now)
            rows = [Admission(project_id=project.id, user_id=user.id, created_at=now) for project in projects]
            await Admission.bulk_create(rows)
            await audit.by_member(member, Deed.ASK_OBSERVER, f"user {user.id}", now)
        return int(user.id)

    async def prolong(self, member: MemberCard, user_id: int, until: date | None, now: datetime) -> UserCard:
        """Another last day. Raises ``UserFieldError``; ``NotFoundError`` for one who is no observer or has ended."""
        access.require(member, Action.EDIT_USERS)
        day = last_day(member, until, now)
        async with in_transaction() as connection:
            await lock_contract(member.contract_id)
            user = await locked(member, user_id)
            mine = Observation.filter(user_id=user.id).exclude(state=ObserverState.ENDED)
            if not await mine.update(until=day, warned_at=None):
                raise NotFoundError
            await audit.by_member(member, Deed.EXTEND_OBSERVER, f"user {user.id}", now, day.isoformat())
            await self._writer.tell(connection, member.contract_id, await access_changes.told_anew([user]), now)
        return await card_of(member, user, now)

    async def ask_again(self, member: MemberCard, user_id: int, until: date | None, now: datetime) -> UserCard:
        """Ask anew, after nobody has answered or the observation ended. Raises as :meth:`ask` does."""
        access.require(member, Action.EDIT_USERS)
        day = last_day(member, until, now)
        async with in_transaction():
            await lock_contract(member.contract_id)
            user = await locked(member, user_id)
            row = await Observation.get_or_none(user_id=user.id)
            if row is None:
                raise NotFoundError
            await _refuse_repeated(member, row.cabinet_login, now)
            fresh = {"state": ObserverState.REQUESTED, "until": day, "requested_at": now, "guest_id": None}
            await Observation.filter(id=row.id).update(**fresh, warned_at=None, decided_at=None, decided_by_id=None)
            await audit.by_member(member, Deed.ASK_OBSERVER, f"user {user.id}", now)
        return await card_of(member, user, now)

    async def judged_login(self, member: MemberCard, typed: str) -> str:
        """The login as it is kept; whether anybody has it is not looked up. Raises ``UserFieldError``."""
        access.require(member, Action.EDIT_USERS)
        try:
            login = judged(typed)
        except CabinetLoginError:
            raise UserFieldError(UserFault(UserField.CABINET_LOGIN, UserWhy.SYNTAX)) from None
        if await Contract.filter(id=member.contract_id, cabinet_login=login).exists():
            raise UserFieldError(UserFault(UserField.CABINET_LOGIN, UserWhy.OWN))
        return login


def last_day(member: MemberCard, until: date | None, now: datetime) -> date:
    """A day from today on, by the contract's calendar, within :data:`LONGEST` days. Raises ``UserFieldError``."""
    today = now.astimezone(member.zone).date()
    if until is None or until < today:
        raise UserFieldError(UserFault(UserField.UNTIL, UserWhy.PAST))
    if until > today + timedelta(days=LONGEST):
        raise UserFieldError(UserFault(UserField.UNTIL, UserWhy.FAR, LONGEST))
    return until


async def _refuse_repeated(member: MemberCard, login: str, now: datetime) -> None:
    """About one's own requests alone; the contract is locked. A refused request blocks as one that waits does."""
    mine = Observation.filter(user__contract_id=member.contract_id, user__deleted_at__isnull=True)
    recent = mine.filter(
        state__in=[ObserverState.REQUESTED, ObserverState.REFUSED], requested_at__gt=now - ANSWER_WITHIN
    )
    confirmed = mine.filter(cabinet_login=login, state=ObserverState.CONFIRMED)
    if await recent.filter(cabinet_login=login).exists() or await confirmed.exists():
        raise ObserverAskedError
    if await recent.count() >= MOST_WAITING:
        raise ObserversWaitingError(most=MOST_WAITING)


def _name(text: str) -> str:
    try:
        return judged_name(text) if text.strip() else ""
    except BadUserField as refused:
        raise UserFieldError.of(refused) from None
