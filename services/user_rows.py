"""Rows of users: finding them, locking them, and logins that nobody else has."""

from collections.abc import Collection, Sequence
from datetime import datetime

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.queryset import QuerySet

from domain.user_fields import BadUserField, UserField, UserWhy, judged_login
from models import Contract, User
from services import access, numbering, sip_logins
from services.cards import MemberCard
from services.deletion import UNDO_LASTS
from services.errors import NotFoundError

FIRST_LOGIN = 10_000
"""Given logins are five digits and more: short enough to dial, and far from the three digits that people choose."""
_SERIES = "user logins"
_AT_ONCE = 500


def living(contract_id: int) -> QuerySet[User]:
    """Users of the contract who are not dismissed."""
    return User.filter(contract_id=contract_id, deleted_at__isnull=True)


def dismissed(contract_id: int) -> QuerySet[User]:
    """Deleted users of the contract whose data are kept."""
    return User.filter(contract_id=contract_id, deleted_at__isnull=False, erased_at__isnull=True)


def undoable(contract_id: int, now: datetime) -> QuerySet[User]:
    """Deleted users of the contract who can still be brought back."""
    return dismissed(contract_id).filter(deleted_at__gt=now - UNDO_LASTS)


async def locked(member: MemberCard, user_id: int) -> User:
    """The user, locked until the caller's transaction ends. ``NotFoundError`` for a foreign, missing or deleted one."""
    await access.own_user(member, user_id)
    row = await living(member.contract_id).filter(id=user_id).select_for_update(no_key=True).first()
    if row is None:
        raise NotFoundError
    return row


async def free_logins(connection: BaseDBAsyncClient, count: int, besides: Collection[str] = frozenset()) -> list[str]:
    """So many logins of digits that nobody has and that are not among ``besides``."""
    free: list[str] = []
    while len(free) < count:
        numbers = await numbering.take(connection, _SERIES, count - len(free))
        candidates = [str(FIRST_LOGIN + number) for number in numbers]
        gone = {*besides, *await taken(candidates)}
        free += [login for login in candidates if login not in gone]
    return free


async def taken(logins: Sequence[str]) -> set[str]:
    """Those that somebody has: a user of any contract, a contract in the cabinet, or a gateway at the SIP server.

    The projects service knows people by either of the first, the SIP server its phones by the others, so one word must
    not mean two of them.
    """
    found: set[str] = set()
    for start in range(0, len(logins), _AT_ONCE):
        part = list(logins[start : start + _AT_ONCE])
        found.update(map(str, await User.filter(login__in=part).values_list("login", flat=True)))
        contracts = Contract.filter(cabinet_login__in=part)
        found.update(map(str, await contracts.values_list("cabinet_login", flat=True)))
        found.update(await sip_logins.of_gateways(part))
    return found


async def own_login(text: str) -> str:
    """A typed login that is free. Raises ``BadUserField``."""
    login = judged_login(text)
    if await taken([login]):
        raise BadUserField(UserField.LOGIN, UserWhy.TAKEN)
    return login
